import { SourceError, type SourceErrorCode } from "../errors.ts";
import { isAllowed, noRules, parseRobots, type RobotsRules } from "./robots-rules.ts";

/** Keeps to what hosts ask of programs in their robots.txt. */
export interface Robots {
  /**
   * Makes sure that an address may be asked for, after reading its host's robots.txt where that is not known.
   *
   * @param scope - hosts reached in different ways are known apart
   * @param read - fetches a robots.txt, for all who wait for it; what it throws says why there is none
   * @returns least pause between two requests to the host, in ms
   * @throws {@link SourceError} `robots` where it is forbidden; the code of what went wrong where nobody can tell;
   * the signal's reason when it is aborted
   */
  check(
    url: URL,
    scope: string,
    read: (address: string) => Promise<Uint8Array>,
    signal?: AbortSignal,
  ): Promise<number>;
}

/** What is known of one host. */
interface Host {
  /** Null: never read, and for the moment there is no use in trying. */
  readonly rules: RobotsRules | null;
  /** Why the last attempt failed; null where it did not. */
  readonly failure: SourceError | null;
  readonly readAt: number;
  readonly readAgainAt: number;
}

// RFC 9309, 2.4 and 2.3.1.4: a day at most, unless it cannot be read again; then a month is reasonable.
const freshMs = 24 * 60 * 60_000;
const staleMs = 30 * freshMs;
// Enough that the many sources of one host do not each wait for it to fail again.
const failedMs = 60_000;

const maxHosts = 20_000;
const maxLength = 32 * 1024 * 1024;

/**
 * Remembers the robots.txt of every host that is asked.
 *
 * @param now - milliseconds since any fixed point; never goes back
 */
export function createRobots(now: () => number = () => performance.now()): Robots {
  const hosts = new Map<string, Host>();
  const readings = new Map<string, Promise<Host>>();
  let length = 0;

  function forget(key: string): void {
    length -= hosts.get(key)?.rules?.length ?? 0;
    hosts.delete(key);
  }

  function keep(key: string, host: Host): Host {
    forget(key);
    hosts.set(key, host);
    length += host.rules?.length ?? 0;
    // The one that was read longest ago: redirects may name ever new hosts.
    for (const oldest of hosts.keys()) {
      if (hosts.size <= maxHosts && length <= maxLength) break;
      forget(oldest);
    }
    return host;
  }

  async function readHost(key: string, read: () => Promise<Uint8Array>): Promise<Host> {
    const known = hosts.get(key);
    try {
      const rules = await readRules(read);
      const at = now();
      return keep(key, { rules, failure: null, readAt: at, readAgainAt: at + freshMs });
    } catch (failure) {
      if (!(failure instanceof SourceError)) throw failure;
      const at = now();
      const readAgainAt = at + Math.max(failedMs, failure.retryAfterMs ?? 0);
      const isStillGood = known !== undefined && at - known.readAt < staleMs;
      return keep(key, {
        rules: isStillGood ? known.rules : null,
        failure,
        readAt: known?.readAt ?? at,
        readAgainAt,
      });
    }
  }

  return {
    async check(url, scope, read, signal) {
      const { origin, host } = url;
      const key = `${scope} ${origin}`;
      let known = hosts.get(key);
      if (known === undefined || now() >= known.readAgainAt) {
        signal?.throwIfAborted();
        const begun =
          readings.get(key) ??
          readHost(key, () => read(`${origin}/robots.txt`)).finally(() => readings.delete(key));
        readings.set(key, begun);
        known = await untilAborted(begun, signal);
      }
      if (known.rules === null) throw explainUnread(host, known, known.readAgainAt - now());
      if (isAllowed(known.rules, url)) return known.rules.delayMs;
      const message = `${host} asks programs in its robots.txt not to read this address; choose another one, or set "robots: ignore" in the source`;
      throw new SourceError("robots", message);
    },
  };
}

/** Waits for what others wait for too: who gives up leaves it to them. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const leave = (): void => reject(signal.reason);
  signal.addEventListener("abort", leave, { once: true });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", leave);
  }
}

async function readRules(read: () => Promise<Uint8Array>): Promise<RobotsRules> {
  try {
    return parseRobots(await read());
  } catch (error) {
    if (error instanceof SourceError && isAbsence(error)) return noRules;
    throw error;
  }
}

/** Tells whether there is no robots.txt to keep to, as against one that cannot be read at present. */
function isAbsence({ code, status }: SourceError): boolean {
  // RFC 9309, 2.3.1.3; but whoever says "too many requests" has not answered yet.
  if (status !== null) return status < 500 && status !== 429;
  // Too large or too tangled for any robots.txt, or a redirect to where nothing may be fetched.
  return code === "too-large" || code === "malformed" || code === "refused-address";
}

// The host as a whole is out of reach: its robots.txt is no more to blame than any other page.
const hostFailures: ReadonlySet<SourceErrorCode> = new Set(["dns", "tls", "unreachable", "proxy-missing"]);

function explainUnread(host: string, { failure }: Host, leftMs: number): SourceError {
  const { code = "unreachable", status = null, retryAfterMs = null } = failure ?? {};
  if (failure !== null && hostFailures.has(code)) {
    return new SourceError(code, failure.message, { cause: failure.cause });
  }
  const message = `${host}: its robots.txt cannot be read, and until then nothing else is asked for; "robots: ignore" in the source does without`;
  return new SourceError(code, message, {
    ...(status === null ? {} : { status }),
    retryAfterMs: retryAfterMs === null ? null : Math.max(0, leftMs) || null,
    cause: failure,
  });
}
