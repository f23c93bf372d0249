import { describe, expect, test } from "vitest";
import { alertOf } from "./watches.ts";

describe("takes an ordinary word for a company where the text speaks for it", () => {
  test.for([
    ["Bridge", "Bridge says 40,000 passwords were taken", "says follows"],
    ["Bridge", "Bridge Inc. writes to its customers", "legal form follows"],
    ["Bridge", "The grocer Bridge was breached", "grocer precedes"],
    ["Bridge", "Bridge", "the whole title"],
    ["Bridge", "Victim: Bridge", "named as the victim"],
    ["Bridge", "Hackers breach Bridge over holiday", "an attack precedes"],
    ["Bridge", "Bridge accounts for 30 shops dumped", "dumped follows"],
    ["Bridge", "Bridge customers' card data stolen", "stolen follows"],
    ["QZX", "QZX confirms theft of source code", "confirms follows"],
    ["Parker", "Parker denies theft of 3,000 files", "denies follows"],
  ] as const)("%s in %j", ([name, title, cue]) => {
    const match = alertOf({ name }, { title });
    expect(match?.text).toBe(name);
    if (cue !== "dumped follows" && cue !== "stolen follows") expect(match?.cues).toContain(cue);
  });
});

describe("leaves an ordinary word alone where it is one", () => {
  test.for([
    ["Bridge", "Ships bridge off the coast, crew data leaked"],
    ["Bridge", "The Bridge Is Lifted On Leaked Data"],
    ["Bridge", "Bridge: none"],
    ["Bridge", "Severity: Bridge. Records may be exposed"],
    ["Bridge", "Bridge County schools lose pupil data"],
    ["Bridge", "Bridge Dental tells 7,000 patients"],
    ["Bridge", "Rope Bridge Leaks Data"],
    ["Bridge", "Bridge point in leaked map data"],
    ["Parker", "Jane Parker loses her phone"],
    ["Parker", "Files of Jane Q. Parker published"],
    ["Boston", "Boston clinic hit by ransomware"],
    ["QZX", "qz and qzxy data"],
    ["5M", "5M user records of a quiz site"],
    ["Ready Harbor", "we are ready harbor files for sale"],
  ] as const)("%s in %j", ([name, title]) => {
    expect(alertOf({ name }, { title })).toBeNull();
  });
});

test("takes ordinary words in a row for a name only where they are written as one", () => {
  expect(
    alertOf({ name: "Ready Harbor" }, { title: "Ready Harbor tells its customers of a leak" }),
  ).not.toBeNull();
  expect(alertOf({ name: "Ready Harbor" }, { title: "ready harbor staff db" })).not.toBeNull();
});

test("a domain elsewhere in the post licenses an ordinary word", () => {
  const watch = { name: "Bridge", domains: ["anchor.example"] };
  expect(
    alertOf(watch, { title: "Big leak", body: "The Bridge was lifted. Taken from anchor.example" })?.tier,
  ).toBe("confirmed");
});

test("a surname stays the person's once the post gives the whole name", () => {
  const body = "The flaw was found by Jane Parker in May. Servers were taken offline, Parker said.";
  expect(alertOf({ name: "Parker" }, { title: "A flaw", body })).toBeNull();
});

test("a program that sellers are reached by is no victim", () => {
  expect(alertOf({ name: "Signal" }, { title: "Selling logs, contact me on Signal" })).toBeNull();
  expect(alertOf({ name: "Telegram" }, { title: "logs for sale", body: "Telegram: @nobody" })).toBeNull();
  expect(alertOf({ name: "Telegram" }, { title: "Telegram confirms leak of user data" })).not.toBeNull();
});

test("running text that writes names with capitals makes a small word weak", () => {
  const body =
    "Attackers used a malicious quexil. The Quarterly report says that such a quexil opens a door.";
  expect(alertOf({ name: "Quexil" }, { title: "A report", body })).toBeNull();
  expect(
    alertOf({ name: "Quexil" }, { title: "fresh", body: "selling quexil customers, dm me" }),
  ).not.toBeNull();
});

describe("how readily a watch takes a weak mention", () => {
  const title = "Prices at Bridge are up";
  test.for([
    ["strict", null],
    ["normal", "likely"],
    ["broad", "likely"],
  ] as const)("%s", ([mode, tier]) => {
    expect(alertOf({ name: "Bridge", mode }, { title })?.tier ?? null).toBe(tier);
  });
});
