import { type Post } from "../model.ts";
import { maxNameLength } from "./limits.ts";
import { oneLine } from "./text.ts";

/** A tracker's own fields as found, before they are read. */
export interface RawFields {
  readonly victim: string | null;
  readonly domain: string | null;
  readonly actor: string | null;
  readonly country: string | null;
  readonly records: string | null;
  readonly dataTypes: readonly string[];
  readonly isGenerated: boolean;
}

type TrackerFields = Pick<
  Post,
  "victim" | "domain" | "actor" | "country" | "records" | "dataTypes" | "generated"
>;

const maxDataTypes = 200;

/** The host of an address or bare domain, in lower case; undefined for what is neither. */
function readDomain(text: string): string | undefined {
  const trimmed = text.trim();
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`);
  const host = url?.hostname.replace(/^www\./, "").replace(/\.$/, "") ?? "";
  return /^(?=.{3,253}$)[^.\s]+(?:\.[^.\s]+)*\.[a-z][a-z0-9-]*[a-z]$/.test(host) ? host : undefined;
}

function readCount(text: string): number | undefined {
  const digits = text.replaceAll(/[\s,.'_\u00A0\u202F]/g, "");
  const count = /^\d{1,15}$/.test(digits) ? Number(digits) : Number.NaN;
  return count > 0 ? count : undefined;
}

/** Reads a tracker's own fields; only those that say something are there. */
export function readTrackerFields(raw: RawFields): TrackerFields {
  const named = (text: string | null): string | undefined => {
    const name = oneLine(text ?? "", maxNameLength);
    return name === "" ? undefined : name;
  };
  const dataTypes = raw.dataTypes
    .slice(0, maxDataTypes)
    .map((type) => oneLine(type, maxNameLength))
    .filter((type) => type !== "");
  const fields: TrackerFields = {
    victim: named(raw.victim),
    domain: raw.domain === null ? undefined : readDomain(raw.domain),
    actor: named(raw.actor),
    country: named(raw.country),
    records: raw.records === null ? undefined : readCount(raw.records),
    dataTypes: dataTypes.length === 0 ? undefined : dataTypes,
    generated: raw.isGenerated ? true : undefined,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Adds a market's price cell to a body, so that it is read with the text. */
export function withPrice(body: string | null, price: string | null): string | null {
  const value = oneLine(price ?? "", maxNameLength);
  if (value === "") return body;
  const line = /^\s?price\b/i.test(value) ? value : `Price: ${value}`;
  return body === null || body === "" ? line : `${body}\n\n${line}`;
}
