import { describe, expect, test } from "vitest";
import { readListing } from "../../src/listing/listing.ts";
import { counts, prices } from "./reading.ts";

describe("what was released after a refusal", () => {
  test.for([
    "Hackers leaked the staff files of the town after it refused a ransom of six hundred thousand dollars.",
    "Because Harbour Lines did not pay the ransom of 600,000 dollars, the gang published its files.",
    "Хакеры выложили базу после того, как компания отказалась платить выкуп в 600 тысяч долларов.",
    "Hackers publicaram os dados depois que a empresa se recusou a pagar o resgate de 600 mil dólares.",
    "Die Täter veröffentlichten die Daten, nachdem die Firma sich weigerte, das Lösegeld von 600.000 Dollar zu zahlen.",
    "Le groupe a réclamé une rançon de 600 000 dollars et l'hôpital a refusé de payer. Les données ont été publiées.",
    "公司拒绝支付60万美元赎金后，黑客公开了数据。",
  ])("is a leak whose ransom is kept: %s", (body) => {
    const listing = readListing({ title: "", body });
    expect([listing.kind, listing.status]).toEqual(["leak", "released"]);
    expect(prices(listing)).toEqual(["600000 USD ransom"]);
  });

  test("a refusal alone leaves it extortion", () => {
    expect(readListing({ title: "", body: "The gang demands a ransom; the firm refused to pay." }).kind).toBe(
      "ransom",
    );
  });
});

describe("what is given away", () => {
  test("is a leak, its former price no longer asked", () => {
    const listing = readListing({
      title: "Leak of Harbour Lines",
      body: "Sharing the Harbour Lines dump for free, 900k rows. Original asking price was $1,500.",
    });
    expect([listing.kind, listing.status]).toEqual(["leak", "released"]);
    expect(prices(listing)).toEqual(["1500 USD previous"]);
  });
});

describe("a demand of extorters", () => {
  test.for([
    ["Akira asks for $1.5 million and threatens to publish 60 GB.", "1500000 USD ransom"],
    ["Die Gruppe Qilin will 700.000 Dollar von der Kanzlei.", "700000 USD ransom"],
    ["Los hackers exigen a la clínica 300.000 euros.", "300000 EUR ransom"],
    ["The hackers asked the bank for one hundred thousand dollars.", "100000 USD ransom"],
    ["攻撃者は3日以内に2億円相当の暗号資産を支払うよう要求した。", "200000000 JPY ransom"],
  ] as const)("%s", ([body, expected]) => {
    const listing = readListing({ title: "", body });
    expect(listing.kind).toBe("ransom");
    expect(prices(listing)).toEqual([expected]);
  });

  test("is none where data is sold", () => {
    const listing = readListing({ title: "", body: "The hacker is selling the data and wants $900 for it." });
    expect(listing.kind).toBe("sale");
    expect(prices(listing)).toEqual(["900 USD asking"]);
  });
});

describe("a sample", () => {
  test.for([
    "出售用户数据900万条，样本1000条。",
    "ユーザーデータ900万件を売ります。サンプル1000件あり。",
    "Selling 9 million rows. Here is a sample of 1,000 rows.",
    "Vendo 9 millones de registros. Muestra de 1.000 registros.",
    "Je vends 9 millions de lignes. Échantillon de 1 000 lignes.",
    "Продаю 9 млн строк. Образец 1000 строк.",
    "Verkaufe 9 Millionen Datensätze. Probe: 1.000 Datensätze.",
    "Vendo 9 milhões de linhas. Amostra de 1.000 linhas.",
  ])("%s", (body) => {
    const listing = readListing({ title: "", body });
    expect(counts(listing)).toEqual([1000, 9_000_000]);
    expect(listing.records.find(({ count }) => count === 1000)?.role).toBe("sample");
  });

  test("a minimum order counts nothing that was taken", () => {
    expect(
      counts(
        readListing({ title: "", body: "Продам базу, 900 тыс. строк. Минимальный заказ 10 тыс. строк." }),
      ),
    ).toEqual([900_000]);
  });
});
