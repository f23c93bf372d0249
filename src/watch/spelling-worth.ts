import type { Context } from "./context.ts";
import {
  article,
  breachNoun,
  companyNoun,
  companyVerb,
  dataNoun,
  functionWord,
  opener,
  peopleNoun,
  preposition,
  smallWord,
} from "./cue-words.ts";
import { isOf } from "./word-kinds.ts";
import { isCommonWord, isEverydayAbbreviation } from "./lexicon.ts";

/** What the name is worth by its strength and the way it is written; null where it is not written as a name. */
export function weighSpelling(context: Context): number | null {
  const { first, last } = context.occurrence;
  const { strength } = context.occurrence.spelling;
  const field = context.field;
  const opens = field.opensSentence(first);
  switch (strength) {
    case "strong":
      if (context.isCased) return 4;
      if (context.occurrence.spelling.form === "short" || isIntensifier(context)) return null;
      // Running text writes names with capitals: small letters say that this is a word which the lists do not have.
      return first === last && field.field === "body" && field.hasCapitals ? 2 : 4;
    case "cjk":
      return 4;
    case "phrase": {
      if (isPhraseCased(context)) return context.occurrence.spelling.form === "split" ? 3 : 4;
      return isBareTitleSubject(context) ? 3 : null;
    }
    case "acronym": {
      if (context.raw !== context.raw.toUpperCase() && !context.isExact)
        return isBareTitleSubject(context) ? 3 : context.isCased ? 1 : null;
      if (context.is(first - 1, article) && context.isNear(first)) return 1;
      if (!context.isSentence) return 1;
      return field.field === "body" || context.raw.length < 3 ? 2 : 3;
    }
    case "homonym":
      if (!context.isCased) return isBareTitleSubject(context) || isBehindTag(context) ? 1 : null;
      if (context.is(first - 1, article) && context.isNear(first)) return 0;
      return context.isSentence && !opens ? 3 : 2;
    case "common":
      if (!context.isCased) return isBehindTag(context) ? 0 : isBareTitleSubject(context) ? -2 : null;
      if (first !== last && !isPhraseCased(context)) return null;
      if (context.is(first - 1, article) && context.isNear(first)) return -2;
      if (context.raw.length === 1 || context.is(first, functionWord)) return -2;
      if (isEverydayAbbreviation(context.word(first))) return -1;
      return context.isSentence && !opens ? 2 : 0;
    default:
      return null;
  }
}

/** Whether every word of a name is written as one; small words between may stay small. */
function isPhraseCased(context: Context): boolean {
  const { first, last } = context.occurrence;
  if (context.isExact && /\p{Lu}/u.test(context.raw)) return true;
  for (let token = first; token <= last; token++) {
    if (context.field.stream.isSmall(token) && !(token > first && context.is(token, smallWord))) return false;
  }
  return true;
}

/** "nio data leak": a title in small letters that begins with the name and goes on with what leaked. */
function isBareTitleSubject(context: Context): boolean {
  if (context.occurrence.first !== 0 || context.field.field === "body") return false;
  if (context.style !== "lower" || context.raw.length < 3) return false;
  const next = context.word(context.next);
  return context.isNear(context.next) && isOf(next, dataNoun | breachNoun);
}

/** "[SELLING] anchor customers": small letters behind a tag that tells of a leak, and whose people it is about. */
export function isBehindTag(context: Context): boolean {
  const { first, last, field } = context.occurrence;
  if (first === 0 || first !== last || field.field === "body" || context.is(first, functionWord))
    return false;
  const before = context.text.slice(0, field.stream.start(first));
  return (
    tags.test(before) &&
    context.is(first - 1, breachNoun | dataNoun | opener) &&
    context.isNear(context.next) &&
    context.is(context.next, peopleNoun)
  );
}

// Short, so that nothing long is read for every name.
const tags = /^\s{0,4}(?:\[[^\][]{1,30}\] ?){1,3}$/;

/** "uber secure": a word that strengthens the adjective behind it. */
function isIntensifier(context: Context): boolean {
  const { next } = context;
  return (
    intensifiers.includes(context.word(context.occurrence.first)) &&
    context.isNear(next) &&
    isCommonWord(context.word(next)) &&
    !context.is(next, dataNoun | breachNoun | companyNoun | companyVerb | preposition)
  );
}

const intensifiers = ["uber", "ultra", "mega", "super", "hyper", "turbo", "giga"];
