import { afterEach, beforeEach, expect, it } from "vitest";
import { startDiscord, type SimDiscord } from "../sim/discord.ts";
import { startHttpServer, type HttpServer } from "../sim/http-server.ts";
import { makeHome, startBot, type Bot, type Home } from "./bot.ts";
import { rss, type Item } from "./pages.ts";

const admin = "300000000000000001";

let discord: SimDiscord;
let web: HttpServer;
let home: Home;
let bot: Bot;
let guild: string;
let general: string;

const members: Item = {
  id: "members",
  title: "Harbour Lines Marina Club members for sale",
  text: "<p>Names and addresses.</p>",
};
const payroll: Item = {
  id: "payroll",
  title: "Harbour Lines payroll leaked",
  text: "<p>All of it.</p>",
};

beforeEach(async () => {
  discord = await startDiscord();
  web = await startHttpServer();
  home = makeHome(discord);
  const added = discord.addGuild({ channels: [{ name: "general" }] });
  guild = added.id;
  general = added.channelId("general");
  web.on("/feed", rss([members, payroll]));
  home.writeSources([
    {
      id: "news",
      name: "Example News",
      kind: "feed",
      urls: [`${web.url}/feed`],
      every: "1s",
      request: { delay: "0s" },
    },
  ]);
  bot = await startBot(home);
  await bot.visited("news");
});

afterEach(async () => {
  await bot.stop();
  await web.close();
  discord.assertClean();
  await discord.close();
  home.dispose();
});

it("replays a new watch over the first visit's posts, posts them once, and learns that one is not us", async () => {
  const typed = await discord.type(guild, general, admin, "/watch add", { company: "Harbour Lines" });
  const added = await typed.updated();
  expect(added.text).toContain("It would have alerted **2 times** in the last 90 days.");
  await bot.stop();
  bot = await startBot(home);
  await (await discord.press(added, "Post these", admin)).updated();
  await discord.until(() => discord.messages(general).length === 2, "two alerts");
  await bot.visited("news", 2);
  expect(discord.messages(general)).toHaveLength(2);

  const wrong = discord.messages(general).find(({ text }) => text.includes("Marina Club"));
  if (wrong === undefined) throw new Error("no alert of the club");
  const offered = await (await discord.press(wrong, "Not us", admin)).updated();
  expect(offered).toMatchObject({ ephemeral: true });
  expect(offered.text).toContain("It would have silenced no other alert");
  const saved = await (await discord.press(offered, "Save", admin)).updated();
  expect(saved.text).toContain("Saved: exclude");
  web.on(
    "/feed",
    rss([{ ...members, id: "again", title: "Harbour Lines Marina Club members, cheaper" }, payroll]),
  );
  await bot.visited("news", 2);
  expect(discord.messages(general)).toHaveLength(2);
});

it("asks about each company of an alert that concerns several", async () => {
  for (const company of ["Harbour Lines", "Gull Island Bank", "Tern Clinic"]) {
    await (await discord.type(guild, general, admin, "/watch add", { company })).updated();
  }
  const title =
    "Harbour Lines Marina Club, Gull Island Bank customers and Tern Clinic patients: data for sale";
  web.on("/feed", rss([{ id: "all", title, text: "<p>Everything.</p>" }, members, payroll]));
  await discord.until(() => discord.messages(general).length === 1, "an alert");
  const [alert] = discord.messages(general);
  if (alert === undefined) throw new Error("no alert");
  const companies = ["Harbour Lines", "Gull Island Bank", "Tern Clinic"];
  const first = await (await discord.press(alert, "Not us", admin)).updated();
  const others = first.buttons.map(({ label }) => label).filter((label) => label.startsWith("Not "));
  expect(others).toHaveLength(2);
  const other = companies.find((company) => others[0] === `Not ${company}`) ?? "";
  const second = await (await discord.press(first, `Not ${other}`, admin)).updated();
  expect(second.text).toContain(`from **${other}**`);
  const saved = await (await discord.press(second, "Save", admin)).updated();
  expect(saved.text).toContain(other);
  const again = await (await discord.press(alert, "Not us", admin)).updated();
  const left = again.buttons.map(({ label }) => label).filter((label) => label.startsWith("Not "));
  expect(left).toHaveLength(1);
  expect(left).not.toContain(`Not ${other}`);
});

it("takes a file of companies from Discord, and alerts of them at the next visit", async () => {
  const file = {
    name: "watches.csv",
    content: "company,domains\nHarbour Lines,\nGull Island Bank,gull.example\n",
  };
  const imported = await (await discord.type(guild, general, admin, "/watch import", { file })).updated();
  expect(imported.text).toContain("2 companies added");
  const fresh = { id: "gull", title: "Dump of www.gull.example for sale", text: "<p>Everything.</p>" };
  web.on("/feed", rss([fresh, members, payroll]));
  await discord.until(() => discord.messages(general).length === 1, "an alert");
  expect(discord.messages(general)[0]?.text).toContain("Gull Island Bank");
  const exported = await (await discord.type(guild, general, admin, "/watch export")).updated();
  expect(exported.attachments.map(({ filename }) => filename)).toEqual(["watches.csv", "watches.json"]);
});
