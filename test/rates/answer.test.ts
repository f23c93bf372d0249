import fc from "fast-check";
import { expect, test } from "vitest";
import { parseRates } from "../../src/rates/answer.ts";

const at = new Date("2026-03-01T12:00:00Z");

test.for<[string, unknown]>([
  ["units of each currency for one dollar", { base: "USD", rates: { BTC: 0.00001, EUR: 0.8 } }],
  ["another base", { base: "EUR", date: "2026-03-01", rates: { USD: 1.25, BTC: 0.0000125 } }],
  ["a base's code", { base_code: "USD", conversion_rates: { USD: 1, BTC: 0.00001, EUR: 0.8 } }],
  ["an envelope with figures as text", { data: { currency: "USD", rates: { BTC: "0.00001", EUR: "0.8" } } }],
  ["dollars for a coin or currency", { bitcoin: { usd: 100_000 }, eur: { usd: 1.25 } }],
  [
    "rates that are none among others",
    { base: "usd", rates: { btc: 0.00001, EUR: 0.8, XAU: null, "?": 1, XMR: 0 } },
  ],
])("reads %s", ([, answer]) => {
  const { dollars, at: takenAt } = parseRates(answer, at);
  expect(takenAt).toEqual(at);
  expect(dollars).toEqual({ USD: 1, BTC: expect.closeTo(100_000, 5), EUR: expect.closeTo(1.25, 9) });
});

test.for<[string, unknown]>([
  ["no rates", { base: "USD", rates: {} }],
  ["no object", []],
  ["an error", { success: false, error: { code: 101 } }],
  ["no way to dollars", { base: "EUR", rates: { BTC: 0.00001 } }],
  [
    "dollars for a coin where coins for a dollar are meant",
    { base: "USD", rates: { BTC: 100_000, EUR: 0.8 } },
  ],
])("refuses %s", ([, answer]) => {
  expect(() => parseRates(answer, at)).toThrow(/rate/u);
});

test("gives positive rates of plain codes or refuses, whatever comes", () => {
  const json = fc.jsonValue({ maxDepth: 4 });
  const table = fc.dictionary(fc.string({ maxLength: 8 }), fc.oneof(json, fc.double()));
  fc.assert(
    fc.property(
      fc.oneof(json, fc.record({ base: fc.constantFrom("USD", "EUR"), rates: table })),
      (answer) => {
        let dollars: Readonly<Record<string, number>>;
        try {
          ({ dollars } = parseRates(answer, at));
        } catch (error) {
          return error instanceof Error && /rate/u.test(error.message);
        }
        return Object.entries(dollars).every(
          ([code, rate]) => /^[A-Z0-9]{2,10}$/u.test(code) && Number.isFinite(rate) && rate > 0,
        );
      },
    ),
  );
});
