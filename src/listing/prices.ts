/** What somebody asks, wants or paid: money with its role. */
import type { Price, PriceRole } from "../model.ts";
import { isAuctionAmount, isOfferedFor, withBareAmounts } from "./bare-amounts.ts";
import { glyphsNear } from "./glyph-cues.ts";
import { askingWords, distanceAfter, distanceBefore, hasWord, ransomWords } from "./cues.ts";
import type { Incidents } from "./incidents.ts";
import type { Token } from "./lex.ts";
import type { Passage, Sentence } from "./passage.ts";
import type { MoneyQuantity } from "./quantity.ts";
import {
  budgets,
  coinGlyphs,
  coinWords,
  coins,
  damages,
  fines,
  loot,
  markets,
  revenue,
  rewards,
  shares,
  taken,
  type Cue,
} from "./price-cues.ts";
import { findPriceChanges, splitRises } from "./price-changes.ts";
import { placeAt, type Place } from "./text.ts";
import { isUnitPrice, isVolumePrice, perOf } from "./unit-prices.ts";
import { choosePriceRole } from "./price-roles.ts";
import { confidenceOf, type Choice, type Feature, type Judge, type Reason } from "./weights.ts";

/** A price as read, with its quantity and why it was kept. */
export interface PriceReading {
  readonly price: Price;
  readonly passage: Passage;
  readonly quantity: MoneyQuantity;
  /** Said to have replaced another price. */
  readonly isCurrent: boolean;
  readonly reason: Reason;
  readonly choice: Choice<"priceRole">;
}

/** What is known of the whole text. */
export interface PriceContext {
  readonly isOffer: boolean;
  readonly isRansom: boolean;
  /** A leak site's entry as a tracker gives it: bare amounts are the victim's revenue. */
  readonly isTracker: boolean;
  readonly judge: Judge;
}

/** Reads the prices of one field. */
export function readPrices(
  passage: Passage,
  incidents: Incidents,
  context: PriceContext,
): readonly PriceReading[] {
  const readings: PriceReading[] = [];
  const amounts = splitRises(
    passage,
    withBareAmounts(passage).filter(
      (quantity): quantity is MoneyQuantity =>
        quantity.kind === "money" && quantity.amount > 0 && Number.isFinite(quantity.amount),
    ),
  );
  const changes = findPriceChanges(
    passage,
    amounts.filter((quantity, at) => !isEquivalent(passage.tokens, quantity, amounts[at - 1])),
  );
  for (const quantity of amounts) {
    const sentence = passage.sentences[passage.sentenceOf[quantity.first] ?? 0];
    if (sentence === undefined) continue;
    const features = priceFeatures(passage, quantity, sentence, context);
    if (incidents.isOther(passage, quantity.first)) features.add("other incident");
    const isFormer = changes.former.has(quantity.first);
    const isCurrent = changes.current.has(quantity.first);
    if (isFormer || isCurrent) {
      features.add("one of two prices");
      // "The price was raised": no round of funding.
      features.delete("insurance or budget beside it");
    }
    const inBrackets = bracketed(passage.tokens, quantity, readings.at(-1)?.quantity ?? null);
    const host = inBrackets ? readings.at(-1) : undefined;
    if (host !== undefined) features.add("equals a price in brackets");
    const place = placeOf(passage, quantity);
    const reason = context.judge.weigh("price", features, place);
    if (reason.score <= 0) continue;
    const choice = choosePriceRole(passage, quantity, sentence, context, place, {
      isFormer,
      isCurrent,
      isEquivalent: host !== undefined && host.quantity.currency !== quantity.currency,
    });
    const price: Price = {
      amount: quantity.amount,
      currency: quantity.currency,
      max: quantity.max,
      role: choice.role,
      per: perOf(passage, quantity),
      ...place,
      confidence: confidenceOf(reason.score),
    };
    readings.push({ price, passage, quantity, isCurrent: isCurrent && !isFormer, reason, choice });
  }
  return readings;
}

/** In brackets behind an amount of another currency. */
const isEquivalent = (
  tokens: readonly Token[],
  quantity: MoneyQuantity,
  before: MoneyQuantity | undefined,
): boolean =>
  before !== undefined &&
  before.currency !== quantity.currency &&
  tokens[quantity.first - 1]?.text !== ">" &&
  bracketed(tokens, quantity, before);

function priceFeatures(
  passage: Passage,
  quantity: MoneyQuantity,
  sentence: Sentence,
  context: PriceContext,
): Set<Feature<"price">> {
  const { tokens, sentences, folded } = passage;
  const features = new Set<Feature<"price">>();
  const { first, end } = quantity;
  const near = (words: ReadonlySet<string>, before: number, after: number): boolean =>
    distanceBefore(tokens, first, sentence.first, words, before) !== null ||
    distanceAfter(tokens, end, sentence.end, words, after) !== null;
  const areGlyphsNear = glyphsNear(passage, first, end);
  if (near(askingWords, 8, 6) || areGlyphsNear(askingGlyphs)) features.add("price word beside it");
  else if (hasWord(tokens, sentence.first, sentence.end, askingWords))
    features.add("price word in the sentence");
  else {
    const previous = sentences[(passage.sentenceOf[first] ?? 0) - 1];
    if (previous !== undefined && hasWord(tokens, previous.first, previous.end, askingWords))
      features.add("price word in the sentence before");
  }
  if (priceJoints.has(tokens[first - 1]?.key ?? "") || approximateFor(tokens, first))
    features.add("for so much");
  if (hasWord(tokens, sentence.first, sentence.end, ransomWords)) features.add("ransom word in the sentence");
  if (coins.has(quantity.currency)) features.add("crypto asset");
  else if (distanceAfter(tokens, end, sentence.end, coinWords, 5) !== null || areGlyphsNear(coinGlyphs))
    features.add("paid in a crypto asset");
  if (context.isOffer) features.add("text is an offer");
  if (context.isRansom) features.add("text is about ransom");
  if (
    (context.isOffer || context.isRansom) &&
    !context.isTracker &&
    folded.field === "body" &&
    tokens.length < shortText
  )
    features.add("short text of an offer or demand");
  if (folded.field === "title") features.add("in the title");
  const isNear = ({ words, glyphs }: Cue, before: number, after: number): boolean =>
    near(words, before, after) || areGlyphsNear(glyphs);
  // "Shares of Oakline fell 6 % to $23": the amount stands far from its noun.
  if (isNear(revenue, 5, 4) || distanceBefore(tokens, first, sentence.first, shares, 12) !== null)
    features.add("revenue beside it");
  if (isNear(damages, 6, 5)) features.add("damage beside it");
  if (isNear(fines, 7, 5)) features.add("fine or settlement beside it");
  if (isNear(budgets, 6, 5)) features.add("insurance or budget beside it");
  if (isNear(markets, 6, 5)) features.add("market or total beside it");
  if (isNear(loot, 6, 6) || distanceBefore(tokens, first, sentence.first, taken, 2) !== null)
    features.add("loot of another kind");
  const isBound = [fines, budgets, markets].some(
    ({ words }) => distanceBefore(tokens, first, sentence.first, words, 2) !== null,
  );
  if (isBound || distanceBefore(tokens, first, sentence.first, rewards, 5) !== null)
    features.add("other matter right before it");
  if (isUnitPrice(passage, quantity) || isVolumePrice(passage, quantity)) features.add("priced by the piece");
  if (quantity.amount >= 1e9) features.add("billions");
  if (isAuctionAmount(tokens, first) || isOfferedFor(tokens, first, end)) features.add("stage of an auction");
  if (isRate(tokens, quantity, sentence)) features.add("exchange rate");
  if (tokens[end]?.key === "for" && tokens[end]?.gap !== "paragraph") features.add("buys something");
  if (isRented(tokens, quantity) || distanceBefore(tokens, first, sentence.first, wares, 5) !== null)
    features.add("not the price");
  // An amount alone in a title is more often the victim's revenue.
  if (
    sentence.end - sentence.first <= quantity.end - quantity.first + 4 &&
    (folded.field === "body" || context.isOffer)
  )
    features.add("stands alone as an offer");
  return features;
}

// What criminals sell each other besides data; its price is not the price of the data.
const wares = new Set("raas kit kits license licence subscription software program programs".split(" "));
const periods = new Set("month year week day hour".split(" "));
const isRented = (tokens: readonly Token[], quantity: MoneyQuantity): boolean =>
  ["per", "a", "/"].includes(tokens[quantity.end]?.key ?? "") &&
  periods.has(tokens[quantity.end + 1]?.key ?? "");

const askingGlyphs = [
  "勒索",
  "赎金",
  "售",
  "价",
  "索要",
  "卖",
  "支付",
  "価格",
  "身代金",
  "要求",
  "販売",
  "가격",
  "판매",
  "요구",
  "몸값",
  "कीमत",
];

const priceJoints = new Set("for à por für за voor per".split(" "));
const approximateWords = new Set("about around just only approximately nearly roughly over".split(" "));
const approximateFor = (tokens: readonly Token[], first: number): boolean =>
  approximateWords.has(tokens[first - 1]?.key ?? "") && priceJoints.has(tokens[first - 2]?.key ?? "");

/** "one bitcoin was worth $8,410", "the price per bitcoin was $8,400". */
function isRate(tokens: readonly Token[], quantity: MoneyQuantity, sentence: Sentence): boolean {
  if (coins.has(quantity.currency) && quantity.amount === 1) {
    const next = tokens.slice(quantity.end, quantity.end + 3).map(({ key }) => key);
    return (
      next.some((key) =>
        ["is", "was", "equals", "=", "worth", "currently", "traded", "trading", "trades"].includes(key),
      ) ||
      distanceBefore(tokens, quantity.first, sentence.first, new Set(["value", "price", "rate"]), 4) !== null
    );
  }
  for (let at = quantity.first - 1; at >= sentence.first && quantity.first - at <= 9; at--)
    if (
      (tokens[at]?.key === "per" ||
        tokens[at]?.key === "one" ||
        tokens[at]?.key === "each" ||
        tokens[at]?.text === "1") &&
      coinWords.has(tokens[at + 1]?.key ?? "")
    )
      return true;
  for (let at = quantity.end; at < sentence.end && at - quantity.end < 4; at++)
    if ((tokens[at]?.key === "per" || tokens[at]?.key === "each") && coinWords.has(tokens[at + 1]?.key ?? ""))
      return true;
  return false;
}

/** Whether the amount stands in brackets (or after "or about", "which is") right behind another one. */
function bracketed(tokens: readonly Token[], quantity: MoneyQuantity, before: MoneyQuantity | null): boolean {
  if (before === null || quantity.first - before.end > 9 || quantity.first <= before.end) return false;
  const words = tokens.slice(before.end, quantity.first);
  const keys = words.map(({ key }) => key);
  if (words.some(({ gap }) => gap === "paragraph")) return false;
  if (keys.includes("(") && !keys.includes(")")) return true;
  if (keys.includes("（") || keys.includes("~") || keys.includes("≈") || keys.includes("=")) return true;
  return quantity.currency !== before.currency && keys.some((key) => equals.has(key)) && !keys.includes(".");
}

const equals = new Set(
  "less or about approximately roughly around equivalent worth nearly approx equal umgerechnet aproximadamente equivalentes 约 約 which currently environ cerca soit etwa около круглым about ca circa некоторых сейчас".split(
    " ",
  ),
);

function placeOf({ tokens, folded }: Passage, { first, end }: MoneyQuantity): Place {
  const start = tokens[first]?.start ?? 0;
  return placeAt(folded, start, tokens[end - 1]?.end ?? start);
}

// A message or an advertisement; an article is longer.
const shortText = 120;
const standing: readonly PriceRole[] = ["asking", "ransom"];

/**
 * One entry an amount and role, the current asking price or ransom demand first.
 *
 * A price that buys one lot of several has the role `lot`.
 */
export function settlePrices(
  prices: readonly PriceReading[],
  inLots: ReadonlySet<PriceReading>,
): readonly PriceReading[] {
  const best = new Map<string, PriceReading>();
  for (const reading of prices) {
    const isLot = inLots.has(reading) && standing.includes(reading.price.role);
    const settled = isLot ? { ...reading, price: { ...reading.price, role: "lot" as const } } : reading;
    const key = `${settled.price.amount} ${settled.price.max ?? ""} ${settled.price.currency}`;
    const known = best.get(key);
    // An amount that is once said to be a former price is one wherever it stands.
    if (
      known === undefined ||
      (known.price.role === "equivalent" && settled.price.role !== "equivalent") ||
      (settled.price.role === "previous" && standing.includes(known.price.role)) ||
      (settled.isCurrent && !known.isCurrent && standing.includes(known.price.role))
    )
      best.set(key, settled);
  }
  const kept = [...best.values()];
  return [
    ...kept.filter(({ price, isCurrent }) => isCurrent && standing.includes(price.role)),
    ...kept.filter(({ price, isCurrent }) => !isCurrent && standing.includes(price.role)),
    ...kept.filter(({ price }) => !standing.includes(price.role)),
  ];
}
