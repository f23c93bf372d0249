interface Waiter {
  readonly check: () => void;
  readonly fail: (error: Error) => void;
}

/** Lets tests wait for what they expect instead of for time to pass. */
export class Changes {
  #isEnded = false;
  readonly #waiting = new Set<Waiter>();

  /** To be called after anything that somebody might wait for. */
  notify(): void {
    for (const { check } of this.#waiting) check();
  }

  /**
   * Waits until a condition holds.
   * @param what - for the message of the error
   * @param timeoutMs - after which it fails; default 10,000
   */
  async until(condition: () => boolean, what: string, timeoutMs = 10_000): Promise<void> {
    if (condition()) return;
    if (this.#isEnded) throw closed();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiter: Waiter = {
      check: () => {
        // What a condition throws is the waiter's affair, not that of the request which led to the question.
        try {
          if (condition()) resolve();
        } catch (error) {
          reject(error);
        }
      },
      fail: reject,
    };
    const timer = setTimeout(
      () => reject(new Error(`waited ${timeoutMs} ms in vain for ${what}`)),
      timeoutMs,
    );
    this.#waiting.add(waiter);
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(waiter);
    }
  }

  /** Lets everybody who waits fail, now and from now on. */
  end(): void {
    this.#isEnded = true;
    for (const { fail } of this.#waiting) fail(closed());
  }
}

function closed(): Error {
  return new Error("the simulated Discord was closed");
}
