import { cleanCharacters } from "./characters.ts";
import { maxUrlLength } from "./limits.ts";

/** Query parameters that say who asks or where from, not what for. */
const sessionParameter =
  /^(?:sid|phpsessid|jsessionid|aspsessionid\w*|sessionid|session_id|utm_\w+|fbclid|gclid|mc_[ce]id)$/i;
const sessionHash = /^[0-9a-f]{32}$/i;

/** Parses an address of the web; null for other schemes, user names in it, control characters, and nonsense. */
export function parseAddress(reference: string, base?: string): URL | null {
  const trimmed = reference.trim();
  // White space within comes from indented or wrapped markup.
  const text = /[\r\n\t]/.test(trimmed)
    ? trimmed.slice(0, maxUrlLength).replaceAll(/[\r\n\t] */g, "")
    : trimmed;
  if (text === "" || text.length > maxUrlLength || cleanCharacters(text) !== text) return null;
  const url = URL.parse(text, base);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) return null;
  return url.username === "" && url.password === "" && url.hostname !== "" ? url : null;
}

/** Absolute, and as a parser would write it: nothing to resolve or to encode. */
const plainAddress = /^https?:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*\/(?!.*\/\.)[\w./~?=&%+-]*$/;

/** The absolute form of a reference, or null. */
export function resolveAddress(reference: string, base?: string): string | null {
  if (reference.length <= 300 && plainAddress.test(reference)) return reference;
  return parseAddress(reference, base)?.href ?? null;
}

/** Takes session identifiers and the named parameters out of an address's query. */
export function stripSearch(search: string, stripQuery: readonly string[]): string {
  if (search.length < 2) return "";
  // Some boards part the parameters with semicolons.
  const parts = search.slice(1).split(/(?<=[&;])/);
  const kept = parts.filter((part) => {
    const [name = "", value = ""] = part.replace(/[&;]$/, "").split("=", 2);
    if (stripQuery.includes(name) || sessionParameter.test(name)) return false;
    return !(name === "s" && sessionHash.test(value));
  });
  return kept.length === 0 ? "" : `?${kept.join("").replace(/[&;]$/, "")}`;
}

/** Takes session identifiers and the named parameters out of an address, and leaves the rest as it was written. */
export function stripSession(url: URL, stripQuery: readonly string[]): URL {
  const search = stripSearch(url.search, stripQuery);
  const pathname = url.pathname.replace(/;jsessionid=[^/]*/i, "");
  if (search === url.search && pathname === url.pathname) return url;
  const stripped = new URL(url);
  stripped.pathname = pathname;
  stripped.search = search;
  return stripped;
}
