import { describe, expect, test } from "vitest";
import { normaliseDomain } from "../../src/watch/domains.ts";
import { alertOf } from "./watches.ts";

const tolvan = { name: "Tolvan", domains: ["tolvan.com"] };

describe("finds an official domain", () => {
  test.for([
    ["tolvan.com", "tolvan.com", "confirmed"],
    ["TOLVAN.COM/", "TOLVAN.COM", "confirmed"],
    ["www.tolvan.com:8443/login dump", "www.tolvan.com", "confirmed"],
    ["hxxps://shop[.]tolvan[.]com/cart", "shop[.]tolvan[.]com", "confirmed"],
    ["tolvan[dot]com users", "tolvan[dot]com", "confirmed"],
    ["tolvan(.)com users", "tolvan(.)com", "confirmed"],
    ["someone@mail.tolvan.com:not-a-token", "mail.tolvan.com", "confirmed"],
    ["tolvan.com.au members", "tolvan.com.au", "likely"],
    ["tolvan.de members", "tolvan.de", "likely"],
  ] as const)("in %j", ([title, text, tier]) => {
    const match = alertOf(tolvan, { title });
    expect([match?.text, match?.tier]).toEqual([text, tier]);
  });
});

describe("does not take another host for it", () => {
  test.for([
    "tolvan2.com",
    "nottolvan.com users",
    "tolvan-fans.com users",
    "notes on com.tolvan",
    "readme.tolvan",
  ])("%j", (title) => {
    expect(alertOf({ ...tolvan, name: "Dovarra" }, { title })).toBeNull();
  });
});

describe("links a host to a watched name", () => {
  test.for([
    ["Acorn Dovarra", "acorndovarra.com", "likely"],
    ["Acorn Dovarra", "acorn-dovarra.co.uk", "likely"],
    ["Dovarra Group", "dovarragroup.com", "likely"],
    ["Harbor Inc", "harborinc.com", "likely"],
    ["Harbor", "harborinc.com", null],
    ["Meyer & Tolvan Holding SE & Co. KG", "meyertolvan.com", "likely"],
    ["Municipio de Dovarra", "municipiodovarra.com", "likely"],
    ["Dovarra Metal Works", "dovarra.com", "likely"],
    ["Anchor", "anchor.com", "likely"],
    ["QZ", "qz.com.gt", null],
    ["Dovarra", "dovarra2.com", null],
  ] as const)("%s and %j", ([name, title, tier]) => {
    expect(alertOf({ name }, { title })?.tier ?? null).toBe(tier);
  });
});

test("a company under one country's suffix does not own the others", () => {
  expect(alertOf({ name: "Dovarra", domains: ["dovarra.ch"] }, { title: "dovarra.com" })).toBeNull();
});

test("a title that is the label of an official domain names its owner", () => {
  expect(alertOf({ name: "Quillbrook Harbor", domains: ["qhbr.com"] }, { title: "QHBR" })?.text).toBe("QHBR");
});

test("a name that is a host is looked for as one, not as its word", () => {
  expect(alertOf({ name: "Bridges.com" }, { title: "bridges.com tells its users" })?.by).toBe("domain");
  expect(alertOf({ name: "Bridges.com" }, { title: "Bridges data leaked from harbor" })).toBeNull();
});

test("the post's own address never counts", () => {
  expect(
    alertOf(tolvan, { title: "A leak", body: "Nothing here", url: "https://tolvan.com/news/1" }),
  ).toBeNull();
});

test("links to what users keep at a service are not the service's", () => {
  expect(
    alertOf(
      { name: "Mega", domains: ["mega.nz"] },
      { title: "fresh logs", body: "https://mega.nz/folder/abc" },
    ),
  ).toBeNull();
  expect(
    alertOf({ name: "Gmail", domains: ["gmail.com"] }, { title: "list", body: "nobody@gmail.com" }),
  ).toBeNull();
  expect(
    alertOf({ name: "Shopify", domains: ["shopify.com"] }, { title: "tinyshop.myshopify.com members" }),
  ).toBeNull();
});

test("a tracker's domain field names the victim", () => {
  const match = alertOf(tolvan, { title: "New entry", domain: "www.tolvan.com" });
  expect(match).toMatchObject({ by: "domain", field: "domain", party: "victim", tier: "confirmed" });
});

describe("a name beside the site of a namesake", () => {
  const quill = { name: "Quill", domains: ["quill.com.ar"] };
  test.for([
    ["another country's", { title: "Quill", body: "Site: quill.ch" }, false],
    ["another country's, as the tracker says", { title: "Quill", domain: "quill.ch" }, false],
    ["both countries'", { title: "Quill", body: "Sites: quill.ch, quill.com.ar" }, true],
    ["none", { title: "Quill", body: "No site is given" }, true],
    ["one that says nothing of it", { title: "Quill", body: "Site: dovarra.ch" }, true],
  ] as const)("%s", ([, post, expected]) => {
    expect(alertOf(quill, post) !== null).toBe(expected);
  });

  test("one whose owner has several countries' may be its own", () => {
    const wide = { name: "Quill", domains: ["quill.com", "quill.de"] };
    expect(alertOf(wide, { title: "Quill", body: "Site: quill.ch" })).not.toBeNull();
  });
});

describe("anybody's name for a host", () => {
  test.for([
    ["Toyland", {}, "toyland.com", false],
    ["Toyland", { domains: ["toyland.com"] }, "toyland.com", true],
    ["Lantern", {}, "lantern.com", true],
    ["Lantern", {}, "lantern.pl", false],
    ["Dovarra", {}, "dovarra.pl", true],
  ] as const)("%s %j in %j: %s", ([name, terms, title, expected]) => {
    expect(alertOf({ name, ...terms }, { title }) !== null).toBe(expected);
  });
});

describe("normalises what somebody types", () => {
  test.for([
    ["https://www.nio.example/x", "nio.example"],
    ["WWW.Tolvan.CO.UK", "tolvan.co.uk"],
    ["someone@tolvan.com", "tolvan.com"],
    ["hxxp://tolvan[.]com", "tolvan.com"],
    ["*.tolvan.com", "tolvan.com"],
    ["tolvan.com:8080", "tolvan.com"],
    ["co.uk", null],
    ["github.io", null],
    ["tolvan", null],
    ["not a domain", null],
    ["192.0.2.1", null],
    ["", null],
  ] as const)("%j", ([typed, domain]) => {
    expect(normaliseDomain(typed)).toBe(domain);
  });
});
