import { afterEach, beforeEach, expect, it } from "vitest";
import { feed, type Article } from "../core/pages.ts";
import { startHttpServer, type HttpServer } from "../sim/http-server.ts";
import { makeHome, startBot, type Bot, type Home } from "./bot.ts";

let server: HttpServer;
let home: Home;
let bot: Bot | undefined;

beforeEach(async () => {
  server = await startHttpServer();
  home = makeHome();
  home.writeSources([
    {
      id: "news",
      name: "News",
      kind: "feed",
      urls: [`${server.url}/feed`],
      every: "1s",
      request: { delay: "0s" },
    },
  ]);
});
afterEach(async () => {
  await bot?.stop();
  await server.close();
  home.dispose();
});

const publish = (...articles: Article[]) => server.on("/feed", { body: feed(articles) });
const first: Article = { id: "a", title: "Forty thousand sailors met" };
const second: Article = { id: "b", title: "Tarnmoor breached", text: "Tarnmoor lost its revenue of $3,000." };

it("asks the operator's model about a new listing, once it is stored", async () => {
  server.on("/read", { body: '{"prices":[{"amount":3000,"currency":"USD"},{"amount":9,"currency":"USD"}]}' });
  home.env["LEAKWATCH_ENRICHER_URL"] = `${server.url}/read`;
  home.env["LEAKWATCH_ENRICHER_TOKEN"] = "not-a-token";
  publish(first);
  bot = await startBot(home);
  await bot.visited("news");
  publish(second, first);
  const { store } = bot.app;
  const find = async () =>
    (await store.listings.search({}, 0, 9)).rows.find(({ post }) => post.title === second.title);
  await expect
    .poll(async () => (await find())?.listing.prices, { timeout: 20_000 })
    .toEqual([expect.objectContaining({ amount: 3000, text: "$3,000", by: "enricher" })]);
  expect(server.requests.filter(({ path }) => path === "/read")).toEqual([
    expect.objectContaining({ headers: expect.objectContaining({ authorization: "Bearer not-a-token" }) }),
  ]);
});

it("asks nobody where none is named", async () => {
  publish(first);
  bot = await startBot(home);
  await bot.visited("news");
  publish(second, first);
  await bot.visited("news", 2);
  expect(server.requests.every(({ method }) => method === "GET")).toBe(true);
});
