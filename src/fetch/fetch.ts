import { SourceError } from "../errors.ts";
import type { RequestSettings } from "../model.ts";
import { createConnections, type Connections, type Lookup } from "./connections.ts";
import { Deadline } from "./deadline.ts";
import { createGuard, type Guard } from "./guard.ts";
import { canAskAgain, makeRequestHeaders, type Validators } from "./headers.ts";
import { firstHop, nextHop, type Hop } from "./hop.ts";
import { createPoliteness, type Politeness } from "./politeness.ts";
import { createRobots, type Robots } from "./robots.ts";
import { visit, type Visited } from "./visit.ts";

export type { Validators } from "./headers.ts";

/** One address to fetch for one source. */
export interface FetchRequest {
  readonly url: string;
  /** Where an earlier answer said that the address moved for good: asked in its place. */
  readonly movedTo?: string | null | undefined;
  /** Tor keeps the streams of different sources apart by it. */
  readonly sourceId: string;
  readonly settings: RequestSettings;
  /** Of the last answer from this very address. */
  readonly validators?: Validators | null | undefined;
  /** `respect`: nothing is asked for that the host's robots.txt forbids. Default: `ignore`. */
  readonly robots?: "respect" | "ignore" | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What came of it; everything else is a {@link SourceError}. */
export type Fetched =
  | { readonly kind: "unchanged"; readonly url: string; readonly movedTo: string | null }
  | {
      readonly kind: "fetched";
      /** After redirects. */
      readonly url: string;
      /** Where the address moved for good: every redirect on the way was permanent, and none gave up encryption. */
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
  /**
   * Makes sure that the host's robots.txt lets an address be asked for, without asking for it.
   *
   * @throws {@link SourceError} `robots` where it is forbidden; the code of what went wrong where nobody can tell
   */
  checkRobots(request: FetchRequest): Promise<void>;
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

/**
 * Makes the fetcher, through which alone sources are read.
 *
 * @throws {@link ConfigError} where `allowHosts` or `torProxy` cannot be understood
 */
export function createFetcher(options: FetcherOptions): Fetcher {
  const guard = createGuard(options.allowHosts);
  const connections = createConnections({ guard, lookup: options.lookup, torProxy: options.torProxy });
  const closing = new AbortController();
  const means: Means = {
    guard,
    connections,
    politeness: createPoliteness(),
    robots: createRobots(),
    userAgent: options.userAgent,
    closing: closing.signal,
  };
  return {
    fetch: (request) => followRedirects(request, means),
    async checkRobots(request) {
      await askRobots(firstHop(guard.checkUrl(request.url), request, guard), request, means);
    },
    close() {
      closing.abort(new Error("the fetcher was closed"));
      return connections.close();
    },
  };
}

interface Means {
  readonly guard: Guard;
  readonly connections: Connections;
  readonly politeness: Politeness;
  readonly robots: Robots;
  readonly userAgent: string;
  /** Ends what no single request stands for. */
  readonly closing: AbortSignal;
}

interface OwnRequest extends FetchRequest {
  /** A robots.txt: it may be empty, and nobody pauses after it. */
  readonly isRobots?: boolean;
}

async function followRedirects(request: OwnRequest, means: Means): Promise<Fetched> {
  const own = means.guard.checkUrl(request.url);
  let hop = firstHop(own, request, means.guard);
  for (;;) {
    const { visited, leftMs } = await visitInTurn(hop, request, means);
    const url = hop.url.href;
    const movedTo = hop.isPermanent && url !== own.href ? url : null;
    switch (visited.kind) {
      case "unchanged":
        return { kind: "unchanged", url, movedTo };
      case "fetched":
        return { ...visited, url, movedTo };
      case "redirect":
        hop = nextHop({ ...hop, leftMs }, visited, means.guard);
    }
  }
}

async function visitInTurn(
  hop: Hop,
  request: OwnRequest,
  means: Means,
): Promise<{ visited: Visited; leftMs: number }> {
  const { url } = hop;
  const { settings, signal, validators = null } = request;
  const { connections, politeness, userAgent } = means;
  const delayMs = request.robots === "respect" ? await askRobots(hop, request, means) : settings.delayMs;
  const dispatcher = hop.viaTor ? connections.throughTor(request.sourceId) : connections.direct;
  const { maxBytes, timeoutMs } = settings;

  const endTurn = await politeness.take(url.host, delayMs, signal, request.isRobots);
  // Waiting for a host's turn is no fault of the source, so that its time begins only now.
  const deadline = new Deadline(hop.leftMs, signal, () => explainTimeout(url, timeoutMs));
  try {
    const { isPermanent } = hop;
    const visited = await visit(url, {
      dispatcher,
      headers: makeRequestHeaders(settings.headers, { userAgent, validators, isForeign: hop.isForeign }),
      mayBeUnchanged: canAskAgain(validators),
      mayBeEmpty: request.isRobots ?? false,
      isPermanent,
      maxBytes,
      deadline,
    });
    return { visited, leftMs: deadline.stop() };
  } finally {
    deadline.stop();
    endTurn();
  }
}

// Of which the first half a megabyte counts.
const maxRobotsBytes = 4 * 1024 * 1024;

/** @returns the pause that both the source and its host want, in ms */
async function askRobots({ url, viaTor }: Hop, request: FetchRequest, means: Means): Promise<number> {
  const { settings, sourceId, signal } = request;
  const read = async (address: string): Promise<Uint8Array> => {
    const fetched = await followRedirects(
      {
        url: address,
        sourceId,
        isRobots: true,
        settings: {
          ...(viaTor ? { proxy: "tor" as const } : {}),
          // None of the source's own: its secrets are not for everybody.
          headers: {},
          timeoutMs: settings.timeoutMs,
          maxBytes: maxRobotsBytes,
          delayMs: settings.delayMs,
        },
        // Many sources may wait for it: none of them ends it.
        signal: means.closing,
      },
      means,
    );
    return fetched.kind === "fetched" ? fetched.bytes : new Uint8Array();
  };
  return Math.max(settings.delayMs, await means.robots.check(url, viaTor ? "tor" : "direct", read, signal));
}

function explainTimeout(url: URL, timeoutMs: number): SourceError {
  return new SourceError(
    "timeout",
    `${url.host} took longer than ${timeoutMs} ms; raise the source's request.timeout if it is always slow`,
  );
}
