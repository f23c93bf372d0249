import { expect, test } from "vitest";
import type { Listing, Victim } from "../../src/model.ts";
import { alertOf } from "./watches.ts";

function listingOf(...victims: Victim[]): Listing {
  return {
    kind: "leak",
    status: null,
    actors: [],
    victims,
    prices: [],
    records: [],
    sizes: [],
    dataTypes: [],
    lots: [],
    terms: [],
    deadline: null,
    conflicts: [],
  };
}

function victim(name: string, title: string): Victim {
  const start = title.indexOf(name);
  return { name, field: "title", start, end: start + name.length, text: name, confidence: 0.9 };
}

test("whom a tracker or a listing calls the victim is the victim", () => {
  const title = "Tolvan Ltd customer files";
  expect(alertOf({ name: "Tolvan" }, { title, victim: "Tolvan Ltd" })?.party).toBe("victim");
  expect(alertOf({ name: "Tolvan" }, { title, listing: listingOf(victim("Tolvan Ltd", title)) })?.party).toBe(
    "victim",
  );
  expect(
    alertOf(
      { name: "Other", aliases: ["Tolvan"] },
      { title, listing: listingOf(victim("Tolvan Ltd", title)) },
    )?.party,
  ).toBe("victim");
});

test("beside another victim a company is mentioned", () => {
  const title = "Dovarra files leaked, Tolvan answers";
  expect(alertOf({ name: "Tolvan" }, { title, listing: listingOf(victim("Dovarra", title)) })?.party).toBe(
    "mentioned",
  );
});

test("data that a supplier's post names in brackets makes a third party of its owner, by the title alone", () => {
  const alert = alertOf({ name: "Bridge" }, { title: "[Bridge Data] Dovarra Precision Works" });
  expect(alert).toMatchObject({ party: "third-party", tier: "likely" });
});

test("a client whose data lies at a supplier is a third party", () => {
  const title = "Dovarra Metal [Tolvan data]";
  expect(alertOf({ name: "Tolvan" }, { title, victim: "Dovarra Metal" })?.party).toBe("third-party");
  const body = "The archive holds drawings of Tolvan and more.";
  expect(alertOf({ name: "Tolvan" }, { title: "Dovarra Metal", victim: "Dovarra Metal", body })?.party).toBe(
    "third-party",
  );
});

test("without a listing the title and the opening decide", () => {
  const filler = "The weather was mild and nothing else happened. ".repeat(60);
  const opening = "Attackers stole data from Tolvan last week. ";
  expect(alertOf({ name: "Tolvan" }, { title: "Tolvan answers hackers" })?.party).toBe("victim");
  expect(alertOf({ name: "Tolvan" }, { title: "A theft", body: opening + filler })?.party).toBe("victim");
  expect(alertOf({ name: "Tolvan" }, { title: "A theft", body: filler + opening })?.party).toBe("mentioned");
});
