/** Fits the weights of one group to labelled examples: maximum entropy around weights set by hand. */
import type { RoleWeights } from "../src/listing/weights.ts";

/** One candidate of a group: what was seen beside it, and what it is. */
export interface Example {
  readonly features: readonly string[];
  /** Null: no fact, in a group with one role. */
  readonly role: string | null;
}

// How firmly a weight is held where it was set by hand. Labelled texts are few and their candidates alike (a list of
// six types is one decision): with less, what the texts have by chance counts for more than what people know.
const strength = 40;
const maxSweeps = 500;
const settled = 1e-5;

/**
 * Fits a group's weights, rounded to two decimals.
 *
 * Multinomial logistic regression whose L2 penalty pulls towards `priors`, by coordinate descent: the penalised
 * likelihood has one maximum, so that the same examples give the same weights in whatever order they come.
 * A feature that no example has keeps its prior, and so does the base: it says how common facts are among all
 * candidates, which texts that were chosen for having some cannot tell.
 */
export function fitWeights(priors: RoleWeights, examples: readonly Example[]): RoleWeights {
  const roles = Object.keys(priors);
  const rows = examples.map(({ features, role }) => ({
    role: role === null ? -1 : roles.indexOf(role),
    features: ["base", ...features],
    // With one role the other outcome is "no fact", whose score is 0.
    scores: roles.length === 1 ? [0, 0] : roles.map(() => 0),
  }));
  const weights = roles.map((role) => new Map(Object.entries(priors[role] ?? {})));
  const coordinates = weights.flatMap((table, role) =>
    [...table].map(([feature, prior]) => ({
      role,
      feature,
      prior,
      rows: rows.filter(({ features }) => features.includes(feature)),
    })),
  );
  for (const { role, prior, rows } of coordinates)
    for (const row of rows) row.scores[role] = (row.scores[role] ?? 0) + prior;
  const moving = coordinates.filter(({ feature }) => feature !== "base");

  for (let sweep = 0, moved = 1; sweep < maxSweeps && moved > settled; sweep++) {
    moved = 0;
    for (const { role, feature, prior, rows } of moving) {
      const weight = weights[role]?.get(feature) ?? 0;
      let slope = strength * (weight - prior);
      // Of no step may the curve be steeper than this: descent needs no search for a step's length.
      const bend = strength + rows.length / 4;
      for (const row of rows) slope += probability(row.scores, role) - (row.role === role ? 1 : 0);
      const step = -slope / bend;
      weights[role]?.set(feature, weight + step);
      for (const row of rows) row.scores[role] = (row.scores[role] ?? 0) + step;
      moved = Math.max(moved, Math.abs(step));
    }
  }
  return Object.fromEntries(
    roles.map((role, at) => [
      role,
      Object.fromEntries([...(weights[at] ?? [])].map(([feature, weight]) => [feature, round(weight)])),
    ]),
  );
}

/** How many of the examples the weights judge rightly. */
export function countRight(weights: RoleWeights, examples: readonly Example[]): number {
  const score = (role: string, features: readonly string[]): number =>
    ["base", ...features].reduce((sum, feature) => sum + (weights[role]?.[feature] ?? 0), 0);
  const roles = Object.keys(weights);
  return examples.filter(({ features, role }) => {
    const [first = "", ...others] = roles.toSorted((a, b) => score(b, features) - score(a, features));
    return others.length === 0 ? score(first, features) > 0 === (role !== null) : first === role;
  }).length;
}

function probability(scores: readonly number[], role: number): number {
  const highest = Math.max(...scores);
  const sum = scores.reduce((total, score) => total + Math.exp(score - highest), 0);
  return Math.exp((scores[role] ?? 0) - highest) / sum;
}

/** Without negative zero, which JSON does not know. */
const round = (weight: number): number => Math.round(weight * 100) / 100 + 0;
