import { afterEach, beforeEach, expect, it } from "vitest";
import { startBot, type Bot } from "./bot.ts";
import { rss, type Item } from "./pages.ts";
import { admin, openStage, type Stage } from "./stage.ts";

const batch = 400;

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

function story(n: number): Item {
  return {
    id: `s${n}`,
    title: `Gull Island Bank branch ${n} reports a breach`,
    text: `Branch ${n} of Gull Island Bank lost ${1000 + n} records with names and phone numbers.`,
  };
}

it("answers every command while hundreds of posts come in each second", async () => {
  const guild = discord.addGuild({ name: "Security", channels: [{ name: "leaks" }] });
  const leaks = guild.channelId("leaks");
  let served = 0;
  web.on("/feed", () => {
    served += batch;
    return rss(Array.from({ length: batch }, (_, index) => story(served + index)));
  });
  const quick = { every: "1s", request: { delay: "0s" } };
  home.writeSources([{ id: "news", name: "News", kind: "feed", urls: [`${web.url}/feed`], ...quick }]);
  bot = await startBot(home);
  await bot.visited("news");
  const before = served;
  const lines = ["/listings recent", "/watch list", "/sources list", "/stats", "/doctor", "/alerts log"];
  for (const line of lines) {
    // The loopback Discord refuses what comes after 3 s, as Discord does: a late answer fails by itself.
    const reply = await (await discord.type(guild.id, leaks, admin, line)).updated();
    expect(JSON.stringify(reply), line).not.toContain("Something failed");
  }
  await bot.visited("news");
  expect(served).toBeGreaterThan(before);
});
