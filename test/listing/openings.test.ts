import { describe, expect, test } from "vitest";
import { readListing } from "../../src/listing/listing.ts";

const actors = (body: string, title: string): readonly string[] =>
  readListing({ title, body, author: "quietfox" }).actors.map(({ name }) => name);

describe("a post's author offers it", () => {
  test.for([
    ["Base d'une mutuelle", "Je vends 900 000 lignes : noms, adresses."],
    ["Base de clientes", "Vendo 900.000 registros con nombres y correos."],
    ["Base de clientes", "Ofrezco 900.000 registros con nombres y correos. Precio a consultar."],
    ["Banco de dados", "Vendo 900 mil registros: CPF, nome."],
    ["Kundendaten", "Ich verkaufe 900.000 Datensätze mit Namen."],
    ["База клиентов", "Продаю базу, 900 тыс. строк."],
    ["电商用户数据", "出售电商用户数据900万条，姓名、电话。"],
    ["会員データ", "会員データ90万件を売ります。氏名、住所。"],
    ["Se vende base", "900.000 registros de afiliados, nombres y teléfonos."],
    ["Auction: clinic base", "900k patients, names and diagnoses."],
    ["Mail combos", "900k lines, 80% valid: 25$. Mail access 300k: 40$."],
  ] as const)("%s: %s", ([title, body]) => {
    expect(actors(body, title)).toEqual(["quietfox"]);
  });

  test.for([
    [
      "Shop data for sale",
      "A hacker is selling 900,000 customer records of a shop for $400, researchers said.",
    ],
    ["数据出售", "据报道，黑客以900美元出售某公司的客户数据。"],
    ["Datos en venta", "Un atacante vende los datos de 900.000 clientes por 400 dólares."],
  ] as const)("not one who reports it: %s: %s", ([title, body]) => {
    expect(actors(body, title)).toEqual([]);
  });
});

describe("what names no victim", () => {
  test.for([
    "Fullz USA",
    "Fullz & CC",
    "Deutsche Kliniken Patientendaten",
    "Kundendaten Möbelhaus",
    "Verkaufe Zugangsdaten Shop",
    "Base De Datos México",
    "Clientes Banco Perú",
    "База Клиентов Банка",
    "READ ME",
    "黑客降价",
    "拍卖",
  ])("%s", (title) => {
    expect(readListing({ title, body: "Verkaufe 900 Datensätze für 400 €." }).victims).toEqual([]);
  });

  test.for([
    ["Hafen AG Datenleck", "Die Kundendaten wurden gestohlen.", "Hafen AG"],
    ["Bank of Selwyn", "Data of 900 customers leaked.", "Bank of Selwyn"],
    ["Air Lumen France", "Data of 900 customers leaked.", "Air Lumen France"],
  ] as const)("but a longer name is one: %s", ([title, body, victim]) => {
    expect(readListing({ title, body }).victims.map(({ name }) => name)).toEqual([victim]);
  });
});
