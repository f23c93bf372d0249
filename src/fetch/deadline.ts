// A longer one would fire at once.
const longestTimerMs = 2 ** 31 - 1;

/**
 * The end of somebody's time, which can be called off.
 *
 * `AbortSignal.any` and `AbortSignal.timeout` would do, but stay with a long-lived signal until they are collected,
 * and cost 8 µs where this costs one; an unchanged source is fetched in some 20.
 */
export class Deadline {
  /** Why the time is over: it was up, or the parent was aborted; null while it lasts. */
  over: { readonly reason: unknown } | null = null;
  readonly #ms: number;
  readonly #startedAt = performance.now();
  readonly #timer: NodeJS.Timeout;
  readonly #parent: AbortSignal | undefined;
  #onOver: ((reason: unknown) => void) | null = null;

  /** @param explain - makes the reason when the time is up */
  constructor(ms: number, parent: AbortSignal | undefined, explain: () => Error) {
    this.#ms = ms;
    this.#parent = parent;
    this.#timer = setTimeout(() => this.#end(explain()), Math.min(Math.max(0, ms), longestTimerMs));
    if (parent?.aborted) this.#end(parent.reason);
    else parent?.addEventListener("abort", this.#follow);
  }

  /** Calls back once when the time is over, at once where it is; one listener at a time. */
  listen(onOver: (reason: unknown) => void): void {
    this.#onOver = onOver;
    if (this.over !== null) onOver(this.over.reason);
  }

  /** Calls it off and tells how much time is left. */
  stop(): number {
    clearTimeout(this.#timer);
    this.#parent?.removeEventListener("abort", this.#follow);
    this.#onOver = null;
    return this.#ms - (performance.now() - this.#startedAt);
  }

  readonly #follow = (): void => this.#end(this.#parent?.reason);

  #end(reason: unknown): void {
    if (this.over !== null) return;
    this.over = { reason };
    this.#onOver?.(reason);
  }
}
