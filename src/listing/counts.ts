/** How many people, records, accounts or files a post speaks of. */
import type { RecordCount } from "../model.ts";
import { isAuctionAmount, isOfferedFor } from "./bare-amounts.ts";
import { sampleFeatures } from "./count-roles.ts";
import { countedBy, type Noun } from "./counted.ts";
import { isIdentifier } from "./identifiers.ts";
import { distanceAfter, distanceBefore, exposureWords, hasWord, wordSet } from "./cues.ts";
import type { Incidents } from "./incidents.ts";
import type { Token } from "./lex.ts";
import type { Passage, Sentence } from "./passage.ts";
import type { NumberQuantity } from "./quantity.ts";
import { placeAt } from "./text.ts";
import type { TypeReading } from "./types.ts";
import { confidenceOf, type Choice, type Feature, type Judge, type Reason } from "./weights.ts";

/** A record count as read, with the tokens it stands in and why it was kept. */
export interface CountReading {
  readonly record: RecordCount;
  readonly passage: Passage;
  readonly first: number;
  readonly end: number;
  /** Index after the noun it counts. */
  readonly nounEnd: number;
  readonly reason: Reason;
  readonly choice: Choice<"countRole">;
}

const approximates = new Set(
  "about around approximately nearly almost some roughly over least up approx circa estimated than more cerca unos unas aproximadamente mais environ plus quelque rund etwa über mehr около более почти zeker ruim meer zo ~ > + 约 大约 超过 近 upwards well".split(
    " ",
  ),
);
const companySize = new Set(
  "has have serves serving served boasts employs employing operates population city claims worldwide globally base strong total monthly daily reaches home nearly manages provides customers counts".split(
    " ",
  ),
);
const background =
  /\b(?:has|have|with|serves?|serving|boasts?|employs?|employing|operates?|caters to|used by|home to|provides? \w+ (?:\w+ )?(?:to|for)|a population of|city of|which (?:city|town) of|town of|country of) (?:more than |over |about |around |nearly |almost |some |approximately |an estimated |roughly |at least |up to )*$/;

const activity = new Set(["active", "daily", "monthly"]);
const maxBackground = 120;
const shareJoints = new Set("from are were of in belong belonged belonging at on de von aus из".split(" "));

const minimumWords = wordSet(
  "minimum min minimal mindestens mindestbestellung mínimo mínimos pedido minimo минимум минимальный минимальная заказ",
);

/** What is known of the whole text. */
export interface CountContext {
  readonly tellsOfExposure: boolean;
  readonly judge: Judge;
}

/** Reads the record counts of one field. */
export function readCounts(
  passage: Passage,
  incidents: Incidents,
  types: readonly TypeReading[],
  context: CountContext,
): readonly CountReading[] {
  const typeStarts = new Set(types.filter((type) => type.passage === passage).map(({ first }) => first));
  const readings: CountReading[] = [];
  for (const quantity of passage.quantities) {
    if (quantity.kind !== "number") continue;
    const sentence = passage.sentences[passage.sentenceOf[quantity.first] ?? 0];
    if (sentence === undefined) continue;
    const last = readings.at(-1);
    const host =
      last !== undefined && passage.sentenceOf[last.first] === passage.sentenceOf[quantity.first]
        ? last
        : null;
    const reading = readCount(passage, quantity, sentence, incidents, typeStarts, context, host);
    if (reading !== null) readings.push(reading);
  }
  return readings;
}

function readCount(
  passage: Passage,
  quantity: NumberQuantity,
  sentence: Sentence,
  incidents: Incidents,
  typeStarts: ReadonlySet<number>,
  { tellsOfExposure, judge }: CountContext,
  host: CountReading | null,
): CountReading | null {
  const { tokens, folded } = passage;
  if (isAuctionAmount(tokens, quantity.first) || isOfferedFor(tokens, quantity.first, quantity.end))
    return null;
  // "minimum order 100 records"
  if (distanceBefore(tokens, quantity.first, sentence.first, minimumWords, 3) !== null) return null;
  if (isIdentifier(tokens, quantity.first)) return null;
  if (!Number.isInteger(quantity.value) || quantity.value < 2) return null;
  const { noun, end } = countedBy(passage, quantity, sentence);
  if ((noun === null || noun.sort === "other") && isYear(tokens[quantity.first])) return null;
  const isTotal = tokens[quantity.first - 1]?.key === "of" && tokens[quantity.first - 2]?.key === "total";
  if (noun === null && quantity.value < 1000 && !isTotal) return null;
  if (quantity.worded && !quantity.scaled && noun?.sort !== "people" && quantity.value < 100) return null;
  const features = countFeatures(passage, quantity, sentence, noun, end, typeStarts);
  const ofSample = sampleFeatures(passage, quantity, end, sentence);
  if (ofSample.size > 0) features.add("part of a sample");
  // "9 million logins: 5 million from A, 4 million from B"
  const isShare =
    noun === null &&
    host !== null &&
    host.record.unit !== null &&
    shareJoints.has(tokens[quantity.end]?.key ?? "");
  if (isShare) features.add("share of a list of counts");
  if (isTotal) features.add("said to be the total");
  if (tellsOfExposure) features.add("text tells of exposure");
  if (incidents.isOther(passage, quantity.first)) features.add("other incident");
  const start = tokens[quantity.first]?.start ?? 0;
  const stop = tokens[Math.max(quantity.end, end) - 1]?.end ?? start;
  const place = placeAt(folded, start, stop);
  const reason = judge.weigh("count", features, place);
  if (reason.score <= 0) return null;
  const choice = judge.choose("countRole", ofSample, place);
  const of =
    end > quantity.end
      ? folded.text.slice(tokens[quantity.end]?.start ?? 0, tokens[end - 1]?.end ?? 0).trim()
      : null;
  return {
    record: {
      count: quantity.value,
      max: quantity.max,
      unit: noun?.unit ?? (isShare ? host.record.unit : null),
      of: of === null || of === "" ? null : of,
      role: choice.role,
      approximate: isApproximate(tokens, quantity, sentence.first),
      ...place,
      confidence: confidenceOf(reason.score),
    },
    passage,
    first: quantity.first,
    end: quantity.end,
    nounEnd: end,
    reason,
    choice,
  };
}

/** "the 2015 breach", "2013 and 2014 breaches". */
const isYear = (token: Token | undefined): boolean =>
  token !== undefined && /^(?:19|20)\d\d$/.test(token.text);
const periods = new Set("month day week year monthly daily yearly annually weekly".split(" "));

function countFeatures(
  passage: Passage,
  quantity: NumberQuantity,
  sentence: Sentence,
  noun: Noun | null,
  nounEnd: number,
  typeStarts: ReadonlySet<number>,
): Set<Feature<"count">> {
  const { tokens, folded } = passage;
  const features = new Set<Feature<"count">>();
  if (noun === null) {
    features.add("counts nothing named");
    if (!quantity.scaled && /^\d+$/.test(tokens[quantity.first]?.text ?? "")) features.add("bare digits");
  }
  if (noun?.sort === "other") features.add("counts machines or places");
  else if (noun !== null) features.add(`counts ${noun.sort}`);
  for (let at = quantity.end; at <= nounEnd + 1; at++)
    if (typeStarts.has(at)) features.add("counts a data type");
  if (folded.field === "title") features.add("in the title");
  if (hasWord(tokens, sentence.first, sentence.end, exposureWords))
    features.add("sentence tells of exposure");
  if (
    distanceBefore(tokens, quantity.first, sentence.first, exposureWords, 5) !== null ||
    distanceAfter(tokens, nounEnd, sentence.end, exposureWords, 5) !== null
  )
    features.add("exposure beside it");
  if (quantity.value >= 10_000 || quantity.scaled) features.add("large");
  else if (quantity.value < 10) features.add("tiny");
  else if (quantity.value < 200) features.add("small");
  const before = folded.text
    .slice(
      tokens[Math.max(sentence.first, quantity.first - 8)]?.start ?? 0,
      tokens[quantity.first]?.start ?? 0,
    )
    .slice(-maxBackground)
    .toLowerCase();
  const rate =
    ["a", "per", "each"].includes(tokens[nounEnd]?.key ?? "") && periods.has(tokens[nounEnd + 1]?.key ?? "");
  if (
    rate ||
    hasWord(tokens, quantity.end, nounEnd, activity) ||
    background.test(before) ||
    (companySize.has(tokens[nounEnd]?.key ?? "") && noun?.sort === "people")
  )
    features.add("size of the company");
  return features;
}

function isApproximate(tokens: readonly Token[], quantity: NumberQuantity, from: number): boolean {
  if (tokens[quantity.end]?.text === "+") return true;
  for (let at = quantity.first - 1; at >= from && quantity.first - at <= 3; at--)
    if (approximates.has(tokens[at]?.key ?? "")) return true;
  return false;
}
