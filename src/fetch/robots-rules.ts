/** What a robots.txt asks of us. */
export interface RobotsRules {
  readonly rules: readonly Rule[];
  /** Between two requests, 0 where it does not say; at most a minute. */
  readonly delayMs: number;
  /** Characters of all rules together: what they cost to keep. */
  readonly length: number;
}

interface Rule {
  readonly isAllowed: boolean;
  /** Start of a path; `*` stands for anything, a `$` at its end for the path's end. */
  readonly pattern: string;
}

/** Of a host that asks for nothing. */
export const noRules: RobotsRules = { rules: [], delayMs: 0, length: 0 };

// Of our User-Agent, as RFC 9309 compares it.
const ownToken = "leakwatch";

// RFC 9309, 2.5: parsers must take at least this much.
const maxBytes = 500 * 1024;
const longestDelayMs = 60_000;
// As many as fit into that in earnest.
const maxRules = 20_000;
// Each place where a `*` may end has to be looked for; together these cost a few milliseconds at worst.
const maxWildcardLength = 32 * 1024;
const maxPathLength = 2048;

interface Group {
  readonly rules: Rule[];
  delayMs: number;
}

/**
 * Reads the rules that concern us: the groups that name us, else those for everybody.
 *
 * Known parsers take a group of many agents and many rules apart pair by pair: 95 kB cost one of them 1.3 GB.
 * @see https://www.rfc-editor.org/rfc/rfc9309#section-2.2
 */
export function parseRobots(bytes: Uint8Array): RobotsRules {
  const text = new TextDecoder().decode(bytes.subarray(0, maxBytes));
  const groups = new Map<string, Group>();
  // A set: whoever is named a thousand times gets each rule once.
  let current = new Set<Group>();
  let isNaming = false;
  for (const line of text.split(/[\r\n]+/)) {
    const [key, value] = readLine(line);
    if (key === "user-agent") {
      if (!isNaming) current = new Set();
      isNaming = true;
      const token = value.startsWith("*") ? "*" : /^[a-z_-]*/i.exec(value)?.[0].toLowerCase();
      if (token === "*" || token === ownToken) current.add(findGroup(groups, token));
    } else if (key === "allow" || key === "disallow" || key === "crawl-delay") {
      isNaming = false;
      for (const group of current) addTo(group, key, value);
    }
  }
  const { rules = [], delayMs = 0 } = groups.get(ownToken) ?? groups.get("*") ?? {};
  return keepAffordable(rules, delayMs);
}

function readLine(line: string): [key: string, value: string] {
  const comment = line.indexOf("#");
  const statement = comment === -1 ? line : line.slice(0, comment);
  const colon = statement.indexOf(":");
  return [statement.slice(0, Math.max(0, colon)).trim().toLowerCase(), statement.slice(colon + 1).trim()];
}

function findGroup(groups: Map<string, Group>, token: string): Group {
  const group = groups.get(token) ?? { rules: [], delayMs: 0 };
  groups.set(token, group);
  return group;
}

function addTo(group: Group, key: "allow" | "disallow" | "crawl-delay", value: string): void {
  if (key === "crawl-delay") {
    const delayMs = Number(value) * 1000;
    if (delayMs > 0) group.delayMs = Math.min(delayMs, longestDelayMs);
  } else if (group.rules.length < maxRules && /^[/*]/.test(value)) {
    group.rules.push({ isAllowed: key === "allow", pattern: value });
  }
}

function keepAffordable(rules: readonly Rule[], delayMs: number): RobotsRules {
  let wildcardLength = 0;
  let length = 0;
  const kept: Rule[] = [];
  for (const { isAllowed, pattern: written } of rules) {
    const pattern = normalise(written).replaceAll(/\$(?!$)/g, "%24");
    if (pattern.includes("*")) {
      wildcardLength += pattern.length;
      if (wildcardLength > maxWildcardLength) continue;
    }
    length += pattern.length;
    // Copied, since a piece of a text keeps the whole of it in memory.
    kept.push({ isAllowed, pattern: Buffer.from(pattern, "latin1").toString("latin1") });
  }
  return { rules: kept, delayMs, length };
}

/** Tells whether the rules let an address be asked for: the longest pattern that fits decides, at a tie the kinder. */
export function isAllowed({ rules }: RobotsRules, url: URL): boolean {
  if (rules.length === 0) return true;
  const path = normalise(url.pathname + url.search)
    .replaceAll("*", "%2A")
    .replaceAll("$", "%24")
    .slice(0, maxPathLength);
  let verdict = true;
  let longest = 0;
  for (const { isAllowed, pattern } of rules) {
    const decides = pattern.length > longest || (pattern.length === longest && isAllowed);
    if (!decides || !matches(pattern, path)) continue;
    verdict = isAllowed;
    longest = pattern.length;
  }
  return verdict;
}

function matches(pattern: string, path: string): boolean {
  const isWhole = pattern.endsWith("$");
  const [start = "", ...others] = (isWhole ? pattern.slice(0, -1) : pattern).split("*");
  if (!path.startsWith(start)) return false;
  // Each piece at its first place leaves the most room to those behind it.
  let at = start.length;
  const end = isWhole ? others.pop() : undefined;
  for (const piece of others) {
    const place = path.indexOf(piece, at);
    if (place === -1) return false;
    at = place + piece.length;
  }
  if (!isWhole) return true;
  return end === undefined ? at === path.length : path.endsWith(end) && path.length - end.length >= at;
}

/** One spelling of what may be percent-encoded or not (RFC 9309, 2.2.2). */
function normalise(path: string): string {
  if (/^[\x20-\x24\x26-\x7e]*$/.test(path)) return path;
  return path
    .replaceAll(/[^\x20-\x7e]+/g, (text) => encodeURIComponent(text.toWellFormed()))
    .replaceAll(/%[0-9a-f]{2}/gi, (octet) => {
      const character = String.fromCharCode(Number.parseInt(octet.slice(1), 16));
      return /[\w.~-]/.test(character) ? character : octet.toUpperCase();
    });
}
