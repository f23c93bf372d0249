import english from "./data/english.json" with { type: "json" };
import { endsLegalForm } from "./legal-forms.ts";
import { moreCommonWords, people, places } from "./data/words.ts";

function toSet(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(" "));
}

const commonSet = toSet(moreCommonWords);
const placeSet = toSet(places);
const peopleSet = toSet(people);

type Words = Readonly<Record<string, string | undefined>>;

function isListed(words: Words, word: string): boolean {
  return words[word.slice(0, 3)]?.includes(` ${word.slice(3)} `) ?? false;
}

function isListedOrInflected(words: Words, word: string): boolean {
  if (isListed(words, word)) return true;
  for (const stem of stems(word)) if (stem.length >= 3 && isListed(words, stem)) return true;
  return false;
}

// The list holds no regular inflections; these are the words that one may come from.
function* stems(word: string): Generator<string> {
  if (word.endsWith("s")) {
    yield word.slice(0, -1);
    if (word.endsWith("es")) yield word.slice(0, -2);
    if (word.endsWith("ies")) yield `${word.slice(0, -3)}y`;
  }
  for (const ending of ["ed", "er", "est", "ing", "ly"]) {
    if (!word.endsWith(ending)) continue;
    const stem = word.slice(0, -ending.length);
    yield stem;
    yield `${stem}e`;
    if (stem.at(-1) === stem.at(-2)) yield stem.slice(0, -1);
    if (stem.endsWith("i")) yield `${stem.slice(0, -1)}y`;
  }
}

/** Whether a folded word is an ordinary one: English, or often seen in posts about leaks. */
export function isCommonWord(word: string): boolean {
  if (!/^[a-z]{1,17}$/.test(word)) return false;
  return word.length === 1 || commonSet.has(word) || isListedOrInflected(english.common, word);
}

/** Whether a folded word is a short form that everybody uses: "IP", "OK". */
export function isEverydayAbbreviation(word: string): boolean {
  return word.length <= 3 && commonSet.has(word);
}

/** Whether a folded word stands in the dictionary without being one of the ordinary ones: "oracle", "puma". */
export function isRareWord(word: string): boolean {
  return /^[a-z]{2,15}$/.test(word) && !isCommonWord(word) && isListedOrInflected(english.rare, word);
}

/** Whether a folded word is a country, a state or a large city first. */
export function isPlace(word: string): boolean {
  return placeSet.has(word);
}

/** Whether a folded word is a given name or a surname as well. */
export function isPersonName(word: string): boolean {
  return peopleSet.has(word);
}

/** What is known of one word. */
export interface WordFacts {
  readonly isCommon: boolean;
  /** Common, rare, a place or a person's name, or too short to say anything. */
  readonly isWeak: boolean;
  readonly isPlace: boolean;
  readonly isHomonym: boolean;
  /** Whether a legal form may end with it. */
  readonly endsLegalForm: boolean;
}

const maxKept = 20_000;

/** The word lists with a memory: names of companies use the same words again and again. */
export class Lexicon {
  readonly #kept = new Map<string, WordFacts>();

  facts(word: string): WordFacts {
    const kept = this.#kept.get(word);
    if (kept !== undefined) return kept;
    if (this.#kept.size >= maxKept) this.#kept.clear();
    const isPlain = /^[a-z]{1,17}$/.test(word);
    const isCommon =
      isPlain && (word.length === 1 || commonSet.has(word) || isListedOrInflected(english.common, word));
    const isPlaceName = placeSet.has(word);
    const isHomonym =
      peopleSet.has(word) || (isPlain && !isCommon && isListedOrInflected(english.rare, word));
    const facts: WordFacts = {
      isCommon,
      isPlace: isPlaceName,
      isHomonym,
      isWeak: word.length <= 3 || isCommon || isPlaceName || isHomonym,
      endsLegalForm: endsLegalForm(word),
    };
    this.#kept.set(word, facts);
    return facts;
  }
}
