import type { VisitOutcome } from "./sources.ts";

/** An outcome that waits to be written. */
export interface PendingOutcome {
  readonly id: string;
  readonly owner: string;
  readonly outcome: VisitOutcome;
}

/** Outcomes that may be written a little later, many in one transaction. */
export interface PendingOutcomes {
  add(pending: PendingOutcome): void;
  /** Has everything written that waits, in one transaction with what `work` does. */
  flushWith<T>(work: (waiting: readonly PendingOutcome[]) => Promise<T>): Promise<T>;
  /** Resolves when nothing waits any more. */
  flush(): Promise<void>;
}

const maxWaitMs = 250; // far below a lease: until it is written, nobody else visits the source
const maxWaiting = 64;

/**
 * Gathers outcomes.
 *
 * What cannot be written is forgotten: the lease runs out, and the source is visited again.
 * @param write - writes them in one transaction
 * @param onError - hears of what could not be written in the background
 */
export function createPendingOutcomes(
  write: (waiting: readonly PendingOutcome[]) => Promise<void>,
  onError: (error: unknown) => void,
): PendingOutcomes {
  let waiting: PendingOutcome[] = [];
  let timer: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const flushWith = <T>(work: (waiting: readonly PendingOutcome[]) => Promise<T>): Promise<T> => {
    clearTimeout(timer);
    timer = undefined;
    const batch = waiting;
    waiting = [];
    const done = last.then(() => work(batch));
    last = done.catch(() => undefined);
    return done;
  };
  const flush = async (): Promise<void> => {
    if (waiting.length > 0) await flushWith(write);
    else await last;
  };
  const flushInBackground = (): void => void flush().catch(onError);
  return {
    add(pending) {
      waiting.push(pending);
      if (waiting.length >= maxWaiting) flushInBackground();
      else timer ??= setTimeout(flushInBackground, maxWaitMs);
    },
    flushWith,
    flush,
  };
}
