import { describe, expect, test } from "vitest";
import { readListing } from "../../src/listing/listing.ts";
import { counts } from "./reading.ts";

describe("what a short text tells", () => {
  test.for([
    [
      "",
      "Verkaufe frische Datenbank eines Reiseportals, 420k Kunden, Preis 600 Euro, Treuhand möglich.",
      "sale",
      null,
      [420000],
    ],
    [
      "",
      "La base de datos de una clínica quedó accesible sin contraseña; contenía los expedientes de 35.000 pacientes.",
      "exposure",
      null,
      [35000],
    ],
    [
      "",
      "Группа вымогателей требует выкуп в 50 BTC за 400 ГБ данных завода и грозит публикацией через 5 дней.",
      "ransom",
      null,
      [],
    ],
    ["", "База была продана одному покупателю, тема закрыта. Продано.", "sale", "sold", []],
    [
      "SOLD - 2.1M rows Harbour Bank KYC",
      "Sold to one buyer, thread closed. Thanks to all.",
      "sale",
      "sold",
      [2100000],
    ],
    ["", "Full leak: Kestrel Foods, 1.8M customers, free download, no sale.", "leak", "released", [1800000]],
    ["", "Auction: start $2k, step $500, blitz $10k. 900k resumes, country: BR", "sale", "auction", [900000]],
    [
      "",
      "Selling RDP access, domain admin, company revenue $40M, 300 hosts. $1,500",
      "access",
      "offered",
      [],
    ],
    ["", "在暗网论坛上，有人免费公开了某航空公司的600万条旅客记录。", "leak", "released", [6000000]],
    [
      "",
      "攻撃者は身代金として300万ドルを要求し、支払わなければ20万人分の顧客情報を公開すると脅している。",
      "ransom",
      null,
      [200000],
    ],
    [
      "",
      "Le groupe réclame une rançon de 700 000 euros et menace de publier les dossiers de 18 000 patients.",
      "ransom",
      null,
      [18000],
    ],
    [
      "",
      "Um banco de dados com 12 milhões de CPFs foi posto à venda por US$ 700 em um fórum.",
      "sale",
      "offered",
      [12000000],
    ],
    ["", "Un fichier de 25 000 lignes a été mis en vente pour 300 €.", "sale", "offered", [25000]],
    [
      "",
      "Ein offener Server legte 90.000 Ausweiskopien offen; er war ohne Passwort erreichbar.",
      "exposure",
      null,
      [90000],
    ],
    [
      "",
      "В открытом доступе оказалась база туроператора: 1,1 млн строк с ФИО и номерами загранпаспортов.",
      "exposure",
      null,
      [1100000],
    ],
    [
      "",
      "The retailer has 9 million members; about 120,000 of them had their details taken.",
      null,
      null,
      [120000],
    ],
    ["", "Roughly one in five of the 2 million accounts contained a phone number.", null, null, [2000000]],
    [
      "",
      "A total of 48,212 people were affected, including 1,306 residents of Maine.",
      null,
      null,
      [1306, 48212],
    ],
    [
      "",
      "The archive holds 3,000,000 lines: 1.2M emails and 1.8M phones.",
      null,
      null,
      [1200000, 1800000, 3000000],
    ],
    ["", "El atacante pide 2 millones de dólares y dice tener 60.000 contratos.", "ransom", null, [60000]],
    ["", "约有三百二十万名用户的资料被出售，价格两千美元。", "sale", null, [3200000]],
    ["", "延べ約1万2千人分の情報が漏えいした。", null, null, [12000]],
    ["", "Se filtraron 4,5 millones de registros y 3.200 facturas.", null, null, [3200, 4500000]],
    ["", "Foram expostos 1.250.000 cadastros e 40 GB de arquivos.", null, null, [1250000]],
    ["", "Plus de 3 millions de comptes et 12 000 mots de passe.", null, null, [12000, 3000000]],
    [
      "",
      "Die Daten von mehr als 1,3 Millionen Versicherten und 2.700 Mitarbeitern wurden kopiert.",
      null,
      null,
      [2700, 1300000],
    ],
    ["", "Украдены данные 2,5 миллионов абонентов и 18 тысяч сотрудников.", null, null, [18000, 2500000]],
    ["", "WTS 10k CC USA live, valid 85%, $9 each, bins in PM", "sale", null, [10000]],
  ] as readonly (readonly [string, string, string | null, string | null, readonly number[]])[])(
    "%s %s",
    ([title, body, kind, status, counted]) => {
      const listing = readListing({ title, body });
      if (kind !== null) expect(listing.kind).toBe(kind);
      if (status !== null) expect(listing.status).toBe(status);
      expect(counts(listing)).toEqual(counted);
    },
  );
});
