/** Waits for a host's turn. */
export interface Politeness {
  /**
   * Resolves when a request to the host may start, in the order of asking.
   *
   * @param delayMs - between the last start at this host and this one
   * @param isAside - does not count as a start for those behind it
   * @returns what must be called once when the request has ended
   * @throws the signal's reason, when it is aborted first
   */
  take(host: string, delayMs: number, signal?: AbortSignal, isAside?: boolean): Promise<() => void>;
}

/** Time as an argument, so that tests need not wait for it. */
export interface Clock {
  /** Milliseconds since any fixed point; never goes back. */
  now(): number;
  /** Runs something later; the result calls it off. */
  after(ms: number, run: () => void): () => void;
}

interface Waiter {
  readonly delayMs: number;
  readonly isAside: boolean;
  readonly start: (end: () => void) => void;
}

interface Host {
  running: number;
  lastStartAt: number;
  readonly waiting: Waiter[];
  cancelTimer: (() => void) | null;
}

const atOnce = 2;
// Hosts that were left alone for longer are forgotten: redirects may name ever new ones.
const rememberMs = 10 * 60_000;
const fewHosts = 1_000;
// A longer one would fire at once; a turn that is not due yet is simply waited for again.
const longestTimerMs = 2 ** 31 - 1;

const systemClock: Clock = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, Math.min(ms, longestTimerMs));
    return () => clearTimeout(timer);
  },
};

/** Keeps to two requests at a time and a pause between two starts, each host by itself. */
export function createPoliteness(clock: Clock = systemClock): Politeness {
  const hosts = new Map<string, Host>();
  let sweepAt = fewHosts;

  function findHost(name: string): Host {
    const known = hosts.get(name);
    if (known) return known;
    if (hosts.size >= sweepAt) forgetIdleHosts();
    const host: Host = { running: 0, lastStartAt: Number.NEGATIVE_INFINITY, waiting: [], cancelTimer: null };
    hosts.set(name, host);
    return host;
  }

  function forgetIdleHosts(): void {
    const before = clock.now() - rememberMs;
    for (const [name, host] of hosts) {
      if (host.running === 0 && host.waiting.length === 0 && host.lastStartAt < before) hosts.delete(name);
    }
    sweepAt = Math.max(fewHosts, hosts.size * 2);
  }

  function waitMsOf(host: Host, delayMs: number): number {
    return host.lastStartAt + delayMs - clock.now();
  }

  function begin(host: Host, isAside: boolean): () => void {
    host.running += 1;
    if (!isAside) host.lastStartAt = clock.now();
    let isEnded = false;
    return () => {
      if (isEnded) return;
      isEnded = true;
      host.running -= 1;
      advance(host);
    };
  }

  function advance(host: Host): void {
    host.cancelTimer?.();
    host.cancelTimer = null;
    for (let next = host.waiting[0]; next && host.running < atOnce; next = host.waiting[0]) {
      const waitMs = waitMsOf(host, next.delayMs);
      if (waitMs > 0) {
        host.cancelTimer = clock.after(waitMs, () => advance(host));
        return;
      }
      host.waiting.shift();
      next.start(begin(host, next.isAside));
    }
  }

  function wait(
    host: Host,
    delayMs: number,
    signal: AbortSignal | undefined,
    isAside: boolean,
  ): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        const place = host.waiting.indexOf(waiter);
        if (place !== -1) host.waiting.splice(place, 1);
        reject(signal?.reason);
        advance(host);
      };
      const waiter: Waiter = {
        delayMs,
        isAside,
        start(end) {
          signal?.removeEventListener("abort", leave);
          resolve(end);
        },
      };
      signal?.addEventListener("abort", leave, { once: true });
      host.waiting.push(waiter);
      advance(host);
    });
  }

  return {
    async take(name, delayMs, signal, isAside = false) {
      signal?.throwIfAborted();
      const host = findHost(name);
      const isFree = host.running < atOnce && host.waiting.length === 0 && waitMsOf(host, delayMs) <= 0;
      return isFree ? begin(host, isAside) : wait(host, delayMs, signal, isAside);
    },
  };
}
