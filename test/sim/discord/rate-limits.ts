import type { Answer, Route } from "./route.ts";

/** How many requests a bucket lets through in how much time. */
export interface RateLimit {
  readonly limit: number;
  readonly windowMs: number;
}

/** Pace that a client of Discord's must keep. */
export interface RateLimits {
  /** Of each kind of request about messages, per channel. Default: 5 in 5 s. */
  readonly messages?: RateLimit;
  /** Of everything but interactions. Default: 50 in 1 s. */
  readonly global?: RateLimit;
}

interface Taken {
  readonly remaining: number;
  readonly resetAfterMs: number;
  readonly isExceeded: boolean;
}

/** Counts requests in fixed windows, each beginning with its first request. */
export class Limiter {
  readonly #limits: Required<RateLimits>;
  readonly #now: () => number;
  readonly #windows = new Map<string, { readonly startedAt: number; count: number }>();

  constructor(limits: RateLimits, now: () => number) {
    this.#limits = {
      messages: { limit: 5, windowMs: 5000 },
      global: { limit: 50, windowMs: 1000 },
      ...limits,
    };
    this.#now = now;
  }

  /** Counts a request; says what its answer's headers tell, and refuses it where it is one too many. */
  take(
    route: Route,
    path: string,
  ): { readonly headers: Readonly<Record<string, string>>; readonly refusal?: Answer } {
    const overall = this.#count("global", this.#limits.global);
    if (overall.isExceeded) return { headers: {}, refusal: refuseForNow(overall.resetAfterMs / 1000, true) };
    if (!route.path.startsWith("/channels/{channel_id}/messages")) return { headers: {} };
    const bucket = `${route.method} ${route.path}`.replaceAll(/[^a-z]+/gi, "-").toLowerCase();
    const limit = this.#limits.messages;
    const taken = this.#count(`${bucket} ${path.split("/")[2] ?? ""}`, limit);
    const headers = {
      "x-ratelimit-bucket": bucket,
      "x-ratelimit-limit": String(limit.limit),
      "x-ratelimit-remaining": String(taken.remaining),
      "x-ratelimit-reset": ((this.#now() + taken.resetAfterMs) / 1000).toFixed(3),
      "x-ratelimit-reset-after": (taken.resetAfterMs / 1000).toFixed(3),
    };
    if (!taken.isExceeded) return { headers };
    return { headers, refusal: refuseForNow(taken.resetAfterMs / 1000, false, headers) };
  }

  #count(key: string, { limit, windowMs }: RateLimit): Taken {
    const now = this.#now();
    let window = this.#windows.get(key);
    if (!window || now - window.startedAt >= windowMs) {
      window = { startedAt: now, count: 0 };
      this.#windows.set(key, window);
    }
    const isExceeded = window.count >= limit;
    if (!isExceeded) window.count += 1;
    return { remaining: limit - window.count, resetAfterMs: window.startedAt + windowMs - now, isExceeded };
  }
}

/**
 * Makes a 429.
 *
 * @param retryAfter - in seconds; decimals are kept in the header too, so that tests need not wait
 */
export function refuseForNow(
  retryAfter: number,
  isGlobal: boolean,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status: 429,
    body: { message: "You are being rate limited.", retry_after: retryAfter, global: isGlobal },
    headers: {
      ...headers,
      "retry-after": String(retryAfter),
      "x-ratelimit-scope": isGlobal ? "global" : "user",
      ...(isGlobal ? { "x-ratelimit-global": "true" } : {}),
    },
  };
}
