import { cut, escapeMarkdown } from "../../src/alert/text.ts";
import type { ListingFilter, Services, Suggestion, TypedCommand } from "../../src/discord/command.ts";
import { readSince } from "../../src/discord/since.ts";
import { UserError } from "../../src/errors.ts";
import { sayEach, type Words } from "../../src/words/words.ts";

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
    dataType:
      dataType &&
      pick(services.listings.suggestDataTypes(dataType), dataType, (words, typed) =>
        words.unknownDataType(typed),
      ),
    minPrice: options.getNumber("min-price"),
    sourceId:
      source && pick(services.sources.suggest(source), source, (words, typed) => words.unknownSource(typed)),
    since: since === null ? null : readSince(since, createdAt),
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null && value !== ""));
}

/** Takes what was typed where it is the name or the id of something; else what is suggested first for it. */
function pick(
  suggestions: readonly Suggestion[],
  typed: string,
  refuse: (words: Words["listings"], typed: string) => string,
): string {
  const wanted = typed.trim().toLowerCase();
  const exact = suggestions.find(({ id, name }) => [id, name].some((one) => one.toLowerCase() === wanted));
  const picked = exact ?? suggestions[0];
  if (picked === undefined) {
    throw new UserError(sayEach(({ listings }) => refuse(listings, typed.trim())));
  }
  return picked.id;
}

/** Says in one small line what was looked for; no line where that is everything. */
export function describeFilter(
  filter: ListingFilter,
  services: Services,
  { general, listings: { filter: names } }: Words,
): readonly string[] {
  const show = (name: string, value: string | undefined): readonly string[] =>
    value === undefined ? [] : [`${name} **${escapeMarkdown(cut(value, 100))}**`];
  const facts = [
    ...show(names.text, filter.text),
    ...show(names.company, filter.company),
    ...show(names.actor, filter.actor),
    ...show(names.kind, filter.kind && general.kinds[filter.kind]),
    ...show(
      names.dataType,
      filter.dataType && nameOf(filter.dataType, services.listings.suggestDataTypes(filter.dataType)),
    ),
    ...show(
      names.source,
      filter.sourceId && nameOf(filter.sourceId, services.sources.suggest(filter.sourceId)),
    ),
    ...show(names.minPrice, filter.minPrice?.toLocaleString("en-US")),
    ...(filter.since === undefined
      ? []
      : [names.since(`<t:${Math.floor(filter.since.getTime() / 1000)}:f>`)]),
  ];
  return facts.length === 0 ? [] : [`-# ${facts.join(" · ")}`];
}

/** Shows an id that a filter holds by its name; as it is where it is known no longer. */
function nameOf(wanted: string, suggestions: readonly Suggestion[]): string {
  return suggestions.find(({ id }) => id === wanted)?.name ?? wanted;
}
