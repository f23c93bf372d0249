/** Which kinds of data a post says were taken, and which not. */
import type { DataType } from "../model.ts";
import { distanceBefore, hasWord, wordSet } from "./cues.ts";
import { dataTypeLabels, dataTypes } from "./data-types.ts";
import { isGlyphText } from "./glyph-cues.ts";
import type { Incidents } from "./incidents.ts";
import type { Token } from "./lex.ts";
import { isNegated } from "./negation.ts";
import type { Passage } from "./passage.ts";
import { placeAt } from "./text.ts";
import { carriesOn, including } from "./type-cues.ts";
import { glyphFeatures, ownFeatures, runFeatures } from "./type-features.ts";
import { findGlyphCues } from "./type-glyph-cues.ts";
import { findTypeMentions, inOneList, type TypeMention } from "./type-mentions.ts";
import { namesPeople } from "./type-scope.ts";
import { confidenceOf, type Feature, type Judge, type Reason } from "./weights.ts";

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
  readonly judge: Judge;
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
  const glyphCues = isGlyphText(passage) ? findGlyphCues(passage) : null;
  // "No X is in it, including Y": the denial goes on.
  const denied = { sentence: -1 };
  for (const { mentions } of listRuns(passage.tokens, findTypeMentions(passage))) {
    const first = mentions[0]?.first ?? 0;
    const end = mentions.at(-1)?.end ?? 0;
    const sorts = new Set(mentions.map(({ first: at }) => at)).size;
    const ambiguous = mentions.every(({ weak }) => weak);
    const ofPeople = namesPeople(mentions);
    const shared = runFeatures(passage, first, end, context.tellsOfExposure);
    for (const feature of glyphFeatures(glyphCues?.get(passage.sentenceOf[first] ?? 0) ?? [], first, end))
      shared.add(feature);
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
      // "52,000 customers: names, phones": what a seller lists so short is what there is.
      const isOfferedList = context.isOffer && features.has("list is introduced");
      const isListed = sorts > 2 || (sorts > 1 && isOfferedList);
      features.add(
        !mention.weak ? "plain word" : isListed && !ambiguous ? "ambiguous but listed" : "ambiguous word",
      );
      if (sorts > 2 && !ambiguous) features.add("one of several listed");
      else if (sorts > 1 && (sorts > 2 || !ambiguous)) features.add("one of two listed");
      else if (mention.weak && !features.has("taking stands right before it"))
        features.add("ambiguous and alone");
      for (const feature of ownFeatures(passage, mention, ofPeople)) features.add(feature);
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
      readings.push(makeReading(passage, mention, negated, features, context.judge));
    }
  }
  return readings;
}

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
  for (let at = mention.first - 1; at >= mention.first - 7; at--) {
    const token = passage.tokens[at];
    if (token === undefined || token.text === ",") break;
    if (denials.has(token.key)) return true;
  }
  return passage.tokens.slice(mention.end, mention.end + 4).some(({ key }) => key === "not");
}

const denials = wordSet(
  "no not nor não without kein keine keinen keinerlei nicht sin ni ninguna ningún sem nenhum nenhuma nem sans aucun aucune ni без не ни нет geen nie nessun nessuna senza bez tanpa",
);

function makeReading(
  passage: Passage,
  mention: TypeMention,
  negated: boolean,
  features: ReadonlySet<Feature<"dataType">>,
  judge: Judge,
): TypeReading {
  const start = passage.tokens[mention.first]?.start ?? 0;
  const stop = passage.tokens[mention.end - 1]?.end ?? start;
  const place = placeAt(passage.folded, start, stop);
  const reason = judge.weigh("dataType", features, place);
  const label = dataTypeLabels[mention.id] ?? mention.id;
  return {
    type: { id: mention.id, label, negated, ...place, confidence: confidenceOf(reason.score) },
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
    if (known === undefined || reading.reason.score > known.reason.score) best.set(key, reading);
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
