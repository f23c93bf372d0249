import { describe, expect, test } from "vitest";
import {
  type Embed,
  renderAlert,
  renderChanges,
  renderListing,
  renderListingLine,
} from "../../src/alert/message.ts";
import type { Alert, Change } from "../../src/model.ts";
import {
  dataType,
  emptyListing,
  evidence,
  extortion,
  makeAlert,
  makeStored,
  price,
  records,
} from "./message-samples.ts";

const field = (embed: Embed | undefined, name: string): string | undefined =>
  embed?.fields?.find((candidate) => candidate.name === name)?.value;
const embedOf = (alert: Alert): Embed | undefined => renderAlert(alert).embeds[0];
const match = makeAlert().match;
const lowered: Change = { kind: "price-lowered", from: "$4,850", to: "$4,000" };
const sale = { ...emptyListing, kind: "sale", prices: [price(4000, "USD", "asking")] } as const;

describe("the content line", () => {
  test.for<[string, Partial<Alert>]>([
    ["Lantern Foods: ransom demand $3.1M in Bitcoin · 5.2M members", { listing: extortion }],
    [
      "Lantern Foods: data for sale, $4,000 (was $4,850)",
      { kind: "update", changes: [lowered], listing: sale },
    ],
    ["Lantern Foods: data sold, $4,000", { listing: { ...sale, status: "sold" } }],
    [
      "Lantern Foods: data exposed · ≈ 296,000 customers",
      {
        listing: {
          ...emptyListing,
          kind: "exposure",
          records: [records(296_000, "customers", { approximate: true })],
        },
      },
    ],
    [
      "Lantern Foods: data at auction, $5,000",
      {
        listing: { ...emptyListing, kind: "sale", status: "auction", prices: [price(5000, "USD", "start")] },
      },
    ],
    [
      "Lantern Foods (mentioned only): data for sale, $4,000",
      { listing: sale, match: { ...match, party: "mentioned" } },
    ],
    [
      "Lantern Foods (third party): data for sale, $4,000",
      { listing: sale, match: { ...match, party: "third-party" } },
    ],
    [
      "Lantern Foods: data for sale, $4,000 · possible match",
      { listing: sale, match: { ...match, tier: "possible" } },
    ],
    ["Test alert, nothing happened · Lantern Foods: data for sale, $4,000", { kind: "test", listing: sale }],
  ])("reads %j", ([content, rest]) => {
    expect(renderAlert(makeAlert(rest)).content).toBe(content);
  });

  test("mentions the role of the watch and nobody else", () => {
    const message = renderAlert(makeAlert({ roleId: "424242", company: "@everyone <@&7>" }));
    expect(message.content).toMatch(/^<@&424242> ＠everyone \\<＠&7>: /u);
    expect(message.mentionRoles).toEqual(["424242"]);
    expect(renderAlert(makeAlert({ roleId: "everyone" })).mentionRoles).toEqual([]);
  });

  test("names every other watched company of the post, and notifies its role too", () => {
    const alsoConcerns = [
      { company: "Harbour *Lines*", roleId: "7" },
      { company: "Velda", roleId: null },
      { company: "Northgate", roleId: "42" },
    ];
    const message = renderAlert(makeAlert({ roleId: "42", alsoConcerns }));
    expect(message.mentionRoles).toEqual(["42", "7"]);
    expect(message.embeds[0]?.description).toContain(
      "Also concerns **Harbour \\*Lines\\***, **Velda**, **Northgate**.",
    );
  });
});

describe("why it matched", () => {
  test("quotes the evidence with the matched words in bold", () => {
    const quote = { ...makeAlert().quote, field: "body", before: "Selling a dump of " } as const;
    expect(embedOf(makeAlert({ quote }))?.description).toBe(
      [
        "**Lantern Foods** is named as the victim.",
        "> Selling a dump of **Lantern Foods** Ltd, fresh",
        "Confirmed match: its name in the text (legal form follows).",
      ].join("\n"),
    );
  });

  test("does not quote the title below the title", () => {
    expect(embedOf(makeAlert())?.description).toBe(
      "**Lantern Foods** is named as the victim.\nConfirmed match: its name in the title (legal form follows).",
    );
    const { quote, title } = makeAlert();
    const cutShort = { ...quote, before: `…${quote.before.slice(4)}` };
    expect(embedOf(makeAlert({ quote: cutShort }))?.description).not.toContain("> ");
    // A title of which only a part is shown is quoted where the evidence lies behind that.
    const long = { title: `${"Selling ".repeat(40)}${title}`, quote };
    expect(embedOf(makeAlert(long))?.description).toContain("> ");
  });

  test.for<[Alert["match"]["party"], string]>([
    ["mentioned", "**Lantern Foods** is mentioned only. The post names Quay Bank as the victim."],
    ["third-party", "**Lantern Foods** appears as a third party. The post names Quay Bank as the victim."],
  ])("says plainly that the company is %s", ([party, line]) => {
    const listing = { ...sale, victims: [{ name: "Quay Bank", ...evidence("Quay Bank") }] };
    expect(embedOf(makeAlert({ listing, match: { ...match, party } }))?.description).toContain(line);
  });

  test("says what the victim itself says of it", () => {
    const history = [{ kind: "victim", from: null, to: "denies it" }] as const;
    expect(embedOf(makeAlert({ history }))?.description).toContain(
      "**Lantern Foods** is named as the victim, and denies it.",
    );
  });

  test("labels what a machine wrote, and a test", () => {
    expect(embedOf(makeAlert({ generated: true }))?.description).toContain(
      "A machine wrote this source's text",
    );
    const tried = embedOf(makeAlert({ kind: "test" }));
    expect(tried?.description).toMatch(/^\*\*This is a test\.\*\*/u);
    expect(tried?.title).toMatch(/^Test · /u);
  });

  test("keeps a quote that tries to format in its place", () => {
    const quote = {
      field: "body",
      before: "](https://lure.example) ",
      text: "**L**",
      after: "\n```",
    } as const;
    expect(embedOf(makeAlert({ quote }))?.description).toContain(
      "\n> ]\\(hxxps://lure[.]example) **\\*\\*L\\*\\*** \\`\\`\\`\n",
    );
  });
});

describe("buttons", () => {
  const ids = (alert: Alert): string[] => (renderAlert(alert).buttons ?? []).map(({ customId }) => customId);

  test("stand under every alert, with the delivery's id as all they know", () => {
    expect(ids(makeAlert({ id: "d1" }))).toEqual([
      "alerts:ack:d1",
      "alerts:mute:d1",
      "watch:notus:d1",
      "alerts:details:d1",
      "alerts:case:d1",
    ]);
  });

  test("of a summary of many are those that concern all of them", () => {
    expect(ids(makeAlert({ id: "d1", flood: { posts: 30, concerned: 0, listings: [] } }))).toEqual([
      "alerts:ack:d1",
      "alerts:case:d1",
    ]);
  });

  test("do not stand under an example, of which nothing is kept", () => {
    expect(ids(makeAlert({ kind: "test" }))).toEqual([]);
  });

  test("and a line tell who has acknowledged it, and that it can be undone", () => {
    const acknowledgement = { userId: "424242", at: new Date(1_772_600_760_000) };
    for (const alert of [makeAlert(), makeAlert({ flood: { posts: 30, concerned: 0, listings: [] } })]) {
      const message = renderAlert(alert, acknowledgement);
      expect(field(message.embeds[0], "Acknowledged")).toBe("Acknowledged by <@424242> at <t:1772600760:f>");
      expect(message.buttons?.[0]?.label).toBe("Undo acknowledgement");
      expect(message.content).not.toContain("424242");
    }
  });
});

test("the roles that a server wants at this severity are mentioned beside the watch's own", () => {
  const message = renderAlert(makeAlert({ roleId: "1", severityRoleIds: ["2", "1", "x"] }));
  expect(message.mentionRoles).toEqual(["1", "2"]);
  expect(message.content).toMatch(/^<@&1> <@&2> /u);
});

describe("facts", () => {
  test("tells an extortion with its lots, conflict, terms and deadline", () => {
    const embed = embedOf(makeAlert({ listing: extortion, alsoSeenAt: ["Daily Harbour", "Tide Tracker"] }));
    expect(Object.fromEntries(embed?.fields?.map(({ name, value }) => [name, value]) ?? [])).toEqual({
      Victim: "Lantern Foods (lantern.example)",
      Kind: "Ransom demand · in negotiation",
      "Threat actor": "Grey Heron",
      "Ransom demand": "$3,100,000 in Bitcoin",
      Terms: "price doubles within 72 h",
      Deadline: "<t:1772841600:f> (<t:1772841600:R>)",
      Lots: [
        "```",
        "   Price  Records             Data",
        " 0.3 BTC    1,800  employees  Employee records",
        "12.5 BTC  412,000  会员账户   Government issued IDs",
        "```",
      ].join("\n"),
      Records: [
        "5,200,000 members",
        "≈ 41,200 members",
        "⚠ Conflict: 412,000 or ≈ 41,200 (the second paragraph counts fewer)",
      ].join("\n"),
      Size: "1.5 TB",
      "Data types": "Employee records, Government issued IDs",
      "Not affected": "Credit cards",
      Published: "<t:1772600760:f> (<t:1772600760:R>)",
      Discovered: "<t:1772604000:f> (<t:1772604000:R>)",
      Source: "Harbour Forum\nhxxps://harbour[.]example/thread/17",
      "Also seen at": "Daily Harbour, Tide Tracker",
    });
    expect(embed?.footer).toEqual({ text: "Leakwatch · delivery-7f3k" });
  });

  test("strikes through what an update replaced", () => {
    const listing = {
      ...sale,
      status: "sold",
      prices: [price(4000, "USD", "asking"), price(4850, "USD", "previous")],
      records: [records(9000, "staff"), records(140_000, "users")],
      deadline: new Date("2026-03-07T00:00:00Z"),
    } as const;
    const changes: Change[] = [
      { kind: "price-lowered", from: "$5,200", to: "$4,850" },
      lowered,
      { kind: "status", from: "offered", to: "sold" },
      { kind: "records", from: "100,000", to: "140,000" },
      { kind: "deadline", from: "2026-03-05T00:00:00.000Z", to: "2026-03-07T00:00:00.000Z" },
    ];
    const embed = embedOf(
      makeAlert({ kind: "update", listing, history: changes.slice(0, 4), changes: changes.slice(3) }),
    );
    expect(field(embed, "Asking price")).toBe("~~$5,200~~ ~~$4,850~~ $4,000");
    expect(field(embed, "Kind")).toBe("Data for sale · ~~on offer~~ sold");
    expect(field(embed, "Records")).toBe("9,000 staff\n~~100,000~~ 140,000 users");
    expect(field(embed, "Deadline")).toBe(
      "~~<t:1772668800:f> (<t:1772668800:R>)~~ <t:1772841600:f> (<t:1772841600:R>)",
    );
  });

  test("shows an earlier price that the post itself states", () => {
    const listing = { ...sale, prices: [price(4000, "USD", "asking"), price(4850, "USD", "previous")] };
    expect(field(embedOf(makeAlert({ listing })), "Asking price")).toBe("~~$4,850~~ $4,000");
  });

  test("shows an auction's steps, what a price buys and the terms in the post's words", () => {
    const prices = [
      price(5000, "USD", "start"),
      price(1000, "USD", "step"),
      price(20_000, "USD", "blitz"),
      { ...price(0.002, "USD", "lot"), per: "per record" },
      price(4600, "EUR", "equivalent"),
    ];
    const terms = [
      { kind: "copies", percent: null, withinHours: null, ...evidence("Two copies only") },
      { kind: "discount", percent: 20, withinHours: 24, ...evidence("-20%") },
    ] as const;
    const embed = embedOf(makeAlert({ listing: { ...sale, status: "auction", prices, terms } }));
    expect(field(embed, "Buy-now price")).toBe("$20,000");
    expect(field(embed, "Other prices")).toBe("start $5,000 · step $1,000 · lot $0.002 per record");
    expect(field(embed, "Terms")).toBe("“Two copies only” · 20% discount within 24 h");
  });

  test("says how many lots and data types did not fit", () => {
    const listing = {
      ...sale,
      prices: Array.from({ length: 40 }, (_, index) => price(index + 1, "USD", "lot")),
      lots: Array.from({ length: 40 }, (_, index) => ({ price: index, records: null, dataTypes: [] })),
      dataTypes: Array.from({ length: 90 }, (_, index) => dataType(`t${index}`, `Data type number ${index}`)),
    };
    const embed = embedOf(makeAlert({ listing }));
    expect(field(embed, "Lots")).toMatch(/```\n… and 28 more$/u);
    expect(field(embed, "Data types")).toMatch(/ … and \d+ more$/u);
  });

  test("hides personal data wherever it stands", () => {
    const secret = "some.body@post.example";
    const message = renderAlert(
      makeAlert({
        title: `Mail ${secret}`,
        company: secret,
        sourceName: secret,
        alsoSeenAt: [secret],
        listing: {
          ...extortion,
          actors: [{ name: secret, ...evidence(secret) }],
          conflicts: [{ records: [], note: secret }],
        },
      }),
    );
    expect(JSON.stringify(message)).not.toContain("some.body");
  });
});

describe("links", () => {
  test("a forum's link is text, a news site's link is a link", () => {
    const forum = embedOf(makeAlert());
    expect(forum?.url).toBeUndefined();
    const news = embedOf(makeAlert({ links: "show", url: "https://daily.example/a_b?c=1" }));
    expect(news?.url).toBe("https://daily.example/a_b?c=1");
    expect(field(news, "Source")).toBe("Harbour Forum\nhttps://daily.example/a_b?c=1");
  });

  test.for([
    "javascript:alert(1)",
    "https://daily.example@lure.example/",
    "http://203.0.113.9/x",
    "https://login.bank.com.lure.example/",
    "https://bit.ly/x",
    "https://daily.example/dump.torrent",
    "https://daily.example/?to=https://lure.example",
    "http://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.onion/",
    "not an address",
    "",
  ])("%s is never clickable, even from a news site", (url) => {
    const message = renderAlert(makeAlert({ links: "show", url }));
    expect(message.embeds[0]?.url).toBeUndefined();
    expect(JSON.stringify(message)).not.toMatch(/https?:\/\//u);
  });

  test("a link cannot end early or hide a format", () => {
    const embed = embedOf(makeAlert({ links: "show", url: "https://daily.example/a)**b**?@everyone`" }));
    expect(embed?.url).toBe("https://daily.example/a%29%2a%2ab%2a%2a?%40everyone%60");
  });

  test("nothing is said about a link where the source gives none", () => {
    expect(field(embedOf(makeAlert({ url: null, links: "show" })), "Source")).toBe("Harbour Forum");
  });
});

describe("colour", () => {
  const colour = (rest: Partial<Alert>): number | undefined => embedOf(makeAlert(rest))?.color;

  test("rises with kind, data types and counts, and falls where the company is not the victim", () => {
    const [low, medium, high, critical] = [0x5b7083, 0xd9a406, 0xe8710a, 0xd92d20];
    expect(colour({ listing: emptyListing })).toBe(low);
    expect(colour({ listing: { ...emptyListing, kind: "breach" } })).toBe(medium);
    expect(colour({ listing: sale })).toBe(high);
    expect(colour({ listing: { ...sale, dataTypes: [dataType("passport", "Passport numbers")] } })).toBe(
      critical,
    );
    expect(
      colour({ listing: { ...sale, dataTypes: [dataType("passport", "Passport numbers", true)] } }),
    ).toBe(high);
    expect(colour({ listing: { ...sale, records: [records(2_000_000, "users")] } })).toBe(critical);
    expect(colour({ listing: sale, match: { ...match, party: "third-party" } })).toBe(medium);
    expect(colour({ listing: sale, match: { ...match, party: "mentioned" } })).toBe(low);
    expect(colour({ kind: "test", listing: extortion })).toBe(0x5865f2);
  });
});

describe("renderChanges", () => {
  const told = (changes: Change[], rest: Partial<Alert> = {}): string =>
    renderChanges(makeAlert({ kind: "update", listing: sale, changes, ...rest })).content;

  test.for<[string, Change]>([
    ["Asking price lowered: ~~$4,850~~ → **$4,000**", lowered],
    ["Asking price raised: ~~$4,000~~ → **$4,400**", { kind: "price-raised", from: "$4,000", to: "$4,400" }],
    ["Asking price: **$4,000**", { kind: "price-set", from: null, to: "$4,000" }],
    ["Status: ~~on offer~~ → **sold**", { kind: "status", from: "offered", to: "sold" }],
    ["Record count: ~~100,000~~ → **140,000**", { kind: "records", from: "100,000", to: "140,000" }],
    ["Lot added: **0.3 BTC**", { kind: "lot-added", from: null, to: "0.3 BTC" }],
    [
      "Deadline: **<t:1772841600:f> (<t:1772841600:R>)**",
      { kind: "deadline", from: null, to: "2026-03-07T00:00:00.000Z" },
    ],
  ])("tells %s", ([line, change]) => {
    expect(told([change])).toBe(`**Lantern Foods** · ${line}`);
  });

  test("calls an extorter's price a ransom demand", () => {
    expect(told([lowered], { listing: extortion })).toContain(
      "Ransom demand lowered: ~~$4,850~~ → **$4,000**",
    );
  });

  test("tells each fact once, in its newest state, and every added lot", () => {
    const lot = (to: string): Change => ({ kind: "lot-added", from: null, to });
    expect(
      told([
        { kind: "price-lowered", from: "$5,200", to: "$4,850" },
        lot("1 BTC"),
        lowered,
        lot("2 BTC"),
      ]).split("\n"),
    ).toEqual([
      "**Lantern Foods** · Lot added: **1 BTC**",
      "Asking price lowered: ~~$4,850~~ → **$4,000**",
      "Lot added: **2 BTC**",
    ]);
  });

  test("notifies nobody and carries the delivery id", () => {
    const message = renderChanges(makeAlert({ roleId: "424242", changes: [lowered] }));
    expect(message.mentionRoles).toEqual([]);
    expect(message.content).not.toContain("424242");
    expect(message.embeds[0]?.footer).toEqual({ text: "Leakwatch · delivery-7f3k" });
  });
});

describe("stored listings", () => {
  test("shows one with its facts, source and a redacted excerpt", () => {
    const stored = makeStored({ listing: extortion });
    const post = { ...stored.post, body: "Ask some.body@post.example for the archive." };
    const embed = renderListing({ ...stored, post });
    expect(embed.title).toBe("Selling the customers of Lantern Foods Ltd, fresh");
    expect(embed.description).toBe("> Ask [email hidden] for the archive.");
    expect(field(embed, "Ransom demand")).toBe("$3,100,000 in Bitcoin");
    expect(embed.footer).toEqual({ text: "Listing k3m9" });
  });

  test("shows apart what an operator's model added, and takes it for nothing of ours", () => {
    const by = "enricher" as const;
    const listing = {
      ...emptyListing,
      prices: [{ ...price(3000, "EUR", "asking"), by }],
      records: [{ ...records(12_500, "sailors"), by }],
      dataTypes: [dataType("name", "Names"), { ...dataType("income", "Income levels"), by }],
    };
    const embed = renderListing(makeStored({ listing }));
    expect(field(embed, "Added by the enricher")).toBe("asking €3,000 · 12,500 sailors · Income levels");
    expect(field(embed, "Asking price")).toBeUndefined();
    expect(field(embed, "Data types")).toBe("Names");
  });

  test("shows one as one line", () => {
    expect(renderListingLine(makeStored({ listing: extortion }))).toBe(
      "`k3m9` **Selling the customers of Lantern Foods Ltd, fresh** · Ransom demand · $3.1M in Bitcoin · 5.2M members · Grey Heron · <t:1772600760:R>",
    );
    expect(renderListingLine(makeStored())).toBe(
      "`k3m9` **Selling the customers of Lantern Foods Ltd, fresh** · Data for sale · <t:1772600760:R>",
    );
  });
});
