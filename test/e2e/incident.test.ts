import { afterEach, beforeEach, expect, it } from "vitest";
import { startBot, type Bot } from "./bot.ts";
import { rss, threadList, threadPage, type Thread } from "./pages.ts";
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

const quick = { every: "1s", request: { delay: "0s" } };
const thread: Thread = {
  tid: 7,
  title: "[SELLING] Ferry company, 52k customers",
  author: "greyfin",
  body: "Fresh database of Harbour Lines. 52,417 customers: names, phone numbers. Price: $900.",
};
const rules: Thread = { ...thread, tid: 1, title: "Rules", body: "Be civil." };
const oldNews = { id: "old", title: "Sailors met in the north", text: "Nothing else happened." };

function showThread(changed: Partial<Thread> = {}): void {
  const shown = { ...thread, ...changed };
  web.on("/forumdisplay.php", threadList([shown, rules]));
  web.on("/showthread.php?tid=7", threadPage(shown));
}

it("tells one incident in one message from the offer to the sale, with a reply for what matters", async () => {
  const guild = discord.addGuild({ name: "Security", channels: [{ name: "leaks" }] });
  const leaks = guild.channelId("leaks");
  web.on("/feed", rss([oldNews]));
  web.on("/forumdisplay.php", threadList([rules]));
  web.on("/showthread.php?tid=1", threadPage(rules));
  home.writeSources([
    { id: "news", name: "Example News", kind: "feed", urls: [`${web.url}/feed`], ...quick },
    {
      id: "forum",
      name: "Example Forum",
      kind: "forum",
      preset: "mybb",
      urls: [`${web.url}/forumdisplay.php?fid=1`],
      ...quick,
    },
  ]);
  bot = await startBot(home);
  await Promise.all([bot.visited("news"), bot.visited("forum")]);
  await (await discord.type(guild.id, leaks, admin, "/watch add", { company: "Harbour Lines" })).updated();
  const before = discord.messages(leaks).length;
  const told = () => discord.messages(leaks).slice(before);

  showThread();
  await discord.until(() => told().length === 1, "the alert");
  expect(told()[0]?.text).toContain("$900");

  const dearer = thread.body;
  const cheaper = dearer.replace("$900", "$600");
  showThread({ title: `[PRICE DROP] ${thread.title}`, body: cheaper });
  await discord.until(() => told().length === 2, "the reply to the lowered price");

  web.on(
    "/feed",
    rss([
      {
        id: "fresh",
        title: "Data of ferry company Harbour Lines offered for sale",
        text: "The data of 52,417 customers of Harbour Lines is offered for sale, with their names and phone numbers.",
      },
      oldNews,
    ]),
  );
  await discord.until(() => told()[0]?.text.includes("Example News") === true, "the article");
  expect(told()).toHaveLength(2);

  showThread({ title: `[SOLD] ${thread.title}`, body: cheaper });
  await discord.until(() => told().length === 3, "the reply to the sale");
  await Promise.all([bot.visited("news", 2), bot.visited("forum", 2)]);

  const [alert, lowered, sold, ...others] = told();
  expect(others).toEqual([]);
  expect(alert?.text).toMatch(/~~\$900~~ \$600/u);
  expect(alert?.text).toMatch(/Also seen at\nExample News/u);
  expect(alert?.text).toMatch(/sold/u);
  expect(alert?.history.length).toBe(3);
  expect(alert?.buttons.map(({ label }) => label)).toEqual([
    "Acknowledge",
    "Mute 24 h",
    "Not us",
    "Details",
    "Case thread",
  ]);
  expect([lowered?.reference, sold?.reference]).toEqual([alert?.id, alert?.id]);
  expect(lowered?.content).toMatch(/~~\$900~~ → \*\*\$600\*\*/u);
  expect(sold?.content).toMatch(/sold/u);
});
