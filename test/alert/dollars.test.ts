import { describe, expect, test } from "vitest";
import { showDollars } from "../../src/alert/dollars.ts";
import { renderAlert } from "../../src/alert/message.ts";
import type { Rates } from "../../src/model.ts";
import { emptyListing, makeAlert, price, records } from "./message-samples.ts";

const rates: Rates = {
  at: new Date("2026-11-02T23:59:00Z"),
  dollars: { USD: 1, BTC: 96_123, JPY: 0.0065, XMR: 1e300 },
};
const show = (amount: number, currency: string, max: number | null = null): string =>
  showDollars({ amount, currency, max }, rates);

describe("what an amount is in dollars", () => {
  test.for<[string, string]>([
    [show(0.25, "BTC"), " (≈ $24,000, rate of 2 Nov)"],
    [show(1, "BTC", 2), " (≈ $96,100–$192,000, rate of 2 Nov)"],
    [show(30_000, "JPY"), " (≈ $195, rate of 2 Nov)"],
    [show(0.0000025, "BTC"), " (≈ $0.24, rate of 2 Nov)"],
  ])("reads %j", ([shown, expected]) => expect(shown).toBe(expected));

  test.for([
    ["dollars", show(4000, "USD")],
    ["a currency without a rate", show(5, "EUR")],
    ["a forum's credits", show(500, "CREDITS")],
    ["a name that every object has", show(5, "constructor")],
    ["more than any number", show(1e300, "XMR")],
    ["no known rates", showDollars({ amount: 1, max: null, currency: "BTC" }, null)],
  ])("says nothing of %s", ([, shown]) => expect(shown).toBe(""));
});

const field = (name: string, listing: Partial<typeof emptyListing>, known: Rates | null = rates) =>
  renderAlert(
    makeAlert({ listing: { ...emptyListing, kind: "sale", ...listing } }),
    null,
    known,
  ).embeds[0]?.fields?.find((one) => one.name === name)?.value;

test("an alert tells dollars beside the amount as stated, and with the rate's day", () => {
  const prices = [price(0.25, "BTC", "asking"), price(2, "BTC", "blitz")];
  expect(field("Asking price", { prices })).toBe("0.25 BTC (≈ $24,000, rate of 2 Nov)");
  expect(field("Other prices", { prices })).toMatch(/2 BTC \(≈ \$192,000, rate of 2 Nov\)$/u);
  expect(field("Asking price", { prices }, null)).toBe("0.25 BTC");
});

test("the table of lots has a column of dollars where a rate is known, aligned", () => {
  const listing = {
    prices: [price(0.3, "BTC", "lot"), price(12.5, "BTC", "lot")],
    records: [records(1800, "会员账户", { role: "lot" }), records(412_000, "members", { role: "lot" })],
    lots: [
      { price: 0, records: 0, dataTypes: [] },
      { price: 1, records: 1, dataTypes: [] },
    ],
  } as const;
  expect(field("Lots", listing)).toBe(
    [
      "```",
      "   Price       ≈ USD  Records",
      " 0.3 BTC     $28,800    1,800  会员账户",
      "12.5 BTC  $1,200,000  412,000  members",
      "```",
      "≈ at the rates of 2 Nov",
    ].join("\n"),
  );
  expect(field("Lots", listing, null)).not.toContain("≈");
});
