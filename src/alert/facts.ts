import type { Change, Listing, Rates, RecordCount } from "../model.ts";
import type { EmbedField } from "./embed.ts";
import { type FactWords, factWords } from "./fact-words.ts";
import { formatBytes, formatCount, formatCountShort, formatPrice } from "./money.ts";
import { isAdded, ownFacts } from "./own-facts.ts";
import { namePrice, renderOtherPrices, renderPrice, renderTerms } from "./prices.ts";
import { show, showEach, showTimeAndDistance, strike } from "./show.ts";
import { renderLots } from "./table.ts";
import { cut, joinWithin } from "./text.ts";

// Together with title, description, names and footer these stay below the 6,000 characters of a message:
// no field ever has to be dropped to make room for another.
const room = {
  victims: 200,
  kind: 160,
  actors: 140,
  price: 220,
  otherPrices: 220,
  terms: 260,
  lots: 820,
  records: 460,
  sizes: 80,
  dataTypes: 420,
  negated: 260,
  deadline: 200,
  added: 200,
} as const;

/** Makes a field, or none where there is nothing to show. */
export function makeField(name: string, value: string | null, inline = false): EmbedField[] {
  return value === null || value.trim() === "" ? [] : [{ name, value, inline }];
}

/** Shows a value of a change: a date as a Discord timestamp, a status in words, anything else as it is. */
export function showChanged(value: string, max = 80, { statuses }: FactWords = factWords): string {
  if (Object.hasOwn(statuses, value)) return statuses[value as keyof typeof statuses];
  const isDate = /^\d{4}-\d\d-\d\dT[\d:.]{5,12}Z$/u.test(value);
  return (isDate ? showTimeAndDistance(new Date(value)) : null) ?? show(value, max);
}

function struck(changes: readonly Change[], kind: Change["kind"]): string {
  const former = changes.flatMap((change) =>
    change.kind === kind && change.from !== null ? [change.from] : [],
  );
  return [...new Set(former)]
    .slice(-2)
    .map((value) => `${strike(showChanged(value, 40))} `)
    .join("");
}

/** Names a listing's victims, those with a domain with it. */
export function listVictims({ victims }: Listing): string[] {
  const names = victims.slice(0, 50).map(({ name, domain }) => {
    const isNew = domain !== undefined && domain.toLowerCase() !== name.toLowerCase();
    return isNew ? `${name} (${domain})` : name;
  });
  return showEach(names, 90);
}

function showOf(record: RecordCount, words: FactWords = factWords): string {
  const of = record.of === null ? "" : show(record.of, 60);
  return of === "" ? words.units[record.unit ?? "records"] : of;
}

function renderRecords(listing: Listing, changes: readonly Change[], words: FactWords): string {
  const inTable = new Set(listing.lots.map((lot) => lot.records));
  const lead = findLeadCount(listing);
  const former = struck(changes, "records");
  const counts = listing.records.slice(0, 100).flatMap((record, index) => {
    // A lot's count stands in the table; the whole is told here even where a lot has it too.
    if (record.role === "lot" && inTable.has(index)) return [];
    // What changed is the count that stands for the whole.
    const shown = `${record === lead ? former : ""}${formatCount(record)} ${showOf(record, words)}`;
    return record.role === "sample" ? [`Sample: ${shown}`] : [shown];
  });
  const conflicts = listing.conflicts.slice(0, 20).map(({ records, note }) => {
    const stated = records.slice(0, 6).flatMap((index) => listing.records[index] ?? []);
    const figures = [...new Set(stated.map((record) => formatCount(record)))];
    const numbers = figures.every((figure) => note.includes(figure)) ? "" : figures.join(" or ");
    const why = show(note, 140);
    return `⚠ Conflict: ${numbers === "" || why === "" ? numbers + why : `${numbers} (${why})`}`;
  });
  return joinWithin([...new Set([...counts, ...conflicts])], "\n", room.records);
}

/** The count that says most: the largest that stands for the whole. */
export function findLeadCount({ records }: Listing): RecordCount | undefined {
  return records.filter(({ role }) => role === "total").toSorted((a, b) => b.count - a.count)[0];
}

/** Shows the leading count in a headline's few characters: `48.5M customers`; null where none is stated. */
export function renderCountShort(listing: Listing): string | null {
  const record = findLeadCount(listing);
  return record === undefined ? null : `${formatCountShort(record)} ${cut(showOf(record), 40)}`;
}

function renderKind(listing: Listing, changes: readonly Change[], { kinds, statuses }: FactWords): string {
  const status = listing.status === null ? "" : statuses[listing.status];
  const shown = `${struck(changes, "status")}${status}`.trim();
  return shown === "" ? kinds[listing.kind] : `${kinds[listing.kind]} · ${shown}`;
}

function renderDeadline(listing: Listing, changes: readonly Change[]): string | null {
  const today = showTimeAndDistance(listing.deadline);
  return today === null ? null : joinWithin([struck(changes, "deadline") + today], "", room.deadline);
}

// What a model of the operator's found in the post stands apart: nobody should take it for what we read.
function renderAdded({ prices, records, dataTypes }: Listing, words: FactWords): string {
  const added = [
    ...prices
      .filter(isAdded)
      .map((price) => `${words.priceRoles[price.role]} ${show(formatPrice(price), 60)}`),
    ...records.filter(isAdded).map((record) => `${formatCount(record)} ${showOf(record, words)}`),
    ...dataTypes.filter(isAdded).map(({ label, negated }) => `${negated ? "not " : ""}${show(label, 60)}`),
  ];
  return joinWithin(added, " · ", room.added);
}

/** Makes the fields that tell what a listing says, today's values with the former ones struck through. */
export function renderFacts(
  told: Listing,
  changes: readonly Change[],
  rates: Rates | null,
  words: FactWords = factWords,
): EmbedField[] {
  const { names } = words;
  const listing = ownFacts(told);
  const labels = (negated: boolean): string[] =>
    showEach(
      listing.dataTypes.flatMap((type) => (type.negated === negated ? [type.label] : [])),
      60,
    );
  const actors = showEach(
    listing.actors.map(({ name }) => name),
    60,
  );
  const sizes = [...new Set(listing.sizes.slice(0, 50).map(({ bytes }) => formatBytes(bytes)))];
  return [
    ...makeField(names.victim, joinWithin(listVictims(listing), ", ", room.victims), true),
    ...makeField(names.kind, renderKind(listing, changes, words), true),
    ...makeField(names.actor, joinWithin(actors, ", ", room.actors), true),
    ...makeField(namePrice(listing, words), renderPrice(listing, changes, rates, room.price), true),
    ...makeField(names.otherPrices, renderOtherPrices(listing, rates, room.otherPrices, words), true),
    ...makeField(names.terms, renderTerms(listing, room.terms, words), true),
    ...makeField(names.deadline, renderDeadline(listing, changes), true),
    ...makeField(names.lots, renderLots(listing, rates, room.lots)),
    ...makeField(names.records, renderRecords(listing, changes, words)),
    ...makeField(names.size, joinWithin(sizes, ", ", room.sizes), true),
    ...makeField(names.dataTypes, joinWithin(labels(false), ", ", room.dataTypes)),
    ...makeField(names.negated, joinWithin(labels(true), ", ", room.negated)),
    ...makeField(names.added, renderAdded(told, words)),
  ];
}
