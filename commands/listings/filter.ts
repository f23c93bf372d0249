import { cut, escapeMarkdown } from "../../src/alert/text.ts";
import type { ListingFilter, Services, Suggestion, TypedCommand } from "../../src/discord/command.ts";
import { UserError } from "../../src/errors.ts";
import { kinds } from "./kinds.ts";

/** Reads the filters that were typed; those left out have no key. */
export function readFilter({ options, createdAt }: TypedCommand, services: Services): ListingFilter {
  const source = options.getString("source");
  const dataType = options.getString("data-type");
  const since = options.getString("since");
  const filter = {
    text: options.getString("text"),
    company: options.getString("company"),
    actor: options.getString("actor"),
    kind: options.getString("kind"),
    dataType: dataType && pick(services.listings.suggestDataTypes(dataType), dataType, "data type"),
    minPrice: options.getNumber("min-price"),
    sourceId: source && pick(services.sources.suggest(source), source, "source"),
    since: since === null ? null : readSince(since, createdAt),
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null && value !== ""));
}

/** Takes what was typed where it is the name or the id of something; else what is suggested first for it. */
function pick(suggestions: readonly Suggestion[], typed: string, what: string): string {
  const wanted = typed.trim().toLowerCase();
  const exact = suggestions.find(({ id, name }) => [id, name].some((one) => one.toLowerCase() === wanted));
  const picked = exact ?? suggestions[0];
  if (picked === undefined) {
    throw new UserError(`No ${what} is called ${typed.trim()}. Take one that is suggested as you type.`);
  }
  return picked.id;
}

const units = { h: 1, d: 24, w: 7 * 24 } as const; // hours

/** Reads "24h", "7d", "2w" or a date. */
function readSince(typed: string, now: Date): Date {
  const [, amount, unit] = /^(\d{1,4})\s?([hdw])$/iu.exec(typed.trim()) ?? [];
  if (amount !== undefined && unit !== undefined) {
    const hours = Number(amount) * units[unit.toLowerCase() as keyof typeof units];
    return new Date(now.getTime() - hours * 3_600_000);
  }
  const date = /^\d{4}-\d{2}-\d{2}$/u.test(typed.trim()) ? new Date(typed.trim()) : null;
  if (date === null || Number.isNaN(date.getTime())) {
    throw new UserError("since takes hours, days or weeks back (24h, 7d, 2w) or a date (2026-01-31).");
  }
  return date;
}

/** Says in one small line what was looked for; no line where that is everything. */
export function describeFilter(filter: ListingFilter, services: Services): readonly string[] {
  const show = (name: string, value: string | undefined): readonly string[] =>
    value === undefined ? [] : [`${name} **${escapeMarkdown(cut(value, 100))}**`];
  const facts = [
    ...show("text", filter.text),
    ...show("company", filter.company),
    ...show("actor", filter.actor),
    ...show("kind", filter.kind && kinds[filter.kind]),
    ...show(
      "data type",
      filter.dataType && nameOf(filter.dataType, services.listings.suggestDataTypes(filter.dataType)),
    ),
    ...show("source", filter.sourceId && nameOf(filter.sourceId, services.sources.suggest(filter.sourceId))),
    ...show("at least", filter.minPrice?.toLocaleString("en-US")),
    ...(filter.since === undefined ? [] : [`since <t:${Math.floor(filter.since.getTime() / 1000)}:f>`]),
  ];
  return facts.length === 0 ? [] : [`-# ${facts.join(" · ")}`];
}

/** Shows an id that a filter holds by its name; as it is where it is known no longer. */
function nameOf(wanted: string, suggestions: readonly Suggestion[]): string {
  return suggestions.find(({ id }) => id === wanted)?.name ?? wanted;
}
