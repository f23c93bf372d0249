// A longer one would fire at once.
const longestTimerMs = 2 ** 31 - 1;

/** The end of somebody's time. */
export interface Deadline {
  /** Aborted when the time is up, or by the caller's signal with its reason. */
  readonly signal: AbortSignal;
  /** Calls it off and tells how much time is left. */
  stop(): number;
}

/**
 * Starts a deadline that can be called off.
 *
 * `AbortSignal.any` and `AbortSignal.timeout` would do, but stay with a long-lived signal until it is collected.
 * @param explain - makes the reason when the time is up
 */
export function startDeadline(ms: number, parent: AbortSignal | undefined, explain: () => Error): Deadline {
  const controller = new AbortController();
  const startedAt = performance.now();
  const timer = setTimeout(() => controller.abort(explain()), Math.min(Math.max(0, ms), longestTimerMs));
  const follow = (): void => controller.abort(parent?.reason);
  if (parent?.aborted) follow();
  else parent?.addEventListener("abort", follow, { once: true });
  return {
    signal: controller.signal,
    stop() {
      clearTimeout(timer);
      parent?.removeEventListener("abort", follow);
      return ms - (performance.now() - startedAt);
    },
  };
}
