import { describe, expect, test } from "vitest";
import { readListing } from "../../src/listing/listing.ts";
import { prices } from "./reading.ts";

describe("a price that took another one's place", () => {
  test.for([
    [
      "The crew first asked for 70 BTC (about $2.1 million) but cut its demand to 45 BTC.",
      ["45 BTC ransom", "70 BTC previous", "2100000 USD equivalent"],
    ],
    ["Sold. Was $7k, sold for $4.5k.", ["4500 USD asking", "7000 USD previous"]],
    ["Selling members list: I wanted $800, selling for $500.", ["500 USD asking", "800 USD previous"]],
    ["Selling it. Initially $12k, only $8k today.", ["8000 USD asking", "12000 USD previous"]],
    ["Продам базу. Снизил цену с 900$ до 600$.", ["600 USD asking", "900 USD previous"]],
    [
      "Вымогатели сначала требовали 3 млн долларов, теперь просят 2 млн долларов.",
      ["2000000 USD ransom", "3000000 USD previous"],
    ],
    ["出售会员数据，价格从900美元降到600美元。", ["600 USD asking", "900 USD previous"]],
    ["黑客最初索要80比特币赎金，现在降至50比特币。", ["50 BTC ransom", "80 BTC previous"]],
    ["会員データを売ります。900ドルから600ドルに値下げしました。", ["600 USD asking", "900 USD previous"]],
    [
      "犯行グループは当初9億円の身代金を要求し、その後5億円に引き下げた。",
      ["500000000 JPY ransom", "900000000 JPY previous"],
    ],
    ["Vendo base, precio rebajado de 900 a 600 dólares.", ["600 USD asking", "900 USD previous"]],
    [
      "Los atacantes pidieron primero 30 bitcoins de rescate y luego bajaron a 12 bitcoins.",
      ["12 BTC ransom", "30 BTC previous"],
    ],
    ["Vendo base de clientes. De R$ 900 por R$ 600.", ["600 BRL asking", "900 BRL previous"]],
    [
      "O grupo pediu inicialmente 30 BTC de resgate, mas reduziu para 12 BTC.",
      ["12 BTC ransom", "30 BTC previous"],
    ],
    ["Verkaufe Datenbank, Preis von 900 auf 600 Euro gesenkt.", ["600 EUR asking", "900 EUR previous"]],
    [
      "Zunächst forderten die Erpresser 3 Millionen Euro, inzwischen sind es 2 Millionen Euro.",
      ["2000000 EUR ransom", "3000000 EUR previous"],
    ],
    ["Je vends la base. Prix : 600 €, au lieu de 900 €.", ["600 EUR asking", "900 EUR previous"]],
    [
      "Les pirates ont d'abord demandé une rançon de 3 millions d'euros avant de la ramener à 2 millions d'euros.",
      ["2000000 EUR ransom", "3000000 EUR previous"],
    ],
    [
      "The gang doubled its ransom demand from $2 million to $4 million.",
      ["4000000 USD ransom", "2000000 USD previous"],
    ],
    ["Selling it. Price goes up to $900 on Friday, today still $600.", ["600 USD asking", "900 USD asking"]],
    [
      "Tarn Lines paid the hackers 20 BTC of ransom after they cut their demand from 60 BTC.",
      ["20 BTC paid", "60 BTC previous"],
    ],
  ] as const)("%s", ([body, expected]) => {
    expect(prices(readListing({ title: "", body }))).toEqual(expected);
  });

  test.for([
    [
      "Pay 9 BTC to get the decryptor. If you do not pay within 4 days the price doubles to 18 BTC.",
      ["9 BTC ransom", "18 BTC ransom"],
    ],
    [
      "The gang wants a ransom of $5 million. The regulator may fine it up to $2 million. Insurance covers up to $1 million.",
      ["5000000 USD ransom"],
    ],
  ] as const)("is none that only threatens to, nor another matter's: %s", ([body, expected]) => {
    expect(prices(readListing({ title: "", body }))).toEqual(expected);
  });
});

describe("an amount in words with a half", () => {
  test.for([
    ["The gang demands one and a half million dollars ransom.", "1500000 USD ransom"],
    ["Hackers demand two and a half million euros in ransom.", "2500000 EUR ransom"],
    ["Los atacantes piden un rescate de un millón y medio de euros.", "1500000 EUR ransom"],
    ["Os criminosos pedem resgate de dois milhões e meio de dólares.", "2500000 USD ransom"],
    ["Die Täter fordern anderthalb Millionen Euro Lösegeld.", "1500000 EUR ransom"],
    ["Хакеры требуют выкуп в полтора миллиона долларов.", "1500000 USD ransom"],
  ] as const)("%s", ([body, expected]) => {
    expect(prices(readListing({ title: "", body }))).toEqual([expected]);
  });
});
