import { breachNoun, dataNoun } from "./cue-words.ts";
import { isOf } from "./word-kinds.ts";
import { squeeze } from "./fold.ts";

// Titles beyond this are no titles; disguises are looked for in titles alone.
const maxTitleLength = 300;
const shortestName = 5;
const shortestCut = 8;

/** A stretch of a title that may hide a name. */
export interface Disguise {
  readonly by: "leet" | "homoglyph" | "masked" | "truncated";
  readonly start: number;
  readonly end: number;
  /** What it may stand for, squeezed; `?` for each hidden letter of a mask; the beginning of a truncated name. */
  readonly keys: readonly string[];
  /** Hidden host that stands beside a mask: `d?????p??????s.de`. */
  readonly host: string | null;
  readonly cue: string;
}

const leetLetters: Readonly<Record<string, string>> = {
  "0": "o",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "8": "b",
  "@": "a",
  $: "s",
  "1": "i",
  "!": "i",
  "|": "i",
};

// Cyrillic and Greek letters that look like Latin ones.
const lookalikes: Readonly<Record<string, string>> = {
  а: "a",
  в: "b",
  с: "c",
  е: "e",
  н: "h",
  і: "i",
  ј: "j",
  к: "k",
  м: "m",
  о: "o",
  р: "p",
  ѕ: "s",
  т: "t",
  у: "y",
  х: "x",
  α: "a",
  β: "b",
  ε: "e",
  η: "n",
  ι: "i",
  κ: "k",
  ν: "v",
  ο: "o",
  ρ: "p",
  τ: "t",
  υ: "u",
  χ: "x",
};

/** Finds the stretches of a title that hide a name behind digits, other alphabets, spaces, masks or a cut. */
export function findDisguises(title: string): Disguise[] {
  if (title.length > maxTitleLength) return [];
  const found: Disguise[] = [];
  // Most titles hide nothing: a plain look at their characters spares the closer one.
  if (/\S[ ._-]\S[ ._-]\S[ ._-]\S[ ._-]/.test(title)) found.push(...spacedLetters(title));
  if (/[a-z][\d@$!|]|[\d@$!|][a-z]|[\u0370-\u04ff]/i.test(title)) found.push(...disguisedWords(title));
  if (/[*?#•]/.test(title)) found.push(...maskedNames(title));
  if (/(?:\.\.|…)\s*$/.test(title)) found.push(...cutName(title));
  return found;
}

/** Whether a title tells of a leak: the second sign that makes a disguised name likely. */
export function tellsOfLeak(words: Iterable<string>): boolean {
  for (const word of words) if (isOf(word, breachNoun | dataNoun)) return true;
  return false;
}

function* spacedLetters(title: string): Generator<Disguise> {
  for (const found of title.matchAll(
    /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}][ ._-]){4,40}[\p{L}\p{N}](?![\p{L}\p{N}])/gu,
  )) {
    const key = squeeze(found[0]);
    yield {
      by: "leet",
      start: found.index,
      end: found.index + found[0].length,
      keys: [key],
      host: null,
      cue: "spaced letters",
    };
  }
}

function* disguisedWords(title: string): Generator<Disguise> {
  for (const found of title.matchAll(/[\p{L}\p{N}@$!|]{5,40}/gu)) {
    const word = found[0].replace(/[!|]+$/, "");
    const place = { start: found.index, end: found.index + word.length, host: null };
    const lower = word.toLowerCase();
    if (/[a-z]/.test(lower) && /[0134578@$!|]/.test(lower)) {
      const letters = [...lower].map((letter) => leetLetters[letter] ?? letter).join("");
      const withL = [...lower]
        .map((letter) => ("1!|".includes(letter) ? "l" : (leetLetters[letter] ?? letter)))
        .join("");
      yield { ...place, by: "leet", keys: [...new Set([letters, withL])], cue: "digits for letters" };
    }
    if (/[a-z]/.test(lower) && /[\u0370-\u04ff]/.test(lower)) {
      const letters = [...lower].map((letter) => lookalikes[letter] ?? letter).join("");
      yield { ...place, by: "homoglyph", keys: [letters], cue: "letters of another alphabet" };
    }
  }
}

function* maskedNames(title: string): Generator<Disguise> {
  const words = [...title.matchAll(/[\p{L}\p{N}*?#•.&'-]{2,60}/gu)].filter(
    (found) => /[*?#•]/.test(found[0]) && /[\p{L}\p{N}]/u.test(found[0]),
  );
  const hosts = words.filter((found) => /[.][a-z]{2,10}$/i.test(found[0]));
  const names = words.filter((found) => !hosts.includes(found));
  const host =
    hosts[0]?.[0]
      .replace(/^w{3}\./i, "")
      .replaceAll(/[*#•]/g, "?")
      .toLowerCase() ?? null;
  const [first] = names;
  const last = names.at(-1);
  if (first !== undefined && last !== undefined) {
    const start = first.index;
    const end = last.index + last[0].length;
    const whole = title.slice(start, end);
    if (names.length > 1 && !/[^\p{L}\p{N}*?#•&' -]/u.test(whole)) {
      yield { by: "masked", start, end, keys: [maskKey(whole)], host, cue: "masked letters" };
    }
    for (const name of names) {
      yield {
        by: "masked",
        start: name.index,
        end: name.index + name[0].length,
        keys: [maskKey(name[0])],
        host,
        cue: "masked letters",
      };
    }
  }
  for (const found of hosts) {
    const bare = found[0].replace(/^w{3}\./i, "");
    const start = found.index + found[0].length - bare.length;
    yield {
      by: "masked",
      start,
      end: start + bare.length,
      keys: [maskKey(bare.replace(/\..*$/, ""))],
      host,
      cue: "masked domain",
    };
  }
}

function maskKey(text: string): string {
  let key = "";
  for (const letter of text) key += /[*?#•]/.test(letter) ? "?" : squeeze(letter);
  return key;
}

function* cutName(title: string): Generator<Disguise> {
  const found = /^(.*[^\s.…])\s?(?:\.{2,}|…)\s*$/su.exec(title);
  const text = found?.[1];
  if (text === undefined) return;
  const bare = text.replace(/^(?:https?:\/\/)?(?:www\.)?/i, "");
  const key = squeeze(bare);
  if (key.length < shortestCut) return;
  yield {
    by: "truncated",
    start: text.length - bare.length,
    end: text.length,
    keys: [key],
    host: null,
    cue: "a cut title",
  };
}

/** How far a disguise agrees with a name: 0 not at all, 1 weakly, 2 well. */
export function agreement(
  disguise: Disguise,
  key: string,
  name: string,
  domains: readonly string[],
): 0 | 1 | 2 {
  if (name.length < shortestName) return 0;
  switch (disguise.by) {
    case "truncated": {
      const isCut = (full: string): boolean => full.length > key.length && full.startsWith(key);
      if (!isCut(name) && !domains.some((domain) => isCut(squeeze(domain)))) return 0;
      return key.length >= 10 && key.length * 2 >= name.length ? 2 : 1;
    }
    case "masked": {
      if (!fitsMask(key, name)) return 0;
      const visible = [...key].filter((letter) => letter !== "?").length;
      const { host } = disguise;
      if (host !== null && domains.some((domain) => fitsRuns(host, domain))) return 2;
      if (visible * 3 >= key.length * 2) return 2;
      return visible >= 3 ? 1 : 0;
    }
    default:
      return key === name ? 2 : 0;
  }
}

/** Whether the visible stretches of a mask stand in a name in their order, however many letters each run hides. */
function fitsRuns(mask: string, name: string): boolean {
  const runs = mask.split(/\?+/);
  const first = runs[0] ?? "";
  const last = runs.at(-1) ?? "";
  if (
    runs.length < 2 ||
    !name.startsWith(first) ||
    !name.endsWith(last) ||
    name.length < first.length + last.length
  )
    return false;
  let at = first.length;
  for (const run of runs.slice(1, -1)) {
    const found = name.indexOf(run, at);
    if (found < 0) return false;
    at = found + run.length;
  }
  return at + last.length <= name.length;
}

function fitsMask(mask: string, name: string): boolean {
  if (mask.length !== name.length) return false;
  for (let at = 0; at < mask.length; at++) if (mask[at] !== "?" && mask[at] !== name[at]) return false;
  return true;
}
