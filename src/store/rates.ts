import type { Keyv } from "keyv";
import type { Rates } from "../model.ts";

const key = "dollars";
/** Older rates say nothing of what an amount is worth today. */
const maxRatesAgeMs = 48 * 60 * 60 * 1000;

interface KeptRates {
  readonly at: number;
  readonly dollars: Rates["dollars"];
}

/** Keeps rates in place of those before. */
export async function keepRates(cache: Keyv, { at, dollars }: Rates): Promise<void> {
  await cache.set(key, { at: at.getTime(), dollars } satisfies KeptRates);
}

/** The rates that were taken last, however old; null where there are none. */
export async function findRates(cache: Keyv): Promise<Rates | null> {
  const kept = await cache.get<KeptRates>(key);
  return kept === undefined ? null : { at: new Date(kept.at), dollars: kept.dollars };
}

/** The rates that hold today; null where there are none, or they are too old. */
export async function findCurrentRates(cache: Keyv, now: Date): Promise<Rates | null> {
  const rates = await findRates(cache);
  return rates !== null && now.getTime() - rates.at.getTime() <= maxRatesAgeMs ? rates : null;
}
