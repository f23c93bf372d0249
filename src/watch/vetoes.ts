import {
  isAdverb,
  isArticle,
  isBreachNoun,
  isChannelName,
  isCompanyNoun,
  isCompanyVerb,
  isCompoundNoun,
  isContactWord,
  isDataNoun,
  isOpener,
  isPlaceNoun,
  isPreposition,
} from "./cue-words.ts";
import type { Context } from "./context.ts";
import { isDescriptive, isLegalPrefix, legalFormLength } from "./legal-forms.ts";
import { isCommonWord, isPersonName, isPlace } from "./lexicon.ts";

/** What rules the occurrence out whatever else stands there. */
export function findVeto(context: Context): string | null {
  const { first, last, strength, isLiteralAnd, form } = context.occurrence;
  const field = context.field;
  const { stream } = field;
  if (field.isInAddress(first)) return "inside an address";
  const before = context.text.charAt(stream.start(first) - 1);
  const gapBefore = stream.gap(first);
  const gapAfter = stream.gap(last + 1);
  if (gapBefore === "dot" || (gapAfter === "dot" && !/^\p{Lu}/u.test(stream.raw(last + 1))))
    return "part of a file or host name";
  if (before === "@" || before === "#") return strength === "strong" && before === "#" ? null : "a handle";
  if (isLiteralAnd && !/[&＆+]/.test(context.raw)) return "the sign is part of the name";
  if (form === "dotted" && !/^\p{L}(?:[. ]{1,2}\p{L})+/u.test(context.raw)) return "letters without dots";
  if (form === "dotted" && !context.raw.includes(".")) return "letters without dots";
  if (strength === "cjk") return cjkVeto(context);
  const next = context.word(context.next);
  const nearNext = context.isNear(context.next);
  if (first === last && nearNext && !context.isPossessive && isPlaceNoun(next) && placeFollows(context, next))
    return "a place";
  if (isChannelName(context.word(first)) && isContactChannel(context)) return "a contact channel";
  if (strength === "strong") return null;
  if (gapBefore === "slash" || gapAfter === "slash") return strength === "acronym" ? null : "between slashes";
  if ((gapBefore === "hyphen" || (gapAfter === "hyphen" && !context.isPossessive)) && strength !== "phrase")
    return "part of a compound";
  if (gapBefore === "apostrophe") return "part of a word";
  if (/^\d+[kmbgt]?$/i.test(context.raw) && !isCompanyVerb(next)) return "a number";
  if (isFieldLabel(context)) return "a field label";
  // "John Q. Parker".
  if (gapBefore === "initial" && /^\p{Lu}$/u.test(stream.raw(first - 1))) return "a person";
  return longerNameVeto(context);
}

function placeFollows(context: Context, next: string): boolean {
  return (
    context.field.isCapital(context.next) || context.occurrence.strength !== "strong" || next === "rainforest"
  );
}

function cjkVeto(context: Context): string | null {
  const { first, last } = context.occurrence;
  const { stream } = context.field;
  const after = context.text.charAt(stream.end(last));
  const before = context.text.charAt(stream.start(first) - 1);
  if (/[级級州市县縣区區省镇鎮村路岛島]/.test(after)) return "a longer word";
  const isKatakana = /\p{Script=Katakana}/u.test(context.raw);
  if (isKatakana && /[\p{Script=Katakana}ー]/u.test(before)) return "a longer word";
  if (/^\p{Script=Hangul}/u.test(context.raw) && /\p{Script=Hangul}/u.test(before)) return "a longer word";
  // A particle may follow a Korean name.
  if (
    /^\p{Script=Hangul}/u.test(context.raw) &&
    /[^\P{Script=Hangul}이가을를은는의에와과도로만]/u.test(after)
  )
    return "a longer word";
  const isShortHan = /^\p{Script=Han}{2}$/u.test(context.raw);
  return isShortHan && !context.breaks.stands(context.text, stream.start(first), stream.end(last))
    ? "a longer word"
    : null;
}

/** "reach me over Telegram", "Links: mega": how to reach a seller, no victim. */
function isContactChannel(context: Context): boolean {
  const { first } = context.occurrence;
  const after = context.text.slice(context.field.stream.end(context.occurrence.last)).slice(0, 12);
  if (/^\s*(?:[:@(\-–>=]|id\b|https?:)/i.test(after)) return true;
  for (let token = first - 1; token >= Math.max(0, first - 4); token--) {
    if (isContactWord(context.word(token))) return true;
  }
  return false;
}

function isFieldLabel(context: Context): boolean {
  const { first, last, strength } = context.occurrence;
  if (strength !== "common" && strength !== "homonym") return false;
  const after = context.text.slice(context.field.stream.end(last)).slice(0, 3);
  return /^\s?[:=]\s?/.test(after) && context.field.opensSentence(first) && !/^\s?:\/\//.test(after);
}

/** Whether the name is part of a longer one: "Bridge County", "Bridge Dental", "Jane Parker". */
function longerNameVeto(context: Context): string | null {
  const { first, strength } = context.occurrence;
  const field = context.field;
  if (strength === "phrase") return null;
  const next = context.word(context.next);
  const previous = context.word(first - 1);
  // "Super Hub": in small letters an abbreviation is a word.
  if (
    strength === "acronym" &&
    context.raw.length > 1 &&
    /\p{Ll}/u.test(context.raw) &&
    !context.isExact &&
    field.isCapital(first - 1) &&
    context.isNear(first)
  )
    return "inside a longer name";
  if (context.isNear(context.next) && !context.isPossessive && next !== "") {
    if (strength !== "acronym" && isCompoundNoun(next)) return "part of a compound";
    const isCapital = field.isCapital(context.next) && next.length > 1;
    const speaks = mayFollow(context, context.next);
    const isPerson = isPersonName(context.word(first));
    if (
      isPerson &&
      field.isCapital(context.next) &&
      !speaks &&
      !isDescriptive(next) &&
      (next.length === 1 || !isCommonWord(next))
    )
      return "a person";
    if (isCapital && !speaks && strength === "homonym" && isPersonName(next)) return "inside a longer name";
    if (isCapital && !speaks && strength === "common" && (context.style === "sentence" || isPersonName(next)))
      return "inside a longer name";
    const second = context.word(context.next + 1);
    if (strength === "common" && next === "of" && field.isCapital(context.next + 1) && second !== "")
      return "inside a longer name";
    // "Bridge Valley Savings" in a headline: two capitals that no verb parts.
    if (
      isCapital &&
      !speaks &&
      context.style === "headline" &&
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
    context.isNear(first) &&
    context.isNear(first - 1) &&
    field.isCapital(first - 2) &&
    strength !== "acronym"
  ) {
    // "Department of Bridges"; "Breach of Bridge" is none.
    if (
      !isBreachNoun(context.word(first - 2)) &&
      !isDataNoun(context.word(first - 2)) &&
      !field.opensSentence(first - 2)
    )
      return "inside a longer name";
  }
  if (first > 0 && context.isNear(first) && field.isCapital(first - 1)) {
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
      context.style === "sentence" &&
      (!isOpening || isName) &&
      strength !== "acronym" &&
      raw.length > 1
    )
      return "inside a longer name";
    if (!speaks && strength === "common") return "inside a longer name";
  }
  return null;
}

/** Whether the name may be followed by this capitalised word without being part of a longer name. */
function mayFollow(context: Context, token: number): boolean {
  const word = context.word(token);
  return (
    isPlace(word) ||
    isCompanyVerb(word) ||
    isCompanyNoun(word) ||
    legalFormLength([word]) > 0 ||
    isBreachNoun(word)
  );
}
