import { expect, test } from "vitest";

import { createPoliteness, type Clock } from "../../src/fetch/politeness.ts";

/** A clock that stands still until it is moved. */
function makeClock(): Clock & { advance(ms: number): Promise<void> } {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    async advance(ms) {
      now += ms;
      const due = timers.filter((timer) => timer.at <= now);
      timers = timers.filter((timer) => timer.at > now);
      for (const timer of due) timer.run();
      await settle();
    },
  };
}

async function settle(): Promise<void> {
  for (let i = 0; i < 5; i++) await Promise.resolve();
}

/** Asks for turns and notes which of them came, in order. */
function makeVisits(clock: Clock) {
  const politeness = createPoliteness(clock);
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    started,
    ask: async (
      name: string,
      options: { host?: string; delayMs?: number; signal?: AbortSignal; isAside?: boolean } = {},
    ): Promise<void> => {
      ends.set(
        name,
        await politeness.take(
          options.host ?? "forum.example",
          options.delayMs ?? 0,
          options.signal,
          options.isAside,
        ),
      );
      started.push(name);
    },
    end: async (name: string): Promise<void> => {
      ends.get(name)?.();
      await settle();
    },
  };
}

test("lets two requests at a time go to a host, the others in the order of asking", async () => {
  const { ask, end, started } = makeVisits(makeClock());
  for (const name of ["a", "b", "c", "d"]) void ask(name);
  await settle();
  expect(started).toEqual(["a", "b"]);
  await end("b");
  expect(started).toEqual(["a", "b", "c"]);
  await end("a");
  expect(started).toEqual(["a", "b", "c", "d"]);
});

test("gives a place back once, however often its end is told", async () => {
  const { ask, end, started } = makeVisits(makeClock());
  for (const name of ["a", "b", "c", "d"]) void ask(name);
  await settle();
  await end("a");
  await end("a");
  expect(started).toEqual(["a", "b", "c"]);
});

test("pauses between two starts at one host", async () => {
  const clock = makeClock();
  const { ask, end, started } = makeVisits(clock);
  void ask("a", { delayMs: 2_000 });
  void ask("b", { delayMs: 2_000 });
  await settle();
  await end("a");
  expect(started).toEqual(["a"]);
  await clock.advance(1_999);
  expect(started).toEqual(["a"]);
  await clock.advance(1);
  expect(started).toEqual(["a", "b"]);
});

test("does not pause after a request that goes aside, which pauses as all others", async () => {
  const clock = makeClock();
  const { ask, end, started } = makeVisits(clock);
  await ask("aside", { delayMs: 2_000, isAside: true });
  await end("aside");
  void ask("a", { delayMs: 2_000 });
  void ask("aside again", { delayMs: 2_000, isAside: true });
  void ask("b", { delayMs: 2_000 });
  await settle();
  await end("a");
  expect(started).toEqual(["aside", "a"]);
  await clock.advance(2_000);
  expect(started).toEqual(["aside", "a", "aside again", "b"]);
});

test("never lets one host wait for another", async () => {
  const { ask, started } = makeVisits(makeClock());
  for (const name of ["a", "b", "c"]) void ask(name, { delayMs: 60_000 });
  void ask("other", { host: "news.example", delayMs: 60_000 });
  await settle();
  expect(started).toEqual(["a", "other"]);
});

test("lets whoever waits give up, and the next one take the place", async () => {
  const { ask, end, started } = makeVisits(makeClock());
  const stop = new AbortController();
  void ask("a");
  void ask("b");
  const given = ask("c", { signal: stop.signal });
  void ask("d");
  stop.abort(new Error("no longer wanted"));
  await expect(given).rejects.toThrow("no longer wanted");
  await end("a");
  expect(started).toEqual(["a", "b", "d"]);
});

test("starts a request without delay once the slow one before it gave up", async () => {
  const { ask, started } = makeVisits(makeClock());
  const stop = new AbortController();
  void ask("a");
  const slow = ask("slow", { delayMs: 60_000, signal: stop.signal });
  void ask("b");
  await settle();
  expect(started).toEqual(["a"]);
  stop.abort(new Error("no longer wanted"));
  await expect(slow).rejects.toThrow("no longer wanted");
  await settle();
  expect(started).toEqual(["a", "b"]);
});

test("does not start what was given up before it asked", async () => {
  const { ask, started } = makeVisits(makeClock());
  await expect(ask("a", { signal: AbortSignal.abort(new Error("too late")) })).rejects.toThrow("too late");
  expect(started).toEqual([]);
});

test("keeps the pause of a host in mind while thousands of others come and go", async () => {
  const clock = makeClock();
  const { ask, end, started } = makeVisits(clock);
  void ask("a", { delayMs: 60_000 });
  await settle();
  await end("a");
  for (let i = 0; i < 3_000; i++) {
    await ask(`visit ${i}`, { host: `host-${i}.example` });
    await end(`visit ${i}`);
  }
  void ask("again", { delayMs: 60_000 });
  await settle();
  expect(started).not.toContain("again");
  await clock.advance(60_000);
  expect(started).toContain("again");
});
