import {
  adverb,
  article,
  bodyNoun,
  breachNoun,
  channelName,
  command,
  companyNoun,
  companyVerb,
  compoundNoun,
  contactWord,
  dataNoun,
  opener,
  place,
  placeNoun,
  platform,
  preposition,
} from "./cue-words.ts";
import { isOf } from "./word-kinds.ts";
import type { Context } from "./context.ts";
import { isDescriptive, isLegalPrefix, legalFormLength } from "./legal-forms.ts";
import { isCommonWord, isPersonName, isPlace } from "./lexicon.ts";

/** What rules the occurrence out whatever else stands there. */
export function findVeto(context: Context): string | null {
  const { first, last } = context.occurrence;
  const { strength, isLiteralAnd, form } = context.occurrence.spelling;
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
  // "e&" in "E&S".
  if (/[&＆+]$/.test(context.raw) && last + 1 < stream.count && stream.start(last + 1) === stream.end(last))
    return "inside a longer name";
  if (form === "dotted" && !/^\p{L}(?:[. ]{1,2}\p{L})+/u.test(context.raw)) return "letters without dots";
  if (form === "dotted" && !context.raw.includes(".")) return "letters without dots";
  if (strength === "cjk") return cjkVeto(context);
  if (
    first === last &&
    !context.isPossessive &&
    context.is(context.next, placeNoun) &&
    context.isNear(context.next) &&
    placeFollows(context)
  )
    return "a place";
  if (context.is(first, channelName) && isContactChannel(context)) return "a contact channel";
  if (strength === "strong") return null;
  if (gapBefore === "slash" || gapAfter === "slash") return strength === "acronym" ? null : "between slashes";
  if ((gapBefore === "hyphen" || (gapAfter === "hyphen" && !context.isPossessive)) && strength !== "phrase")
    return "part of a compound";
  if (gapBefore === "apostrophe") return "part of a word";
  if (context.isNear(first) && context.is(first - 1, platform) && field.isCapital(first - 1))
    return "part of a technical name";
  if (isCommand(context)) return "a command";
  if (/^\d+[kmbgt]?$/i.test(context.raw) && !context.is(context.next, companyVerb)) return "a number";
  if (isFieldLabel(context)) return "a field label";
  // "John Q. Parker".
  if (context.isCased && gapBefore === "initial" && /^\p{Lu}$/u.test(stream.raw(first - 1)))
    return "a person";
  return longerNameVeto(context);
}

function placeFollows(context: Context): boolean {
  return (
    context.field.isCapital(context.next) ||
    context.occurrence.spelling.strength !== "strong" ||
    context.word(context.next) === "rainforest"
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
    if (context.is(token, contactWord)) return true;
  }
  return false;
}

function isFieldLabel(context: Context): boolean {
  const { first, last } = context.occurrence;
  const { strength } = context.occurrence.spelling;
  if (strength !== "common" && strength !== "homonym") return false;
  const after = context.text.slice(context.field.stream.end(last)).slice(0, 3);
  return /^\s?[:=]\s?/.test(after) && context.field.opensSentence(first) && !/^\s?:\/\//.test(after);
}

/** "Find leaked data", where Find is a company. */
function isCommand(context: Context): boolean {
  const { occurrence, next, field } = context;
  if (!context.is(occurrence.first, command) || !field.opensSentence(occurrence.first)) return false;
  if (!context.isNear(next) || !participles.includes(context.word(next))) return false;
  return [next + 1, next + 2].some((token) => context.isNear(token) && context.is(token, dataNoun));
}

const participles = ["leaked", "exposed", "stolen", "breached", "hacked", "compromised"];

/** "A clinic in Boston", "Boston police": a place where others are. */
function isWhere(context: Context): boolean {
  const { first } = context.occurrence;
  if (!context.is(first, place) || context.isPossessive) return false;
  if (context.isNear(first) && placePrepositions.includes(context.word(first - 1))) return true;
  return context.is(context.next, bodyNoun) && context.isNear(context.next);
}

const placePrepositions = ["in", "near", "across", "around", "outside"];

/** "Bridge Corporation of Ohio". */
function isFormOfPlace(context: Context): boolean {
  const { next, field } = context;
  return context.legalForm !== null && context.word(next + 1) === "of" && field.isCapital(next + 2);
}

/** Whether the name is part of a longer one: "Bridge County", "Bridge Dental", "Jane Parker". */
function longerNameVeto(context: Context): string | null {
  const { first } = context.occurrence;
  const { strength } = context.occurrence.spelling;
  const field = context.field;
  if (strength === "phrase") return null;
  if (isWhere(context)) return "a place";
  if (isFormOfPlace(context)) return "inside a longer name";
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
    if (strength !== "acronym" && isOf(next, compoundNoun)) return "part of a compound";
    const isCapital = field.isCapital(context.next) && next.length > 1;
    const speaks = mayFollow(context, context.next);
    const isPerson = isPersonName(context.word(first));
    if (
      isPerson &&
      context.isCased &&
      field.isCapital(context.next) &&
      !speaks &&
      !isDescriptive(next) &&
      (next.length === 1 || !isCommonWord(next))
    )
      return "a person";
    if (isCapital && !speaks && strength === "homonym" && isPersonName(next)) return "inside a longer name";
    if (isCapital && strength !== "acronym" && isOf(next, bodyNoun)) return "inside a longer name";
    // Running text names products behind a company; a title seldom does.
    if (
      isCapital &&
      !speaks &&
      strength === "homonym" &&
      field.field !== "body" &&
      (context.isSentence || goesOnSmall(context)) &&
      !isDescriptive(next) &&
      !isOf(next, dataNoun | adverb)
    )
      return "inside a longer name";
    if (isCapital && !speaks && strength === "common" && (context.isSentence || isPersonName(next)))
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
      !isOf(next, dataNoun | adverb)
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
    const isNamed = context.is(first - 2, placeNoun | bodyNoun) || !field.opensSentence(first - 2);
    if (isNamed && !context.is(first - 2, breachNoun | dataNoun)) return "inside a longer name";
  }
  if (first > 0 && context.isNear(first) && field.isCapital(first - 1)) {
    const speaks =
      isOf(previous, companyNoun | preposition | article | opener) ||
      isLegalPrefix(previous) ||
      isOf(previous, companyVerb);
    const raw = field.stream.raw(first - 1);
    const isName = isPersonName(previous) || !isCommonWord(previous);
    const isOpening = field.opensSentence(first - 1);
    const isBoth = context.isCased && isPersonName(previous);
    if (!speaks && isBoth && (strength === "homonym" || strength === "common")) return "a person";
    if (
      !speaks &&
      context.isSentence &&
      (!isOpening || isName || isFollowedByName(context)) &&
      strength !== "acronym" &&
      raw.length > 1
    )
      return "inside a longer name";
    if (!speaks && strength === "common") return "inside a longer name";
  }
  return null;
}

/** Whether a small word follows the capitals behind a name: then it is no headline that they belong to. */
function goesOnSmall(context: Context): boolean {
  const { stream } = context.field;
  let token = context.next;
  while (context.isNear(token) && stream.isCapital(token)) token++;
  return context.isNear(token) && stream.isSmall(token) && stream.end(token) - stream.start(token) >= 4;
}

/** "Old Bridge Winery", "Old Bridge Ltd": a sentence opens with a capital anyway, but a name goes on behind. */
function isFollowedByName(context: Context): boolean {
  const { next, field } = context;
  if (context.is(context.occurrence.first - 1, breachNoun | dataNoun)) return false;
  if (context.legalForm !== null) return true;
  return (
    !context.isPossessive &&
    context.isNear(next) &&
    field.isCapital(next) &&
    !context.is(next, breachNoun | dataNoun | companyVerb | adverb)
  );
}

/** Whether the name may be followed by this capitalised word without being part of a longer name. */
function mayFollow(context: Context, token: number): boolean {
  const word = context.word(token);
  return (
    isPlace(word) ||
    isOf(word, companyVerb | companyNoun) ||
    legalFormLength([word]) > 0 ||
    isOf(word, breachNoun)
  );
}
