import { SourceError } from "../errors.ts";
import type { RequestSettings } from "../model.ts";
import { isOnion, type Guard } from "./guard.ts";

const maxRedirects = 5;

const permanentRedirects = new Set([301, 308]);

/** One address on the way from redirect to redirect. */
export interface Hop {
  readonly url: URL;
  /** A redirect led away from the source's origin, now or before. */
  readonly isForeign: boolean;
  /** Once in Tor always in Tor: an onion service must not learn our address by sending us elsewhere. */
  readonly viaTor: boolean;
  readonly redirectCount: number;
  /** Every redirect until here was permanent, and none led from https to http. */
  readonly isPermanent: boolean;
  /** Of the source's time, after the hops before this one. */
  readonly leftMs: number;
}

/** Where the way begins: at the source's own address, or where that is known to have moved. */
export function firstHop(
  own: URL,
  { movedTo, settings }: { movedTo?: string | null | undefined; settings: RequestSettings },
  guard: Guard,
): Hop {
  const url = typeof movedTo === "string" ? guard.checkUrl(movedTo) : own;
  return {
    url,
    isForeign: url.origin !== own.origin,
    viaTor: settings.proxy === "tor" || isOnion(own) || isOnion(url),
    redirectCount: 0,
    isPermanent: true,
    leftMs: settings.timeoutMs,
  };
}

/**
 * Where a redirect leads.
 *
 * @throws {@link SourceError} `refused-address` where that may not be fetched, `http-status` after too many
 */
export function nextHop(
  from: Hop,
  { status, location }: { status: number; location: string },
  guard: Guard,
): Hop {
  const redirectCount = from.redirectCount + 1;
  if (redirectCount > maxRedirects) {
    const message = `${from.url.host} redirects in circles; it may want a login or cookies`;
    throw new SourceError("http-status", message, { status });
  }
  const url = checkLocation(location, from.url, guard);
  return {
    ...from,
    url,
    isForeign: from.isForeign || url.origin !== from.url.origin,
    viaTor: from.viaTor || isOnion(url),
    redirectCount,
    isPermanent: from.isPermanent && permanentRedirects.has(status) && !isDowngrade(from.url, url),
  };
}

/** What is remembered of a move must not give up encryption for ever. */
function isDowngrade(from: URL, to: URL): boolean {
  return from.protocol === "https:" && to.protocol === "http:";
}

function checkLocation(location: string, from: URL, guard: Guard): URL {
  try {
    return guard.checkUrl(location, from);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    throw new SourceError(error.code, `${from.host} redirects elsewhere: ${error.message}`);
  }
}
