/** Why a listing says what it says, in plain JSON. */
import type { CountReading } from "./counts.ts";
import type { PriceReading } from "./prices.ts";
import type { TypeReading } from "./types.ts";
import type { Choice, FactGroup, Judge, Reason, RoleGroup } from "./weights.ts";

/** The readings behind a listing's facts, in the listing's order. */
export interface ListingFacts {
  /** What spoke for each kind of listing. */
  readonly votes: Readonly<Record<string, number>>;
  readonly prices: readonly PriceReading[];
  readonly counts: readonly CountReading[];
  readonly types: readonly TypeReading[];
}

/** Why a listing says what it says: one entry a fact, with the features that spoke for it. */
export interface ListingReasons {
  readonly kind: Readonly<Record<string, number>>;
  readonly prices: readonly FactReason[];
  readonly records: readonly FactReason[];
  readonly dataTypes: readonly FactReason[];
  /** What was looked at and is no fact. */
  readonly rejected: Readonly<Record<FactGroup, readonly RejectedReason[]>>;
}

interface FactReason extends Reason {
  readonly text: string;
  readonly role: string;
  /** Where the role was chosen among several: the chosen one, and the others that anything spoke for. */
  readonly roles?: Readonly<Record<string, Reason>>;
}

interface RejectedReason extends Reason {
  readonly text: string;
}

/** Says why each fact is one. */
export function explainFacts({
  votes,
  prices,
  counts,
  types,
}: ListingFacts): Omit<ListingReasons, "rejected"> {
  return {
    kind: votes,
    prices: prices.map(({ price: { text, role }, reason, choice }) => ({
      text,
      role,
      ...reason,
      roles: spokenFor(choice),
    })),
    records: counts.map(({ record: { text, role }, reason, choice }) => ({
      text,
      role,
      ...reason,
      roles: spokenFor(choice),
    })),
    dataTypes: types.map(({ type: { text, id, negated }, reason }) => ({
      text,
      role: negated ? `not ${id}` : id,
      ...reason,
    })),
  };
}

/** Leaves out the roles of which only the base is known, unless one of them was chosen. */
const spokenFor = <G extends RoleGroup>({ role, roles }: Choice<G>): Readonly<Record<string, Reason>> =>
  Object.fromEntries(
    Object.entries<Reason>(roles).filter(
      ([name, { features }]) => name === role || Object.keys(features).length > 1,
    ),
  );

/** A judge that decides as the given one does and notes what it turned down. */
export function noteRejected(judge: Judge): {
  readonly noting: Judge;
  readonly rejected: ListingReasons["rejected"];
} {
  const rejected: Record<FactGroup, RejectedReason[]> = { price: [], count: [], dataType: [] };
  const noting: Judge = {
    choose: (group, features, place) => judge.choose(group, features, place),
    weigh(group, features, place) {
      const reason = judge.weigh(group, features, place);
      if (reason.score <= 0) rejected[group].push({ text: place.text, ...reason });
      return reason;
    },
  };
  return { noting, rejected };
}
