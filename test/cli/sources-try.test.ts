import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { parse } from "yaml";
import { createDrafting, makeId, makeName } from "../../src/cli/sources/draft.ts";
import { guess, type Guess } from "../../src/cli/sources/guess.ts";
import { findDiscourseAnswer, findFeedLinks, findReadableAddress } from "../../src/cli/sources/page-links.ts";
import { loadSources } from "../../src/config/sources.ts";
import { makeHome, type Home } from "../e2e/bot.ts";
import { rss, threadList, threadPage } from "../e2e/pages.ts";
import { start } from "../e2e/process.ts";
import { startHttpServer, type HttpServer } from "../sim/http-server.ts";

const presetFolder = join(import.meta.dirname, "../read/presets");

/** Guesses what the document of a preset's test case is. */
function guessCase(path: string): Promise<Guess> {
  const folder = join(presetFolder, path);
  const file = readdirSync(folder).find((name) => name.startsWith("input.")) ?? "";
  const drafting = createDrafting({ feedsFolder: folder, allowHosts: [] });
  const url = "https://forum.example/";
  return guess(
    {
      bytes: readFileSync(join(folder, file)),
      url,
      contentType: null,
      now: new Date("2026-03-15T12:00:00Z"),
    },
    {
      presets: drafting.presets,
      layoutOf: (kind, preset) =>
        drafting.complete({
          id: "tried",
          name: "Tried",
          kind,
          ...(preset === undefined ? {} : { preset }),
          urls: [url],
        }),
    },
  );
}

describe("guessing", () => {
  test.for([
    ["discourse/latest", "discourse"],
    ["hibp/breaches", "json"],
    ["ipb/list-3", "forum"],
    ["ipb/list-4", "forum"],
    ["market/cards", "forum"],
    ["market/table", "forum"],
    ["mybb/list-breach-theme", "forum"],
    ["mybb/list-stock", "forum"],
    ["phpbb/list-33", "forum"],
    ["ransomlook/recent", "json"],
    ["ransomlook-leaks/leaks", "json"],
    ["ransomware-live/v1", "json"],
    ["ransomware-live/v2", "json"],
    ["ransomware-live-pro/recent", "json"],
    ["ransomwatch/posts", "json"],
    ["sec-8k/current", "feed"],
    ["smf/list-20", "forum"],
    ["smf/list-21", "forum"],
    ["telegram/channel", "telegram"],
    ["vbulletin/list-3", "forum"],
    ["vbulletin/list-4", "forum"],
    ["vbulletin/list-5", "forum"],
    ["xenforo/list-1", "forum"],
    ["xenforo/list-2", "forum"],
  ] as const)("knows %s by itself", async ([path, kind]) => {
    const guessed = await guessCase(path);
    expect(guessed).toMatchObject({ kind, preset: path.split("/")[0] });
    expect(guessed.reading.posts).not.toEqual([]);
  });

  test.for([
    ["mybb/wall", "blocked"],
    ["mybb/rebuilt", "not-a-feed"],
    ["mybb/thread-stock", "bad-input"],
    ["xenforo/thread-2", "bad-input"],
    ["ransomware-live-pro/no-key", "bad-input"],
  ] as const)("says of %s: %s", async ([path, code]) => {
    await expect(guessCase(path)).rejects.toMatchObject({ code });
  });
});

describe("an entry's id and name", () => {
  test.for([
    ["https://www.forum.example/forumdisplay.php?fid=10", "forum-example"],
    ["http://127.0.0.1:8080/feed", "127-0-0-1"],
    ["https://t.me/s/Example_News", "t-me-example-news"],
    [`http://${"a".repeat(56)}.onion/`, `${"a".repeat(56)}-onion`],
    [`https://${"b".repeat(60)}.${"c".repeat(60)}.example/`, `${"b".repeat(60)}-ccc`],
    ["https://bücher.example/", "xn-bcher-kva-example"],
  ])("%s is %s", ([url, id]) => {
    expect(makeId(new URL(url ?? ""), new Set())).toBe(id);
  });

  it("numbers an id that is taken", () => {
    const taken = new Set(["forum-example", "forum-example-2"]);
    expect(makeId(new URL("https://forum.example/"), taken)).toBe("forum-example-3");
  });

  it("makes one short line of a title, and takes the host where there is none", () => {
    const url = new URL("https://forum.example:8443/");
    expect(makeName(" Example\n\u202eForum ", url)).toBe("Example Forum");
    expect(makeName("long ".repeat(99), url)).toHaveLength(100);
    expect(makeName(null, url)).toBe("forum.example:8443");
  });
});

describe("what a page names", () => {
  const page = (head: string): Uint8Array => Buffer.from(`<!doctype html><head>${head}</head><p>Hello</p>`);

  it("lists its feeds, those of comments last, and nothing else", () => {
    const links = [
      '<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">',
      '<link rel="alternate" type="application/atom+xml" href="atom.xml">',
      '<link rel="alternate" type="text/html" hreflang="de" href="/de">',
      '<link rel="alternate" type="application/rss+xml" href="http://[">',
      '<link rel="stylesheet" type="text/css" href="/style.css">',
    ];
    expect(findFeedLinks(page(links.join("")), null, "https://news.example/a/")).toEqual([
      "https://news.example/a/atom.xml",
      "https://news.example/comments/feed",
    ]);
  });

  test.for([
    ["https://forum.example/", "https://forum.example/latest.json"],
    ["https://forum.example/c/leaks/5?order=created", "https://forum.example/c/leaks/5.json"],
  ] as const)("finds where a Discourse forum answers %s", ([url, answer]) => {
    const discourse = page('<meta name="generator" content="Discourse 3.4.0">');
    expect(findDiscourseAnswer(discourse, null, url)).toBe(answer);
    expect(findDiscourseAnswer(page(""), null, url)).toBeNull();
  });

  test.for([
    ["https://t.me/example_news", "https://t.me/s/example_news"],
    ["https://t.me/s/example_news", "https://t.me/s/example_news"],
    ["https://t.me/example_news/42", "https://t.me/example_news/42"],
    ["https://news.example/feed", "https://news.example/feed"],
  ] as const)("%s is read at %s", ([typed, read]) => {
    expect(findReadableAddress(new URL(typed)).href).toBe(read);
  });
});

describe("leakwatch sources try", () => {
  let web: HttpServer;
  let home: Home;

  beforeEach(async () => {
    web = await startHttpServer();
    home = makeHome();
    home.writeSources([{ id: "127-0-0-1", name: "Known", kind: "feed", urls: [`${web.url}/known`] }]);
  });

  afterEach(async () => {
    await web.close();
    home.dispose();
  });

  it("takes no offence at the empty file that its own output is sent into", async () => {
    web.on("/feed.xml", rss([{ id: "1", title: "Harbour Lines breached", text: "9,000 addresses." }]));
    writeFileSync(join(home.folder, "new.yaml"), "");
    const { status, stdout } = await run("sources", "try", `${web.url}/feed.xml`);
    expect(status).toBe(0);
    expect(parse(stdout)).toMatchObject({ sources: [{ id: "127-0-0-1-2", kind: "feed" }] });
  });

  async function run(...args: readonly string[]) {
    const process = start(home, args);
    const status = await process.ended;
    return { status, stdout: process.stdout(), stderr: process.stderr() };
  }

  it("shows a forum's posts and prints an entry that check accepts", async () => {
    const threads = [
      { tid: 5, title: "Harbour Lines database", author: "greyfin", body: "" },
      { tid: 6, title: "Gull Island Bank \u001b[31mcards", author: "greyfin", body: "" },
    ];
    const { headers, body } = threadList(threads);
    const link = '<link rel="alternate" type="application/rss+xml" href="/syndication.php">';
    web.on("/forumdisplay.php?fid=1", { headers, body: `${link}${body}` });
    const url = `${web.url}/forumdisplay.php?fid=1`;
    const { status, stdout, stderr } = await run("sources", "try", url);
    expect(status, stderr).toBe(0);
    expect(parse(stdout)).toEqual({
      sources: [{ id: "127-0-0-1-2", name: new URL(url).host, kind: "forum", preset: "mybb", urls: [url] }],
    });
    expect(stderr).toContain("read as forum, preset mybb: 2 posts");
    expect(stderr).toContain("Harbour Lines database\n    greyfin · no date · hxxp://127[.]0[.]0[.]1");
    expect(stderr).toContain("no post has a date that can be read");
    expect(stderr).toContain(
      `the page names a feed too, which may be the steadier source: ${web.url}/syndication.php`,
    );
    expect(stderr).not.toContain("\u001b");
    writeFileSync(join(home.folder, "new.yaml"), stdout);
    expect((await run("check")).status).toBe(0);
    expect(loadSources(home.folder, { env: {}, allowHosts: [] })).toHaveLength(2);
  });

  it("follows a page to the feed that it names", async () => {
    const headers = { "content-type": "text/html" };
    const link = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">';
    web.on("/", { headers, body: `<!doctype html><title>News</title>${link}<p>Welcome</p>` });
    web.on("/feed.xml", rss([{ id: "1", title: "Harbour Lines breached", text: "9,000 addresses." }]));
    const { status, stdout, stderr } = await run("sources", "try", web.url);
    expect(status, stderr).toBe(0);
    expect(parse(stdout)).toMatchObject({
      sources: [{ name: "News", kind: "feed", urls: [`${web.url}/feed.xml`] }],
    });
    expect(stderr).toContain(`the page names a feed: ${web.url}/feed.xml`);
    expect(stderr).toContain("https://news.example/1");
  });

  it("says that a host's robots.txt forbids its feed to programs, and how to read it all the same", async () => {
    web.on("/feed.xml", rss([{ id: "1", title: "Harbour Lines breached", text: "9,000 addresses." }]));
    web.on("/robots.txt", { body: "User-agent: *\nDisallow: /feed" });
    const { status, stdout, stderr } = await run("sources", "try", `${web.url}/feed.xml`);
    expect(status).toBe(1);
    expect(stderr).toContain("read as feed: 1 post");
    expect(stderr).toMatch(/as it stands the entry will fail: robots: .*robots: ignore/u);
    expect(parse(stdout)).toMatchObject({ sources: [{ kind: "feed", urls: [`${web.url}/feed.xml`] }] });
  });

  it("does not ask what robots.txt says of a forum, which is read whatever it says", async () => {
    web.on("/forum", threadList([{ tid: 5, title: "Harbour Lines database", author: "greyfin", body: "" }]));
    web.on("/robots.txt", { body: "User-agent: *\nDisallow: /" });
    expect(await run("sources", "try", `${web.url}/forum`)).toMatchObject({ status: 0 });
    expect(web.requests.map(({ path }) => path)).toEqual(["/forum"]);
  });

  it("exits 3 at a wall, and prints no entry", async () => {
    web.on("/", { body: "<!doctype html><title>Just a moment...</title><p>Checking your browser</p>" });
    const { status, stdout, stderr } = await run("sources", "try", web.url);
    expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
    expect(stderr).toContain("a login or a check for humans stands before it");
  });

  it("says what an address is that cannot be a source", async () => {
    const thread = threadPage({
      tid: 5,
      title: "Harbour Lines",
      author: "greyfin",
      body: "Customers ".repeat(400),
    });
    web.on("/thread", thread);
    expect(await run("sources", "try", `${web.url}/thread`)).toMatchObject({
      status: 1,
      stdout: "",
      stderr: expect.stringContaining("the page of one thread"),
    });
  });

  test.for([
    [["sources", "try"], 2, "takes one URL"],
    [["sources", "try", "ftp://files.example/"], 2, "http"],
    [["sources", "try", "http://192.168.0.1/"], 1, "refused-address"],
    [["sources", "tyr"], 2, "use list or try"],
  ] as const)("refuses %j", async ([args, status, reason]) => {
    const answer = await run(...args);
    expect(answer).toMatchObject({ status, stdout: "", stderr: expect.stringContaining(reason) });
  });
});
