import {
  isAdverb,
  isArticle,
  isAttackVerb,
  isBreachNoun,
  isCompanyNoun,
  isCompanyVerb,
  isDataNoun,
  isPreposition,
  isSpeechVerb,
  isVictimLabel,
} from "./cue-words.ts";
import type { Context } from "./context.ts";
import { isLegalPrefix, legalFormLength } from "./legal-forms.ts";
import { isCommonWord, isPersonName, isPlace } from "./lexicon.ts";

/** What speaks for or against a mention: its worth, and what it is in words. */
export type Cue = readonly [number, string];

/** What speaks for the company, with its worth. */
export function listCues(context: Context): Cue[] {
  const found: Cue[] = [];
  const { first, last, strength } = context.occurrence;
  const field = context.field;
  const { stream } = field;
  const next = context.word(context.next);
  const near = context.isNear(context.next);
  if (isWholeField(context)) found.push([4, "the whole title"]);
  const form = context.legalForm;
  if (form !== null) found.push([form ? 4 : 2, "legal form follows"]);
  if (context.isNear(first) && isLegalPrefix(context.word(first - 1))) found.push([4, "legal form precedes"]);
  if (context.isNear(first) && isCompanyNoun(context.word(first - 1)) && context.isCased)
    found.push([4, `${context.word(first - 1)} precedes`]);
  else if (near && (next === "bank" || next === "company")) found.push([3, `${next} follows`]);
  else if (
    near &&
    isCompanyNoun(next) &&
    !isDataNoun(next) &&
    strength !== "common" &&
    !field.isCapital(context.next)
  )
    found.push([2, `${next} follows`]);
  if (
    first > 1 &&
    stream.gap(first - 1) === "apostrophe" &&
    context.word(first - 1) === "s" &&
    context.isCased &&
    context.isSentence &&
    field.isCapital(first - 2)
  )
    found.push([1, "an owner precedes"]);
  if (
    isVictimLabel(context.word(first - 1)) &&
    /:\s*$/.test(context.text.slice(Math.max(0, stream.start(first) - 2), stream.start(first)))
  ) {
    found.push([4, "named as the victim"]);
  }
  const verb = findVerb(context);
  const mayBePerson = strength !== "strong" && isPersonName(context.word(first));
  if (mayBePerson && verb !== null && isSpeechVerb(verb)) found.push([-1, "a person may have said it"]);
  else if (verb !== null && context.isCased) found.push([3, `${verb} follows`]);
  else {
    const breach = findBreach(context);
    if (breach !== null) found.push([3, `${breach} follows`]);
  }
  if (followsAttack(context) && context.isCased) found.push([2, "an attack precedes"]);
  if (context.isPossessive && context.isCased && !field.isCapital(context.next) && next !== "")
    found.push([context.isSentence ? 2 : 1, "possessive"]);
  const previous = context.word(first - 1);
  if (
    context.isNear(first) &&
    isPreposition(previous) &&
    context.isCased &&
    context.style === "sentence" &&
    !field.isCapital(first - 1)
  ) {
    found.push([1, `after "${previous}"`]);
  } else if (previous === "as" && context.word(first - 2) === "such" && context.isCased)
    found.push([1, "an example of companies"]);
  if (hasApposition(context, last)) found.push([3, "described as a company"]);
  if (strength !== "strong" && strength !== "phrase" && context.isCased && isInListOfNames(context))
    found.push([1, "in a row of names"]);
  return found;
}

/** Whether the name is all that its field says, but for marks and legal forms. */
function isWholeField(context: Context): boolean {
  const { first, field } = context.occurrence;
  if (field.field === "body" || field.stream.count > 12) return false;
  if (first > 0 && !(first === 1 && isLegalPrefix(context.word(0)))) return false;
  const rest: string[] = [];
  for (let token = context.next; token < field.stream.count; token++) rest.push(context.word(token));
  return rest.length === 0 || legalFormLength(rest) === rest.length;
}

/** A verb whose subject the name may be, across adverbs and auxiliaries. */
function findVerb(context: Context): string | null {
  if (context.isPossessive) return null;
  let token = context.next;
  for (let step = 0; step < 4; step++, token++) {
    if (!context.isNear(token)) return null;
    const word = context.word(token);
    if (step === 0 ? isCompanyVerb(word) && !(word === "stole") : isCompanyVerb(word) || isAttackVerb(word))
      return word;
    if (word === "victim") return word;
    if (!isAdverb(word)) return null;
  }
  return null;
}

function isNumberAfterComma(context: Context, token: number): boolean {
  const { stream } = context.field;
  return stream.gap(token) === "comma" && /^\d/.test(stream.raw(token));
}

/** A breach or a theft of data in the same clause: "Bridge staff files stolen", "Bridge leak". */
function findBreach(context: Context): string | null {
  let token = context.next;
  let data: string | null = null;
  // Of a place much is leaked that is no company's: "Boston clinic hit".
  const isPlaceName = isPlace(context.word(context.occurrence.first));
  for (let step = 0; step < 7; step++, token++) {
    if (!context.isNear(token) && !isNumberAfterComma(context, token)) return null;
    const word = context.word(token);
    if (isBreachNoun(word) && (step === 0 || data !== null || step <= 2)) return word;
    if (step <= 2 && isDataNoun(word)) data ??= word;
    if (step === 0 && isPlaceName && data === null) return null;
    if (step === 0 && (isPreposition(word) || isArticle(word))) return null;
  }
  return null;
}

/** "thieves breached Bridge", "attack on Bridge", "data from Bridge". */
function followsAttack(context: Context): boolean {
  const { first } = context.occurrence;
  let token = first - 1;
  if (!context.isNear(first)) return false;
  if (isAttackVerb(context.word(token)) || isBreachNoun(context.word(token))) return true;
  if (!isPreposition(context.word(token)) || !context.isNear(token)) return false;
  token--;
  return isBreachNoun(context.word(token)) || isDataNoun(context.word(token));
}

/** "Bridge, Dovarra and others": a neighbour beyond a comma or "and" is a name. */
function isInListOfNames(context: Context): boolean {
  const { first } = context.occurrence;
  const { stream } = context.field;
  const isName = (token: number): boolean =>
    context.field.isCapital(token) && (context.style === "sentence" || !isCommonWord(context.word(token)));
  if (stream.gap(first) === "comma" && isName(first - 1)) return true;
  if (stream.gap(context.next) === "comma" && isName(context.next)) return true;
  const joins = (token: number): boolean => context.isNear(token) && /^(?:and|or)$/.test(context.word(token));
  return (joins(first - 1) && isName(first - 2)) || (joins(context.next) && isName(context.next + 1));
}

/** "Bridge, the Swiss operator, …". */
function hasApposition(context: Context, last: number): boolean {
  const { stream } = context.field;
  if (stream.gap(last + 1) !== "comma" || !isArticle(context.word(last + 1)) || !context.isCased)
    return false;
  for (let token = last + 2; token < last + 8 && context.isNear(token); token++) {
    if (isCompanyNoun(context.word(token))) return true;
  }
  return false;
}
