import { type FoldTable, squeeze } from "./fold.ts";
import {
  isDescriptive,
  isGroupForm,
  isLegalPrefix,
  legalSuffixLength,
  stripAsianForm,
} from "./legal-forms.ts";
import { Lexicon } from "./lexicon.ts";
import { assessStrength, isLettersWithAnd, type Strength } from "./strength.ts";
import { TokenStream, tokenWords } from "./tokens.ts";

/** One spelling under which a company is looked for. */
export interface Variant {
  /** Folded tokens. */
  readonly words: readonly string[];
  readonly strength: Strength;
  /**
   * `short`: without what describes the company; `joined`: in one word; `split`: an inner capital taken for a new word;
   * `label`: only as a host's label or a whole title; `domain`: the label of an official domain, only as a whole title.
   */
  readonly form: "full" | "short" | "joined" | "split" | "dotted" | "label" | "domain";
  /** "&" has to be written so: "C&A" is not "c and a". */
  readonly isLiteralAnd: boolean;
  /** A comma belongs to the name: "Kerber, Eck & Braeckel". */
  readonly hasComma: boolean;
}

interface Word {
  readonly word: string;
  readonly raw: string;
  readonly gap: string;
}

const maxNameLength = 300;
const maxWords = 12;
const maxStripped = 6;

/** Makes the variants of names; keeps a buffer and a memory of words. */
export class VariantMaker {
  readonly #stream: TokenStream;
  readonly #lexicon = new Lexicon();

  constructor(fold: FoldTable) {
    this.#stream = new TokenStream(fold);
  }

  /**
   * Lists the spellings under which one name is looked for, the fullest first.
   *
   * Legal forms are taken off, since they are looked for beside a match anyway; the name as it is where nothing would be left.
   */
  variants(name: string): Variant[] {
    const offers = new Offers(this.#lexicon);
    for (const part of nameParts(name)) {
      const all = tokenWords(this.#stream.read(part));
      if (all.length > 0) offerAll(stripForms(all, this.#lexicon), offers);
    }
    return offers.list;
  }
}

/** The variants found so far; the first to offer a spelling wins. */
class Offers {
  readonly list: Variant[] = [];
  readonly lexicon: Lexicon;
  readonly #seen = new Set<string>();

  constructor(lexicon: Lexicon) {
    this.lexicon = lexicon;
  }

  add(words: readonly string[], form: Variant["form"], hasComma = false, strength?: Strength): void {
    const key = words.join(" ");
    if (words.length === 0 || words.length > maxWords || this.#seen.has(key)) return;
    this.#seen.add(key);
    this.list.push({
      words,
      strength: strength ?? assessStrength(words, this.lexicon),
      form,
      hasComma,
      isLiteralAnd: isLettersWithAnd(words),
    });
  }
}

/** A name, and what is left of it without a note in brackets or behind a dash. */
function nameParts(name: string): string[] {
  // Lists of companies write a state behind the name: "/MD/".
  const cut = name.slice(0, maxNameLength);
  const whole = cut.includes("/") ? cut.replace(/\s*\/[A-Z]{2,4}\/?\s*$/, "") : cut;
  if (!/[([（|–—-]/.test(whole)) return [stripAsianForm(whole)];
  const bare = whole.replace(/\s*[([（].*$/s, "").replace(/\s+[-–—|]\s.*$/s, "");
  const parts = squeeze(bare).length >= 3 && bare !== whole ? [whole, bare] : [whole];
  return parts.map(stripAsianForm);
}

/** Takes legal forms off both ends; never down to nothing. */
function stripForms(all: readonly Word[], lexicon: Lexicon): readonly Word[] {
  let words = all;
  for (let round = 0; round < maxStripped; round++) {
    const rest = withoutForm(words, lexicon);
    if (rest === null) break;
    words = rest;
  }
  const [first, second] = words;
  if (
    first !== undefined &&
    second !== undefined &&
    isLegalPrefix(first.word) &&
    !lexicon.facts(second.word).isCommon
  ) {
    words = words.slice(1);
  }
  // "Amazon.com": the suffix of a host, but never down to a general word ("Company.com").
  const isHost = words.length === 2 && words[1]?.word === "com";
  const label = words[0]?.word ?? "";
  return isHost && legalSuffixLength([label]) === 0 && !lexicon.facts(label).isCommon
    ? words.slice(0, 1)
    : words;
}

/** A name without the legal form at its end; null where it has none, or where it says nothing without it. */
function withoutForm(words: readonly Word[], lexicon: Lexicon): readonly Word[] | null {
  if (!lexicon.facts(words.at(-1)?.word ?? "").endsLegalForm) return null;
  const length = legalSuffixLength(words.map(({ word }) => word));
  if (length === 0 || length >= words.length) return null;
  const rest = words.slice(0, -length);
  // "Acme & Co": the sign goes with the form.
  const hasAnd = rest.length > 1 && rest.at(-1)?.word === "and";
  const trimmed = hasAnd ? rest.slice(0, -1) : rest;
  const areWeak = trimmed.every(({ word }) => lexicon.facts(word).isWeak);
  // "Martin & Co", "New York & Company": without the form they would be anybody.
  if (hasAnd && areWeak) return null;
  // "Penn Power Group": "Group" is part of a name that says nothing without it.
  const isGroup = words.slice(-length).some(({ word }) => isGroupForm(word));
  if (
    isGroup &&
    areWeak &&
    (trimmed.length === 1 || trimmed.every(({ word }) => lexicon.facts(word).isCommon))
  )
    return null;
  return trimmed;
}

function offerAll(core: readonly Word[], offers: Offers): void {
  const words = core.map(({ word }) => word);
  const hasComma = core.some(({ gap }, at) => at > 0 && gap === "comma");
  offers.add(words, "full", hasComma);
  const hasArticle = words[0] === "the" && words.length > 1;
  const plain = hasArticle ? core.slice(1) : core;
  const bare = hasArticle ? words.slice(1) : words;
  if (hasArticle) offers.add(bare, "full", hasComma, bareStrength(bare, offers.lexicon));
  for (const spelled of spellings(plain)) offers.add(spelled, "full", hasComma);
  const short = shortForm(bare, offers.lexicon);
  if (short !== null) offers.add(short, "short", hasComma);
  offerJoined(plain, short, offers);
  offerSplit(plain, offers);
  offerLabels(bare, offers);
}

/** "The Guardian" is a name where "Guardian" is a word. */
function bareStrength(words: readonly string[], lexicon: Lexicon): Strength {
  const strength = assessStrength(words, lexicon);
  return strength === "strong" && words.length === 1 && (words[0]?.length ?? 0) < 5 ? "common" : strength;
}

/** Leaves out at the end what only describes a company, where what is left is a name of its own. */
function shortForm(words: readonly string[], lexicon: Lexicon): readonly string[] | null {
  let length = words.length;
  while (length > 1) {
    const last = words[length - 1] ?? "";
    if (!isDescriptive(last) && !isGroupForm(last) && last !== "and") break;
    length--;
  }
  if (length === words.length || length === 0) return null;
  const rest = words.slice(0, length);
  if (assessStrength(rest, lexicon) !== "strong") return null;
  return rest.length > 1 || (rest[0]?.length ?? 0) >= 4 ? rest : null;
}

/** Other spellings of the same words: umlauts written out, Russian cases, Arabic prefixes, initials without dots. */
function spellings(core: readonly Word[]): string[][] {
  const words = core.map(({ word }) => word);
  const out: string[][] = [];
  const offer = (spelled: string[]): void => {
    if (spelled.some((word, at) => word !== words[at])) out.push(spelled);
  };
  if (core.some(({ raw }) => /[^ -~]/.test(raw)))
    offer(core.map(({ raw, word }) => writeOutUmlauts(raw) ?? word));
  // What news in English make of a university's name.
  if (words.some((word) => word.startsWith("universi")))
    offer(words.map((word) => (universities.test(word) ? "university" : word)));
  const last = words.at(-1) ?? "";
  if (/^[\u0430-\u044f]{4,}$/.test(last)) {
    const stem = /[аеоуыэюяийь]$/.test(last) ? last.slice(0, -1) : last;
    for (const ending of russianEndings(last)) out.push([...words.slice(0, -1), stem + ending]);
  }
  const [first = ""] = words;
  if (/^[\u0621-\u064a]{3,}$/.test(first)) {
    for (const prefix of ["و", "ب", "ل", "ك", "ال"]) out.push([prefix + first, ...words.slice(1)]);
  }
  // "A.P. Moller" as "AP Moller" and "APMoller".
  const initials = words.findIndex((word) => word.length > 1);
  if (initials >= 2) {
    const letters = words.slice(0, initials).join("");
    out.push([letters, ...words.slice(initials)]);
    if (initials < words.length - 1)
      out.push([letters + (words[initials] ?? ""), ...words.slice(initials + 1)]);
  }
  return out;
}

const universities = /^universi(?:taet|tat|tet|teit|te|ta|dade|dad)$/;

function russianEndings(word: string): readonly string[] {
  if (word.endsWith("а")) return ["ы", "е", "у", "ой", "и"];
  if (word.endsWith("я")) return ["и", "е", "ю", "ей"];
  return /[бвгджзклмнпрстфхцчшщ]$/.test(word) ? ["а", "у", "ом", "е", "ы"] : [];
}

function writeOutUmlauts(raw: string): string | null {
  const lower = raw.normalize("NFC").toLowerCase();
  if (!/[äöüåø]/.test(lower)) return null;
  const written = lower
    .replaceAll("ä", "ae")
    .replaceAll(/[öø]/g, "oe")
    .replaceAll("ü", "ue")
    .replaceAll("å", "aa");
  return squeeze(written);
}

/** "Acme Health" as "AcmeHealth"; also what a host's label is compared with. */
function offerJoined(core: readonly Word[], short: readonly string[] | null, offers: Offers): void {
  const words = core.map(({ word }) => word);
  if (words.length < 2) return;
  const joined = words.join("");
  // The plain pattern, which nearly all names fit, is the faster.
  if (
    !/^[a-z\d]+$/.test(joined) &&
    !/^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\d]+$/u.test(joined)
  )
    return;
  offers.add([joined], "joined");
  const withoutAnd = words.includes("and") ? words.filter((word) => word !== "and").join("") : joined;
  if (withoutAnd !== joined && withoutAnd.length >= 6) offers.add([withoutAnd], "joined");
  if (short !== null && short.length > 1) offers.add([short.join("")], "joined");
  // "McDonald's Farm" is written "McDonalds Farm" too.
  const at = core.findIndex(({ gap }, token) => token > 0 && gap === "apostrophe");
  if (at > 0 && words.length > 2) {
    offers.add([...words.slice(0, at - 1), `${words[at - 1]}${words[at]}`, ...words.slice(at + 1)], "full");
  }
}

/** "JPMorgan" as "JP Morgan" and "J.P. Morgan"; "IBM" as "I.B.M.". */
function offerSplit(core: readonly Word[], offers: Offers): void {
  const [only] = core;
  if (core.length === 1 && only !== undefined && /^[A-Z]{3,5}$/.test(only.raw)) {
    offers.add([...only.word], "dotted", false, "phrase");
  }
  if (!core.some(({ raw }) => /[A-Za-z][A-Z]/.test(raw) && /[a-z]/.test(raw))) return;
  const parts = core.flatMap(({ raw, word }) => splitAtCapitals(raw) ?? [word]);
  if (parts.length <= core.length) return;
  const hasInitials = /^[A-Z]{2,3}$/.test(only?.raw.slice(0, parts[0]?.length ?? 0) ?? "");
  const isDistinct = parts.some(
    (part) =>
      part.length > 1 && !offers.lexicon.facts(part).isCommon && !offers.lexicon.facts(part).isHomonym,
  );
  // "Red Lock", "I rent": short words that everybody writes are not split, longer ones need a cue.
  if (parts.every((part) => part.length > 1) && (isDistinct || hasInitials))
    offers.add(parts, "split", false, "phrase");
  else if (parts.every((part) => part.length > 3) && parts.join("").length > 8)
    offers.add(parts, "split", false, "common");
  if (hasInitials) offers.add([...(parts[0] ?? ""), ...parts.slice(1)], "split", false, "phrase");
}

function splitAtCapitals(raw: string): string[] | null {
  if (!/^[A-Za-z]{5,}$/.test(raw)) return null;
  const spaced = raw.replaceAll(/([a-z])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, "$1$3 $2");
  return spaced
    .toLowerCase()
    .split(" ")
    .filter((part) => part !== "");
}

const smallWords = " and of the de del der die das la le les du da do dos di des y e et und for fur ";

/** What a company's host may be called besides: without small words, or its first word alone. */
function offerLabels(words: readonly string[], offers: Offers): void {
  const [first = "", second] = words;
  if (second === undefined) return;
  const large = words.filter((word) => !smallWords.includes(` ${word} `)).join("");
  if (large.length >= 6) offers.add([large], "label");
  const isName =
    first.length >= 5 && !isDescriptive(first) && assessStrength([first], offers.lexicon) === "strong";
  if (isName) offers.add([first], "label");
}
