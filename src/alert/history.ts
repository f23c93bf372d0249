import type { Change, ListingHistory } from "../model.ts";
import type { Embed } from "./embed.ts";
import { type FactWords, factWords } from "./fact-words.ts";
import { makeField, showChanged } from "./facts.ts";
import { formatMoney } from "./money.ts";
import { show, showTime, strike } from "./show.ts";
import { cut, escapeCode, joinWithin } from "./text.ts";

const maxField = 1000;
const maxSightings = 12;

/** Renders how a matter went on: where it was seen, what was asked when, what changed; null where it is one post. */
export function renderHistory(
  { sightings, prices, changes }: ListingHistory,
  words: FactWords = factWords,
): Embed | null {
  if (sightings.length < 2 && prices.length < 2 && changes.length === 0) return null;
  const seen = sightings.slice(-maxSightings).map(({ id, sourceName, title, at }) => {
    const source = show(sourceName, 60) || words.unnamedSource;
    return `${showTime(at, "f")} **${source}** \`${cut(escapeCode(id), 20) || "?"}\` ${show(title, 80)}`.trim();
  });
  const asked = prices.map(({ at, ...money }, index) => {
    const amount = show(formatMoney(money), 60);
    return `${showTime(at, "f")} ${index === prices.length - 1 ? `**${amount}**` : strike(amount)}`;
  });
  const changed = changes.slice(-20).map((change) => renderChange(change, words));
  return {
    title: words.names.history,
    fields: [
      ...makeField(words.names.seenAt, joinWithin(seen, "\n", maxField)),
      ...makeField(words.names.asked, joinWithin(asked.length < 2 ? [] : asked, "\n", maxField)),
      ...makeField(words.names.changed, joinWithin(changed, "\n", maxField)),
    ],
  };
}

function renderChange({ kind, from, to }: Change, words: FactWords): string {
  const show = (value: string): string => showChanged(value, undefined, words);
  const before = from === null ? "" : `${strike(show(from))} → `;
  return `${words.changes[kind]}: ${before}**${show(to) || words.notStated}**`;
}
