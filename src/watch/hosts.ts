import { type Host, isLinkOnly, isMailProvider, isServiceHost, refang, splitHost } from "./domains.ts";
import type { TokenStream } from "./tokens.ts";

const maxHostText = 300;
// More than any real post holds; a list of millions of addresses says nothing more.
const maxHosts = 20_000;

/** A host in a text. */
export interface HostMention {
  readonly host: Host;
  /** First and last token of the host itself. */
  readonly first: number;
  readonly last: number;
  /** Last token of the address that the host opens: its path belongs to it. */
  readonly lastOfAddress: number;
  /** False for links to what users keep at a service, and for mail providers. */
  readonly counts: boolean;
}

/** Finds the hosts of a text, plain or defanged, in addresses, e-mails or alone; in order, never overlapping. */
export function findHosts(stream: TokenStream): HostMention[] {
  const found: HostMention[] = [];
  let reached = -1;
  for (const dot of stream.dots) {
    if (dot <= reached || found.length >= maxHosts) continue;
    let first = dot - 1;
    while (first > reached + 1 && stream.gap(first) === "hyphen") first--;
    let last = dot - 1;
    while (last + 1 < stream.count && isJoint(stream, last + 1)) last++;
    reached = last;
    const from = stream.start(first);
    const to = stream.end(last);
    if (last === first || to - from > maxHostText) continue;
    // No suffix ends in a digit: "10.5", "v2.1".
    if (isDigit(stream.text.charCodeAt(to - 1))) continue;
    const host = splitHost(refang(stream.text.slice(from, to)));
    if (host === null) continue;
    const lastOfAddress = endOfAddress(stream, last);
    reached = lastOfAddress;
    found.push({ host, first, last, lastOfAddress, counts: counts(stream, host, from, to) });
  }
  return found;
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

/** Whether a token goes on with the host that the one before it began. */
function isJoint(stream: TokenStream, token: number): boolean {
  const gap = stream.gap(token);
  if (gap === "dot" || gap === "hyphen") return true;
  const between = stream.text.slice(
    stream.end(token - 1),
    Math.min(stream.start(token), stream.end(token - 1) + 4),
  );
  if (/^[[({]\.[\])}]$/.test(between)) return true;
  // "acme[dot]example": the word stands between its brackets.
  if (/^[[({]$/.test(between)) return stream.word(token) === "dot";
  return /^[\])}]$/.test(between) && stream.word(token - 1) === "dot";
}

function endOfAddress(stream: TokenStream, last: number): number {
  const { text } = stream;
  if (!/[/:?#]/.test(text.charAt(stream.end(last)))) return last;
  let end = last;
  while (end + 1 < stream.count && !/\s/.test(text.slice(stream.end(end), stream.start(end + 1)))) end++;
  return end;
}

function counts(stream: TokenStream, host: Host, from: number, to: number): boolean {
  if (isLinkOnly(host)) return false;
  const { text } = stream;
  if (text.charAt(from - 1) === "@") return !isMailProvider(host);
  const hasPath = /^(?::\d{1,5})?[/?#][^\s]/.test(text.slice(to, to + 8));
  return !(hasPath && isServiceHost(host));
}
