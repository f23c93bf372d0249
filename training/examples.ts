/** Labelled texts → examples: what the readers see beside each candidate, and what its label says. */
import { explainListing } from "../src/listing/listing.ts";
import type { Place } from "../src/listing/text.ts";
import type { Choice, FactGroup, Group, Judge, RoleGroup, RoleOf } from "../src/listing/weights.ts";
import type { Example } from "./fit.ts";
import { roleGroups, type LabelledText, type Span } from "./labels.ts";

/** What was gathered from labelled texts. */
export interface Gathered {
  readonly examples: Readonly<Record<Group, readonly Example[]>>;
  /** Labelled spans that the readers never looked at, each with its place: no weight can find them. */
  readonly unseen: readonly string[];
}

/**
 * Runs the readers over labelled texts, with the labels as judge.
 *
 * Since the labels decide, what a candidate looks like never depends on the weights of the moment.
 */
export function gatherExamples(texts: readonly LabelledText[]): Gathered {
  const examples: Record<Group, Example[]> = {
    dataType: [],
    count: [],
    countRole: [],
    price: [],
    priceRole: [],
  };
  const unseen: string[] = [];
  for (const { at, post, spans } of texts) {
    const seen = new Set<Span>();
    const labelOf = (group: FactGroup, place: Place): Span | undefined => {
      const span = spans.find(
        ({ group: its, field, start, end }) =>
          its === group && field === place.field && start < place.end && place.start < end,
      );
      if (span !== undefined) seen.add(span);
      return span;
    };
    const judge: Judge = {
      weigh(group, features, place) {
        const label = labelOf(group, place);
        examples[group].push({
          features: [...features],
          role: label === undefined ? null : factRoles[group],
        });
        return { score: label === undefined ? -1 : 1, features: {} };
      },
      choose<G extends RoleGroup>(group: G, features: ReadonlySet<string>, place: Place): Choice<G> {
        const role = labelOf(roleGroups[group], place)?.role ?? null;
        examples[group].push({ features: [...features], role });
        return { role: role as RoleOf<G>, roles: {} as Choice<G>["roles"] };
      },
    };
    explainListing(post, judge);
    for (const span of spans) if (!seen.has(span)) unseen.push(`${at} "${span.text}" ${span.role}`);
  }
  return { examples, unseen };
}

/** The one role of each group of facts. */
const factRoles = { dataType: "taken", count: "counted", price: "asked" } as const;
