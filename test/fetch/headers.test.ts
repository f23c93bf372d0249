import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { canAskAgain, makeRequestHeaders, readLocation, readValidators } from "../../src/fetch/headers.ts";

const options = { userAgent: "Leakwatch/test", validators: null, isForeign: false };

function asRecord(flat: string[]): Record<string, string> {
  return Object.fromEntries(
    flat.flatMap((name, index) => (index % 2 === 0 ? [[name, flat[index + 1] ?? ""]] : [])),
  );
}

describe("a request", () => {
  test("says who asks and what compression is understood", () => {
    expect(asRecord(makeRequestHeaders({}, options))).toEqual({
      "user-agent": "Leakwatch/test",
      accept: "*/*",
      "accept-encoding": "gzip, deflate, br, zstd",
    });
  });

  test("carries the source's headers, which replace ours whatever their case", () => {
    const headers = makeRequestHeaders({ "User-Agent": "Reader/1", Cookie: "session=not-a-token" }, options);
    expect(asRecord(headers)).toMatchObject({ "user-agent": "Reader/1", cookie: "session=not-a-token" });
    expect(headers).not.toContain("Leakwatch/test");
  });

  test("takes only harmless headers to another origin", () => {
    const own = {
      Authorization: "Bearer not-a-token",
      Cookie: "a=b",
      "X-Api-Key": "not-a-token",
      "Accept-Language": "de",
    };
    const headers = asRecord(makeRequestHeaders(own, { ...options, isForeign: true }));
    expect(Object.keys(headers).sort()).toEqual([
      "accept",
      "accept-encoding",
      "accept-language",
      "user-agent",
    ]);
  });

  test("asks whether anything changed since the last answer", () => {
    const validators = { etag: 'W/"7"', lastModified: "Wed, 04 Mar 2026 05:06:07 GMT" };
    expect(asRecord(makeRequestHeaders({}, { ...options, validators }))).toMatchObject({
      "if-none-match": 'W/"7"',
      "if-modified-since": "Wed, 04 Mar 2026 05:06:07 GMT",
    });
  });

  test.for([
    ["X-Key", "not-a-token\r\nX-Extra: 1"],
    ["X-Key", "not-a-token\0"],
    ["X-Key", "not-a-token\u2028"],
    ["X Key", "not-a-token"],
    ["", "not-a-token"],
    ["X-Key:", "not-a-token"],
  ] as const)(
    "is not made where the header %j cannot be sent, and the error keeps its value",
    ([name, value]) => {
      expect(() => makeRequestHeaders({ [name]: value }, options)).toThrow(
        expect.objectContaining({ code: "bad-input", message: expect.not.stringContaining("not-a-token") }),
      );
    },
  );

  test.for([
    "Host",
    "content-length",
    "Transfer-Encoding",
    "Connection",
    "Accept-Encoding",
    "Range",
    "If-None-Match",
  ])("is not made with another %s than its own", (name) => {
    expect(() => makeRequestHeaders({ [name]: "x" }, options)).toThrow(
      expect.objectContaining({ code: "bad-input", message: expect.stringContaining(name.toLowerCase()) }),
    );
  });
});

describe("validators", () => {
  test("are read from an answer, the first where there are several", () => {
    expect(
      readValidators({ etag: ['"1"', '"2"'], "last-modified": "Wed, 04 Mar 2026 05:06:07 GMT" }),
    ).toEqual({
      etag: '"1"',
      lastModified: "Wed, 04 Mar 2026 05:06:07 GMT",
    });
    expect(readValidators({})).toEqual({ etag: null, lastModified: null });
  });

  test("are kept and sent only where they are one printable line of at most a kilobyte", () => {
    const values = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ maxLength: 3_000 }),
      fc.constant('"x"\r\nX-Extra: 1'),
    );
    fc.assert(
      fc.property(values, (value) => {
        const stored = readValidators({ etag: value, "last-modified": value });
        const isStorable = /^[ -~]{1,1024}$/.test(value);
        expect(stored).toEqual(
          isStorable ? { etag: value, lastModified: value } : { etag: null, lastModified: null },
        );
        const given = { etag: value, lastModified: value };
        expect(canAskAgain(given)).toBe(isStorable);
        const sent = asRecord(makeRequestHeaders({}, { ...options, validators: given }));
        expect("if-none-match" in sent || "if-modified-since" in sent).toBe(isStorable);
      }),
    );
  });
});

test.for([
  ["/plain", "/plain"],
  [Buffer.from("/böard/蔚来").toString("latin1"), "/böard/蔚来"],
  ["/b\xf6ard", "/b\xf6ard"],
] as const)("reads where a redirect leads, in whatever charset it is written: %j", ([location, expected]) => {
  expect(readLocation({ location })).toBe(expected);
});
