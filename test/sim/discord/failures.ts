import type { SimRequest } from "./request.ts";

/** Which requests fail: `POST /channels/{id}/messages` (a part in braces stands for any), or a question asked of each request. */
export type RequestMatcher = string | ((request: SimRequest) => boolean);

/** How they fail; `times` is how often, default 1. */
export type Failure = { readonly times?: number } & (
  | { readonly code: number; readonly status?: number; readonly message?: string }
  /** Without a code of Discord's: 500, 502, 401, … */
  | { readonly status: number; readonly message?: string }
  /** 429; in seconds, as Discord says it. */
  | { readonly retryAfter: number; readonly global?: boolean }
  /** `before`: the request is never seen. `after`: it is done, and the answer is lost. */
  | { readonly drop: "before" | "after" }
  | { readonly delayMs: number }
  /** The request is done only when this settles. */
  | { readonly hold: Promise<unknown> }
);

/** A failure that was ordered. */
export interface OrderedFailure {
  /** How many requests it has hit so far. */
  readonly hits: number;
  /** Lets requests pass again. */
  stop(): void;
}

/** The failures a test has ordered, the oldest tried first. */
export class Failures {
  readonly #ordered: {
    matches: (request: SimRequest) => boolean;
    failure: Failure;
    left: number;
    hits: number;
  }[] = [];

  order(matcher: RequestMatcher, failure: Failure): OrderedFailure {
    const matches = typeof matcher === "string" ? compileMatcher(matcher) : matcher;
    const ordered = { matches, failure, left: failure.times ?? 1, hits: 0 };
    this.#ordered.push(ordered);
    return {
      get hits() {
        return ordered.hits;
      },
      stop() {
        ordered.left = 0;
      },
    };
  }

  /** The failure that hits this request; counts as one of its times. */
  take(request: SimRequest): Failure | undefined {
    const ordered = this.#ordered.find((candidate) => candidate.left > 0 && candidate.matches(request));
    if (!ordered) return undefined;
    ordered.left -= 1;
    ordered.hits += 1;
    return ordered.failure;
  }
}

function compileMatcher(pattern: string): (request: SimRequest) => boolean {
  const [method, path] = pattern.split(" ");
  if (!method || !path?.startsWith("/"))
    throw new Error(`a matcher reads "POST /channels/{id}/messages", not "${pattern}"`);
  const parts = path.split("/");
  return (request) => {
    const asked = request.path.split("/");
    return (
      method === request.method &&
      asked.length === parts.length &&
      parts.every((part, index) => part.startsWith("{") || part === asked[index])
    );
  };
}
