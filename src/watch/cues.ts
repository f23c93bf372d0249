import {
  adverb,
  article,
  attackVerb,
  breachNoun,
  companyNoun,
  companyVerb,
  dataNoun,
  formPrefix,
  opener,
  person,
  place,
  preposition,
  speechVerb,
  victimLabel,
} from "./cue-words.ts";
import { isOf } from "./word-kinds.ts";
import type { Context } from "./context.ts";
import { isBehindTag } from "./spelling-worth.ts";
import { isDescriptive, legalFormLength } from "./legal-forms.ts";
import { isCommonWord } from "./lexicon.ts";

/** What speaks for or against a mention. */
export type Cue = readonly [weight: number, words: string];

/** What speaks for the company, with its worth. */
export function listCues(context: Context): Cue[] {
  const found: Cue[] = [];
  const { first, last } = context.occurrence;
  const { strength } = context.occurrence.spelling;
  const { field, isCased } = context;
  const { stream } = field;
  const nextKind = context.kind(context.next);
  const isNextNear = context.isNear(context.next);
  const previousKind = context.kind(first - 1);
  const isNear = context.isNear(first);
  if (isWholeField(context)) found.push([4, "the whole title"]);
  const form = context.legalForm;
  if (form !== null) found.push([form ? 4 : 2, "legal form follows"]);
  if (isNear && (previousKind & formPrefix) !== 0) found.push([4, "legal form precedes"]);
  if (isNear && isCased && (previousKind & companyNoun) !== 0)
    found.push([4, `${context.word(first - 1)} precedes`]);
  else if (isNextNear && (nextKind & companyNoun) !== 0) {
    const next = context.word(context.next);
    if (next === "bank" || next === "company") found.push([3, `${next} follows`]);
    else if ((nextKind & dataNoun) === 0 && strength !== "common" && !field.isCapital(context.next))
      found.push([2, `${next} follows`]);
  }
  if (isCased && hasOwner(context)) found.push([1, "an owner precedes"]);
  if ((previousKind & victimLabel) !== 0 && isAfterColon(context)) found.push([4, "named as the victim"]);
  const verb = findVerb(context);
  const mayBePerson = verb !== null && strength !== "strong" && context.is(first, person);
  if (mayBePerson && verb !== null && isOf(verb, speechVerb)) found.push([-1, "a person may have said it"]);
  else if (verb !== null && isCased) found.push([3, `${verb} follows`]);
  else {
    const breach = findBreach(context);
    if (breach !== null) found.push([3, `${breach} follows`]);
  }
  if (isCased && isNear && followsAttack(context)) found.push([2, "an attack precedes"]);
  if (!isCased && isBehindTag(context)) found.push([3, "whose people are offered behind a tag"]);
  if (isCased && isDataTag(context)) found.push([3, "its data named in brackets"]);
  if (isCased && context.isPossessive && context.next < stream.count && !field.isCapital(context.next))
    found.push([context.isSentence ? 2 : 1, "possessive"]);
  if (
    isCased &&
    isNear &&
    (previousKind & preposition) !== 0 &&
    context.style === "sentence" &&
    !field.isCapital(first - 1)
  ) {
    found.push([1, `after "${context.word(first - 1)}"`]);
  } else if (isCased && context.word(first - 1) === "as" && context.word(first - 2) === "such")
    found.push([1, "an example of companies"]);
  if (isCased && hasApposition(context, last)) found.push([3, "described as a company"]);
  if (isCased && strength !== "strong" && strength !== "phrase" && isInListOfNames(context))
    found.push([1, "in a row of names"]);
  return found;
}

/** "Dovarra's Bridge". */
function hasOwner(context: Context): boolean {
  const { first, field } = context.occurrence;
  return (
    first > 1 &&
    field.stream.gap(first - 1) === "apostrophe" &&
    context.word(first - 1) === "s" &&
    context.isSentence &&
    field.isCapital(first - 2)
  );
}

/** "[Bridge Data] Dovarra Precision": a supplier's post that says whose data it holds. */
function isDataTag({ occurrence, next, field, text }: Context): boolean {
  const { stream } = field;
  const start = stream.start(occurrence.first);
  if (next >= stream.count || !/\[\s?$/.test(text.slice(Math.max(0, start - 2), start))) return false;
  return /^\s?(?:data|files?|projects?|contracts?|drawings|blueprints)\]/i.test(
    text.slice(stream.start(next), stream.start(next) + 14),
  );
}

function isAfterColon(context: Context): boolean {
  const start = context.field.stream.start(context.occurrence.first);
  return /:\s*$/.test(context.text.slice(Math.max(0, start - 2), start));
}

/** Whether the name is all that its field says, but for marks and legal forms. */
function isWholeField(context: Context): boolean {
  const { first, field } = context.occurrence;
  if (field.field === "body" || field.stream.count > 12) return false;
  if (first > 0 && !(first === 1 && context.is(0, formPrefix))) return false;
  const rest: string[] = [];
  for (let token = context.next; token < field.stream.count; token++) rest.push(context.word(token));
  return rest.length === 0 || legalFormLength(rest) === rest.length;
}

/** "Bridge Belgium says", "Bridge Logistics says"; behind a place stands another place. */
function isBranch(context: Context, token: number): boolean {
  if (!context.isNear(token) || !context.field.isCapital(token)) return false;
  if (context.is(context.occurrence.first, place)) return false;
  return context.is(token, place) || isDescriptive(context.word(token));
}

/** A verb whose subject the name may be, across adverbs and auxiliaries. */
function findVerb(context: Context): string | null {
  if (context.isPossessive) return null;
  let token = context.next;
  if (isBranch(context, token)) token++;
  for (let step = 0; step < 4; step++, token++) {
    const kind = context.kind(token);
    if (kind === 0 || !context.isNear(token)) return null;
    if ((kind & (companyVerb | attackVerb)) !== 0) {
      const word = context.word(token);
      if (isWeakSubject(context) && !isItsVerb(context, token, word)) return null;
      if (step === 0 ? (kind & companyVerb) !== 0 && word !== "stole" : true) return word;
      if (word === "victim") return word;
    }
    if ((kind & adverb) === 0) return null;
  }
  return null;
}

/** A word that opens a sentence: its capital letter says nothing, and what follows may belong to the word. */
function isWeakSubject(context: Context): boolean {
  const { first, spelling } = context.occurrence;
  return (
    (spelling.strength === "common" || spelling.strength === "homonym") && context.field.opensSentence(first)
  );
}

// Nouns as well, or what happens to the word itself, unless an object follows.
const verbsOfObjects = ["lost", "issues", "reports", "claims", "patches", "releases", "offers", "fixes"];
/** Whether a verb behind an ordinary word is a company's: not in "Anchor lost as …". */
function isItsVerb(context: Context, verb: number, word: string): boolean {
  if (!verbsOfObjects.includes(word)) return true;
  const object = verb + 1;
  return (
    context.isNear(object) && !context.is(object, preposition | adverb | opener | companyVerb | attackVerb)
  );
}

function isNumberAfterComma(context: Context, token: number): boolean {
  const { stream } = context.field;
  return stream.gap(token) === "comma" && /^\d/.test(stream.raw(token));
}

/** A breach or a theft of data in the same clause: "Bridge staff files stolen", "Bridge leak". */
function findBreach(context: Context): string | null {
  let token = context.next;
  let isOfData = false;
  // Of a place much is leaked that is no company's: "Boston clinic hit".
  const isPlaceName = context.is(context.occurrence.first, place);
  const isWeak = context.occurrence.spelling.strength === "common";
  for (let step = 0; step < 7; step++, token++) {
    if (!context.isNear(token) && !isNumberAfterComma(context, token)) return null;
    const kind = context.kind(token);
    if ((kind & breachNoun) !== 0 && (isOfData || step <= 2)) return context.word(token);
    if (step <= 2 && (kind & dataNoun) !== 0) isOfData = true;
    if (step === 0 && isPlaceName && !isOfData) return null;
    // "Root access for sale" is a kind of access.
    if (step === 0 && isWeak && context.word(token) === "access") return null;
    // "Bridge advice on leaked data"; "Bridge accounts for sale".
    if (!isOfData && (kind & preposition) !== 0) return null;
    if (step === 0 && ((kind & article) !== 0 || particles.includes(context.word(token)))) return null;
  }
  return null;
}

// "Zoom in on leaked maps": what goes with a verb.
const particles = ["in", "out", "up", "off", "down"];

/** "thieves breached Bridge", "attack on Bridge", "data from Bridge". */
function followsAttack(context: Context): boolean {
  const before = context.occurrence.first - 1;
  if (context.is(before, attackVerb | breachNoun)) return true;
  if (!context.is(before, preposition) || !context.isNear(before)) return false;
  return context.is(before - 1, breachNoun | dataNoun);
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
  if (stream.gap(last + 1) !== "comma" || !context.is(last + 1, article) || !context.isCased) return false;
  for (let token = last + 2; token < last + 8 && context.isNear(token); token++) {
    if (context.is(token, companyNoun)) return true;
  }
  return false;
}
