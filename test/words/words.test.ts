import fc from "fast-check";
import { expect, test } from "vitest";
import { factWords } from "../../src/alert/fact-words.ts";
import { factWordsFor } from "../../src/words/facts.ts";
import { languageOf } from "../../src/words/translations.ts";
import { sayEach, wordsFor } from "../../src/words/words.ts";

const elsewhere = ["zh-CN", "zh-TW", "ja"] as const;

type Say = (...values: readonly unknown[]) => string;

/** Every text of a catalogue by its path; one that has nothing to fill in is a function all the same. */
function flatten(words: unknown, path: string): readonly (readonly [string, Say])[] {
  if (typeof words === "string") return [[path, () => words]];
  if (typeof words === "function") return [[path, words as Say]];
  return Object.entries(words as object).flatMap(([key, value]) => flatten(value, `${path} ${key}`.trim()));
}

/** Everything that is said in one language; facts are named in English by the alerts. */
function listAll(locale: string): readonly (readonly [string, Say])[] {
  return [...flatten(wordsFor(locale), ""), ...flatten(factWordsFor(locale) ?? factWords, "facts")];
}

const english = listAll("en-US");
const translated = elsewhere.map((locale) => new Map(listAll(locale)));

/** As many values as the English text takes, each told apart from all others. */
function fill(path: string): readonly number[] {
  const arity = new Map(english).get(path)?.length ?? 0;
  return Array.from({ length: arity }, (_, at) => 7001 + at);
}

const find = (text: string, pattern: RegExp): readonly string[] =>
  [...new Set(text.replaceAll(",", "").match(pattern))].toSorted();

test.for(english)("%s says something in every language, whatever it is told", ([path, en]) => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(3), fc.integer(), fc.string()), { minLength: 6 }), (values) => {
      for (const say of [en, ...translated.map((words) => words.get(path))]) {
        const text = say?.(...values) ?? "";
        expect(text.trim()).not.toBe("");
        expect(text).not.toMatch(/undefined|\[object|NaN/u);
      }
    }),
    { numRuns: 30, examples: [[[0, 0, 0, 0, 0, 0]], [[1, 1, 1, 1, 1, 1]]] },
  );
});

test.for(english)("%s tells the same figures, commands and settings in every language", ([path, en]) => {
  const told = en(...fill(path));
  for (const words of translated) {
    const text = words.get(path)?.(...fill(path)) ?? "";
    expect(find(text, /70\d\d/gu), text).toEqual(find(told, /70\d\d/gu));
    expect(find(text, /`[^`]+`/gu), text).toEqual(find(told, /`[^`]+`/gu));
  }
});

test.for(english)("%s is in another language", ([path, en]) => {
  const told = en(...fill(path));
  // What is a figure, a code or one letter is the same everywhere.
  if (!/\p{L}{2}/u.test(told.replaceAll(/`[^`]*`/gu, ""))) return;
  for (const words of translated) expect(words.get(path)?.(...fill(path))).not.toBe(told);
});

test("buttons and labels have room in Discord's", () => {
  for (const locale of ["en", ...elsewhere]) {
    const { alerts, general, replay, watch } = wordsFor(locale);
    const { form } = watch;
    const buttons = [
      general.previous,
      general.next,
      general.undo,
      watch.defaultChannel,
      watch.noRole,
      replay.post,
      replay.edit,
      replay.discard,
      replay.save,
      replay.wider,
      replay.narrower,
      alerts.retry(9999),
    ];
    for (const label of buttons) expect(label.length, label).toBeLessThanOrEqual(80);
    const labels = [form.aliases, form.domains, form.exclude, form.require, form.mode];
    for (const label of labels) expect(label.length, label).toBeLessThanOrEqual(45);
    for (const label of [form.commas, ...Object.values(form.modes)])
      expect(label.length, label).toBeLessThanOrEqual(100);
  }
});

test("a refusal is said in every language at once", () => {
  expect(sayEach(({ watch }) => watch.unknown("Harbour Lines"))).toEqual({
    en: "“Harbour Lines” is not watched here.",
    zh: "此处没有监控“Harbour Lines”。",
    ja: "「Harbour Lines」はここでは監視していません。",
  });
});

test.for([
  ["zh-CN", "zh"],
  ["zh-TW", "zh"],
  ["ja", "ja"],
  ["en-GB", "en"],
  ["de", "en"],
  ["", "en"],
] as const)("who speaks %s is answered in %s", ([locale, language]) => {
  expect(languageOf(locale)).toBe(language);
});
