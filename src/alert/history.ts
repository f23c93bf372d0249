import type { Change, ListingHistory } from "../model.ts";
import type { Embed } from "./embed.ts";
import { makeField, showChanged } from "./facts.ts";
import { formatMoney } from "./money.ts";
import { show, showTime, strike } from "./show.ts";
import { cut, escapeCode, joinWithin } from "./text.ts";
import { changeWords } from "./words.ts";

const maxField = 1000;
const maxSightings = 12;

/** Renders how a matter went on: where it was seen, what was asked when, what changed; null where it is one post. */
export function renderHistory({ sightings, prices, changes }: ListingHistory): Embed | null {
  if (sightings.length < 2 && prices.length < 2 && changes.length === 0) return null;
  const seen = sightings.slice(-maxSightings).map(({ id, sourceName, title, at }) => {
    const source = show(sourceName, 60) || "Unnamed source";
    return `${showTime(at, "f")} **${source}** \`${cut(escapeCode(id), 20) || "?"}\` ${show(title, 80)}`.trim();
  });
  const asked = prices.map(({ at, ...money }, index) => {
    const amount = show(formatMoney(money), 60);
    return `${showTime(at, "f")} ${index === prices.length - 1 ? `**${amount}**` : strike(amount)}`;
  });
  return {
    title: "History",
    fields: [
      ...makeField("Seen at", joinWithin(seen, "\n", maxField)),
      ...makeField("Asked", joinWithin(asked.length < 2 ? [] : asked, "\n", maxField)),
      ...makeField("Changed", joinWithin(changes.slice(-20).map(renderChange), "\n", maxField)),
    ],
  };
}

function renderChange({ kind, from, to }: Change): string {
  const before = from === null ? "" : `${strike(showChanged(from))} → `;
  return `${changeWords[kind]}: ${before}**${showChanged(to) || "not stated"}**`;
}
