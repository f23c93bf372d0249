/** Which kinds of data a post says were taken, and which not. */
import type { DataType } from "../model.ts";
import { distanceAfter, distanceBefore, exposureWords, hasWord, listingWords } from "./cues.ts";
import { dataTypeLabels, dataTypes } from "./data-types.ts";
import type { Incidents } from "./incidents.ts";
import type { Token } from "./lex.ts";
import { isNegated } from "./negation.ts";
import type { Passage } from "./passage.ts";
import { evidenceAt } from "./text.ts";
import {
  advice,
  carriesOn,
  contact,
  evidence,
  including,
  modal,
  possible,
  remedy,
  single,
  takenAfter,
  takenBefore,
  tricking,
} from "./type-cues.ts";
import { findTypeMentions, inOneList, type TypeMention } from "./type-mentions.ts";
import { confidenceOf, weigh, type Feature, type Reason } from "./weights.ts";

/** A data type as read, with the tokens it stands in and why it was taken. */
export interface TypeReading {
  readonly type: DataType;
  readonly passage: Passage;
  readonly first: number;
  readonly end: number;
  readonly reason: Reason;
}

const genericIds = new Set(dataTypes.filter(({ generic }) => generic).map(({ id }) => id));

/** What is known of the whole text. */
export interface TypeContext {
  readonly tellsOfExposure: boolean;
  readonly isOffer: boolean;
}

interface Run {
  readonly mentions: readonly TypeMention[];
}

function listRuns(tokens: readonly Token[], mentions: readonly TypeMention[]): readonly Run[] {
  const runs: TypeMention[][] = [];
  for (const mention of mentions) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && inOneList(tokens, last, mention)) run.push(mention);
    else runs.push([mention]);
  }
  return runs.map((run) => ({ mentions: run }));
}

/** Reads the data types of one field that are told of as taken, or denied. */
export const readTypes = (
  passage: Passage,
  incidents: Incidents,
  context: TypeContext,
): readonly TypeReading[] => weighTypes(passage, incidents, context).filter(({ reason }) => reason.score > 0);

/** Weighs every phrase that names a data type. */
function weighTypes(passage: Passage, incidents: Incidents, context: TypeContext): readonly TypeReading[] {
  const readings: TypeReading[] = [];
  // "No X is in it, including Y": the denial goes on.
  const denied = { sentence: -1 };
  for (const { mentions } of listRuns(passage.tokens, findTypeMentions(passage))) {
    const first = mentions[0]?.first ?? 0;
    const end = mentions.at(-1)?.end ?? 0;
    const sorts = new Set(mentions.map(({ first: at }) => at)).size;
    const ambiguous = mentions.every(({ weak }) => weak);
    const shared = runFeatures(passage, first, end, context.tellsOfExposure);
    const goesOn =
      denied.sentence === passage.sentenceOf[first] &&
      (distanceBefore(passage.tokens, first, 0, carriesOn, 2) !== null ||
        hasWord(passage.tokens, first, end, including));
    const glyphDenials = isGlyphText(passage) ? deniedGlyphs(passage, mentions) : null;
    const deniedRun = goesOn || (glyphDenials === null && isNegated(passage, first, end));
    if (deniedRun) denied.sentence = passage.sentenceOf[first] ?? -1;
    for (const mention of mentions) {
      // Among names and phones "emails" are addresses; "stolen emails" are messages.
      if (mention.id === "email_content" && mention.weak && sorts > 1 && !ambiguous) continue;
      const features = new Set(shared);
      features.add(
        !mention.weak ? "plain word" : sorts > 2 && !ambiguous ? "ambiguous but listed" : "ambiguous word",
      );
      if (sorts > 2 && !ambiguous) features.add("one of several listed");
      else if (sorts > 1 && (sorts > 2 || !ambiguous)) features.add("one of two listed");
      else if (mention.weak && !features.has("taking stands right before it"))
        features.add("ambiguous and alone");
      for (const feature of ownFeatures(passage, mention)) features.add(feature);
      // Fields are listed in the singular: "name, phone, email".
      if (sorts > 2) features.delete("in the singular");
      if (context.isOffer) features.add("text is an offer");
      if (incidents.isOther(passage, mention.first)) features.add("other incident");
      const negated =
        glyphDenials?.has(mention) ?? (deniedRun || deniesAlone(passage, mention, mentions.length));
      if (negated) {
        features.delete("advice");
        features.add("denied");
      }
      const reason = weigh("dataType", features);
      readings.push(makeReading(passage, mention, negated, reason));
    }
  }
  return readings;
}

const isGlyphText = ({ language }: Passage): boolean =>
  language === "zh" || language === "ja" || language === "ko";

/** Without spaces each member of a list is judged by its own clause; what joins them directly shares the verdict of the last. */
function deniedGlyphs(passage: Passage, mentions: readonly TypeMention[]): ReadonlySet<TypeMention> {
  const denied = new Set<TypeMention>();
  for (const [at, mention] of [...mentions.entries()].toReversed()) {
    const next = mentions[at + 1];
    const joint =
      next === undefined
        ? ""
        : passage.folded.text.slice(passage.tokens[mention.end - 1]?.end, passage.tokens[next.first]?.start);
    if (
      isNegated(passage, mention.first, mention.end) ||
      (next !== undefined && denied.has(next) && /^[、和及与やと]$/.test(joint))
    )
      denied.add(mention);
  }
  return denied;
}

/** Within a list only a denial that stands right before the type is its own: "names, but no passwords". */
function deniesAlone(passage: Passage, mention: TypeMention, size: number): boolean {
  if (size < 2 || !isNegated(passage, mention.first, mention.end)) return false;
  for (let at = mention.first - 1; at >= mention.first - 3; at--) {
    const token = passage.tokens[at];
    if (token === undefined || token.text === ",") break;
    if (denials.has(token.key)) return true;
  }
  return passage.tokens.slice(mention.end, mention.end + 4).some(({ key }) => key === "not");
}

const denials = new Set([
  "no",
  "not",
  "nor",
  "without",
  "kein",
  "keine",
  "nicht",
  "sin",
  "sem",
  "sans",
  "без",
  "не",
  "geen",
  "nie",
]);

function runFeatures(
  passage: Passage,
  first: number,
  end: number,
  tellsOfExposure: boolean,
): ReadonlySet<Feature<"dataType">> {
  const { tokens, sentences, sentenceOf, folded } = passage;
  const sentence = sentences[sentenceOf[first] ?? 0] ?? { first, end, paragraph: 0 };
  const features = new Set<Feature<"dataType">>();
  if (folded.field === "title") features.add("in the title");
  if (
    distanceBefore(tokens, first, sentence.first, listingWords, 9) !== null ||
    tokens[first - 1]?.text === ":" ||
    hasWord(tokens, first, end, including)
  )
    features.add("list is introduced");
  if (distanceBefore(tokens, first, sentence.first, exposureWords, 12) !== null)
    features.add("what was taken stands before it");
  if (distanceAfter(tokens, end, sentence.end, takenAfter, 9) !== null)
    features.add("what happened to it stands after it");
  if (distanceBefore(tokens, first, sentence.first, takenBefore, 4) !== null)
    features.add("taking stands right before it");
  if (hasWord(tokens, sentence.first, sentence.end, exposureWords))
    features.add("sentence tells of exposure");
  if (tellsOfExposure) features.add("text tells of exposure");
  if (distanceBefore(tokens, first, sentence.first, advice, 7) !== null) features.add("advice");
  if (distanceBefore(tokens, first, sentence.first, possible, 5) !== null) features.add("general remark");
  if (distanceBefore(tokens, first, sentence.first, modal, 25) !== null) features.add("only possible");
  if (distanceBefore(tokens, first, sentence.first, remedy, 10) !== null) features.add("told of a remedy");
  if (distanceBefore(tokens, first, sentence.first, evidence, 10) !== null) features.add("no evidence of it");
  if (hasWord(tokens, sentence.first, sentence.end, tricking)) features.add("told of a trick");
  if ((sentenceOf[first] ?? 0) < 8) features.add("near the beginning");
  return features;
}

function ownFeatures(passage: Passage, mention: TypeMention): readonly Feature<"dataType">[] {
  const { tokens } = passage;
  const before = tokens[mention.first - 1];
  const second = tokens[mention.first - 2];
  const features: Feature<"dataType">[] = [];
  if (
    before?.key === "without" ||
    (before?.key === "out" && second?.key === "with") ||
    (second?.key === "without" && (before?.key === "a" || before?.key === "any" || before?.key === "the"))
  )
    features.push("not present at all");
  if (before !== undefined && contact.has(before.key)) features.push("means of contact");
  // "username 'XJP'" names one person's; "a fraudulent card" is nobody's in particular.
  if (tokens[mention.end]?.text === '"' || single.has(before?.key ?? ""))
    features.push("part of another thing");
  if (isCounted(tokens, mention.first)) features.push("is counted");
  const last = tokens[mention.end - 1]?.key ?? "";
  if (
    passage.language === "en" &&
    !last.endsWith("s") &&
    !/(?:data|information|info|history|birth|code)$/.test(last)
  )
    features.push("in the singular");
  return features;
}

/** "650,000 pieces of user addresses". */
function isCounted(tokens: readonly Token[], first: number): boolean {
  for (let at = first - 1; at >= first - 6; at--) {
    const token = tokens[at];
    if (token === undefined || token.kind === "mark") return false;
    if (token.kind === "number") return token.text.length > 2 || at < first - 1;
  }
  return false;
}

function makeReading(passage: Passage, mention: TypeMention, negated: boolean, reason: Reason): TypeReading {
  const start = passage.tokens[mention.first]?.start ?? 0;
  const stop = passage.tokens[mention.end - 1]?.end ?? start;
  const evidence = evidenceAt(passage.folded, start, stop, confidenceOf(reason.score));
  return {
    type: { id: mention.id, label: dataTypeLabels[mention.id] ?? mention.id, negated, ...evidence },
    passage,
    first: mention.first,
    end: mention.end,
    reason,
  };
}

// A denial stands against what is said elsewhere, unless that is much surer.
const surer = 0.5;

/** One entry a type and polarity: the surest; a type said to be taken somewhere is not reported as denied where only a general sentence denies it. */
export function settleTypes(readings: readonly TypeReading[]): readonly TypeReading[] {
  const best = new Map<string, TypeReading>();
  for (const reading of readings) {
    const key = `${reading.type.id} ${reading.type.negated}`;
    const known = best.get(key);
    if (known === undefined || reading.type.confidence > known.type.confidence) best.set(key, reading);
  }
  const kept = [...best.values()].filter((reading) => {
    const opposite = best.get(`${reading.type.id} ${!reading.type.negated}`);
    if (opposite === undefined) return true;
    return reading.type.negated
      ? opposite.reason.score < reading.reason.score + surer
      : reading.reason.score >= opposite.reason.score + surer;
  });
  return readings.filter((reading) => kept.includes(reading) && !genericBeside(reading, kept));
}

const genericBeside = (reading: TypeReading, kept: readonly TypeReading[]): boolean =>
  (reading.type.id === "pii" || reading.type.id === "database") &&
  !reading.type.negated &&
  kept.some(({ type }) => !type.negated && !genericIds.has(type.id));
