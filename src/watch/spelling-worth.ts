import type { Context } from "./context.ts";
import { article, breachNoun, dataNoun, functionWord, smallWord } from "./cue-words.ts";
import { isOf } from "./word-kinds.ts";
import { isEverydayAbbreviation } from "./lexicon.ts";

/** What the name is worth by its strength and the way it is written; null where it is not written as a name. */
export function weighSpelling(context: Context): number | null {
  const { first, last } = context.occurrence;
  const { strength } = context.occurrence.spelling;
  const field = context.field;
  const opens = field.opensSentence(first);
  switch (strength) {
    case "strong":
      if (context.isCased) return 4;
      if (context.occurrence.spelling.form === "short") return null;
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
      if (!context.isCased) return isBareTitleSubject(context) ? 1 : null;
      if (context.is(first - 1, article) && context.isNear(first)) return 0;
      return context.isSentence && !opens ? 3 : 2;
    case "common":
      if (!context.isCased) return isBareTitleSubject(context) ? -2 : null;
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
