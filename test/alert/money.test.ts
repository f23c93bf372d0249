import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  formatBytes,
  formatCount,
  formatCountShort,
  formatMoney,
  formatMoneyShort,
  formatPrice,
} from "../../src/alert/money.ts";

describe("formatMoney", () => {
  test.for<[number, string, string, string]>([
    [4000, "USD", "$4,000", "$4,000"],
    [3_100_000, "USD", "$3,100,000", "$3.1M"],
    [2_500_000_000, "KRW", "₩2,500,000,000", "₩2.5B"],
    [30_000, "CNY", "CN¥30,000", "CN¥30,000"],
    [30_000, "JPY", "JP¥30,000", "JP¥30,000"],
    [700_000, "RUB", "700,000 ₽", "700,000 ₽"],
    [4.5, "EUR", "€4.50", "€4.50"],
    [0.002, "USD", "$0.002", "$0.002"],
    [0.25, "BTC", "0.25 BTC", "0.25 BTC"],
    [12.5, "XMR", "12.5 XMR", "12.5 XMR"],
    [500, "CREDITS", "500 credits", "500 credits"],
    [800, "CHF", "800 CHF", "800 CHF"],
    [1e21, "USD", "$1e21", "$1e21"],
    [Number.NaN, "USD", "$?", "$?"],
  ])("shows %d %s as %s, in a headline as %s", ([amount, currency, full, short]) => {
    expect(formatMoney({ amount, currency })).toBe(full);
    expect(formatMoneyShort({ amount, currency })).toBe(short);
  });

  test("is short and free of markup whatever the amount and currency", () => {
    fc.assert(
      fc.property(fc.double(), fc.string({ unit: "binary" }), (amount, currency) => {
        const shown = formatMoney({ amount, currency });
        expect(shown.length).toBeLessThanOrEqual(48);
        expect(shown).not.toMatch(/[*_`~|<>@\\\n]/u);
      }),
    );
  });

  test("does not take a currency's name for a property of objects", () => {
    expect(formatMoney({ amount: 1, currency: "constructor" })).toBe("1 constructo");
  });
});

describe("formatPrice", () => {
  test.for<[string, Parameters<typeof formatPrice>[0]]>([
    ["$3,000–$5,000", { amount: 3000, max: 5000, currency: "USD", text: "3-5k" }],
    [
      "$3,100,000 in Bitcoin",
      { amount: 3_100_000, max: null, currency: "USD", text: "US$3.1 million in Bitcoin" },
    ],
    ["€900 in Monero", { amount: 900, max: null, currency: "EUR", text: "900 euro, XMR only" }],
    ["0.3 BTC", { amount: 0.3, max: null, currency: "BTC", text: "0.3 BTC" }],
  ])("shows %s", ([shown, stated]) => {
    expect(formatPrice(stated)).toBe(shown);
  });
});

describe("formatCount", () => {
  test.for<[Parameters<typeof formatCount>[0], string, string]>([
    [{ count: 22_800, max: null, approximate: false }, "22,800", "22,800"],
    [{ count: 48_500_000, max: null, approximate: true }, "≈ 48,500,000", "≈ 48.5M"],
    [{ count: 100_000, max: 140_000, approximate: false }, "100,000–140,000", "100,000–140,000"],
  ])("shows %j as %s, in a headline as %s", ([count, full, short]) => {
    expect(formatCount(count)).toBe(full);
    expect(formatCountShort(count)).toBe(short);
  });
});

test.for<[number, string]>([
  [0, "0 bytes"],
  [999, "999 bytes"],
  [1000, "1 kB"],
  [945e9, "945 GB"],
  [23e12, "23 TB"],
])("shows %d bytes as %s", ([bytes, shown]) => {
  expect(formatBytes(bytes)).toBe(shown);
});
