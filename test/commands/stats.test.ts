import { afterEach, beforeEach, expect, test } from "vitest";
import { reader, startBot, type Bot } from "../discord/bot.ts";
import { hostile, makeListing } from "./fixtures.ts";

let bot: Bot;
beforeEach(async () => {
  bot = await startBot();
});
afterEach(() => bot.close());

test("shows a picture with the figures beside it as text", async () => {
  bot.services.kept.statistics = {
    ...bot.services.kept.statistics,
    listings: 1234,
    weeks: [{ week: new Date("2026-02-23T00:00:00Z"), counts: { sale: 7, ransom: 5 } }],
    actors: [
      { name: "Copper Fox", listings: 40 },
      { name: hostile, listings: 2 },
    ],
    prices: [{ currency: "USD", listings: 31, median: 2500, highest: 2_250_000 }],
    alerts: { sent: 6, updates: 2, waiting: 1, failed: 0 },
  };
  const reply = await (
    await bot.discord.type(bot.guildId, bot.general, reader, "/stats", { since: "4w" })
  ).updated();
  expect(reply.ephemeral).toBe(false);
  for (const part of ["1,234 listings", "Copper Fox 40", "31 in USD: median $2,500, highest $2,250,000"])
    expect(reply.text).toContain(part);
  expect(reply.text).toContain("6 alerts · 2 updates · 1 waiting");
  expect(reply.attachments).toMatchObject([{ filename: "stats.png" }]);
  expect(reply.attachments[0]?.description).toContain("02-23: 12");
  bot.discord.assertClean();
});

test("refuses what is no time, and says what is, to that person alone", async () => {
  const reply = await bot.discord.type(bot.guildId, bot.general, reader, "/stats", { since: "ever" });
  await bot.discord.until(() => reply.followUps.length === 1, "the refusal");
  expect(reply.followUps[0]).toMatchObject({ ephemeralFor: reader });
  expect(reply.followUps[0]?.text).toContain("a date (2026-01-31)");
});

test("shows the history of a listing's price as a picture, with its steps as text", async () => {
  bot.services.kept.listings.push(makeListing("abc"));
  bot.services.kept.prices = [
    { at: new Date("2026-02-01T10:00:00Z"), amount: 4850, currency: "USD" },
    { at: new Date("2026-02-03T10:00:00Z"), amount: 4000, currency: "USD" },
  ];
  const reply = await (
    await bot.discord.type(bot.guildId, bot.general, reader, "/listings show", { listing: "abc" })
  ).updated();
  expect(reply.text).toContain("~~$4,850~~");
  expect(reply.attachments[0]?.description).toBe(
    "Price history: $4,850 since 2026-02-01, $4,000 since 2026-02-03",
  );
  bot.discord.assertClean();
});
