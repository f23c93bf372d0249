import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startHttpServer, type HttpServer } from "../sim/http-server.ts";
import { makeSource, openRoom, type Room } from "./room.ts";

const feed =
  '<rss version="2.0"><channel><title>Harbour notes</title><item><title>Ledger restored</title><link>https://news.example/1</link></item></channel></rss>';

describe("a visit to a source whose host forbids its address", () => {
  let room: Room;
  let web: HttpServer;

  beforeEach(async () => {
    room = await openRoom();
    web = await startHttpServer();
    web.on("/feed", { body: feed });
    web.on("/robots.txt", { body: "User-agent: *\nDisallow: /feed" });
  });

  afterEach(async () => {
    await web.close();
    await room.close();
  });

  const paths = (): string[] => web.requests.map(({ path }) => path);

  it("asks for nothing, and its error says what can be done", async () => {
    const source = makeSource("feed", [`${web.url}/feed`], { robots: "respect" });
    const report = await room.visit(source);
    expect(report).toMatchObject({ outcome: "failed", error: { code: "robots" } });
    expect(report.error?.message).toContain("robots: ignore");
    expect(paths()).toEqual(["/robots.txt"]);
  });

  it("reads it all the same where the source says so", async () => {
    const source = makeSource("feed", [`${web.url}/feed`], { robots: "ignore" });
    expect(await room.visit(source)).toMatchObject({ outcome: "stored", newPosts: 1 });
    expect(paths()).toEqual(["/feed"]);
  });
});
