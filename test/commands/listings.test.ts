import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { reader, startBot, type Bot } from "../discord/bot.ts";
import type { SimReply } from "../sim/discord/reply.ts";
import type { OptionValues } from "../sim/discord/typed-command.ts";
import { hostile, makeListing, makeSource } from "./fixtures.ts";

const permissions = ["SendMessages"] as const;

let bot: Bot;
beforeEach(async () => {
  bot = await startBot();
});
afterEach(async () => {
  bot.discord.assertClean();
  await bot.close();
});

/** Anybody may ask. */
async function type(line: string, values: OptionValues = {}): Promise<SimReply> {
  return (await bot.discord.type(bot.guildId, bot.general, reader, line, values, { permissions })).updated();
}

async function press(reply: SimReply, label: string): Promise<SimReply> {
  return (await bot.discord.press(reply, label, reader, { permissions })).updated();
}

/** Refusals of a public command come as a private message of their own. */
async function refusal(line: string, values: OptionValues): Promise<string> {
  const reply = await bot.discord.type(bot.guildId, bot.general, reader, line, values, { permissions });
  await bot.discord.until(() => reply.followUps.length === 1, "the refusal");
  expect(reply.message).toBeNull();
  expect(reply.followUps[0]?.ephemeralFor).toBe(reader);
  expect(bot.discord.messages(bot.general)).toEqual([]);
  return reply.followUps[0]?.text ?? "";
}

function keep(count: number): void {
  bot.services.kept.listings = Array.from({ length: count }, (_, index) => makeListing(`l${index}`));
}

describe("/listings recent", () => {
  test("shows the newest to everybody, ten by default", async () => {
    keep(25);
    const reply = await type("/listings recent");
    expect(reply.ephemeral).toBe(false);
    expect(reply.text).toContain("10 listings");
    expect(reply.text).toContain("`l9`");
    expect(reply.text).not.toContain("`l10`");
    expect(reply.buttons).toEqual([]);
  });

  test("says where there is none, and where to look", async () => {
    const { text } = await type("/listings recent");
    expect(text).toMatch(/No listings\nNothing has been read yet\. `\/sources list`/);
    expect(text).not.toContain("/listings show");
    const filtered = await type("/listings recent", { kind: "sale" });
    expect(filtered.text).toContain("No listing fits. Fewer options or shorter words find more.");
  });

  test("turns the pages of as many as were asked for, after a restart too", async () => {
    keep(60);
    const reply = await type("/listings recent", { count: 25, kind: "sale" });
    expect(reply.text).toContain("Page 1 of 3");
    await bot.restart();
    const second = await press(reply, "Next ▶");
    expect(second.text).toContain("`l19`");
    const third = await press(second, "Next ▶");
    expect(third.text).toContain("`l24`");
    expect(third.text).not.toContain("`l25`");
    expect(third.text).toContain("kind **Data for sale**");
    const back = await press(third, "◀ Previous");
    expect(back.text).toContain("`l10`");
    expect(bot.services.kept.filters.size).toBe(0);
  });

  test("goes to the last page where there are fewer by now", async () => {
    keep(30);
    const reply = await type("/listings recent", { count: 30 });
    const second = await press(reply, "Next ▶");
    keep(12);
    const last = await press(second, "Next ▶");
    expect(last.text).toContain("Page 2 of 2");
    expect(last.text).toContain("`l11`");
  });

  test("takes a source by name or by what is suggested for it, and a time", async () => {
    bot.services.kept.sources = [makeSource("alpha", {}, { name: "Alpha Board" }), makeSource("beta")];
    bot.services.kept.listings = [
      makeListing("a1", {}, { sourceId: "alpha", discoveredAt: new Date() }),
      makeListing("a2", {}, { sourceId: "alpha" }),
      makeListing("b1", {}, { sourceId: "beta", discoveredAt: new Date() }),
    ];
    expect(
      await bot.discord.complete(bot.guildId, bot.general, reader, "/listings recent", "source", "alp", {
        permissions,
      }),
    ).toEqual([{ name: "Alpha Board", value: "alpha" }]);
    const reply = await type("/listings recent", { source: "Alpha Board", since: "24h" });
    expect(reply.text).toContain("source **Alpha Board**");
    expect(reply.text).toContain("`a1`");
    expect(reply.text).not.toMatch(/`a2`|`b1`/);
  });
});

describe("/listings search", () => {
  const facts = { field: "title", start: 0, end: 1, text: "x", confidence: 1 } as const;

  beforeEach(() => {
    bot.services.kept.listings = [
      makeListing("big", {
        title: "Customers of 示例汽车",
        kind: "ransom",
        prices: [{ ...facts, amount: 90_000, currency: "USD", max: null, role: "ransom", per: null }],
      }),
      makeListing("small", { actors: [{ ...facts, name: "otherseller" }], dataTypes: [] }),
      makeListing(
        "news",
        { kind: "breach", prices: [], victims: [{ ...facts, name: "Someone Else" }] },
        { discoveredAt: new Date("2026-05-01T00:00:00Z") },
      ),
    ];
  });

  test.for([
    [{ text: "示例" }, ["big"]],
    [{ company: "example corp" }, ["big", "small"]],
    [{ actor: "other" }, ["small"]],
    [{ kind: "breach" }, ["news"]],
    [{ "data-type": "Phone numbers" }, ["big", "news"]],
    [{ "data-type": "phone" }, ["big", "news"]],
    [{ "min-price": 4000.5 }, ["big"]],
    [{ since: "2026-04-30" }, ["news"]],
    [{ company: "example", kind: "sale" }, ["small"]],
    [{ text: "nothing like it" }, []],
  ] as const)("finds by %o", async ([values, ids]) => {
    const { text } = await type("/listings search", values);
    const found = [...text.matchAll(/^`([a-z]+)`/gmu)].map(([, id]) => id);
    expect(found).toEqual(ids);
  });

  test("keeps every filter over the pages, also one that no button can hold", async () => {
    const title = "示例汽车客户数据".repeat(4);
    bot.services.kept.listings = Array.from({ length: 25 }, (_, index) =>
      makeListing(`l${index}`, { title }),
    );
    const since = "2026-01-01";
    const reply = await type("/listings search", {
      text: title,
      company: "Example",
      actor: "seller",
      "data-type": "phone",
      "min-price": 10,
      since,
    });
    expect(reply.text).toContain("Page 1 of 3");
    await bot.restart();
    const second = await press(reply, "Next ▶");
    const third = await press(second, "Next ▶");
    expect(third.text).toContain("`l24`");
    expect(third.text).toContain(title);
    expect(bot.services.kept.filters.size).toBe(1);
    bot.services.kept.filters.clear();
    const gone = await bot.discord.press(third, "◀ Previous", reader, { permissions });
    await bot.discord.until(() => gone.followUps.length === 1);
    expect(gone.followUps[0]).toMatchObject({
      ephemeralFor: reader,
      content: "This list is no longer kept. Run the command again.",
    });
    expect(third.text).toContain("`l24`");
  });

  test.for([
    [{ since: "yesterday" }, /since takes hours, days or weeks/],
    [{ since: "2026-13-45" }, /since takes hours, days or weeks/],
    [{ "data-type": "shoe size" }, /^No data type is called shoe size\. Take one that is suggested/],
  ] as const)("refuses %o, privately", async ([values, reason]) => {
    expect(await refusal("/listings search", values)).toMatch(reason);
  });

  test.for(["csv", "json"])("gives the facts as a %s file", async (format) => {
    bot.services.kept.listings.push(
      makeListing("bad", {
        title: '=HYPERLINK("https://evil.example/a"), "x"',
        victims: [{ ...facts, name: "@SUM(1)" }],
      }),
    );
    const reply = await type("/listings search", { format });
    expect(reply.text).toContain("4 listings.");
    const [file] = reply.attachments;
    expect(file?.filename).toBe(`listings.${format}`);
    const content = new TextDecoder().decode(file?.content);
    expect(content).not.toContain("https://");
    if (format === "json") {
      expect(JSON.parse(content)).toMatchObject([
        {
          id: "big",
          kind: "ransom",
          title: "Customers of 示例汽车",
          victims: "Example Corp",
          price: 90_000,
          currency: "USD",
          dataTypes: "Phone numbers",
          url: "hxxps://forum[.]example/thread-big",
        },
        { id: "small" },
        { id: "news", price: null },
        { id: "bad" },
      ]);
    } else {
      const lines = content.trimEnd().split("\r\n");
      expect(lines[0]).toBe(
        "id,kind,status,title,victims,actors,price,currency,records,dataTypes,source,url,publishedAt,discoveredAt",
      );
      expect(lines[1]).toMatch(
        /^big,ransom,offered,Customers of 示例汽车,Example Corp,seller,90000,USD,,Phone numbers,example-forum,hxxps:/,
      );
      expect(lines[4]).toContain(`"'=HYPERLINK(""hxxps://evil[.]example/a""), ""x""",'@SUM(1)`);
    }
  });

  test("says what was looked for by its names", async () => {
    const { text } = await type("/listings search", { "data-type": "phone", kind: "ransom" });
    expect(text).toContain("kind **Ransom demand** · data type **Phone numbers**");
  });

  test("a file of nothing is no file", async () => {
    const reply = await type("/listings search", { text: "nothing like it", format: "csv" });
    expect(reply.text).toContain("No listing fits.");
    expect(reply.attachments).toEqual([]);
  });

  test("a file stays below what Discord takes", async () => {
    bot.services.kept.listings = Array.from({ length: 1200 }, (_, index) =>
      makeListing(`l${index}`, {
        title: "漏".repeat(5000),
        victims: Array.from({ length: 300 }, (_, at) => ({ ...facts, name: `${at}${"漏".repeat(300)}` })),
      }),
    );
    const reply = await type("/listings search", { format: "json" });
    expect(reply.text).toContain("The newest 1000 of 1200 listings.");
    expect(reply.attachments[0]?.size).toBeLessThan(10 * 1024 * 1024);
  });
});

describe("/listings show", () => {
  test("shows one, by its id or by a part of its title", async () => {
    bot.services.kept.listings = [
      makeListing("l1", { title: "Example Corp customers" }),
      makeListing("l2", { title: "Other" }),
    ];
    expect((await type("/listings show", { listing: "l1" })).text).toContain("Example Corp customers");
    expect((await type("/listings show", { listing: "corp cust" })).text).toContain("Example Corp customers");
    expect(
      await bot.discord.complete(bot.guildId, bot.general, reader, "/listings show", "listing", "oth", {
        permissions,
      }),
    ).toEqual([{ name: "Other", value: "l2" }]);
  });

  test("says where there is none, privately", async () => {
    expect(await refusal("/listings show", { listing: "l404" })).toBe(
      "No listing has the id or the title l404. Look for it with `/listings search`.",
    );
  });
});

test("suggests data types", async () => {
  const suggested = await bot.discord.complete(
    bot.guildId,
    bot.general,
    reader,
    "/listings search",
    "data-type",
    "mail",
    { permissions },
  );
  expect(suggested).toEqual([{ name: "Email addresses", value: "email" }]);
});

test("shows what a source published as text, and notifies nobody", async () => {
  bot.services.kept.listings = [makeListing("bad", { title: hostile, victims: [] })];
  const answers = [
    await type("/listings recent"),
    await type("/listings search", { text: hostile.slice(0, 40) }),
    await type("/listings show", { listing: "bad" }),
  ];
  for (const { text } of answers) expect(text).not.toMatch(/https?:\/\/|\u202e|\]\(|^# head/mu);
  for (const { pings } of bot.discord.messages(bot.general)) {
    expect(pings).toEqual({ everyone: false, users: [], roles: [] });
  }
});
