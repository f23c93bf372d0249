/** Asks an operator's model about stored listings, after their alerts, a few at a time. */
import { describeError } from "../errors.ts";
import { ownFacts } from "../alert/own-facts.ts";
import type { Log } from "../log.ts";
import type { Store } from "../store/store.ts";
import { acceptEnrichment } from "./accept.ts";
import { parseAnswer } from "./answer.ts";
import { makeQuestion, type Enricher } from "./enricher.ts";

/** Listings on their way to the model and back. */
export interface Enrichment {
  /** Takes the ids of stored listings; never waits, never throws. */
  offer(ids: readonly string[]): void;
  /** Drops what waits and ends what is in hand. */
  stop(): Promise<void>;
}

/** What an enrichment works with; the limits are for tests. */
export interface EnrichmentOptions {
  readonly enricher: Enricher;
  readonly store: Pick<Store, "listings">;
  readonly log: Log;
  /** For one answer. Default: 30 s. */
  readonly timeoutMs?: number;
  /** Questions at once. Default: 2. */
  readonly concurrency?: number;
  /** Listings that may wait; the oldest are dropped first. Default: 500. */
  readonly maxWaiting?: number;
}

/**
 * Starts asking.
 *
 * A listing is asked about once; where the model fails, it stays as we read it.
 */
export function startEnrichment({
  enricher,
  store,
  log,
  timeoutMs = 30_000,
  concurrency = 2,
  maxWaiting = 500,
}: EnrichmentOptions): Enrichment {
  const stopping = new AbortController();
  // A set: a listing that changes while it waits is asked about once, as it is then.
  const waiting = new Set<string>();
  const workers = new Set<Promise<void>>();
  let isFailing = false;

  async function enrich(id: string): Promise<void> {
    const row = await store.listings.find(id);
    // What a machine wrote is no source of facts, whoever reads it.
    if (row === undefined || row.post.generated === true) return;
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(timeoutMs)]);
    const answer = parseAnswer(await enricher.ask(makeQuestion(id, row.post), signal));
    if (answer === null) throw new Error("its answer is no object with lists");
    const own = ownFacts(row.listing);
    const listing = acceptEnrichment(row.post, own, answer);
    if (listing !== own && !stopping.signal.aborted) await store.listings.amend(row, listing);
  }

  async function work(): Promise<void> {
    for (const id of waiting) {
      waiting.delete(id);
      try {
        await enrich(id);
        if (isFailing) log.info("the enricher answers again");
        isFailing = false;
      } catch (error) {
        if (stopping.signal.aborted) return;
        // Told once: an endpoint that is down fails for every listing.
        log[isFailing ? "debug" : "warn"](
          { listing: id, reason: describeError(error) },
          "the enricher failed",
        );
        isFailing = true;
      }
    }
  }

  return {
    offer(ids) {
      if (stopping.signal.aborted) return;
      for (const id of ids) waiting.add(id);
      for (const id of waiting) {
        if (waiting.size <= maxWaiting) break;
        waiting.delete(id);
      }
      while (workers.size < concurrency && waiting.size > 0) {
        const worker = work().finally(() => workers.delete(worker));
        workers.add(worker);
      }
    },
    async stop() {
      waiting.clear();
      stopping.abort();
      await Promise.all(workers);
    },
  };
}
