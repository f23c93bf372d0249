import { describe, expect, test } from "vitest";

import { createGuard } from "../../src/fetch/guard.ts";
import { firstHop, nextHop, type Hop } from "../../src/fetch/hop.ts";
import type { RequestSettings } from "../../src/model.ts";

const guard = createGuard([]);
const settings: RequestSettings = { headers: {}, timeoutMs: 10_000, maxBytes: 64 * 1024, delayMs: 0 };
const onion = `http://${"a".repeat(56)}.onion/`;

const start = (own: string, movedTo?: string): Hop =>
  firstHop(guard.checkUrl(own), { movedTo, settings }, guard);

/** Follows redirects: status and address in turn. */
const follow = (from: Hop, ...steps: readonly (readonly [number, string])[]): Hop =>
  steps.reduce((hop, [status, location]) => nextHop(hop, { status, location }, guard), from);

describe("a way is permanent", () => {
  test.for([
    [[[301, "https://news.example/b"]], true],
    [
      [
        [308, "https://other.example/b"],
        [301, "/c"],
      ],
      true,
    ],
    [
      [
        [301, "/b"],
        [302, "/c"],
      ],
      false,
    ],
    [
      [
        [307, "/b"],
        [301, "/c"],
      ],
      false,
    ],
    [[[303, "/b"]], false],
    [[[301, "http://news.example/b"]], false],
    [
      [
        [301, "http://news.example/b"],
        [301, "https://news.example/b"],
      ],
      false,
    ],
  ] as const)("where every step is, and none gives up encryption: %j is %j", ([steps, expected]) => {
    expect(follow(start("https://news.example/a"), ...steps).isPermanent).toBe(expected);
  });

  test("from http to https", () => {
    expect(follow(start("http://news.example/a"), [301, "https://news.example/a"]).isPermanent).toBe(true);
  });
});

describe("the source's secrets stay at home", () => {
  test.for([
    ["https://other.example/b"],
    ["http://news.example/b"],
    ["https://news.example:8443/b"],
    ["https://www.news.example/b"],
  ] as const)("once a redirect leads to %s", ([location]) => {
    const away = follow(start("https://news.example/a"), [301, location]);
    expect(away.isForeign).toBe(true);
    expect(follow(away, [302, "https://news.example/c"]).isForeign).toBe(true);
  });

  test("where the address is known to have moved away", () => {
    expect(start("https://news.example/a", "https://other.example/b").isForeign).toBe(true);
    expect(start("https://news.example/a", "https://news.example/b").isForeign).toBe(false);
  });
});

describe("what was in Tor stays in Tor", () => {
  test("whatever an onion service says, and wherever it is known to have moved", () => {
    expect(follow(start(onion), [301, "https://news.example/"]).viaTor).toBe(true);
    expect(start(onion, "https://news.example/").viaTor).toBe(true);
    expect(start("https://news.example/", onion).viaTor).toBe(true);
    expect(start("https://news.example/").viaTor).toBe(false);
  });
});

test("a known move passes the guard as every address does", () => {
  expect(() => start("https://news.example/a", "http://10.1.2.3/")).toThrow(
    expect.objectContaining({ code: "refused-address" }),
  );
});
