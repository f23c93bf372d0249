import type { Alert, Evidence, Listing, RecordCount, StoredListing } from "../../src/model.ts";

/** Evidence that a test does not look at. */
export function evidence(text: string): Evidence {
  return { field: "body", start: 0, end: text.length, text, confidence: 1 };
}

export const emptyListing: Listing = {
  kind: "other",
  status: null,
  actors: [],
  victims: [],
  prices: [],
  records: [],
  sizes: [],
  dataTypes: [],
  lots: [],
  terms: [],
  deadline: null,
  conflicts: [],
};

export function price(
  amount: number,
  currency: string,
  role: Listing["prices"][number]["role"],
  text = `${amount} ${currency}`,
): Listing["prices"][number] {
  return { amount, currency, role, max: null, per: null, ...evidence(text) };
}

export function records(count: number, of: string, rest: Partial<RecordCount> = {}): RecordCount {
  return { count, of, max: null, unit: null, role: "total", approximate: false, ...evidence(of), ...rest };
}

export function dataType(id: string, label: string, negated = false): Listing["dataTypes"][number] {
  return { id, label, negated, ...evidence(label) };
}

/** A sale with nothing remarkable; every test states what matters to it. */
export function makeAlert(rest: Partial<Alert> = {}): Alert {
  return {
    id: "delivery-7f3k",
    kind: "fresh",
    company: "Lantern Foods",
    match: {
      watch: "lantern",
      tier: "confirmed",
      by: "name",
      party: "victim",
      cues: ["legal form follows"],
      ...evidence("Lantern Foods"),
    },
    quote: {
      field: "title",
      before: "Selling the customers of ",
      text: "Lantern Foods",
      after: " Ltd, fresh",
    },
    title: "Selling the customers of Lantern Foods Ltd, fresh",
    listing: { ...emptyListing, kind: "sale", status: "offered" },
    listingId: "listing-1",
    changes: [],
    history: [],
    sourceId: "harbour",
    sourceName: "Harbour Forum",
    links: "defang",
    url: "https://harbour.example/thread/17",
    publishedAt: new Date("2026-03-04T05:06:00Z"),
    discoveredAt: new Date("2026-03-04T06:00:00Z"),
    generated: false,
    alsoSeenAt: [],
    alsoConcerns: [],
    roleId: null,
    ...rest,
  };
}

export function makeStored(rest: Partial<StoredListing> = {}): StoredListing {
  const { listing, sourceId, sourceName, links, url, title, publishedAt, discoveredAt } = makeAlert();
  return {
    id: "k3m9",
    incidentId: null,
    sourceId,
    sourceName,
    links,
    listing,
    discoveredAt,
    post: {
      id: "17",
      title,
      url,
      author: null,
      publishedAt,
      updatedAt: null,
      summary: null,
      body: "Everything in one archive.",
      sticky: false,
    },
    ...rest,
  };
}

/** An extortion with lots, a conflict, a deadline and a payment in Bitcoin. */
export const extortion: Listing = {
  ...emptyListing,
  kind: "ransom",
  status: "negotiating",
  victims: [{ name: "Lantern Foods", domain: "lantern.example", ...evidence("Lantern Foods") }],
  actors: [{ name: "Grey Heron", ...evidence("Grey Heron") }],
  prices: [
    price(3_100_000, "USD", "ransom", "US$3.1 million in Bitcoin"),
    price(0.3, "BTC", "lot"),
    price(12.5, "BTC", "lot"),
  ],
  records: [
    records(1800, "employees", { role: "lot" }),
    records(412_000, "会员账户", { role: "lot" }),
    records(5_200_000, "members"),
    records(41_200, "members", { approximate: true }),
  ],
  sizes: [{ bytes: 1.5e12, ...evidence("1.5 TB") }],
  dataTypes: [
    dataType("employee_record", "Employee records"),
    dataType("national_id", "Government issued IDs"),
    dataType("credit_card", "Credit cards", true),
  ],
  lots: [
    { price: 1, records: 0, dataTypes: [0] },
    { price: 2, records: 1, dataTypes: [1] },
  ],
  terms: [{ kind: "increase", percent: 100, withinHours: 72, ...evidence("doubles after three days") }],
  deadline: new Date("2026-03-07T00:00:00Z"),
  conflicts: [{ records: [1, 3], note: "the second paragraph counts fewer" }],
};
