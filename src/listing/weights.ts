/**
 * What each feature says for a role, in one table that a person can read.
 *
 * A candidate is kept where its features sum to more than zero; the sum also makes its confidence.
 */
export const weights = {
  /** A phrase that names a data type: was this kind of data taken? */
  dataType: {
    base: -2.4,
    "plain word": 1.8,
    "ambiguous word": -1.6,
    "ambiguous but listed": 0.6,
    "ambiguous and alone": -1.8,
    "one of two listed": 0.5,
    "one of several listed": 1.2,
    "list is introduced": 0.5,
    "what was taken stands before it": 1.4,
    "what happened to it stands after it": 1.6,
    "taking stands right before it": 1.7,
    "sentence tells of exposure": 1.2,
    "text tells of exposure": -0.2,
    "text is an offer": 0.8,
    "in the title": 0.3,
    denied: 1.5,
    "is counted": 1.6,
    "only possible": -1.4,
    "told of a remedy": -1.2,
    "no evidence of it": -1,
    "told of a trick": -0.8,
    "near the beginning": 0.4,
    "in the singular": -1,
    advice: -2.2,
    "means of contact": -2.5,
    "not present at all": -6,
    "part of another thing": -5,
    "other incident": -8,
    "general remark": -0.2,
  },
  /** A number and what it counts: does it say how much was taken? */
  count: {
    base: -1.6,
    "counts people": 1.2,
    "counts records": 1.7,
    "counts accounts": 1.6,
    "counts files": 1.2,
    "counts a data type": 1.7,
    "counts nothing named": -0.3,
    "bare digits": -1,
    "sentence tells of exposure": 1.2,
    "exposure beside it": 0.8,
    "text tells of exposure": 0.3,
    "in the title": 0.6,
    large: 0.5,
    small: -1.2,
    tiny: -1.6,
    "share of a list of counts": 1.6,
    "said to be the total": 2,
    "size of the company": -1.6,
    "other incident": -6,
    "general remark": -1,
    "part of a sample": 2,
    "counts machines or places": -1.5,
  },
  /** An amount of money: does somebody ask, want or pay it for this data or access? */
  price: {
    base: -1.1,
    "price word beside it": 2.2,
    "price word in the sentence": 1.1,
    "for so much": 1.1,
    "buys something": 1.1,
    "stage of an auction": 2,
    "one of two prices": 1.6,
    "ransom word in the sentence": 0.9,
    "stands alone as an offer": 1.6,
    "crypto asset": 1.4,
    "paid in a crypto asset": 1.3,
    "text is an offer": 0.9,
    "text is about ransom": 0.5,
    "short text of an offer or demand": 0.7,
    "in the title": 0.3,
    "equals a price in brackets": 2,
    "price word in the sentence before": 0.5,
    "revenue beside it": -4.5,
    "damage beside it": -2.8,
    "fine or settlement beside it": -3,
    "insurance or budget beside it": -2.4,
    "market or total beside it": -2,
    "exchange rate": -4,
    "loot of another kind": -2,
    billions: -2.5,
    "other incident": -5,
    "not the price": -2.5,
  },
} as const;

/** Names of the features of one group. */
export type Feature<Group extends keyof typeof weights> = Extract<
  Exclude<keyof (typeof weights)[Group], "base">,
  string
>;

/** Why a candidate got its role. */
export interface Reason {
  readonly score: number;
  readonly features: Readonly<Record<string, number>>;
}

/** Sums what the features say. */
export function weigh<Group extends keyof typeof weights>(
  group: Group,
  features: ReadonlySet<Feature<Group>>,
): Reason {
  const table: Readonly<Record<string, number>> = weights[group];
  let score = table["base"] ?? 0;
  const said: Record<string, number> = {};
  for (const feature of features as ReadonlySet<string>) {
    const weight = table[feature] ?? 0;
    said[feature] = weight;
    score += weight;
  }
  return { score: Math.round(score * 100) / 100, features: said };
}

/** A score as a probability. */
export const confidenceOf = (score: number): number => 1 / (1 + Math.exp(-score));
