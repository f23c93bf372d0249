import { createPendingOutcomes } from "./pending-outcomes.ts";
import type { sourceTable, VisitOutcome } from "./sources.ts";
import type { Store } from "./store.ts";

type SourceTable = ReturnType<typeof sourceTable>;

/** The sources' state; whoever asks for it finds all outcomes in it. */
export interface SettledSources extends SourceTable {
  /**
   * Ends a visit that went well and found nothing new, at the latest a quarter of a second later.
   *
   * Its lease lasts until then. That a source was unchanged is no news: where the process dies before, it is asked again.
   */
  finishSoon(id: string, owner: string, outcome: VisitOutcome): void;
  /** Has everything written that waits. */
  settle(): Promise<void>;
}

/**
 * Lets the outcomes of unchanged visits wait, to be written many at a time: a commit costs more than such a visit.
 *
 * @param transaction - may be undone by a power cut: leases and those outcomes are of no use after one
 */
export function settleSources(
  table: SourceTable,
  transaction: Store["transaction"],
  onError: (error: unknown) => void,
): SettledSources {
  const pending = createPendingOutcomes(
    (waiting) => transaction((tables) => tables.sources.finishUnchanged(waiting)),
    onError,
  );
  const settled = Object.entries(table).map(([name, method]: [string, (...given: never[]) => unknown]) => {
    const settleFirst = async (...given: never[]): Promise<unknown> => {
      await pending.flush();
      return method(...given);
    };
    return [name, settleFirst];
  });
  return {
    ...(Object.fromEntries(settled) as SourceTable),
    // In one transaction with the leases that follow.
    claimDue: (...due) =>
      pending.flushWith((waiting) =>
        transaction(async ({ sources }) => {
          await sources.finishUnchanged(waiting);
          return sources.claimDue(...due);
        }),
      ),
    finishSoon: (id, owner, outcome) => pending.add({ id, owner, outcome }),
    settle: () => pending.flush(),
  };
}
