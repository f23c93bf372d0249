import type { PermissionsString } from "discord.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { noMemory } from "../../src/health/judge.ts";
import { reader, startBot, type Bot } from "../discord/bot.ts";
import type { SimReply } from "../sim/discord/reply.ts";
import { hostile, makeListing, makeSource } from "./fixtures.ts";

let bot: Bot;
beforeEach(async () => {
  bot = await startBot();
});
afterEach(async () => {
  bot.discord.assertClean();
  await bot.close();
});

const permissions = ["SendMessages"] as const;

/** Anybody may ask. */
async function list(): Promise<SimReply> {
  return (
    await bot.discord.type(bot.guildId, bot.general, reader, "/sources list", {}, { permissions })
  ).updated();
}

async function show(source: string): Promise<SimReply> {
  return (
    await bot.discord.type(bot.guildId, bot.general, reader, "/sources show", { source }, { permissions })
  ).updated();
}

async function poll(source: string, person: { permissions: readonly PermissionsString[] }) {
  return bot.discord.type(bot.guildId, bot.general, reader, "/sources poll", { source }, person);
}

const at = new Date("2026-03-01T10:00:00Z");

test("says where no source is configured", async () => {
  expect((await list()).content).toContain("No source is configured");
});

test("shows those that fail first, with the reason, and those that are off last", async () => {
  const lastError = { code: "http-status", message: "the server answered 500", at };
  bot.services.kept.sources = [
    makeSource("off", { lastSuccessAt: null }, { enabled: false }),
    makeSource("good", { posts: 1 }),
    makeSource("new", { lastVisitAt: null, lastSuccessAt: null, nextVisitAt: null }),
    makeSource("broken", { lastError, failures: 3 }),
    makeSource("dead", { lastError, failures: 1, lastSuccessAt: null }),
  ];
  const reply = await list();
  expect(reply.ephemeral).toBe(true);
  expect(reply.text).toContain("5 sources, 2 failing");
  expect(reply.embeds[0]?.description?.split("\n")).toEqual([
    "🔴 **broken** · last read <t:1772359200:R> · next visit <t:1772359800:R> · failed 3 times in a row (http-status): the server answered 500",
    "🔴 **dead** · never read · next visit <t:1772359800:R> · failed (http-status): the server answered 500",
    "🟡 **new** · not visited yet",
    "🟢 **good** · 1 post · read <t:1772359200:R> · next visit <t:1772359800:R>",
    "⚪ **off** · switched off",
  ]);
});

test("shows what is read but not as it should be, and what is paused", async () => {
  const problem = { kind: "down", code: "http-status", message: "page 2: 500", isPartial: true } as const;
  const streak = { problem, since: at.getTime(), count: 3, countOfKind: 3 };
  bot.services.kept.sources = [
    makeSource("well", {}, {}, { postsAWeek: 3 }),
    makeSource("quiet", {
      memory: { ...noMemory, quiet: { since: at.getTime(), toldAt: at.getTime(), reminders: 0 } },
    }),
    makeSource("partial", { memory: { ...noMemory, streak } }),
    makeSource("gone", { isPaused: true }),
  ];
  const reply = await list();
  expect(reply.text).toContain("4 sources, 1 failing");
  expect(reply.embeds[0]?.description?.split("\n")).toEqual([
    "🔴 **gone** · last read <t:1772359200:R> · paused: its address is gone",
    "🟠 **partial** · read <t:1772359200:R> · next visit <t:1772359800:R> · only a part was read (http-status): page 2: 500",
    "🟠 **quiet** · read <t:1772359200:R> · next visit <t:1772359800:R> · no new posts since 2026-03-01, against its habit",
    "🟢 **well** · 12 posts, 3 in 7 days · read <t:1772359200:R> · next visit <t:1772359800:R>",
  ]);
});

test("turns its pages, after a restart too", async () => {
  bot.services.kept.sources = Array.from({ length: 30 }, (_, index) =>
    makeSource(`source-${String(index).padStart(2, "0")}`),
  );
  const reply = await list();
  expect(reply.text).toContain("30 sources, none fails");
  await bot.restart();
  const next = await (await bot.discord.press(reply, "Next ▶", reader)).updated();
  expect(next.text).toContain("source-12");
  expect(next.text).toContain("Page 2 of 3");
});

test("has room for a page of sources that all fail at length", async () => {
  const lastError = { code: "layout-changed", message: "what was looked for is gone; ".repeat(9), at };
  bot.services.kept.sources = Array.from({ length: 12 }, (_, index) =>
    makeSource(`source-${index}`, { lastError, failures: 99 }, { name: `${index} ${"n".repeat(60)}` }),
  );
  const { embeds } = await list();
  expect(embeds[0]?.description?.split("\n")).toHaveLength(12);
  expect(embeds[0]?.description).not.toMatch(/and \d+ more$/);
});

test("shows what a source said as text, within Discord's limits", async () => {
  const lastError = { code: "malformed", message: hostile.repeat(20), at };
  bot.services.kept.sources = Array.from({ length: 12 }, (_, index) =>
    makeSource(`s${index}`, { lastError, failures: 9 }, { name: hostile.repeat(5) }),
  );
  const { text } = await list();
  expect(text).toContain("＠everyone");
  expect(text).not.toMatch(/https?:\/\/|\u202e|\]\(|^# head/mu);
});

describe("/sources show", () => {
  test("tells how a source fares, and what it told last", async () => {
    const urls = ["https://board.example/f_10", "http://mirror.example/f_10"];
    bot.services.kept.sources = [
      makeSource("board", {}, { name: "Board", kind: "forum", preset: "mybb", urls, links: "defang" }),
    ];
    bot.services.kept.listings = [
      makeListing("l1", { title: "Harbour Lines customers" }, { sourceId: "board" }),
      makeListing("l2", { title: "Of another source" }),
    ];
    const reply = await show("Board");
    expect(reply.ephemeral).toBe(true);
    expect(reply.embeds[0]).toMatchObject({
      title: "Board",
      description: "🟢 Read without errors",
      footer: { text: "board · feeds/test.yaml:1" },
    });
    const fields = new Map(reply.embeds[0]?.fields?.map(({ name, value }) => [name, value]));
    expect(Object.fromEntries(fields)).toMatchObject({
      Kind: "forum, preset mybb",
      Visited: "every 10 minutes",
      "Posts stored": "12",
      "Last visit": "<t:1772359200:R>",
      "Last read": "<t:1772359200:R>",
      "Next visit": "<t:1772359800:R>",
      Addresses: "`hxxps://board[.]example/f_10`\n`hxxp://mirror[.]example/f_10`",
    });
    expect(fields.get("Newest listings")).toContain("Harbour Lines customers");
    expect(fields.get("Newest listings")).not.toContain("Of another source");
  });

  test("shows the addresses of sources whose links are shown", async () => {
    bot.services.kept.sources = [makeSource("news", {}, { every: "*/5 * * * *" })];
    const { text } = await show("news");
    expect(text).toContain("<https://news.example/feed>");
    expect(text).toContain("by `*/5 * * * *` (UTC)");
    expect(text).toContain("None yet");
  });

  test("says what failed, how often, and what can be done", async () => {
    const lastError = { code: "proxy-missing", message: "board.onion is read through Tor only", at };
    bot.services.kept.sources = [makeSource("board", { lastError, failures: 4 })];
    expect((await show("board")).embeds[0]?.description).toBe(
      "🔴 Failed 4 times in a row, <t:1772359200:R> (proxy-missing): board.onion is read through Tor only\n" +
        "Start Tor, and name its proxy in `LEAKWATCH_TOR_PROXY`.",
    );
  });

  test.for([
    ["switched off", { enabled: false }, {}, "⚪ Switched off"],
    ["not visited yet", {}, { lastVisitAt: null, lastSuccessAt: null }, "🟡 Not visited yet"],
  ] as const)("says of a source that it is %s", async ([, source, health, description]) => {
    bot.services.kept.sources = [makeSource("news", health, source)];
    expect((await show("news")).embeds[0]?.description).toBe(description);
  });

  test("shows what a source said as text, within Discord's limits", async () => {
    const lastError = { code: "malformed", message: hostile.repeat(20), at };
    const urls = Array.from(
      { length: 20 },
      (_, n) => `https://board.example/${n}?${"q".repeat(900)}\`@everyone`,
    );
    bot.services.kept.sources = [
      makeSource("s", { lastError, failures: 9 }, { name: hostile.repeat(5), urls, links: "defang" }),
    ];
    bot.services.kept.listings = Array.from({ length: 9 }, (_, n) =>
      makeListing(`l${n}`, { title: hostile.repeat(9) }, { sourceId: "s" }),
    );
    const { text } = await show("s");
    expect(text).not.toMatch(/https?:\/\/|@everyone|\u202e|\]\(|^# head/mu);
  });

  test("suggests sources, and refuses what is none", async () => {
    bot.services.kept.sources = [makeSource("board", {}, { name: "Example Board" })];
    const { discord, guildId, general } = bot;
    const person = { permissions };
    expect(
      await discord.complete(guildId, general, reader, "/sources show", "source", "exam", person),
    ).toMatchObject([{ name: "Example Board", value: "board" }]);
    expect(await show("nothing")).toMatchObject({
      ephemeral: true,
      text: expect.stringContaining("nothing"),
    });
  });
});

describe("/sources poll", () => {
  const manager = { permissions: ["ManageGuild"] } as const;
  beforeEach(() => {
    bot.services.kept.sources = [makeSource("board", {}, { name: "Board" })];
  });

  test("is refused to people without Manage Server", async () => {
    const reply = await (await poll("board", { permissions })).updated();
    expect(reply).toMatchObject({
      ephemeral: true,
      content: "You need the permission Manage Server for this.",
    });
    expect(bot.services.kept.visited).toEqual([]);
  });

  test.for([
    [{ outcome: "unchanged" }, "🟢 **Board**: nothing new."],
    [{ outcome: "stored" }, "🟢 **Board**: nothing new."],
    [
      { outcome: "stored", newPosts: 2, changedPosts: 1, alerts: 1 },
      "🟢 **Board**: 2 new and 1 changed, 1 alert and 0 updates.",
    ],
    [
      { outcome: "stored", newPosts: 1, isFirst: true },
      "🟢 **Board**: 1 post stored. A first visit alerts nobody.",
    ],
    [
      { outcome: "failed", error: { code: "dns", message: "board.example is not known" } },
      "🔴 **Board** could not be read (dns): board.example is not known\n" +
        "The host's name is not known: check the address, or wait where the site is down.",
    ],
    [{ outcome: "aborted" }, expect.stringContaining("given up")],
    [
      { outcome: "stored", newPosts: 2, partial: { code: "http-status", message: "page 2: 500" } },
      "🟠 **Board**: 2 new and 0 changed, 0 alerts and 0 updates.\n" +
        "Not all of it was read (http-status): page 2: 500\n" +
        "The server refuses or fails: check the address, or wait where it is the server's own fault.",
    ],
    [
      { outcome: "unchanged", partial: { code: "timeout", message: "none of its threads can be read" } },
      expect.stringMatching(/^🟠 .* nothing new\.\nNot all of it was read \(timeout\): /u),
    ],
  ] as const)("answers with what came of the visit: %j", async ([came, answer]) => {
    bot.services.kept.visit = { ...bot.services.kept.visit, ...came };
    const reply = await (await poll("board", manager)).updated();
    expect(reply.content).toEqual(answer);
    expect(reply.ephemeral).toBe(true);
    expect(bot.services.kept.visited).toEqual(["board"]);
  });

  test("shows what a source said as text", async () => {
    const error = { code: "failed", message: hostile.repeat(9) };
    bot.services.kept.visit = { ...bot.services.kept.visit, outcome: "failed", error };
    const { content } = await (await poll("board", manager)).updated();
    expect(content).toContain("could not be read (failed)");
    expect(content).not.toMatch(/https?:\/\/|@everyone|\u202e|\]\(|^# head/mu);
  });

  test("tells what the last 30 days came to", async () => {
    const counts = { visits: 144, unchanged: 100, failures: 0, partial: 0, items: 50, bytes: 700_000 };
    const days = [
      { ...counts, day: "2026-02-20", newPosts: 8, failures: 4, partial: 2 },
      { ...counts, day: "2026-02-28", newPosts: 0 },
      { ...counts, day: "2026-03-01", newPosts: 2 },
    ];
    bot.services.kept.sources = [makeSource("board", {}, {}, { days })];
    const fields = new Map((await show("board")).embeds[0]?.fields?.map(({ name, value }) => [name, value]));
    expect(fields.get("Last 30 days")?.split("\n")).toEqual([
      "432 visits, 300 without a change, 4 failed, 2 in part",
      "10 new posts, 7 a week, 2.0 MiB received",
      "`····················█·······▁▃`",
    ]);
    expect(fields.get("robots.txt")).toBe("respected");
  });

  test("shows where an address has moved to, and which mirror fails", async () => {
    const [first, second, third] = [
      "https://a.example/",
      "https://b.example/",
      "https://c.example/",
    ] as const;
    const memory = {
      ...noMemory,
      moves: { [first]: "https://new.example/" },
      mirrors: { [second]: { code: "dns", message: "no such host", since: at.getTime() } },
    };
    bot.services.kept.sources = [makeSource("board", { memory }, { urls: [first, second, third] })];
    const fields = new Map((await show("board")).embeds[0]?.fields?.map(({ name, value }) => [name, value]));
    expect(fields.get("Addresses")?.split("\n")).toEqual([
      "<https://a.example/>",
      "↳ moved for good to <https://new.example/>",
      "<https://b.example/>",
      "↳ failing since <t:1772359200:R> (dns)",
      "<https://c.example/>",
    ]);
  });

  test("says of a paused source how it is visited again", async () => {
    bot.services.kept.sources = [makeSource("board", { isPaused: true })];
    const { embeds } = await show("board");
    expect(embeds[0]?.description).toContain("/sources poll");
    expect(embeds[0]?.fields?.map(({ name }) => name)).not.toContain("Next visit");
  });

  test("says what is wrong with a source that is read, and what can be done", async () => {
    const problem = {
      kind: "layout-changed",
      code: "no-dates",
      message: `none has a date ${hostile}`,
      isPartial: true,
    } as const;
    const streak = { problem, since: at.getTime(), count: 3, countOfKind: 3 };
    bot.services.kept.sources = [makeSource("board", { memory: { ...noMemory, streak } })];
    const { embeds } = await show("board");
    expect(embeds[0]?.description).toMatch(/^🟠 Read, but: none has a date/u);
    expect(embeds[0]?.description).toContain("`list.date`");
    expect(embeds[0]?.description).not.toMatch(/https?:\/\/|\u202e|\]\(/u);
  });
});
