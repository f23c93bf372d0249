import type { WatchMode } from "../model.ts";
import type { WordBreaks } from "./cjk-words.ts";
import {
  isAdverb,
  isArticle,
  isAttackVerb,
  isBreachNoun,
  isChannelName,
  isCompanyNoun,
  isCompanyVerb,
  isCompoundNoun,
  isContactWord,
  isDataNoun,
  isFunctionWord,
  isOpener,
  isPlaceNoun,
  isSpeechVerb,
  isPreposition,
  isSmallWord,
  isVictimLabel,
} from "./cue-words.ts";
import type { FieldText, Style } from "./field-text.ts";
import { isDescriptive, isGroupForm, isLegalPrefix, legalFormLength } from "./legal-forms.ts";
import { isCommonWord, isEverydayAbbreviation, isPersonName, isPlace } from "./lexicon.ts";
import type { Variant } from "./variants.ts";

/** A name in a field, by its tokens. */
export interface Occurrence {
  readonly field: FieldText;
  readonly first: number;
  readonly last: number;
  readonly strength: Variant["strength"];
  readonly form: Variant["form"];
  readonly isLiteralAnd: boolean;
  readonly hasComma: boolean;
  readonly isAlias: boolean;
}

/** What an occurrence is worth, and why. */
export interface Verdict {
  readonly score: number;
  readonly cues: readonly string[];
  /** What rules it out; null where nothing does. */
  readonly veto: string | null;
}

/** Score from which a mention is a match. */
export function threshold(mode: WatchMode): number {
  return mode === "strict" ? 5 : mode === "broad" ? 2 : 3;
}

// Legal forms that no text writes for anything else.
const strongForms = ["inc", "co", "corp", "ltd", "llc", "plc", "gmbh"];

const nothing: Verdict = { score: 0, cues: [], veto: null };

/** Weighs one occurrence of a name by what stands around it. */
export function judge(occurrence: Occurrence, spellings: readonly string[], breaks: WordBreaks): Verdict {
  const context = new Context(occurrence, spellings, breaks);
  const veto = context.veto();
  if (veto !== null) return { ...nothing, veto };
  const base = context.base();
  if (base === null) return { ...nothing, veto: "not written as a name" };
  if (context.isWithinBareName()) return { ...nothing, score: 1, cues: ["one word of a longer name"] };
  const cues: string[] = [];
  let score = base;
  for (const [worth, cue] of context.cues()) {
    score += worth;
    cues.push(cue);
  }
  return { score, cues, veto: null };
}

/** The neighbourhood of one occurrence. */
class Context {
  readonly #occurrence: Occurrence;
  readonly #field: FieldText;
  readonly #text: string;
  readonly #raw: string;
  readonly #style: Style;
  /** Token after the name and its possessive. */
  readonly #next: number;
  readonly #isPossessive: boolean;
  readonly #isExact: boolean;
  readonly #isCased: boolean;

  readonly #breaks: WordBreaks;

  constructor(occurrence: Occurrence, spellings: readonly string[], breaks: WordBreaks) {
    this.#breaks = breaks;
    const { field, first, last } = occurrence;
    const { stream } = field;
    this.#occurrence = occurrence;
    this.#field = field;
    this.#text = stream.text;
    this.#raw = stream.text.slice(stream.start(first), stream.end(last));
    this.#isPossessive = stream.gap(last + 1) === "apostrophe" && stream.word(last + 1) === "s";
    this.#next = this.#isPossessive ? last + 2 : last + 1;
    this.#style = field.style(first, this.#next - 1);
    this.#isExact = spellings.some((spelling) => spelling.includes(this.#raw));
    this.#isCased =
      /[\p{Lu}\p{Lt}\p{N}\p{Lo}]/u.test(this.#raw.charAt(0)) || (this.#isExact && /\p{Lu}/u.test(this.#raw));
  }

  /** Whether the name may be followed by this capitalised word without being part of a longer name. */
  #speaks(token: number): boolean {
    const word = this.#word(token);
    return (
      isPlace(word) ||
      isCompanyVerb(word) ||
      isCompanyNoun(word) ||
      legalFormLength([word]) > 0 ||
      isBreachNoun(word)
    );
  }

  #word(token: number): string {
    return this.#field.stream.word(token);
  }

  /** Whether a token follows the one before it without a break. */
  #isNear(token: number): boolean {
    const gap = this.#field.stream.gap(token);
    return gap === "space" || gap === "hyphen" || gap === "initial";
  }

  get #isSentence(): boolean {
    return this.#style === "sentence" || this.#style === "lower";
  }

  /** What rules the occurrence out whatever else stands there. */
  veto(): string | null {
    const { first, last, strength, isLiteralAnd, form } = this.#occurrence;
    const field = this.#field;
    const { stream } = field;
    if (field.isInAddress(first)) return "inside an address";
    const before = this.#text.charAt(stream.start(first) - 1);
    const gapBefore = stream.gap(first);
    const gapAfter = stream.gap(last + 1);
    if (gapBefore === "dot" || (gapAfter === "dot" && !/^\p{Lu}/u.test(stream.raw(last + 1))))
      return "part of a file or host name";
    if (before === "@" || before === "#") return strength === "strong" && before === "#" ? null : "a handle";
    if (isLiteralAnd && !/[&＆+]/.test(this.#raw)) return "the sign is part of the name";
    if (form === "dotted" && !/^\p{L}(?:[. ]{1,2}\p{L})+/u.test(this.#raw)) return "letters without dots";
    if (form === "dotted" && !this.#raw.includes(".")) return "letters without dots";
    if (strength === "cjk") return this.#cjkVeto();
    const next = this.#word(this.#next);
    const nearNext = this.#isNear(this.#next);
    if (first === last && nearNext && !this.#isPossessive && isPlaceNoun(next) && this.#placeFollows(next))
      return "a place";
    if (isChannelName(this.#word(first)) && this.#isContactChannel()) return "a contact channel";
    if (strength === "strong") return null;
    if (gapBefore === "slash" || gapAfter === "slash")
      return strength === "acronym" ? null : "between slashes";
    if ((gapBefore === "hyphen" || (gapAfter === "hyphen" && !this.#isPossessive)) && strength !== "phrase")
      return "part of a compound";
    if (gapBefore === "apostrophe") return "part of a word";
    if (/^\d+[kmbgt]?$/i.test(this.#raw) && !isCompanyVerb(next)) return "a number";
    if (this.#isFieldLabel()) return "a field label";
    // "John Q. Parker".
    if (gapBefore === "initial" && /^\p{Lu}$/u.test(stream.raw(first - 1))) return "a person";
    return this.#longerNameVeto();
  }

  #placeFollows(next: string): boolean {
    return (
      this.#field.isCapital(this.#next) || this.#occurrence.strength !== "strong" || next === "rainforest"
    );
  }

  #cjkVeto(): string | null {
    const { first, last } = this.#occurrence;
    const { stream } = this.#field;
    const after = this.#text.charAt(stream.end(last));
    const before = this.#text.charAt(stream.start(first) - 1);
    if (/[级級州市县縣区區省镇鎮村路岛島]/.test(after)) return "a longer word";
    const isKatakana = /\p{Script=Katakana}/u.test(this.#raw);
    if (isKatakana && /[\p{Script=Katakana}ー]/u.test(before)) return "a longer word";
    if (/^\p{Script=Hangul}/u.test(this.#raw) && /\p{Script=Hangul}/u.test(before)) return "a longer word";
    // A particle may follow a Korean name.
    if (
      /^\p{Script=Hangul}/u.test(this.#raw) &&
      /[^\P{Script=Hangul}이가을를은는의에와과도로만]/u.test(after)
    )
      return "a longer word";
    const isShortHan = /^\p{Script=Han}{2}$/u.test(this.#raw);
    return isShortHan && !this.#breaks.stands(this.#text, stream.start(first), stream.end(last))
      ? "a longer word"
      : null;
  }

  /** "reach me over Telegram", "Links: mega": how to reach a seller, no victim. */
  #isContactChannel(): boolean {
    const { first } = this.#occurrence;
    const after = this.#text.slice(this.#field.stream.end(this.#occurrence.last)).slice(0, 12);
    if (/^\s*(?:[:@(\-–>=]|id\b|https?:)/i.test(after)) return true;
    for (let token = first - 1; token >= Math.max(0, first - 4); token--) {
      if (isContactWord(this.#word(token))) return true;
    }
    return false;
  }

  #isFieldLabel(): boolean {
    const { first, last, strength } = this.#occurrence;
    if (strength !== "common" && strength !== "homonym") return false;
    const after = this.#text.slice(this.#field.stream.end(last)).slice(0, 3);
    return /^\s?[:=]\s?/.test(after) && this.#field.opensSentence(first) && !/^\s?:\/\//.test(after);
  }

  /** Whether the name is part of a longer one: "Bridge County", "Bridge Dental", "Jane Parker". */
  #longerNameVeto(): string | null {
    const { first, strength } = this.#occurrence;
    const field = this.#field;
    if (strength === "phrase") return null;
    const next = this.#word(this.#next);
    const previous = this.#word(first - 1);
    // "Super Hub": in small letters an abbreviation is a word.
    if (
      strength === "acronym" &&
      this.#raw.length > 1 &&
      /\p{Ll}/u.test(this.#raw) &&
      !this.#isExact &&
      field.isCapital(first - 1) &&
      this.#isNear(first)
    )
      return "inside a longer name";
    if (this.#isNear(this.#next) && !this.#isPossessive && next !== "") {
      if (strength !== "acronym" && isCompoundNoun(next)) return "part of a compound";
      const isCapital = field.isCapital(this.#next) && next.length > 1;
      const speaks = this.#speaks(this.#next);
      const isPerson = isPersonName(this.#word(first));
      if (
        isPerson &&
        field.isCapital(this.#next) &&
        !speaks &&
        !isDescriptive(next) &&
        (next.length === 1 || !isCommonWord(next))
      )
        return "a person";
      if (isCapital && !speaks && strength === "homonym" && isPersonName(next)) return "inside a longer name";
      if (isCapital && !speaks && strength === "common" && (this.#style === "sentence" || isPersonName(next)))
        return "inside a longer name";
      const second = this.#word(this.#next + 1);
      if (strength === "common" && next === "of" && field.isCapital(this.#next + 1) && second !== "")
        return "inside a longer name";
      // "Bridge Valley Savings" in a headline: two capitals that no verb parts.
      if (
        isCapital &&
        !speaks &&
        this.#style === "headline" &&
        strength === "common" &&
        !isDataNoun(next) &&
        !isAdverb(next)
      ) {
        return "inside a longer name";
      }
    }
    if (
      first > 1 &&
      previous === "of" &&
      this.#isNear(first) &&
      this.#isNear(first - 1) &&
      field.isCapital(first - 2) &&
      strength !== "acronym"
    ) {
      // "Department of Bridges"; "Breach of Bridge" is none.
      if (
        !isBreachNoun(this.#word(first - 2)) &&
        !isDataNoun(this.#word(first - 2)) &&
        !field.opensSentence(first - 2)
      )
        return "inside a longer name";
    }
    if (first > 0 && this.#isNear(first) && field.isCapital(first - 1)) {
      const speaks =
        isCompanyNoun(previous) ||
        isPreposition(previous) ||
        isArticle(previous) ||
        isOpener(previous) ||
        isLegalPrefix(previous) ||
        isCompanyVerb(previous);
      const raw = field.stream.raw(first - 1);
      const isName = isPersonName(previous) || !isCommonWord(previous);
      const isOpening = field.opensSentence(first - 1);
      if (!speaks && isPersonName(previous) && (strength === "homonym" || strength === "common"))
        return "a person";
      if (
        !speaks &&
        this.#style === "sentence" &&
        (!isOpening || isName) &&
        strength !== "acronym" &&
        raw.length > 1
      )
        return "inside a longer name";
      if (!speaks && strength === "common") return "inside a longer name";
    }
    return null;
  }

  /** What the name is worth by its strength and the way it is written; null where it is not written as a name. */
  base(): number | null {
    const { strength, first, last } = this.#occurrence;
    const field = this.#field;
    const opens = field.opensSentence(first);
    switch (strength) {
      case "strong":
        if (this.#isCased) return 4;
        if (this.#occurrence.form === "short") return null;
        // Running text writes names with capitals: small letters say that this is a word which the lists do not have.
        return first === last && field.field === "body" && field.hasCapitals ? 2 : 4;
      case "cjk":
        return 4;
      case "phrase": {
        if (this.#isPhraseCased()) return this.#occurrence.form === "split" ? 3 : 4;
        return this.#isBareTitleSubject() ? 3 : null;
      }
      case "acronym": {
        if (this.#raw !== this.#raw.toUpperCase() && !this.#isExact)
          return this.#isBareTitleSubject() ? 3 : this.#isCased ? 1 : null;
        if (isArticle(this.#word(first - 1)) && this.#isNear(first)) return 1;
        if (!this.#isSentence) return 1;
        return field.field === "body" || this.#raw.length < 3 ? 2 : 3;
      }
      case "homonym":
        if (!this.#isCased) return this.#isBareTitleSubject() ? 1 : null;
        if (isArticle(this.#word(first - 1)) && this.#isNear(first)) return 0;
        return this.#isSentence && !opens ? 3 : 2;
      case "common":
        if (!this.#isCased) return this.#isBareTitleSubject() ? -2 : null;
        if (isArticle(this.#word(first - 1)) && this.#isNear(first)) return -2;
        if (this.#raw.length === 1 || isFunctionWord(this.#word(first))) return -2;
        if (isEverydayAbbreviation(this.#word(first))) return -1;
        return this.#isSentence && !opens ? 2 : 0;
      default:
        return null;
    }
  }

  /** Whether every word of a name is written as one; small words between may stay small. */
  #isPhraseCased(): boolean {
    const { first, last } = this.#occurrence;
    if (this.#isExact && /\p{Lu}/u.test(this.#raw)) return true;
    for (let token = first; token <= last; token++) {
      const raw = this.#field.stream.raw(token);
      if (/^\p{Ll}/u.test(raw) && !(token > first && isSmallWord(this.#word(token)))) return false;
    }
    return true;
  }

  /** "nio data leak": a title in small letters that begins with the name and goes on with what leaked. */
  #isBareTitleSubject(): boolean {
    if (this.#occurrence.first !== 0 || this.#field.field === "body") return false;
    if (this.#style !== "lower" || this.#raw.length < 3) return false;
    const next = this.#word(this.#next);
    return this.#isNear(this.#next) && (isDataNoun(next) || isBreachNoun(next));
  }

  /** What speaks for the company, with its worth. */
  *cues(): Generator<readonly [number, string]> {
    const { first, last, strength } = this.#occurrence;
    const field = this.#field;
    const { stream } = field;
    const next = this.#word(this.#next);
    const near = this.#isNear(this.#next);
    if (this.#isWholeField()) yield [4, "the whole title"];
    const form = this.#legalFormAfter();
    if (form !== null) yield [form ? 4 : 2, "legal form follows"];
    if (this.#isNear(first) && isLegalPrefix(this.#word(first - 1))) yield [4, "legal form precedes"];
    if (this.#isNear(first) && isCompanyNoun(this.#word(first - 1)) && this.#isCased)
      yield [4, `${this.#word(first - 1)} precedes`];
    else if (near && (next === "bank" || next === "company")) yield [3, `${next} follows`];
    else if (
      near &&
      isCompanyNoun(next) &&
      !isDataNoun(next) &&
      strength !== "common" &&
      !field.isCapital(this.#next)
    )
      yield [2, `${next} follows`];
    if (
      first > 1 &&
      stream.gap(first - 1) === "apostrophe" &&
      this.#word(first - 1) === "s" &&
      this.#isCased &&
      this.#isSentence &&
      field.isCapital(first - 2)
    )
      yield [1, "an owner precedes"];
    if (
      /:\s*$/.test(this.#text.slice(Math.max(0, stream.start(first) - 2), stream.start(first))) &&
      isVictimLabel(this.#word(first - 1))
    ) {
      yield [4, "named as the victim"];
    }
    const verb = this.#verbAfter();
    const mayBePerson = strength !== "strong" && isPersonName(this.#word(first));
    if (mayBePerson && verb !== null && isSpeechVerb(verb)) yield [-1, "a person may have said it"];
    else if (verb !== null && this.#isCased) yield [3, `${verb} follows`];
    else {
      const breach = this.#breachAfter();
      if (breach !== null) yield [3, `${breach} follows`];
    }
    if (this.#attackBefore() && this.#isCased) yield [2, "an attack precedes"];
    if (this.#isPossessive && this.#isCased && !field.isCapital(this.#next) && next !== "")
      yield [this.#isSentence ? 2 : 1, "possessive"];
    const previous = this.#word(first - 1);
    if (
      this.#isNear(first) &&
      isPreposition(previous) &&
      this.#isCased &&
      this.#style === "sentence" &&
      !field.isCapital(first - 1)
    ) {
      yield [1, `after "${previous}"`];
    } else if (previous === "as" && this.#word(first - 2) === "such" && this.#isCased)
      yield [1, "an example of companies"];
    if (this.#appositionAfter(last)) yield [3, "described as a company"];
    if (strength !== "strong" && strength !== "phrase" && this.#isCased && this.#isInListOfNames())
      yield [1, "in a row of names"];
  }

  /** Whether the name is all that its field says, but for marks and legal forms. */
  #isWholeField(): boolean {
    const { first, field } = this.#occurrence;
    if (field.field === "body" || field.stream.count > 12) return false;
    if (first > 0 && !(first === 1 && isLegalPrefix(this.#word(0)))) return false;
    const rest: string[] = [];
    for (let token = this.#next; token < field.stream.count; token++) rest.push(this.#word(token));
    return rest.length === 0 || legalFormLength(rest) === rest.length;
  }

  /** A legal form right behind the name: true for one that only companies have, false for "Group"; null for none. */
  #legalFormAfter(): boolean | null {
    if (this.#isPossessive) return null;
    const { stream } = this.#field;
    const gap = stream.gap(this.#next);
    if (gap !== "space" && gap !== "comma" && gap !== "initial") return null;
    const words: string[] = [];
    for (let token = this.#next; token < Math.min(stream.count, this.#next + 6); token++)
      words.push(this.#word(token));
    const length = legalFormLength(words);
    if (length === 0) return null;
    const raw = stream.raw(this.#next);
    const [word = ""] = words;
    // "Only Me", "as", "ad": forms that are words as well count in capitals alone.
    if (
      length === 1 &&
      word.length <= 3 &&
      isCommonWord(word) &&
      !strongForms.includes(word) &&
      (raw !== raw.toUpperCase() || this.#style === "upper")
    )
      return null;
    if (
      /^\p{Ll}/u.test(raw) &&
      (word.length <= 3 ||
        word === "limited" ||
        word === "public" ||
        word === "private" ||
        isCommonWord(word)) &&
      !strongForms.includes(word)
    )
      return null;
    if (gap === "comma" && isCommonWord(word) && !strongForms.includes(word)) return null;
    return !isGroupForm(word);
  }

  /** A verb whose subject the name may be, across adverbs and auxiliaries. */
  #verbAfter(): string | null {
    if (this.#isPossessive) return null;
    let token = this.#next;
    for (let step = 0; step < 4; step++, token++) {
      if (!this.#isNear(token)) return null;
      const word = this.#word(token);
      if (step === 0 ? isCompanyVerb(word) && !(word === "stole") : isCompanyVerb(word) || isAttackVerb(word))
        return word;
      if (word === "victim") return word;
      if (!isAdverb(word)) return null;
    }
    return null;
  }

  /** A breach or a theft of data in the same clause: "Bridge staff files stolen", "Bridge leak". */
  #breachAfter(): string | null {
    let token = this.#next;
    let data: string | null = null;
    // Of a place much is leaked that is no company's: "Boston clinic hit".
    const isPlaceName = isPlace(this.#word(this.#occurrence.first));
    for (let step = 0; step < 7; step++, token++) {
      const isNumber = /^\d/.test(this.#field.stream.raw(token)) && this.#field.stream.gap(token) === "comma";
      if (!this.#isNear(token) && !isNumber) return null;
      const word = this.#word(token);
      if (isBreachNoun(word) && (step === 0 || data !== null || step <= 2)) return word;
      if (step <= 2 && isDataNoun(word)) data ??= word;
      if (step === 0 && isPlaceName && data === null) return null;
      if (step === 0 && (isPreposition(word) || isArticle(word))) return null;
    }
    return null;
  }

  /** "thieves breached Bridge", "attack on Bridge", "data from Bridge". */
  #attackBefore(): boolean {
    const { first } = this.#occurrence;
    let token = first - 1;
    if (!this.#isNear(first)) return false;
    if (isAttackVerb(this.#word(token)) || isBreachNoun(this.#word(token))) return true;
    if (!isPreposition(this.#word(token)) || !this.#isNear(token)) return false;
    token--;
    return isBreachNoun(this.#word(token)) || isDataNoun(this.#word(token));
  }

  /** "Bridge, Dovarra and others": a neighbour beyond a comma or "and" is a name. */
  #isInListOfNames(): boolean {
    const { first } = this.#occurrence;
    const { stream } = this.#field;
    const isName = (token: number): boolean =>
      this.#field.isCapital(token) && (this.#style === "sentence" || !isCommonWord(this.#word(token)));
    if (stream.gap(first) === "comma" && isName(first - 1)) return true;
    if (stream.gap(this.#next) === "comma" && isName(this.#next)) return true;
    const joins = (token: number): boolean => this.#isNear(token) && /^(?:and|or)$/.test(this.#word(token));
    return (joins(first - 1) && isName(first - 2)) || (joins(this.#next) && isName(this.#next + 1));
  }

  /** Whether a title is nothing but a longer name, of which this is one word: "Parker Mills" is not Parker. */
  isWithinBareName(): boolean {
    const { first, last, field } = this.#occurrence;
    const { stream } = field;
    if (
      field.field === "body" ||
      first !== last ||
      this.#isPossessive ||
      stream.count > 6 ||
      stream.count === 1
    )
      return false;
    if (this.#legalFormAfter() !== null || isLegalPrefix(this.#word(first - 1))) return false;
    for (let token = 0; token < stream.count; token++) {
      if (token > 0 && !this.#isNear(token)) return false;
      if (token >= first && token <= last) continue;
      const word = this.#word(token);
      if (
        word === "and" ||
        isBreachNoun(word) ||
        isDataNoun(word) ||
        isCompanyVerb(word) ||
        isCompanyNoun(word)
      )
        return false;
      if (!/^[\p{Lu}\p{N}]/u.test(stream.raw(token))) return false;
    }
    return true;
  }

  /** "Bridge, the Swiss operator, …". */
  #appositionAfter(last: number): boolean {
    const { stream } = this.#field;
    if (stream.gap(last + 1) !== "comma" || !isArticle(this.#word(last + 1)) || !this.#isCased) return false;
    for (let token = last + 2; token < last + 8 && this.#isNear(token); token++) {
      if (isCompanyNoun(this.#word(token))) return true;
    }
    return false;
  }
}
