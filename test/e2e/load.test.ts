import { afterEach, beforeEach, expect, it } from "vitest";
import { startDiscord, type SimDiscord } from "../sim/discord.ts";
import { startHttpServer, type HttpServer } from "../sim/http-server.ts";
import { makeHome, startBot, type Bot, type Home } from "./bot.ts";
import { rss, type Item } from "./pages.ts";

const admin = "300000000000000001";
const batch = 400;

let discord: SimDiscord;
let web: HttpServer;
let home: Home;
let bot: Bot;

beforeEach(async () => {
  discord = await startDiscord();
  web = await startHttpServer();
  home = makeHome(discord);
});

afterEach(async () => {
  await bot.stop();
  await web.close();
  discord.assertClean();
  await discord.close();
  home.dispose();
});

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
