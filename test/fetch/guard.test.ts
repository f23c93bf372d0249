import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { ConfigError, SourceError } from "../../src/errors.ts";
import { createGuard, isOnion } from "../../src/fetch/guard.ts";

const guard = createGuard([]);

function findCode(run: () => unknown): string | null {
  try {
    run();
    return null;
  } catch (error) {
    if (error instanceof SourceError) return error.code;
    throw error;
  }
}

describe("an address as written", () => {
  test.for([
    "https://news.example/feed.xml",
    "http://news.example:8080/feed?section=1",
    "https://NEWS.example./",
    "https://1.1.1.1/",
    "https://[2606:4700::1111]/",
    "https://bücher.example/",
    "http://abcdefghijklmnop.onion/",
    `http://www.${"a".repeat(56)}.onion/board`,
    `http://${"a".repeat(56)}.onion.news.example/`,
    "https://internal.example/",
    "https://localhost.example/",
  ])("may be fetched: %s", (url) => {
    expect(() => guard.checkUrl(url)).not.toThrow();
  });

  test.for([
    // this machine and its network
    "http://127.0.0.1:9200/",
    "http://127.9/",
    "http://0/",
    "http://0.0.0.0/",
    "http://10.1.2.3/",
    "http://172.31.0.9/",
    "http://192.168.7.7/",
    "http://100.64.1.1/",
    "http://169.254.10.20/",
    // other spellings of the same
    "http://2130706433/",
    "http://017700000001/",
    "http://0x7f.1/",
    "http://0xA010203/",
    "http://127.0.0.1./",
    "http://１０.１.２.３/",
    "http://%31%30.1.2.3/",
    "http:\\\\127.0.0.1\\status",
    "http:10.1.2.3",
    // inside IPv6
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:10.1.2.3]/",
    "http://[::ffff:a01:203]/",
    "http://[::10.1.2.3]/",
    "http://[64:ff9b::10.1.2.3]/",
    "http://[64:ff9b:1::a01:203]/",
    "http://[2002:a01:203::1]/",
    "http://[2001:0:a01:203::]/",
    "http://[fe80::7]/",
    "http://[fd12:3456::7]/",
    "http://[fec0::7]/",
    "http://[ff05::2]/",
    "http://[100::7]/",
    "http://[4000::7]/",
    // not for the public internet
    "http://192.0.0.8/",
    "http://198.51.100.7/",
    "http://198.19.0.1/",
    "http://224.0.0.251/",
    "http://255.255.255.255/",
    "http://[2001:db8::7]/",
    "http://[3fff::7]/",
    "http://168.63.129.16/metadata",
    "http://[::ffff:168.63.129.16]/metadata",
    // names that only a local network knows
    "http://localhost/",
    "http://LOCALHOST.:3000/",
    "http://board.localhost/",
    "http://printer/",
    "http://onion/",
    "http://printer.local/",
    "http://metadata.cloud.internal/",
    "http://api.default.svc/",
    "http://nas.lan/",
    "http://nas.home.arpa/",
    "http://news..example/",
    // other schemes, credentials, broken lines
    "file:///etc/hostname",
    "ftp://news.example/feed.xml",
    "data:text/xml,<rss/>",
    "javascript:void(0)",
    "ws://news.example/",
    "blob:https://news.example/1",
    "http://news.example@10.1.2.3/",
    "http://reader:not-a-token@news.example/",
    "http://news.example/\r\nX-Extra: 1",
    "http://news.example/%0D%0aX-Extra:1",
    "http://ne\tws.example/",
  ])("is refused: %s", (url) => {
    expect(findCode(() => guard.checkUrl(url))).toBe("refused-address");
  });

  test.for([
    "",
    "news.example/feed.xml",
    "http://",
    "http://[::1",
    "http://1.2.3.4.5/",
    "http://news.example:99999/",
  ])("is no address: %s", (url) => {
    expect(findCode(() => guard.checkUrl(url))).toBe("bad-input");
  });

  test("is refused in every spelling of a private IPv4 address", () => {
    const octet = fc.nat(255);
    const privateAddress = fc.oneof(
      fc.tuple(fc.constantFrom(0, 10, 127), octet, octet, octet),
      fc.tuple(fc.constant(192), fc.constant(168), octet, octet),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), octet, octet),
      fc.tuple(fc.constant(169), fc.constant(254), octet, octet),
    );
    const spell = fc.constantFrom(
      (part: number) => `${part}`,
      (part: number) => `0x${part.toString(16)}`,
      (part: number) => `0${part.toString(8)}`,
    );
    fc.assert(
      fc.property(
        privateAddress,
        fc.tuple(spell, spell, spell, spell),
        fc.integer({ min: 1, max: 4 }),
        (parts, spellings, count) => {
          // The last part may stand for all that is missing: 10.1 is 10.0.0.1, and 167772161 is too.
          const head = parts.slice(0, count - 1);
          const tail = parts.slice(count - 1).reduce((sum, part) => sum * 256 + part, 0);
          const host = [...head, tail].map((part, index) => spellings[index]!(part)).join(".");
          expect(findCode(() => guard.checkUrl(`http://${host}/`))).toBe("refused-address");
        },
      ),
    );
  });

  test("never makes the guard fail in another way than by refusing", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc.webUrl(),
          fc.string().map((host) => `http://${host}/`),
        ),
        (url) => {
          expect([null, "refused-address", "bad-input"]).toContain(findCode(() => guard.checkUrl(url)));
        },
      ),
    );
  });

  test("is read relative to the page that redirects to it", () => {
    const from = new URL("https://news.example/a/feed.xml");
    expect(guard.checkUrl("../new.xml#top", from).href).toBe("https://news.example/new.xml");
    expect(findCode(() => guard.checkUrl("//10.1.2.3/new.xml", from))).toBe("refused-address");
    expect(findCode(() => guard.checkUrl("http://[broken", from))).toBe("refused-address");
  });

  test("is not repeated in the refusal where it holds credentials", () => {
    expect(() => guard.checkUrl("http://reader:not-a-token@news.example/?key=not-a-key")).toThrow(
      expect.objectContaining({ message: expect.not.stringMatching(/not-a/) }),
    );
  });
});

describe("an address that a name resolved to", () => {
  test.for(["1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1"])("may be connected to: %s", (address) => {
    expect(() => guard.checkAddress(address, "news.example")).not.toThrow();
  });

  test.for([
    "127.0.0.1",
    "::1",
    "10.1.2.3",
    "::ffff:10.1.2.3",
    "fe80::1%eth0",
    "168.63.129.16",
    "",
    "nonsense",
  ])("is refused: %s", (address) => {
    expect(findCode(() => guard.checkAddress(address, "news.example"))).toBe("refused-address");
  });
});

describe("what the operator allowed", () => {
  const allowing = createGuard([
    "127.0.0.1",
    "192.168.0.0/16",
    "Forum.LAN",
    "[::1]",
    "fd00::/8",
    "intranet",
    " bücher.lan. ",
  ]);

  test.for([
    "http://127.0.0.1:8080/",
    "http://2130706433/",
    "http://[::ffff:127.0.0.1]/",
    "http://192.168.3.4/",
    "http://forum.lan/",
    "http://forum.lan./",
    "http://[::1]/",
    "http://[fd00::7]/",
    "http://intranet/",
    "http://bücher.lan/",
  ])("may be fetched: %s", (url) => {
    expect(() => allowing.checkUrl(url)).not.toThrow();
  });

  test.for([
    "http://127.0.0.2/",
    "http://10.1.2.3/",
    "http://sub.forum.lan/",
    "http://localhost/",
    "http://[::2]/",
    "ftp://forum.lan/",
    "http://reader@forum.lan/",
  ])("does not open anything else: %s", (url) => {
    expect(findCode(() => allowing.checkUrl(url))).toBe("refused-address");
  });

  test("holds for what its names resolve to, and for its addresses whatever the name", () => {
    expect(() => allowing.checkAddress("10.1.2.3", "forum.lan")).not.toThrow();
    expect(() => allowing.checkAddress("10.1.2.3", "forum.lan.")).not.toThrow();
    expect(() => allowing.checkAddress("127.0.0.1", "news.example")).not.toThrow();
    expect(findCode(() => allowing.checkAddress("10.1.2.3", "news.example"))).toBe("refused-address");
  });

  test("is reported all at once where it cannot be understood", () => {
    const run = (): unknown =>
      createGuard(["http://forum.lan", "127.0.0.1", "127.0.0.1:80", "10.0.0.0/99", ""]);
    expect(run).toThrow(ConfigError);
    expect(run).toThrow(expect.objectContaining({ problems: expect.objectContaining({ length: 4 }) }));
  });
});

test.for([
  ["http://abcdefghijklmnop.onion/", true],
  ["http://ABCDEFGHIJKLMNOP.ONION./", true],
  [`https://www.${"b".repeat(56)}.onion:8080/board`, true],
  [`http://${"b".repeat(56)}.onion.news.example/`, false],
  ["http://notanonion/", false],
] as const)("tells an onion address from a look-alike: %s", ([url, expected]) => {
  expect(isOnion(new URL(url))).toBe(expected);
});
