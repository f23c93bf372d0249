import type { Keyv } from "keyv";
import { describeError } from "../errors.ts";
import type { Fetcher } from "../fetch/fetch.ts";
import type { Log } from "../log.ts";
import { findRates, keepRates } from "../store/rates.ts";
import { parseRates } from "./answer.ts";

/** What refreshing rates works with. */
export interface RatesOptions {
  /** Answers with JSON that {@link parseRates} can read. */
  readonly url: string;
  readonly fetcher: Pick<Fetcher, "fetch">;
  readonly cache: Keyv;
  readonly log: Log;
  readonly now: () => Date;
}

/** Rates that are taken again and again. */
export interface RunningRates {
  /** Ends what is in hand. */
  stop(): Promise<void>;
}

const everyMs = 6 * 60 * 60 * 1000;
const retryMs = 30 * 60 * 1000;
const request = { headers: {}, timeoutMs: 20_000, maxBytes: 1024 * 1024, delayMs: 0 };

/**
 * Takes rates at once, unless those that are kept are young, and then every six hours.
 *
 * Where that fails the kept ones stand until they are too old to be shown; nothing else waits for them.
 */
export function startRates({ url, fetcher, cache, log, now }: RatesOptions): RunningRates {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;

  /** @returns when to take them next, in ms from now */
  async function take(): Promise<number> {
    const kept = await findRates(cache);
    const ageMs = kept === null ? everyMs : now().getTime() - kept.at.getTime();
    if (ageMs >= 0 && ageMs < everyMs) return everyMs - ageMs;
    const { signal } = stopping;
    const answer = await fetcher.fetch({ url, sourceId: "rates", settings: request, signal });
    if (answer.kind !== "fetched") throw new Error("the address gave nothing");
    const text = new TextDecoder("utf-8", { fatal: true }).decode(answer.bytes);
    const rates = parseRates(JSON.parse(text) as unknown, now());
    await keepRates(cache, rates);
    log.info({ currencies: Object.keys(rates.dollars).length }, "rates taken");
    return everyMs;
  }

  async function run(): Promise<void> {
    const waitMs = await take().catch((error: unknown) => {
      // By its host alone: the address may hold a key.
      const host = URL.parse(url)?.host;
      if (!stopping.signal.aborted)
        log.warn({ host, reason: describeError(error) }, "rates could not be taken");
      return retryMs;
    });
    if (!stopping.signal.aborted) timer = setTimeout(again, waitMs);
  }

  let running = run();
  function again(): void {
    running = run();
  }
  return {
    async stop() {
      stopping.abort(new Error("rates are taken no longer"));
      clearTimeout(timer);
      await running;
    },
  };
}
