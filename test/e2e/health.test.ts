import { afterEach, beforeEach, expect, it } from "vitest";
import { startBot, type Bot } from "./bot.ts";
import { rss, threadList, threadPage } from "./pages.ts";
import { admin, openStage, type Stage } from "./stage.ts";

const welcome = {
  headers: { "content-type": "text/html" },
  body: "<html><body><p>Welcome</p></body></html>",
};

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

/** A bot with one source, and a channel that is told how it fares. */
async function startWith(source: object): Promise<{ told: () => string[]; poll: () => Promise<void> }> {
  const guild = discord.addGuild({ name: "Security", channels: [{ name: "general" }, { name: "health" }] });
  const [general, health] = guild.channels;
  if (general === undefined || health === undefined) throw new Error("no channels");
  home.writeSources([
    { id: "one", name: "Example Source", every: "1s", request: { delay: "0s" }, ...source },
  ]);
  bot = await startBot(home);
  await bot.visited("one");
  const options = { channel: health.id, for: "health" };
  await (await discord.type(guild.id, general.id, admin, "/alerts channel", options)).updated();
  return {
    told: () => discord.messages(health.id).map(({ content }) => content ?? ""),
    poll: async () => {
      await (await discord.type(guild.id, general.id, admin, "/sources poll", { source: "one" })).updated();
    },
  };
}

it("tells once that a source is down and once that it is back, whatever restarts in between", async () => {
  const feed = rss([{ id: "a", title: "Sailors met", text: "In the north." }]);
  web.on("/feed", feed);
  const { told, poll } = await startWith({ kind: "feed", urls: [`${web.url}/feed`] });
  web.on("/feed", { status: 500 });
  await discord.until(() => told().length > 0, "a notice");
  expect(told()).toEqual(["Example Source cannot be read"]);
  await bot.stop();
  bot = await startBot(home);
  await bot.visited("one");
  expect(told()).toHaveLength(1);
  web.on("/feed", feed);
  // A source that has failed for long is visited ever more rarely.
  await poll();
  await discord.until(() => told().length > 1, "a recovery");
  expect(told()).toEqual(["Example Source cannot be read", "Example Source is read again"]);
});

it("tells that a forum's page has lost its threads", async () => {
  const thread = { tid: 1, title: "Rules of this board", author: "greyfin", body: "Be kind." };
  web.on("/list", threadList([thread]));
  web.on("/showthread.php?tid=1", threadPage(thread));
  const { told } = await startWith({ kind: "forum", preset: "mybb", urls: [`${web.url}/list`] });
  web.on("/list", welcome);
  await discord.until(() => told().length > 0, "a notice");
  expect(told()).toEqual(["Example Source looks different, and is not read as it was"]);
});
