import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Embed,
  type Message,
  renderAlert,
  renderChanges,
  renderListing,
  renderListingLine,
} from "../../src/alert/message.ts";
import { dataType, evidence, extortion, makeAlert, price, records } from "./message-samples.ts";
import { renderTerminal } from "../../src/alert/terminal.ts";
import { renderDetails } from "../../src/alert/details.ts";
import { gatherWaiting, renderDigest } from "../../src/alert/digest.ts";
import { renderNotice } from "../../src/alert/notice.ts";
import { renderBody } from "../../src/discord/message-body.ts";
import type { Alert, AlertDelivery, Change, Listing, Rates, StoredListing } from "../../src/model.ts";
import { findMessageViolations } from "../sim/discord/message-limits.ts";

// Texts that push at limits from both sides: very long, made of escapes, of marks, of pairs, of nothing.
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc
    .tuple(
      fc.constantFrom(
        "*",
        "`",
        "\\",
        "_",
        "~~",
        "||",
        "<@1>",
        "@everyone ",
        "```\n",
        "🦊",
        "e\u0301\u0301",
        "名",
        "\u200b",
        " ",
        "https://lure.example/_ ",
        "a@b.example ",
        "x",
      ),
      fc.integer({ min: 0, max: 700 }),
    )
    .map(([unit, times]) => unit.repeat(times)),
);
const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, 4000, 1e308, 48_500_000));
const index = fc.integer({ min: -1, max: 60 });
const date = fc.date({ noInvalidDate: false });
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary);
const proof = {
  field: fc.constantFrom("title", "body", "author", "victim", "actor", "domain"),
  start: index,
  end: index,
  text,
  confidence: number,
} as const;
const many = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.array(arbitrary, { maxLength: 40, size: "max" });

const listing: fc.Arbitrary<Listing> = fc.record({
  kind: fc.constantFrom("sale", "ransom", "leak", "breach", "exposure", "access", "other"),
  status: maybe(fc.constantFrom("offered", "auction", "negotiating", "sold", "released", "withdrawn")),
  actors: many(fc.record({ ...proof, name: text })),
  victims: many(fc.record({ ...proof, name: text, domain: fc.option(text, { nil: undefined }) })),
  prices: many(
    fc.record({
      ...proof,
      amount: number,
      currency: fc.oneof(text, fc.constantFrom("USD", "BTC", "ETH")),
      max: maybe(number),
      role: fc.constantFrom(
        "asking",
        "ransom",
        "lot",
        "start",
        "step",
        "blitz",
        "minimum",
        "previous",
        "paid",
        "equivalent",
      ),
      per: maybe(text),
    }),
  ),
  records: many(
    fc.record({
      ...proof,
      count: number,
      max: maybe(number),
      unit: maybe(fc.constantFrom("people", "records", "accounts", "rows", "files")),
      of: maybe(text),
      role: fc.constantFrom("total", "lot", "sample"),
      approximate: fc.boolean(),
    }),
  ),
  sizes: many(fc.record({ ...proof, bytes: number })),
  dataTypes: many(fc.record({ ...proof, id: text, label: text, negated: fc.boolean() })),
  lots: many(fc.record({ price: maybe(index), records: maybe(index), dataTypes: fc.array(index) })),
  terms: many(
    fc.record({
      ...proof,
      kind: fc.constantFrom("discount", "increase", "negotiable", "escrow", "copies", "exclusive"),
      percent: maybe(number),
      withinHours: maybe(number),
    }),
  ),
  deadline: maybe(date),
  conflicts: many(fc.record({ records: fc.array(index), note: text })),
});

const rates: fc.Arbitrary<Rates | null> = fc.option(
  fc.record({
    at: fc.date({ noInvalidDate: true }),
    dollars: fc.record({ USD: fc.constant(1), BTC: fc.double(), ETH: number }),
  }),
);

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom(
    "price-lowered",
    "price-raised",
    "price-set",
    "status",
    "records",
    "lot-added",
    "deadline",
    "auction-step",
    "actor",
    "deadline-passed",
  ),
  from: maybe(text),
  to: fc.oneof(text, fc.constantFrom("sold", "2026-03-07T00:00:00.000Z", "2026-99-99T00:00:00Z")),
});

const alert: fc.Arbitrary<Alert> = fc.record({
  id: text,
  kind: fc.constantFrom("fresh", "update", "test"),
  company: text,
  match: fc.record({
    ...proof,
    watch: text,
    tier: fc.constantFrom("confirmed", "likely", "possible"),
    by: fc.constantFrom("domain", "name", "alias", "truncated", "masked", "leet", "homoglyph"),
    party: fc.constantFrom("victim", "third-party", "mentioned"),
    cues: many(text),
  }),
  quote: fc.record({ field: proof.field, before: text, text, after: text }),
  title: text,
  listing,
  listingId: text,
  changes: many(change),
  history: many(change),
  sourceId: text,
  sourceName: text,
  links: fc.constantFrom("show", "defang"),
  url: maybe(fc.oneof(text, fc.webUrl({ withQueryParameters: true }))),
  publishedAt: maybe(date),
  discoveredAt: date,
  generated: fc.boolean(),
  alsoSeenAt: many(text),
  roleId: maybe(fc.oneof(text, fc.constant("424242"))),
  alsoConcerns: many(
    fc.record({ company: text, roleId: maybe(fc.oneof(text, fc.bigInt(0n, 2n ** 64n).map(String))) }),
  ),
  flood: fc.option(
    fc.record({
      posts: fc.nat(),
      concerned: fc.nat(),
      listings: many(fc.record({ id: text, title: text, companies: many(text) })),
    }),
    { nil: undefined, freq: 4 },
  ),
});

const address = {
  id: "d1",
  serverId: "s1",
  channelId: "c1",
  watchId: "w1",
  incidentId: "i1",
  state: "waiting",
  nonce: "d1",
  attempts: 0,
  sendingSince: null,
  messageId: null,
  repliesTo: null,
  standsIn: "c1",
  caseId: null,
  acknowledgement: null,
  error: null,
  createdAt: new Date(0),
} as const;

const stored: fc.Arbitrary<StoredListing> = fc.record({
  id: text,
  incidentId: fc.constant(null),
  sourceId: text,
  sourceName: text,
  links: fc.constantFrom("show", "defang"),
  post: fc.record({
    id: text,
    title: text,
    url: maybe(fc.oneof(text, fc.webUrl())),
    author: maybe(text),
    publishedAt: maybe(date),
    updatedAt: maybe(date),
    summary: maybe(text),
    body: maybe(text),
    sticky: fc.boolean(),
  }),
  listing,
  discoveredAt: date,
});

/** Every sign of Markdown that is ours comes in pairs; whatever else there was is escaped. */
function expectBalanced(shown: string): void {
  const bare = shown.replace(/```\n[^`]*\n```/gu, "").replace(/\\[^\p{L}\p{N}\s]|`[^`\n]+`/gu, "x");
  for (const sign of ["**", "~~", "```"])
    expect((bare.split(sign).length - 1) % 2, `${sign} in ${shown}`).toBe(0);
  expect(bare.replaceAll("**", "").replaceAll("~~", "").replaceAll("```", "")).not.toMatch(/[*~|\\`]/u);
}

function expectText(shown: string | undefined, max: number): void {
  if (shown === undefined) return;
  expect(shown.length).toBeLessThanOrEqual(max);
  expect(shown.trim()).not.toBe("");
  expect(shown.isWellFormed()).toBe(true);
  expect(shown).not.toMatch(/@everyone|@here|<@[!\d]|[\u200b\u202e\u0000]/u);
}

function expectEmbed(embed: Embed): void {
  expectText(embed.title, 256);
  expectText(embed.description, 4096);
  expectText(embed.footer?.text, 2048);
  expectBalanced(embed.title ?? "");
  expectBalanced(embed.description ?? "");
  expect(embed.fields?.length ?? 0).toBeLessThanOrEqual(25);
  for (const { name, value } of embed.fields ?? []) {
    expectText(name, 256);
    expectText(value, 1024);
    expectBalanced(value);
  }
  if (embed.url !== undefined) expect(embed.url).toMatch(/^https?:\/\/[^\s*~|`@]+$/u);
}

function expectMessage(message: Message): void {
  expectText(message.content, 2000);
  expectBalanced(message.content);
  let total = 0;
  for (const embed of message.embeds) {
    expectEmbed(embed);
    const fields = (embed.fields ?? []).map(({ name, value }) => name + value).join("");
    total += `${embed.title ?? ""}${embed.description ?? ""}${fields}${embed.footer?.text ?? ""}`.length;
  }
  expect(total).toBeLessThanOrEqual(6000);
  for (const role of message.mentionRoles) expect(role).toMatch(/^\d{1,20}$/u);
  if (message.threadName !== undefined) {
    expect(message.threadName.trim()).not.toBe("");
    expect(message.threadName.length).toBeLessThanOrEqual(100);
    expect(message.threadName.isWellFormed()).toBe(true);
  }
  // As it goes over the wire, buttons included, held against what Discord refuses.
  expect(findMessageViolations(renderBody(message))).toEqual([]);
}

describe("whatever the input", () => {
  test("an alert stays within Discord's limits, notifies nobody and prints without control characters", () => {
    fc.assert(
      fc.property(alert, fc.boolean(), rates, (given, isAcknowledged, rates) => {
        const at = given.discoveredAt;
        const message = renderAlert(given, null, rates);
        expectMessage(message);
        const acknowledged = renderAlert(
          given,
          isAcknowledged ? { userId: "4".repeat(20), at } : null,
          rates,
        );
        expect(findMessageViolations(renderBody(acknowledged))).toEqual([]);
        expect(renderTerminal(message, { colour: false, width: 80, now: new Date(0) })).not.toMatch(
          /[^\P{Cc}\n]/u,
        );
      }),
      { numRuns: 120 },
    );
  });

  test("a reply stays within Discord's limits", () => {
    fc.assert(
      fc.property(alert, (given) => {
        expectMessage(renderChanges(given));
      }),
      { numRuns: 60 },
    );
  });

  test("the pages of an alert's details stay within Discord's limits", () => {
    const posts = fc.array(fc.record({ sourceName: text, title: text, at: date }), { maxLength: 80 });
    fc.assert(
      fc.property(alert, fc.option(stored), posts, rates, (given, read, posts, rates) => {
        const pages = renderDetails({ alert: given, read, posts, rates });
        expect(pages.length).toBeGreaterThan(0);
        for (const page of pages) expectMessage({ content: "x", embeds: [page], mentionRoles: [] });
      }),
      { numRuns: 60 },
    );
  });

  test("what quiet hours kept and a digest stay within Discord's limits", () => {
    const waiting = fc.array(alert, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(waiting, stored, fc.nat({ max: 200 }), (alerts, { listing, post, sourceName }, total) => {
        const deliveries = alerts.map((given): AlertDelivery => ({
          ...address,
          kind: given.kind === "update" ? "update" : "fresh",
          alert: given,
        }));
        expectMessage(renderNotice(gatherWaiting("n1", deliveries)));
        const entry = {
          company: post.title,
          match: { tier: "possible", party: "victim" },
          title: post.title,
          listing,
          listingId: "l1",
          sourceName,
        } as const;
        const entries = Array.from({ length: Math.min(total, 40) }, () => entry);
        expectMessage(renderNotice(renderDigest("n2", "weekly", entries, total)));
      }),
      { numRuns: 40 },
    );
  });

  test("a stored listing stays within Discord's limits", () => {
    fc.assert(
      fc.property(stored, rates, (given, rates) => {
        expectMessage({
          content: renderListingLine(given),
          embeds: [renderListing(given, rates)],
          mentionRoles: [],
        });
        expect(renderListingLine(given).length).toBeLessThanOrEqual(300);
        expect(renderListingLine(given)).not.toContain("\n");
      }),
      { numRuns: 60 },
    );
  });

  test("an alert with too much of everything says so in every field and still fits", () => {
    const long = (index: number): string => `${"much_*more*~than~fits ".repeat(30)}${index}`;
    const times = <T>(make: (index: number, name: string) => T): T[] =>
      Array.from({ length: 80 }, (_, index) => make(index, `${index}${long(index)}`));
    const message = renderAlert(
      makeAlert({
        kind: "test",
        company: long(0),
        title: long(0),
        sourceName: long(0),
        url: `https://harbour.example/${"a_b/".repeat(500)}`,
        roleId: "42424242424242424242",
        generated: true,
        id: long(0),
        alsoSeenAt: times((_, name) => name),
        match: {
          ...makeAlert().match,
          party: "third-party",
          tier: "possible",
          cues: times((_, name) => name),
        },
        quote: { field: "body", before: long(1), text: long(2), after: long(3) },
        history: times((index) => ({ kind: "price-lowered", from: `$${index},999,999,999`, to: "$1" })),
        listing: {
          ...extortion,
          status: "negotiating",
          victims: times((_, name) => ({ name, domain: `${name}.example`, ...evidence(name) })),
          actors: times((_, name) => ({ name, ...evidence(name) })),
          prices: times((index, name) => ({ ...price(index + 0.123, name, "ransom"), per: name })),
          records: times((index, name) => records(1_234_567 + index, name)),
          sizes: times((index) => ({ bytes: 10 ** (index % 20), ...evidence("x") })),
          dataTypes: times((index, name) => dataType("other", name, index % 2 === 0)),
          lots: times((index) => ({ price: index, records: index, dataTypes: [index] })).slice(0, 40),
          terms: times((_, name) => ({
            kind: "copies",
            percent: null,
            withinHours: null,
            ...evidence(name),
          })),
          conflicts: times((index, name) => ({ records: [index, index + 1], note: name })),
        },
      }),
    );
    expectMessage(message);
    const fields = message.embeds[0]?.fields ?? [];
    const overflowing = fields.filter(({ value }) => /[ \n]… and \d+ more$/u.test(value));
    expect(overflowing.map(({ name }) => name)).toEqual([
      "Victim",
      "Threat actor",
      "Other prices",
      "Terms",
      "Lots",
      "Records",
      "Size",
      "Data types",
      "Not affected",
      "Also seen at",
    ]);
  });
});
