import { describe, expect, it, test } from "vitest";
import { compareListings, findIncident, foldIn, type Sighting } from "../../src/incident.ts";
import type { Incident, Listing, ListingStatus, Price, RecordCount } from "../../src/model.ts";
import { emptyListing, later, noon } from "../store/samples.ts";

const evidence = { field: "body", start: 0, end: 1, text: "x", confidence: 1 } as const;

const price = (amount: number, change: Partial<Price> = {}): Price => ({
  ...evidence,
  amount,
  max: null,
  currency: "USD",
  role: "asking",
  per: null,
  ...change,
});

const count = (n: number, change: Partial<RecordCount> = {}): RecordCount => ({
  ...evidence,
  count: n,
  max: null,
  unit: "people",
  of: "customers",
  role: "total",
  approximate: false,
  ...change,
});

const says = (change: Partial<Listing>): Listing => ({ ...emptyListing, kind: "sale", ...change });

const sighting = (change: Partial<Sighting> = {}): Sighting => ({
  listingId: "second",
  listing: says({}),
  former: null,
  victimKeys: ["harbourlines"],
  actors: [],
  ...change,
});

const incident = (change: Partial<Incident> = {}): Incident => ({
  id: "i1",
  victimKeys: ["harbourlines"],
  kind: "sale",
  actors: [],
  listing: says({}),
  listingId: "first",
  changes: [],
  firstSeenAt: noon,
  lastSeenAt: noon,
  ...change,
});

describe("findIncident", () => {
  const with900 = { listing: says({ prices: [price(900)] }) };
  const with400k = { listing: says({ records: [count(400_000)] }) };
  const claimed = {
    actors: ["dory"],
    kind: "ransom",
    listing: says({ kind: "ransom" }),
    victimKeys: ["harbourlines", "watch:w1"],
  } as const;
  const rival = (days: number): Partial<Sighting> => ({
    actors: ["greyfin"],
    listing: says({ kind: "leak" }),
    victimKeys: ["harbourlines", "watch:w1"],
    seenAt: later(days * 24 * 60),
  });
  const unlike = { victimKeys: ["otherlines"], actors: ["greyfin"] };
  test.for<[string, Partial<Sighting>, Partial<Incident>, boolean]>([
    ["takes a shared actor", { actors: ["greyfin"] }, { actors: ["greyfin", "dory"] }, true],
    ["takes the same price", with900, with900, true],
    ["takes the same record count", with400k, with400k, true],
    [
      "takes a count that was rounded",
      { listing: says({ records: [count(402_000)] }) },
      { listing: says({ records: [count(400_000, { approximate: true })] }) },
      true,
    ],
    ["wants more than a name in common", {}, {}, false],
    ["wants the same victim", unlike, { actors: ["greyfin"] }, false],
    [
      "keeps apart what two actors offer at one price",
      { actors: ["greyfin"], ...with900 },
      { actors: ["dory"], ...with900 },
      false,
    ],
    [
      "takes two actors' offers of the very same records for one matter",
      { actors: ["greyfin"], ...with400k },
      { actors: ["dory"], ...with400k },
      true,
    ],
    [
      "keeps two actors' offers of the same records at other prices apart",
      { actors: ["greyfin"], listing: says({ records: [count(400_000)], prices: [price(100)] }) },
      { actors: ["dory"], listing: says({ records: [count(400_000)], prices: [price(900)] }) },
      false,
    ],
    ["takes a second gang's claim within days for one matter", rival(3), claimed, true],
    ["keeps a second gang's claim weeks later apart", rival(30), claimed, false],
    [
      "keeps a second gang's claim apart where only a name is in common",
      { ...rival(3), victimKeys: ["harbourlines"] },
      claimed,
      false,
    ],
    ["keeps a sale apart from another's ransom demand", { ...rival(3), listing: says({}) }, claimed, false],
    [
      "takes a relisting under another spelling by the same gang for one matter",
      { actors: ["dory"], victimKeys: ["harbourlinesgmbh", "watch:w1"], listing: says({ kind: "leak" }) },
      claimed,
      true,
    ],
    ["joins by price where one post names no actor", { actors: ["greyfin"], ...with900 }, with900, true],
    [
      "does not take small round numbers for a sign",
      { listing: says({ records: [count(100)] }) },
      { listing: says({ records: [count(100)] }) },
      false,
    ],
    [
      "does not take one number in two currencies for one price",
      { listing: says({ prices: [price(900, { currency: "EUR" })] }) },
      with900,
      false,
    ],
    [
      "does not take two free offers for one price",
      { listing: says({ prices: [price(0)] }) },
      { listing: says({ prices: [price(0)] }) },
      false,
    ],
    [
      "finds the earlier price that a later article names",
      { listing: says({ prices: [price(4000), price(4850, { role: "previous" })] }) },
      { listing: says({ prices: [price(4850)] }) },
      true,
    ],
  ])("%s", ([, seen, known, isSame]) => {
    expect(findIncident(sighting(seen), [incident(known)]) !== null).toBe(isSame);
  });

  it("takes the first of the candidates that fits", () => {
    const newest = incident({ id: "newest", actors: ["dory"] });
    const fitting = incident({ id: "fitting", actors: ["greyfin"] });
    expect(findIncident(sighting({ actors: ["greyfin"] }), [newest, fitting])?.id).toBe("fitting");
  });
});

describe("compareListings of one post's two readings", () => {
  test.for<
    [string, Partial<Listing>, Partial<Listing>, readonly (readonly [string, string | null, string])[]]
  >([
    ["nothing", { prices: [price(900)] }, { prices: [price(900, { start: 5, text: "900 USD" })] }, []],
    [
      "a lowered price",
      { prices: [price(4850)] },
      { prices: [price(4000)] },
      [["price-lowered", "$4,850", "$4,000"]],
    ],
    [
      "a raised price",
      { prices: [price(900)] },
      { prices: [price(1200)] },
      [["price-raised", "$900", "$1,200"]],
    ],
    ["a first price", {}, { prices: [price(900)] }, [["price-set", null, "$900"]]],
    ["no price any more", { prices: [price(900)] }, {}, []],
    ["a lot's price alone", {}, { prices: [price(90, { role: "lot" })] }, []],
    ["sold", { status: "offered" }, { status: "sold" }, [["status", "offered", "sold"]]],
    ["released", { status: "offered" }, { status: "released" }, [["status", "offered", "released"]]],
    ["withdrawn", { status: "offered" }, { status: "withdrawn" }, [["status", "offered", "withdrawn"]]],
    [
      "a step of an auction",
      { status: "auction", prices: [price(5000, { role: "start" })] },
      { status: "auction", prices: [price(7000, { role: "start" }), price(20_000, { role: "blitz" })] },
      [["auction-step", "$5,000", "$7,000"]],
    ],
    ["still negotiating", { status: "offered" }, { status: "negotiating" }, []],
    ["no status any more", { status: "sold" }, {}, []],
    ["more records", { records: [count(1000)] }, { records: [count(5000)] }, [["records", "1,000", "5,000"]]],
    ["a rounder count", { records: [count(48_512_000)] }, { records: [count(48_500_000)] }, []],
    ["a deadline", {}, { deadline: later(600) }, [["deadline", null, later(600).toISOString()]]],
    ["a deadline read an hour later", { deadline: later(600) }, { deadline: later(660) }, []],
  ])("tells %s", ([, before, now, changes]) => {
    const found = compareListings(says(before), says(now), true);
    expect(found.map(({ kind, from, to }) => [kind, from, to])).toEqual(changes);
  });

  it("names a lot that was added with its price and count", () => {
    const one = { price: 0, records: 0, dataTypes: [] };
    const before = says({ prices: [price(90, { role: "lot" })], records: [count(1000)], lots: [one] });
    const now = says({
      prices: [...before.prices, price(150, { role: "lot" })],
      records: [...before.records, count(2500)],
      lots: [one, { price: 1, records: 1, dataTypes: [] }],
    });
    const added = compareListings(before, now, true).filter(({ kind }) => kind === "lot-added");
    expect(added).toEqual([{ kind: "lot-added", from: null, to: "$150 for 2,500 customers" }]);
  });
});

describe("compareListings with another post of the incident", () => {
  const known = says({ prices: [price(4850)], status: "offered" });
  test.for<[string, Partial<Listing>, readonly string[]]>([
    [
      "takes a price for newer where the known one is named as the earlier",
      { prices: [price(4000), price(4850, { role: "previous" })] },
      ["price-lowered"],
    ],
    ["leaves another price alone, which may be the older", { prices: [price(4000)] }, []],
    ["learns that the data was sold", { status: "sold" }, ["status"]],
    ["learns a deadline that was not known", { deadline: later(600) }, ["deadline"]],
    ["takes another count for another way of counting", { records: [count(7)] }, []],
  ])("%s", ([, now, kinds]) => {
    expect(compareListings(known, says(now), false).map(({ kind }) => kind)).toEqual(kinds);
  });

  test.for<[ListingStatus, ListingStatus]>([
    ["sold", "auction"],
    ["released", "auction"],
    ["withdrawn", "auction"],
  ])("does not let an older post turn %s back into %s", ([before, now]) => {
    expect(compareListings(says({ status: before }), says({ status: now }), false)).toEqual([]);
  });
});

describe("foldIn", () => {
  it("opens an incident without changes", () => {
    const seen = sighting({ listing: says({ prices: [price(900)] }), actors: ["greyfin"] });
    const { incident: opened, changes } = foldIn(seen, null, "i9", noon);
    expect(changes).toEqual([]);
    expect(opened).toMatchObject({ id: "i9", listingId: "second", actors: ["greyfin"], firstSeenAt: noon });
  });

  it("takes over only what another post corrects", () => {
    const known = incident({ listing: says({ prices: [price(4850)], records: [count(400_000)] }) });
    const article = says({ prices: [price(4000), price(4850, { role: "previous" })], records: [count(9)] });
    const { incident: now, changes } = foldIn(
      sighting({ listing: article, victimKeys: ["harbour"], actors: ["greyfin"] }),
      known,
      "unused",
      later(1),
    );
    expect(changes.map(({ kind }) => kind)).toEqual(["price-lowered"]);
    expect(now.listing.prices).toEqual(article.prices);
    expect(now.listing.records).toEqual(known.listing.records);
    expect(now).toMatchObject({
      id: "i1",
      listingId: "first",
      victimKeys: ["harbourlines", "harbour"],
      actors: ["greyfin"],
      firstSeenAt: noon,
      lastSeenAt: later(1),
    });
  });

  it("tells that another gang claims it, once, and keeps both", () => {
    const actor = (name: string) => ({ ...evidence, name });
    const known = incident({ actors: ["dory"], listing: says({ actors: [actor("Dory")] }) });
    const rival = sighting({ actors: ["greyfin"], listing: says({ actors: [actor("Grey Fin")] }) });
    const { incident: now, changes } = foldIn(rival, known, "unused", later(1));
    expect(changes).toEqual([{ kind: "actor", from: null, to: "Grey Fin" }]);
    expect(now.actors).toEqual(["dory", "greyfin"]);
    expect(now.listing.actors.map(({ name }) => name)).toEqual(["Dory", "Grey Fin"]);
    expect(foldIn({ ...rival, listingId: "third" }, now, "unused", later(2)).changes).toEqual([]);
    expect(foldIn(rival, incident(), "unused", later(1)).changes).toEqual([]);
  });

  it("tells what the victim says of it, once, and no older denial after a confirmation", () => {
    const say = (known: Incident, stance: "confirmed" | "denied") =>
      foldIn(sighting({ stance, actors: ["x"] }), known, "unused", later(1));
    const denied = say(incident(), "denied");
    expect(denied.changes).toEqual([{ kind: "victim", from: null, to: "denies it" }]);
    expect(say(denied.incident, "denied").changes).toEqual([]);
    const confirmed = say(denied.incident, "confirmed");
    expect(confirmed.changes).toEqual([{ kind: "victim", from: "denies it", to: "confirms it" }]);
    expect(say(confirmed.incident, "denied").changes).toEqual([]);
    const opened = foldIn(sighting({ stance: "confirmed" }), null, "i2", noon);
    expect(opened.changes).toEqual([]);
    expect(say(opened.incident, "confirmed").changes).toEqual([]);
  });

  const corrected = incident({ listing: says({ prices: [price(4000)], status: "sold" }) });
  const former = says({ prices: [price(4850)], status: "offered" });

  it("does not take a cosmetic edit of the first post for a price that rose again", () => {
    const reread = sighting({ listingId: "first", former, listing: former });
    const { incident: now, changes } = foldIn(reread, corrected, "unused", later(2));
    expect(changes).toEqual([]);
    expect(now.listing.prices).toEqual(corrected.listing.prices);
    expect(now.listing.status).toBe("sold");
  });

  it("does not tell again what another post told before", () => {
    const reread = sighting({
      listingId: "first",
      former,
      listing: says({ ...former, prices: [price(4000)] }),
    });
    expect(foldIn(reread, corrected, "unused", later(2)).changes).toEqual([]);
  });

  it("tells a price that the first post lowers further", () => {
    const reread = sighting({ listingId: "first", former, listing: says({ prices: [price(3500)] }) });
    const { incident: now, changes } = foldIn(reread, corrected, "unused", later(2));
    expect(changes).toEqual([{ kind: "price-lowered", from: "$4,000", to: "$3,500" }]);
    expect(now.listing.prices[0]?.amount).toBe(3500);
  });

  it("tells a price that another post lowers, once that post had told the known one", () => {
    const known = incident({ listing: says({ prices: [price(4850)] }) });
    const mirrored = says({ prices: [price(4850)] });
    const lowered = sighting({ former: mirrored, listing: says({ prices: [price(4000)] }) });
    const { incident: now, changes } = foldIn(lowered, known, "unused", later(2));
    expect(changes).toEqual([{ kind: "price-lowered", from: "$4,850", to: "$4,000" }]);
    expect(now.listing.prices[0]?.amount).toBe(4000);
  });

  it("keeps what it knew of the kind until a post tells it better", () => {
    const vague = incident({ kind: "other" });
    expect(foldIn(sighting({ actors: ["x"] }), vague, "unused", noon).incident.kind).toBe("sale");
  });
});
