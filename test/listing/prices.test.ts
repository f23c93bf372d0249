import { describe, expect, test } from "vitest";
import { readListing } from "../../src/listing/listing.ts";
import { prices } from "./reading.ts";

const readPrices = (body: string, title = "[SELLING] customer database"): readonly string[] =>
  prices(readListing({ title, body }));

describe("an amount of money", () => {
  test.for([
    ["Price: $4,000", "4000 USD asking"],
    ["Price: US$2.25 million worth of Bitcoin", "2250000 USD asking"],
    ["Price: 0.15 BTC", "0.15 BTC asking"],
    ["Price: 70.000$", "70000 USD asking"],
    ["Price: 13.500.000$", "13500000 USD asking"],
    ["Price: $1,4M", "1400000 USD asking"],
    ["Price: 1 500 000 $", "1500000 USD asking"],
    ["Price: $A1.53m", "1530000 AUD asking"],
    ["Price: $150k BTC", "150000 USD asking"],
    ["Price: 15BTC", "15 BTC asking"],
    ["Price: 90000$ Two copies will be sold", "90000 USD asking"],
    ["Price: 6000000 USD", "6000000 USD asking"],
    ["Price: Rs. 3,20,000", "320000 INR asking"],
    ["Price: three bitcoin", "3 BTC asking"],
    ["Price: half a million dollars", "500000 USD asking"],
    ["Price: 8 forum credits", "8 CREDITS asking"],
    ["Price: ＄４,０００", "4000 USD asking"],
    ["Price: &#36;750", "750 USD asking"],
    ["Price: $1-2 million", "1000000-2000000 USD asking"],
    ["Price: 100 to 500 Bitcoin", "100-500 BTC asking"],
    ["Preço: R$ 94 mil", "94000 BRL asking"],
    ["Precio: 4 mil millones de dólares", "4000000000 USD asking"],
    ["Preis: 2,5 Mio. Euro", "2500000 EUR asking"],
    ["Prix : 1,45 milliard $", "1450000000 USD asking"],
    ["Prix : 6 millions d’euros", "6000000 EUR asking"],
    ["Цена: 120 тыс. рублей", "120000 RUB asking"],
    ["售价：225万美元", "2250000 USD asking"],
    ["售价：50个比特币", "50 BTC asking"],
    ["価格：7万円", "70000 JPY asking"],
    ["가격: 1억 5천만 달러", "150000000 USD asking"],
  ] as const)("%s is read as %s", ([body, expected]) => {
    expect(readPrices(body)).toEqual([expected]);
  });
});

describe("the role of an amount", () => {
  test.for([
    ["The gang demands a ransom of $64,000 in Bitcoin.", ["64000 USD ransom"]],
    ["The clinic paid a ransom of $21,500 to unlock its files.", ["21500 USD paid"]],
    [
      "Auction for the ransom data: start $5,000, step $1,000, blitz $20,000.",
      ["5000 USD start", "1000 USD step", "20000 USD blitz"],
    ],
    ["He sells it for 6 BTC (nearly $117,000).", ["6 BTC asking", "117000 USD equivalent"]],
    ["Minimum purchase is $500.", ["500 USD minimum"]],
    ["The seller initially asked $9,000 and now asks $7,500.", ["7500 USD asking", "9000 USD previous"]],
  ] as const)("%s", ([body, expected]) => {
    expect(readPrices(body, "")).toEqual(expected);
  });

  test.for([
    "Selling data of a retailer with a revenue of $9 billion.",
    "The attack cost the town over $64,000 in overtime.",
    "The company was fined $1.2 million by the regulator after the breach.",
    "On that day the value of one bitcoin was $8,410.",
    "Its cyber insurance has a coverage of $5 million.",
    "Shares fell and wiped $300 million off the market capitalization.",
  ])("no price: %s", (body) => {
    expect(readPrices(body, "Data breach at a retailer")).toEqual([]);
  });

  test("a leak site's title names the victim's revenue, not a price", () => {
    const listing = readListing({
      title: "acme.example\\$13.5 M\\UK\\945gb\\<1%DISCLOSED",
      body: null,
      victim: "acme.example",
      actor: "blackgoose",
    });
    expect(listing.prices).toEqual([]);
    expect(listing.sizes.map(({ bytes }) => bytes)).toEqual([945e9]);
  });

  test("a machine's description is no source of prices, its title is", () => {
    const listing = readListing({
      title: "Shop database for $900",
      body: "The price is $5,000.",
      generated: true,
    });
    expect(prices(listing)).toEqual(["900 USD asking"]);
  });
});

describe("a changed price", () => {
  const lowered = ["600 USD asking", "900 USD previous"];
  test.for([
    ["was $4,850, now $4,000", ["4000 USD asking", "4850 USD previous"]],
    ["Old price $900, new price $600", lowered],
    ["New price: $600\nOld price: $900", lowered],
    ["Price: $900 -> $600", lowered],
    ["Price: $900 → $600", lowered],
    ["Price: $900 => $600", lowered],
    ["~~$4,850~~ $4,000", ["4000 USD asking", "4850 USD previous"]],
    ["Price: $4,000 ~~$4,850~~", ["4000 USD asking", "4850 USD previous"]],
    ["Price $600, down from $900", lowered],
    ["I reduced the price to $600 (was $900)", lowered],
    ["Price: $600 (previously $900)", lowered],
    ["$600 instead of $900", lowered],
    ["price cut: 900$ now 600$", lowered],
    ["$900 before, $600 now", lowered],
    ["Price was $900. Now it is $600.", lowered],
    ["Price dropped to $600 from $900", lowered],
    ["Price: $900. Update: was $900, now $600", lowered],
    ["Price: $900 -> $700 -> $600", ["600 USD asking", "900 USD previous", "700 USD previous"]],
    ["was 0.5 BTC, now 0.3 BTC", ["0.3 BTC asking", "0.5 BTC previous"]],
    ["now $5,000, was $4,000", ["5000 USD asking", "4000 USD previous"]],
    ["Price raised from $4,000 to $5,000", ["5000 USD asking", "4000 USD previous"]],
  ] as const)("has the current price first: %s", ([body, expected]) => {
    expect(readPrices(body)).toEqual(expected);
  });

  test("is read from a title alone", () => {
    expect(prices(readListing({ title: "Acme Foods database - was $900, now $600", body: null }))).toEqual(
      lowered,
    );
  });

  test.for([
    ["The price was $900.", ["900 USD asking"]],
    ["Price: from $4,000 to $5,000", ["4000-5000 USD asking"]],
    ["Full database $900, sample set $600", ["900 USD asking", "600 USD asking"]],
  ] as const)("is not read into amounts that stand side by side: %s", ([body, expected]) => {
    expect(readPrices(body)).toEqual(expected);
  });
});

describe("a round sum without a currency", () => {
  test.for([
    ["The database with 20,000 users sold for 3k", ["3000 USD asking"]],
    ["Selling for 3k, 20,000 users", ["3000 USD asking"]],
    ["Selling it for 3k.", ["3000 USD asking"]],
    ["Selling it for 3k. Deposit: 200 EUR", ["3000 EUR asking", "200 EUR asking"]],
    ["He is selling for 3k users.", []],
  ] as const)("is what is asked: %s", ([body, expected]) => {
    expect(readPrices(body)).toEqual(expected);
    expect(
      readListing({ title: "", body }).records.some(({ count }) => count === 3000 && expected.length > 0),
    ).toBe(false);
  });
});

describe("lots", () => {
  test("a menu with one price a line pairs each price with its line", () => {
    const listing = readListing({
      title: "Selling customer data",
      body: "Menu:\n12,000 email addresses - $300\n4,500 passport scans - $900\nEscrow accepted",
    });
    expect(
      listing.lots.map(({ price, records }) => [
        listing.prices[price ?? -1]?.amount,
        listing.records[records ?? -1]?.count,
      ]),
    ).toEqual([
      [300, 12_000],
      [900, 4_500],
    ]);
    expect(listing.prices.map(({ role }) => role)).toEqual(["lot", "lot"]);
  });

  test("a single offer has a price and a total, and no lots", () => {
    const listing = readListing({ title: "", body: "He offers 40,000 customer records for $600." });
    expect(listing.lots).toEqual([]);
    expect(listing.prices.map(({ role }) => role)).toEqual(["asking"]);
    expect(listing.records.map(({ role }) => role)).toEqual(["total"]);
  });
});
