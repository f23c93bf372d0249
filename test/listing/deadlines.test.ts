import { describe, expect, test } from "vitest";
import { readListing } from "../../src/listing/listing.ts";

const publishedAt = new Date("2024-11-20T12:00:00Z"); // a Wednesday
const deadline = (body: string): string | undefined =>
  readListing({ title: "", body, publishedAt }).deadline?.toISOString();

describe("until when an offer or a demand stands", () => {
  test.for([
    "The group has given the company until 1 December.",
    "The gang wants $600,000 by December 1.",
    "Предложение действует до 1 декабря.",
    "报价有效期截止到12月1日。",
    "オークションは12月1日まで。",
    "El plazo para pagar el rescate vence el 1 de diciembre.",
    "Les pirates ont donné jusqu'au 1 décembre.",
    "Die Frist läuft am 1. Dezember ab.",
    "O prazo termina em 1 de dezembro.",
  ])("a day: %s", (body) => {
    expect(deadline(body)).toBe("2024-12-01T23:59:59.000Z");
  });

  test.for([
    "Auction ends on Friday: valid until Friday.",
    "Предложение до пятницы.",
    "拍卖周五截止。",
    "Oferta válida hasta el viernes.",
    "Offre valable jusqu'à vendredi.",
    "Angebot gültig bis Freitag.",
    "Oferta válida até sexta-feira.",
  ])("a day of the week: %s", (body) => {
    expect(deadline(body)).toBe("2024-11-22T23:59:59.000Z");
  });

  test.for([
    "3 days left to pay the ransom.",
    "Publication in 3 days.",
    "Осталось 3 дня, чтобы заплатить выкуп.",
    "公司必须在三天内支付赎金。",
    "3日以内に身代金を支払うこと。",
    "残り3日。価格は5万円。",
    "Faltam 3 dias para pagar o resgate.",
    "Quedan 3 días para pagar el rescate.",
    "Restent 3 jours pour payer la rançon.",
    "Noch 3 Tage, um das Lösegeld zu zahlen.",
  ])("a time left: %s", (body) => {
    expect(deadline(body)).toBe("2024-11-23T12:00:00.000Z");
  });

  test.for([
    "The database was open until Friday.",
    "Die Datenbank stand bis Freitag offen.",
    "数据在12月1日泄露。",
    "База была открыта до пятницы.",
  ])("what lay open until then is none: %s", (body) => {
    expect(deadline(body)).toBeUndefined();
  });
});
