import { afterEach, beforeEach, expect, it } from "vitest";
import { startDiscord, type SimDiscord } from "../sim/discord.ts";
import { startHttpServer, type HttpServer } from "../sim/http-server.ts";
import { makeHome, startBot, type Bot, type Home } from "./bot.ts";
import { rss, threadList, threadPage, type Item, type Thread } from "./pages.ts";

const admin = "300000000000000001";

let discord: SimDiscord;
let web: HttpServer;
let home: Home;
let bot: Bot | null = null;

beforeEach(async () => {
  discord = await startDiscord();
  web = await startHttpServer();
  home = makeHome(discord);
});

afterEach(async () => {
  await bot?.stop();
  bot = null;
  await web.close();
  discord.assertClean();
  await discord.close();
  home.dispose();
});

const quick = { every: "1s", request: { delay: "0s" } };
const newsSource = () => ({
  id: "news",
  name: "Example News",
  kind: "feed",
  urls: [`${web.url}/feed`],
  ...quick,
});
const forumSource = () => ({
  id: "forum",
  name: "Example Forum",
  kind: "forum",
  preset: "mybb",
  urls: [`${web.url}/forumdisplay.php?fid=1`],
  ...quick,
});

const old: Item = {
  id: "old",
  title: "Harbour Lines breached last year",
  text: "Harbour Lines lost 9,000 records.",
};
const fresh: Item = {
  id: "fresh",
  title: "Hackers extort Harbour Lines",
  text: "The ferry company Harbour Lines is asked for US$300,000 after the theft of 52,000 customers' names and phone numbers.",
};

function makeGuild() {
  const guild = discord.addGuild({ name: "Security", channels: [{ name: "general" }, { name: "leaks" }] });
  const [general, leaks] = guild.channels;
  if (general === undefined || leaks === undefined) throw new Error("no channels");
  return { guild: guild.id, general: general.id, leaks: leaks.id };
}

it("posts exactly one alert, in the right channel and with the right facts, for a post after /watch add", async () => {
  const { guild, general, leaks } = makeGuild();
  web.on("/feed", rss([old]));
  home.writeSources([newsSource()]);
  bot = await startBot(home);
  await bot.visited("news");
  const reply = await discord.type(guild, general, admin, "/watch add", {
    company: "Harbour Lines",
    channel: leaks,
  });
  const answer = await reply.updated();
  expect(answer.ephemeral).toBe(true);
  expect(answer.text).toContain("Harbour Lines");

  web.on("/feed", rss([fresh, old]));
  await discord.until(() => discord.messages(leaks).length > 0, "an alert");
  await bot.visited("news", 2);
  expect(discord.messages(general)).toEqual([]);
  const [alert, ...others] = discord.messages(leaks);
  expect(others).toEqual([]);
  expect(alert?.content).toContain("Harbour Lines");
  expect(alert?.text).toContain("$300,000");
  expect(alert?.text).toContain("52,000");
  expect(alert?.text).toContain("Phone numbers");
  expect(alert?.text).toContain("Example News");
  expect(alert?.nonce).not.toBeNull();
});

it("alerts nobody again after a restart with unchanged sources", async () => {
  const { guild, leaks } = makeGuild();
  web.on("/feed", rss([old]));
  home.writeSources([newsSource()]);
  bot = await startBot(home);
  await bot.visited("news");
  await (await discord.type(guild, leaks, admin, "/watch add", { company: "Harbour Lines" })).updated();
  web.on("/feed", rss([fresh, old]));
  await discord.until(() => discord.messages(leaks).length > 0, "an alert");
  await bot.stop();

  const registrations = discord.registrations;
  bot = await startBot(home);
  await bot.visited("news", 2);
  expect(discord.messages(leaks)).toHaveLength(1);
  expect(discord.registrations).toBe(registrations);
  expect(bot.reports.every((report) => report.outcome === "unchanged")).toBe(true);
});

it("edits the alert and replies once when the seller lowers the price", async () => {
  const { guild, leaks } = makeGuild();
  const thread: Thread = {
    tid: 7,
    title: "[SELLING] Ferry company, 52k customers",
    author: "greyfin",
    body: "Fresh database of Harbour Lines. 52,000 customers: names, phone numbers. Price: $900.",
  };
  const show = (threads: readonly Thread[]): void => {
    web.on("/forumdisplay.php", threadList(threads));
    for (const each of threads) web.on(`/showthread.php?tid=${each.tid}`, threadPage(each));
  };
  show([]);
  web.on("/forumdisplay.php", threadList([{ ...thread, tid: 1, title: "Rules", body: "Be civil." }]));
  web.on("/showthread.php?tid=1", threadPage({ ...thread, tid: 1, title: "Rules", body: "Be civil." }));
  home.writeSources([forumSource()]);
  bot = await startBot(home);
  await bot.visited("forum");
  await (await discord.type(guild, leaks, admin, "/watch add", { company: "Harbour Lines" })).updated();

  // The company is named in the thread's body alone.
  show([thread]);
  await discord.until(() => discord.messages(leaks).length === 1, "the alert");
  expect(discord.messages(leaks)[0]?.text).toContain("$900");

  show([{ ...thread, title: `[PRICE DROP] ${thread.title}`, body: thread.body.replace("$900", "$600") }]);
  await discord.until(() => discord.messages(leaks).length === 2, "the reply");
  await bot.visited("forum", 2);
  const [alert, reply, ...others] = discord.messages(leaks);
  expect(others).toEqual([]);
  expect(alert?.history).toHaveLength(1);
  expect(alert?.text).toMatch(/~~\$900~~.*\$600/u);
  expect(reply?.reference).toBe(alert?.id);
  expect(reply?.text).toContain("$600");
});

it("repeats no alert whose answer was lost", async () => {
  const { guild, leaks } = makeGuild();
  web.on("/feed", rss([old]));
  home.writeSources([newsSource()]);
  bot = await startBot(home);
  await bot.visited("news");
  await (await discord.type(guild, leaks, admin, "/watch add", { company: "Harbour Lines" })).updated();
  discord.fail("POST /channels/{id}/messages", { drop: "after" });
  web.on("/feed", rss([fresh, old]));
  await expect.poll(() => bot?.app.store.deliveries.counts(), { timeout: 15_000 }).toEqual({ sent: 1 });
  expect(discord.messages(leaks)).toHaveLength(1);
});

it("shows in /sources list why a source cannot be read, while the others go on", async () => {
  const { guild, leaks } = makeGuild();
  web.on("/feed", rss([old]));
  web.on("/error", { status: 500, body: "broken" });
  web.on("/wall", {
    headers: { "content-type": "text/html" },
    body: "<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>",
  });
  web.on("/page", {
    headers: { "content-type": "text/html" },
    body: "<html><body><h1>About us</h1></body></html>",
  });
  web.on("/json", { headers: { "content-type": "application/json" }, body: '[{"victim": "Harb' });
  web.on("/empty", { headers: { "content-type": "text/html" }, body: "" });
  const broken = (id: string, change: object = {}) => ({
    ...newsSource(),
    id,
    name: id,
    urls: [`${web.url}/${id}`],
    ...change,
  });
  home.writeSources([
    newsSource(),
    broken("error"),
    broken("wall"),
    broken("page"),
    broken("empty"),
    broken("json", { kind: "json", preset: "ransomware-live" }),
    broken("nobody", { urls: ["http://127.0.0.1:9/feed"] }),
  ]);
  const started = await startBot(home);
  bot = started;
  await Promise.all(
    ["news", "error", "wall", "page", "empty", "json", "nobody"].map((id) => started.visited(id)),
  );
  const reply = await (await discord.type(guild, leaks, admin, "/sources list")).updated();
  for (const code of ["http-status", "blocked", "not-a-feed", "malformed", "truncated", "unreachable"]) {
    expect(reply.text).toContain(code);
  }
  expect(started.reports.find((report) => report.sourceId === "news")?.outcome).toBe("stored");
});
