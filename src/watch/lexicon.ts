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

// Of a longer word every stem begins with the same three letters, by which the list is kept.
const longWord = 7;

function isListedOrInflected(words: Words, word: string): boolean {
  if (word.length >= longWord && words[word.slice(0, 3)] === undefined) return false;
  if (isListed(words, word)) return true;
  return stems(word).some((stem) => stem.length >= 3 && isListed(words, stem));
}

const endings = ["ed", "er", "est", "ing", "ly"];
const noStems: readonly string[] = [];

/** The words that a regular inflection may come from: the list holds none of those. */
function stems(word: string): readonly string[] {
  if (word.endsWith("s")) {
    const found = [word.slice(0, -1)];
    if (word.endsWith("es")) found.push(word.slice(0, -2));
    if (word.endsWith("ies")) found.push(`${word.slice(0, -3)}y`);
    return found;
  }
  const ending = endings.find((one) => word.endsWith(one));
  if (ending === undefined) return noStems;
  const stem = word.slice(0, -ending.length);
  const found = [stem, `${stem}e`];
  if (stem.at(-1) === stem.at(-2)) found.push(stem.slice(0, -1));
  if (stem.endsWith("i")) found.push(`${stem.slice(0, -1)}y`);
  return found;
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

// Words that names share are asked for again and again; the others within one name alone.
const maxRecent = 500;

/** The word lists with a memory: names of companies use the same words again and again. */
export class Lexicon {
  // Two generations: what is asked for again outlives the words that stood in one name.
  #recent = new Map<string, WordFacts>();
  #older = new Map<string, WordFacts>();
  readonly #known: WordFacts[] = [];

  facts(word: string): WordFacts {
    const recent = this.#recent.get(word);
    if (recent !== undefined) return recent;
    const facts = this.#older.get(word) ?? this.#workOut(word);
    if (this.#recent.size >= maxRecent) {
      this.#older = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(word, facts);
    return facts;
  }

  /** There are few different answers: each is kept once. */
  #workOut(word: string): WordFacts {
    const isPlain = /^[a-z]{1,17}$/.test(word);
    const isCommon =
      isPlain && (word.length === 1 || commonSet.has(word) || isListedOrInflected(english.common, word));
    const isPlaceName = placeSet.has(word);
    const isHomonym =
      peopleSet.has(word) || (isPlain && !isCommon && isListedOrInflected(english.rare, word));
    const isWeak = word.length <= 3 || isCommon || isPlaceName || isHomonym;
    const endsForm = endsLegalForm(word);
    const number = [isCommon, isPlaceName, isHomonym, isWeak, endsForm].reduce(
      (bits, is) => bits * 2 + (is ? 1 : 0),
      0,
    );
    return (this.#known[number] ??= {
      isCommon,
      isPlace: isPlaceName,
      isHomonym,
      isWeak,
      endsLegalForm: endsForm,
    });
  }
}
