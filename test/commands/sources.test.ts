import { afterEach, beforeEach, expect, test } from "vitest";
import { reader, startBot, type Bot } from "../discord/bot.ts";
import type { SimReply } from "../sim/discord/reply.ts";
import { hostile, makeSource } from "./fixtures.ts";

let bot: Bot;
beforeEach(async () => {
  bot = await startBot();
});
afterEach(async () => {
  bot.discord.assertClean();
  await bot.close();
});

/** Anybody may ask. */
async function list(): Promise<SimReply> {
  const permissions = ["SendMessages"] as const;
  return (
    await bot.discord.type(bot.guildId, bot.general, reader, "/sources list", {}, { permissions })
  ).updated();
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
