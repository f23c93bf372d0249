import { promises as dns } from "node:dns";
import type { LookupFunction } from "node:net";
import { callbackify } from "node:util";
import { Agent, buildConnector, type Dispatcher } from "undici";

import { SourceError } from "../errors.ts";
import { explainLookup } from "./failures.ts";
import type { Guard } from "./guard.ts";
import { connectThroughSocks, parseSocksProxy } from "./socks.ts";

/** Finds the addresses of a host name. */
export type Lookup = (
  hostname: string,
) => Promise<readonly { readonly address: string; readonly family: number }[]>;

/** The connections of all sources: kept for a moment, then closed. */
export interface Connections {
  /** Straight to addresses that the guard checks as they are connected to. */
  readonly direct: Dispatcher;
  /**
   * Through Tor, apart from the streams of every other source.
   *
   * @throws {@link SourceError} `proxy-missing` where none is configured
   */
  throughTor(sourceId: string): Dispatcher;
  close(): Promise<void>;
}

const agentOptions = {
  // One request at a time on a connection, two connections to a host: as many as politeness lets start.
  connections: 2,
  pipelining: 1,
  allowH2: false,
  // Long enough for the pages of one visit. Servers that ask to keep thousands of idle connections for minutes do not get it.
  keepAliveTimeout: 4_000,
  keepAliveMaxTimeout: 8_000,
  // Pages behind large content policies exceed Node's 16 KiB.
  maxHeaderSize: 64 * 1024,
  // The fetcher's own deadline bounds the whole exchange.
  headersTimeout: 0,
  bodyTimeout: 0,
} satisfies Agent.Options;

const connectTimeoutMs = 10_000;
const torTlsTimeoutMs = 30_000;

/** Opens the sources' connections. */
export function createConnections(options: {
  guard: Guard;
  lookup: Lookup | undefined;
  torProxy: string | undefined;
}): Connections {
  const { guard, torProxy, lookup = resolveHost } = options;
  const lookupChecked = makeLookup(lookup, guard);
  const direct = new Agent({
    ...agentOptions,
    connect: { timeout: connectTimeoutMs, lookup: lookupChecked },
  });
  // One for each configured source that needs Tor; an agent without open connections holds next to nothing.
  const torAgents = new Map<string, Agent>();
  if (torProxy !== undefined) parseSocksProxy(torProxy, "check");

  return {
    direct,
    throughTor(sourceId) {
      if (torProxy === undefined) {
        throw new SourceError(
          "proxy-missing",
          "the source is reached through Tor only; set LEAKWATCH_TOR_PROXY, like socks5h://127.0.0.1:9050",
        );
      }
      const known = torAgents.get(sourceId);
      if (known) return known;
      const agent = new Agent({ ...agentOptions, connect: makeTorConnector(torProxy, sourceId) });
      torAgents.set(sourceId, agent);
      return agent;
    },
    async close() {
      await Promise.all([direct, ...torAgents.values()].map((agent) => agent.destroy()));
    },
  };
}

const resolveHost: Lookup = (hostname) => dns.lookup(hostname, { all: true });

// Runs at the moment of connecting, and what it returns is what is connected to:
// a name that resolves differently a second time gains nothing.
function makeLookup(lookup: Lookup, guard: Guard): LookupFunction {
  async function findAddresses(hostname: string): Promise<{ address: string; family: number }[]> {
    const found = await lookup(hostname).catch((error: unknown) => {
      throw explainLookup(error, hostname);
    });
    for (const { address } of found) guard.checkAddress(address, hostname);
    return found.map(({ address, family }) => ({ address, family }));
  }
  const find = callbackify(findAddresses);
  return (hostname, options, callback) => {
    find(hostname, (error, addresses) => {
      const [first] = addresses ?? [];
      if (first === undefined) callback(error ?? explainLookup(undefined, hostname), []);
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function makeTorConnector(torProxy: string, sourceId: string): buildConnector.connector {
  const proxy = parseSocksProxy(torProxy, sourceId);
  const connectSocket = callbackify(connectThroughSocks);
  const encrypt = buildConnector({ allowH2: false, timeout: torTlsTimeoutMs });
  return (options, callback) => {
    const isEncrypted = options.protocol === "https:";
    const port = Number(options.port) || (isEncrypted ? 443 : 80);
    connectSocket(proxy, { host: options.hostname, port }, (error, socket) => {
      if (error) callback(error, null);
      else if (isEncrypted) encrypt({ ...options, httpSocket: socket }, callback);
      else callback(null, socket.setNoDelay(true));
    });
  };
}
