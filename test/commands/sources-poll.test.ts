import { afterEach, beforeEach, expect, it } from "vitest";
import { makeHome, startBot, type Bot, type Home } from "../e2e/bot.ts";
import { rss, type Item } from "../e2e/pages.ts";
import { startDiscord, type SimDiscord } from "../sim/discord.ts";
import { startHttpServer, type HttpServer } from "../sim/http-server.ts";

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

const old: Item = { id: "old", title: "Old news", text: "Nothing of note." };
const fresh: Item = {
  id: "fresh",
  title: "Hackers extort Harbour Lines",
  text: "The ferry company Harbour Lines is asked for US$300,000 after the theft of 52,000 customers' names.",
};

/** A bot with one source that is not due again for a week. */
async function open(env: Record<string, string> = {}) {
  web.on("/feed", rss([old]));
  const source = { id: "news", name: "Example News", kind: "feed", urls: [`${web.url}/feed`], every: "7d" };
  home.writeSources([{ ...source, request: { delay: "0s" } }]);
  const guild = discord.addGuild({ name: "Security", channels: [{ name: "general" }] });
  const general = guild.channels[0]?.id ?? "";
  const started = await startBot({ ...home, env: { ...home.env, ...env } });
  bot = started;
  const isPolling = env["LEAKWATCH_ROLE"] === undefined;
  if (isPolling) await expect.poll(() => started.reports.length, { timeout: 10_000 }).toBe(1);
  const type = async (line: string, values: Record<string, string>) =>
    (await discord.type(guild.id, general, admin, line, values)).updated();
  return { type };
}

it("visits a source at once, through the schedule's lease, and answers with what came of it", async () => {
  const { type } = await open();
  await type("/watch add", { company: "Harbour Lines" });
  expect((await type("/sources poll", { source: "news" })).content).toBe("🟢 **Example News**: nothing new.");
  web.on("/feed", rss([fresh, old]));
  expect((await type("/sources poll", { source: "Example News" })).content).toBe(
    "🟢 **Example News**: 1 new and 0 changed, 1 alert and 0 updates.",
  );
  web.on("/feed", { status: 500 });
  expect((await type("/sources poll", { source: "news" })).content).toContain(
    "could not be read (http-status)",
  );
  const shown = await type("/sources show", { source: "news" });
  expect(shown.text).toContain("(http-status)");
  expect(shown.text).toContain("Hackers extort Harbour Lines");
});

it("refuses a second visit while the first lasts", async () => {
  const { type } = await open();
  let answer = (): void => undefined;
  const asked = new Promise<void>((seen) => {
    web.on("/feed", async () => {
      seen();
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return rss([old]);
    });
  });
  const first = type("/sources poll", { source: "news" });
  await asked;
  expect((await type("/sources poll", { source: "news" })).content).toContain(
    "is being visited at this moment",
  );
  answer();
  expect((await first).content).toContain("nothing new");
});

it("says where the process that answers visits nothing", async () => {
  const { type } = await open({ LEAKWATCH_ROLE: "discord" });
  expect((await type("/sources poll", { source: "news" })).content).toContain("visits no sources");
});
