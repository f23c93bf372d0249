/**
 * What each feature says for a role: the table in weights.json, which a person can read.
 *
 * `npm run train` makes it of training/priors.json, where a new feature gets its first weight, and of labelled texts.
 */
import type { Place } from "./text.ts";
import table from "./weights.json" with { type: "json" };

type Table = typeof table;
type KeyOfAny<Union> = Union extends unknown ? keyof Union : never;

/** What is decided by weights. */
export type Group = keyof Table;
/** Groups with one role: does a candidate have it or not? */
export type FactGroup = "dataType" | "count" | "price";
/** Groups with several roles, of which a fact has one. */
export type RoleGroup = Exclude<Group, FactGroup>;
/** The roles of one group. */
export type RoleOf<G extends Group> = Extract<keyof Table[G], string>;
/** Names of the features of one group. */
export type Feature<G extends Group> = Exclude<Extract<KeyOfAny<Table[G][keyof Table[G]]>, string>, "base">;

/** Weights of one group by role and feature; `base` stands for every candidate's own. */
export type RoleWeights = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Why a candidate got its role, or did not. */
export interface Reason {
  readonly score: number;
  /** `base` and the features that were found, each with its weight. */
  readonly features: Readonly<Record<string, number>>;
}

/** A role that was chosen, and what spoke for each of the group's roles. */
export interface Choice<G extends RoleGroup> {
  readonly role: RoleOf<G>;
  readonly roles: Readonly<Record<RoleOf<G>, Reason>>;
}

/** Decides on candidates; the committed weights do, and while they are made the labels do. */
export interface Judge {
  /** Says whether a candidate is a fact: its score is above zero then, and makes its confidence. */
  weigh<G extends FactGroup>(group: G, features: ReadonlySet<Feature<G>>, place: Place): Reason;
  /** Chooses the role of a fact. */
  choose<G extends RoleGroup>(group: G, features: ReadonlySet<Feature<G>>, place: Place): Choice<G>;
}

/** Decides by the committed weights. */
export const byWeights: Judge = {
  weigh: (group, features) => sum(Object.values<RoleWeights[string]>(table[group])[0] ?? {}, features),
  choose: <G extends RoleGroup>(group: G, features: ReadonlySet<Feature<G>>) => {
    const weights: RoleWeights = table[group];
    const scored = Object.keys(weights).map((role) => [role, sum(weights[role] ?? {}, features)] as const);
    const [best] = scored.toSorted(([, one], [, other]) => other.score - one.score);
    return { role: best?.[0], roles: Object.fromEntries(scored) } as unknown as Choice<G>;
  },
};

function sum(weights: RoleWeights[string], features: ReadonlySet<string>): Reason {
  let score = weights["base"] ?? 0;
  const said: Record<string, number> = { base: score };
  for (const feature of features) {
    const weight = weights[feature];
    if (weight === undefined) continue;
    said[feature] = weight;
    score += weight;
  }
  return { score: Math.round(score * 100) / 100, features: said };
}

/** A score as a probability, to two decimals. */
export const confidenceOf = (score: number): number => Math.round(100 / (1 + Math.exp(-score))) / 100;
