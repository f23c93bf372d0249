import { formatMoney, formatMoneyShort } from "../alert/money.ts";
import { clean } from "../alert/text.ts";
import { kindWords } from "../alert/words.ts";
import { drawPriceHistory } from "../chart/price-history.ts";
import { drawStatistics, type StatisticsWords } from "../chart/statistics.ts";
import type { StatisticsService } from "../discord/command.ts";
import type { ListingKind, Money, Statistics } from "../model.ts";
import type { Store } from "../store/store.ts";
import type { WeekCount } from "../store/statistics.ts";
import { nameKey } from "../watch/name-key.ts";

const weekMs = 7 * 24 * 60 * 60 * 1000;
const mondayMs = 4 * 24 * 60 * 60 * 1000;
const maxWeeks = 52;
const maxActors = 8;
const maxCurrencies = 5;
const dollarSteps = [0, 1000, 10_000, 100_000, 1_000_000] as const;

const words: StatisticsWords = {
  weeks: "Listings a week",
  actors: "Busiest threat actors",
  prices: "Listings by price asked (US$)",
  nothing: "none",
  kinds: kindWords,
  showDollars: (amount) =>
    amount >= 1000 && amount < 1_000_000
      ? `$${amount / 1000}k`
      : formatMoneyShort({ amount, currency: "USD" }),
};

/** Makes the service behind `/stats` and the pictures. */
export function createStatisticsService({
  store,
  now,
}: {
  store: Store;
  now: () => Date;
}): StatisticsService {
  return {
    async count(serverId, wanted) {
      const until = now();
      const since = new Date(Math.max(wanted.getTime(), until.getTime() - maxWeeks * weekMs));
      const [counts, actors, prices, alerts] = await Promise.all([
        store.statistics.weeks(since),
        store.statistics.actors(since, maxActors),
        store.statistics.prices(since),
        store.statistics.alerts(serverId, since),
      ]);
      const sum = (wants: (row: (typeof alerts)[number]) => boolean): number =>
        alerts.filter(wants).reduce((total, { deliveries }) => total + deliveries, 0);
      return {
        since,
        until,
        listings: counts.reduce((total, { listings }) => total + listings, 0),
        weeks: fillWeeks(counts, since, until),
        actors: actors.map(({ key, listings, names }) => ({
          name: clean(names.find((name) => nameKey(name) === key) ?? key),
          listings,
        })),
        prices: summarisePrices(prices),
        dollars: countDollars(prices),
        alerts: {
          sent: sum(({ kind, state }) => kind === "fresh" && state === "sent"),
          updates: sum(({ kind, state }) => kind === "update" && state === "sent"),
          waiting: sum(
            ({ kind, state }) =>
              kind !== "notice" && ["pending", "sending", "waiting", "held"].includes(state),
          ),
          failed: sum(({ kind, state }) => kind !== "notice" && state === "failed"),
        },
      };
    },

    draw: (statistics) => drawStatistics(statistics, words),

    async drawPrices({ incidentId, listing }) {
      const all = incidentId === null ? [] : await store.prices.ofIncident(incidentId);
      const currency = all.at(-1)?.currency;
      // Amounts of two currencies have no common scale; today's is the one that is shown.
      const points = all.filter((point) => point.currency === currency);
      if (currency === undefined || points.length < 2) return null;
      return drawPriceHistory({
        points,
        until: now(),
        title: listing.kind === "ransom" ? "Ransom demand" : "Asking price",
        show: (amount) => formatMoney({ amount: Number(amount.toPrecision(6)), currency }),
      });
    },
  };
}

function fillWeeks(counts: readonly WeekCount[], since: Date, until: Date): Statistics["weeks"] {
  const byWeek = new Map<number, Partial<Record<ListingKind, number>>>();
  const first = Math.floor((since.getTime() - mondayMs) / weekMs) * weekMs + mondayMs;
  for (let week = first; week <= until.getTime(); week += weekMs) byWeek.set(week, {});
  for (const { week, kind, listings } of counts) {
    const entry = byWeek.get(week.getTime());
    // Some sources give times that lie ahead.
    if (entry !== undefined) entry[kind] = (entry[kind] ?? 0) + listings;
  }
  return [...byWeek].map(([week, entry]) => ({ week: new Date(week), counts: entry }));
}

function summarisePrices(prices: readonly Money[]): Statistics["prices"] {
  const byCurrency = Map.groupBy(prices, ({ currency }) => currency);
  return [...byCurrency]
    .map(([currency, own]) => {
      const amounts = own.map(({ amount }) => amount).toSorted((a, b) => a - b);
      const median = amounts[Math.floor((amounts.length - 1) / 2)] ?? 0;
      return { currency, listings: amounts.length, median, highest: amounts.at(-1) ?? 0 };
    })
    .toSorted((a, b) => b.listings - a.listings)
    .slice(0, maxCurrencies);
}

function countDollars(prices: readonly Money[]): Statistics["dollars"] {
  const amounts = prices.flatMap(({ amount, currency }) => (currency === "USD" ? [amount] : []));
  return dollarSteps.map((from, index) => {
    const to = dollarSteps[index + 1] ?? null;
    const isIn = (amount: number): boolean => amount >= from && (to === null || amount < to);
    return { from, to, listings: amounts.filter(isIn).length };
  });
}
