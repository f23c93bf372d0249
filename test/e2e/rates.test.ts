import { afterEach, beforeEach, expect, it } from "vitest";
import { startBot, type Bot } from "./bot.ts";
import { rss } from "./pages.ts";
import { admin, openStage, type Stage } from "./stage.ts";

let stage: Stage;
let discord: Stage["discord"];
let web: Stage["web"];
let home: Stage["home"];
let bot: Bot;

beforeEach(async () => {
  stage = await openStage();
  ({ discord, web, home } = stage);
});

afterEach(() => stage.close(bot));

it("shows dollars beside an amount in an alert, its details and its listing, by the rates it has taken", async () => {
  const guild = discord.addGuild({ name: "Security", channels: [{ name: "leaks" }] });
  const leaks = guild.channelId("leaks");
  const old = { id: "old", title: "Sailors met in the north", text: "Nothing else happened." };
  web.on("/rates", { body: '{"base":"USD","rates":{"BTC":0.00001}}' });
  web.on("/feed", rss([old]));
  const quick = { every: "1s", request: { delay: "0s" } };
  home.writeSources([{ id: "news", name: "News", kind: "feed", urls: [`${web.url}/feed`], ...quick }]);
  home.env["LEAKWATCH_RATES_URL"] = `${web.url}/rates`;
  bot = await startBot(home);
  await bot.visited("news");
  await (await discord.type(guild.id, leaks, admin, "/watch add", { company: "Harbour Lines" })).updated();
  await expect.poll(() => bot.app.services.listings.rates()).not.toBeNull();

  const sale = {
    id: "sale",
    title: "[SELLING] Harbour Lines customer database",
    text: "Selling the customer database of Harbour Lines, 52,000 customers. Price: 0.25 BTC.",
  };
  web.on("/feed", rss([sale, old]));
  await discord.until(() => discord.messages(leaks).length > 0, "an alert");
  const alert = discord.messages(leaks).at(-1);
  const dollars = /0\.25 BTC \(≈ \$25,000, rate of \d{1,2} [A-Z][a-z]{2}\)/u;
  expect(alert?.text).toMatch(dollars);

  if (alert === undefined) throw new Error("no alert");
  const press = async (label: string) => (await discord.press(alert, label, admin)).updated();
  expect((await press("Details")).text).toMatch(dollars);
  const shown = await discord.type(guild.id, leaks, admin, "/listings show", { listing: sale.title });
  expect((await shown.updated()).text).toMatch(dollars);
  await press("Acknowledge");
  expect(discord.messages(leaks).find(({ id }) => id === alert?.id)?.text).toMatch(dollars);
  expect((await (await discord.type(guild.id, leaks, admin, "/doctor")).updated()).text).toContain(
    "The exchange rates are",
  );
});
