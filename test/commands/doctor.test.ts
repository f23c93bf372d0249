import { afterEach, beforeEach, expect, test } from "vitest";
import type { Examination } from "../../src/discord/command.ts";
import { admin, startBot, type Bot } from "../discord/bot.ts";
import type { SimReply } from "../sim/discord/reply.ts";

let bot: Bot;
beforeEach(async () => {
  bot = await startBot();
});
afterEach(() => bot.close());

async function examine(found: Partial<Examination> = {}): Promise<SimReply> {
  bot.services.kept.examination = { ...bot.services.kept.examination, ...found };
  return (await bot.discord.type(bot.guildId, bot.general, admin, "/doctor")).updated();
}

test("says that all is well, to whoever asked alone", async () => {
  const reply = await examine({ routes: [{ channelId: bot.leaks, purposes: ["alerts"] }] });
  expect(reply.ephemeral).toBe(true);
  expect(reply.text).toContain("All is well");
  expect(reply.text).toContain(`<#${bot.leaks}> (alerts): I may post there.`);
  bot.discord.assertClean();
});

test("names what is missing in a channel, and channels that are gone", async () => {
  bot.discord.setPermissions(bot.leaks, ["ViewChannel"]);
  const reply = await examine({
    routes: [
      { channelId: bot.leaks, purposes: ["alerts", "health"] },
      { channelId: "123456789012345678", purposes: ["digest"] },
    ],
    unrouted: ["Gull Island Bank"],
  });
  expect(reply.text).toContain("3 things need your attention");
  expect(reply.text).toMatch(/\(alerts, health\): give me .*Send Messages/u);
  expect(reply.text).toContain("It was deleted");
  expect(reply.text).toContain("Alerts of Gull Island Bank have nowhere to go");
});

test.for<[number | null, string]>([
  [null, "No exchange rates were taken yet"],
  [7_200_000, "The exchange rates are 2 hours old."],
  [72 * 3_600_000, "The exchange rates are 3 days old and are shown no longer"],
])("tells how old exchange rates are: %j", async ([ageMs, said]) => {
  expect((await examine({ rates: { ageMs } })).text).toContain(said);
});

test("tells how to mend queue, sources, and a process that stands still", async () => {
  const reply = await examine({
    watches: 0,
    queue: { waiting: 12, held: 3, failed: 1, oldestMs: 30 * 60_000 },
    sources: {
      enabled: 4,
      neverRead: 1,
      failing: [{ name: "Example *Board*", code: "wall" }],
      overdueMs: 7_200_000,
    },
    stallMs: 4000,
  });
  for (const part of [
    "`/watch add",
    "12 messages wait, the oldest for 30 minutes",
    "3 messages are held",
    "`/alerts log state:failed`",
    "1 of 4 enabled sources fail",
    "Visits are 2 hours behind",
    "stood still for 4 seconds",
  ])
    expect(reply.text).toContain(part);
});
