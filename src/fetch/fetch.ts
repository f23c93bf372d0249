import { SourceError } from "../errors.ts";
import type { RequestSettings } from "../model.ts";
import { createConnections, type Connections, type Lookup } from "./connections.ts";
import { startDeadline } from "./deadline.ts";
import { createGuard, isOnion, type Guard } from "./guard.ts";
import { canAskAgain, makeRequestHeaders, type Validators } from "./headers.ts";
import { createPoliteness, type Politeness } from "./politeness.ts";
import { visit, type Visited } from "./visit.ts";

export type { Validators } from "./headers.ts";

/** One address to fetch for one source. */
export interface FetchRequest {
  readonly url: string;
  /** Tor keeps the streams of different sources apart by it. */
  readonly sourceId: string;
  readonly settings: RequestSettings;
  /** Of the last answer from this very address. */
  readonly validators?: Validators | null | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What came of it; everything else is a {@link SourceError}. */
export type Fetched =
  | { readonly kind: "unchanged"; readonly url: string }
  | {
      readonly kind: "fetched";
      /** After redirects. */
      readonly url: string;
      /** Where the address moved for good: every redirect on the way was permanent. */
      readonly movedTo: string | null;
      /** Decoded, never empty, at most `settings.maxBytes`. */
      readonly bytes: Uint8Array;
      readonly contentType: string | null;
      /** Only what can safely be stored and sent back. */
      readonly validators: Validators;
    };

/** Fetches addresses; all sources share its connections and its politeness. */
export interface Fetcher {
  /**
   * Fetches one address, once its host's turn has come.
   *
   * @throws {@link SourceError} with the reason; the signal's own reason when it is aborted
   */
  fetch(request: FetchRequest): Promise<Fetched>;
  /** Closes every connection; what is in hand fails. */
  close(): Promise<void>;
}

/** What a fetcher needs to know. */
export interface FetcherOptions {
  /** Host names, addresses and CIDR ranges that may be fetched although they are not public. */
  readonly allowHosts: readonly string[];
  /** `socks5h://host:port`; without it nothing that needs Tor is fetched. */
  readonly torProxy?: string | undefined;
  readonly userAgent: string;
  /** Default: the system's resolver. */
  readonly lookup?: Lookup | undefined;
}

const maxRedirects = 5;

const permanentRedirects = new Set([301, 308]);

/**
 * Makes the fetcher, through which alone sources are read.
 *
 * @throws {@link ConfigError} where `allowHosts` or `torProxy` cannot be understood
 */
export function createFetcher(options: FetcherOptions): Fetcher {
  const guard = createGuard(options.allowHosts);
  const connections = createConnections({ guard, lookup: options.lookup, torProxy: options.torProxy });
  const politeness = createPoliteness();
  const { userAgent } = options;
  return {
    fetch: (request) => followRedirects(request, { guard, connections, politeness, userAgent }),
    close: () => connections.close(),
  };
}

interface Means {
  readonly guard: Guard;
  readonly connections: Connections;
  readonly politeness: Politeness;
  readonly userAgent: string;
}

interface Hop {
  readonly url: URL;
  /** A redirect led away from the source's origin, now or before. */
  readonly isForeign: boolean;
  /** Once in Tor always in Tor: an onion service must not learn our address by sending us elsewhere. */
  readonly viaTor: boolean;
  readonly redirectCount: number;
  readonly isPermanent: boolean;
  /** Of the source's time, after the hops before this one. */
  readonly leftMs: number;
}

async function followRedirects(request: FetchRequest, means: Means): Promise<Fetched> {
  const start = means.guard.checkUrl(request.url);
  let hop: Hop = {
    url: start,
    isForeign: false,
    viaTor: request.settings.proxy === "tor" || isOnion(start),
    redirectCount: 0,
    isPermanent: true,
    leftMs: request.settings.timeoutMs,
  };
  for (;;) {
    const { visited, leftMs } = await visitInTurn(hop, request, means);
    const url = hop.url.href;
    switch (visited.kind) {
      case "unchanged":
        return { kind: "unchanged", url };
      case "fetched":
        return { ...visited, url, movedTo: hop.redirectCount > 0 && hop.isPermanent ? url : null };
      case "redirect":
        hop = redirect({ ...hop, leftMs }, visited, means.guard);
    }
  }
}

async function visitInTurn(
  hop: Hop,
  request: FetchRequest,
  means: Means,
): Promise<{ visited: Visited; leftMs: number }> {
  const { url } = hop;
  const { settings, signal, validators = null } = request;
  const { connections, politeness, userAgent } = means;
  const dispatcher = hop.viaTor ? connections.throughTor(request.sourceId) : connections.direct;
  const headers = makeRequestHeaders(settings.headers, { userAgent, validators, isForeign: hop.isForeign });
  const mayBeUnchanged = canAskAgain(validators);
  const { maxBytes, timeoutMs } = settings;

  const endTurn = await politeness.take(url.host, settings.delayMs, signal);
  // Waiting for a host's turn is no fault of the source, so that its time begins only now.
  const deadline = startDeadline(hop.leftMs, signal, () => explainTimeout(url, timeoutMs));
  try {
    const options = { dispatcher, headers, mayBeUnchanged, maxBytes, signal: deadline.signal };
    const visited = await visit(url, options);
    return { visited, leftMs: deadline.stop() };
  } finally {
    deadline.stop();
    endTurn();
  }
}

function redirect(from: Hop, { status, location }: { status: number; location: string }, guard: Guard): Hop {
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
    isPermanent: from.isPermanent && permanentRedirects.has(status),
  };
}

function checkLocation(location: string, from: URL, guard: Guard): URL {
  try {
    return guard.checkUrl(location, from);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    throw new SourceError(error.code, `${from.host} redirects elsewhere: ${error.message}`);
  }
}

function explainTimeout(url: URL, timeoutMs: number): SourceError {
  return new SourceError(
    "timeout",
    `${url.host} took longer than ${timeoutMs} ms; raise the source's request.timeout if it is always slow`,
  );
}
