import { describe, expect, test } from "vitest";
import { readListing } from "../../src/listing/listing.ts";
import { prices, takenTypes } from "./reading.ts";

const perPiece = (body: string): readonly (readonly [number, string | null])[] =>
  readListing({ title: "", body, author: "quietfox" }).prices.map(({ amount, per }) => [amount, per]);

describe("a menu", () => {
  test("keeps the tiers of a price by the piece, is a sale by its author, and names nobody", () => {
    const listing = readListing({
      title: "Fullz Canada fresh",
      author: "quietfox",
      body: "Fullz with SSN, DOB: $14 each, 50+ $9 each, 500+ $6 each. CC with CVV $18. Minimum order $90.",
    });
    expect([listing.kind, listing.status]).toEqual(["sale", "offered"]);
    expect(prices(listing)).toEqual([
      "14 USD asking",
      "9 USD asking",
      "6 USD asking",
      "18 USD asking",
      "90 USD minimum",
    ]);
    expect(listing.prices.slice(0, 3).map(({ per }) => per)).toEqual(["each", "each", "each"]);
    expect(listing.victims).toEqual([]);
    expect(listing.actors.map(({ name }) => name)).toEqual(["quietfox"]);
    expect(takenTypes(listing)).toContain("fullz");
  });

  test.for([
    [
      "Passport scans: $4 per piece, from 100 pieces $2.5, whole pack $900.",
      [
        [4, "per piece"],
        [2.5, null],
        [900, null],
      ],
    ],
    [
      "Карты с CVV: 9$ за штуку, от 100 штук 6$.",
      [
        [9, "за штуку"],
        [6, null],
      ],
    ],
    [
      "带CVV的信用卡，每条9美元，100条以上每条6美元。",
      [
        [9, "每条"],
        [6, "每条"],
      ],
    ],
    [
      "Vendo tarjetas con CVV: 9 USD cada una, más de 500 a 6 USD cada una.",
      [
        [9, "cada una"],
        [6, "cada una"],
      ],
    ],
    [
      "Kreditkarten mit CVV: 9 € pro Stück, ab 50 Stück 6 €.",
      [
        [9, "pro Stück"],
        [6, null],
      ],
    ],
    [
      "Cartes avec CVV : 9 € pièce, dès 100 pièces 6 €.",
      [
        [9, "pièce"],
        [6, null],
      ],
    ],
    [
      "Full lot 2 BTC, per card $9. Selling dumps.",
      [
        [2, null],
        [9, "per card"],
      ],
    ],
  ] as const)("%s", ([body, expected]) => {
    expect(perPiece(body)).toEqual(expected);
  });

  test("a lowered price before the next one is no piece: De R$ 900 por R$ 600", () => {
    expect(perPiece("Vendo base. De R$ 900 por R$ 600.")).toEqual([
      [600, null],
      [900, null],
    ]);
  });
});

describe("an auction", () => {
  test.for([
    "Auktion: Startgebot 500 Euro, Schritt 50 Euro, Sofortkauf 900 Euro.",
    "Subasta: puja inicial 500 EUR, incremento 50 EUR, compra inmediata 900 EUR.",
    "Leilão: lance inicial 500 EUR, incremento 50 EUR, arremate imediato 900 EUR.",
    "Enchères : mise à prix 500 €, pas 50 €, achat immédiat 900 €.",
    "Аукцион: старт 500 евро, шаг 50 евро, блиц 900 евро.",
    "拍卖：起拍价500欧元，加价50欧元，一口价900欧元。",
    "オークション：開始価格500ユーロ、入札単位50ユーロ、即決900ユーロ。",
  ])("%s", (body) => {
    const listing = readListing({ title: "", body });
    expect(listing.status).toBe("auction");
    expect(prices(listing)).toEqual(["500 EUR start", "50 EUR step", "900 EUR blitz"]);
  });
});
