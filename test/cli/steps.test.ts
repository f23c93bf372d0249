import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { rss, threadList } from "../e2e/pages.ts";
import { start } from "../e2e/process.ts";

let folder: string;
const file = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "leakwatch-cli-"));
  writeFileSync(
    file("feed.xml"),
    rss([{ id: "1", title: "Harbour Lines breached", text: "9,000 e-mail addresses." }]).body,
  );
  const threads = [{ tid: 5, title: "Harbour Lines database", author: "greyfin", body: "" }];
  writeFileSync(file("forum.html"), threadList(threads).body);
  writeFileSync(file("wall.html"), "<title>Just a moment...</title><p>Checking your browser</p>");
  writeFileSync(file("watch.jsonl"), '{"id":"w1","name":"Harbour Lines"}\n');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Answer = Record<string, unknown> & { readonly error?: { readonly code: string } };

async function run(args: readonly string[], input?: string) {
  const process = start({ env: {} }, args, input);
  const status = await process.ended;
  const lines = process
    .stdout()
    .split("\n")
    .filter((line) => line !== "");
  return { status, lines: lines.map((line) => JSON.parse(line) as Answer), stderr: process.stderr() };
}

it("reads a feed, one post a line", async () => {
  const { status, lines } = await run(["read", file("feed.xml")]);
  expect(status).toBe(0);
  expect(lines).toMatchObject([{ title: "Harbour Lines breached", url: "https://news.example/1" }]);
});

it("reads a forum's page from standard input by its preset", async () => {
  const args = ["read", "-", "--as", "forum", "--preset", "mybb", "--url", "https://forum.example/"];
  const { lines } = await run(
    args,
    threadList([{ tid: 5, title: "Ferry data", author: "greyfin", body: "" }]).body,
  );
  expect(lines).toMatchObject([
    { title: "Ferry data", author: "greyfin", url: "https://forum.example/showthread.php?tid=5" },
  ]);
});

it("exits with 3 for a wall and 1 for what is no feed", async () => {
  const wall = await run(["read", file("wall.html")]);
  expect(wall).toMatchObject({ status: 3, lines: [] });
  expect(wall.stderr).toContain("blocked");
  expect((await run(["read", file("forum.html")])).status).toBe(1);
});

it("answers a batch line by line, errors in their place", async () => {
  const input = [
    JSON.stringify({ id: "a", file: file("feed.xml") }),
    JSON.stringify({ id: "b", file: file("nowhere.xml") }),
    "no json",
    JSON.stringify({
      id: "c",
      file: file("forum.html"),
      as: "forum",
      preset: "mybb",
      url: "https://forum.example/",
    }),
    JSON.stringify({ id: "d", file: file("feed.xml"), as: "paper" }),
    JSON.stringify({ id: "e", file: file("feed.xml"), preset: "no-such-preset" }),
  ];
  const { status, lines } = await run(["read", "--batch"], input.join("\n"));
  expect(status).toBe(1);
  expect(lines.map((line) => [line["id"], line.error?.code])).toEqual([
    ["a", undefined],
    ["b", "bad-input"],
    [null, "bad-input"],
    ["c", undefined],
    ["d", "bad-input"],
    ["e", "bad-input"],
  ]);
  expect(lines[0]).toMatchObject({ source: { title: "News" }, posts: [{ title: "Harbour Lines breached" }] });
});

it("shows rss-parser's reading beside ours", async () => {
  const { lines } = await run(["read", file("feed.xml"), "--compare"]);
  expect(lines).toMatchObject([
    { leakwatch: { title: "Harbour Lines breached" }, rssParser: { title: "Harbour Lines breached" } },
  ]);
});

it("extracts a listing from each line and passes unknown fields through", async () => {
  const post = { id: "p", title: "[SELLING] Harbour Lines", body: "9,000 customers. Price: $900", mine: [1] };
  const { status, lines } = await run(
    ["extract"],
    `${JSON.stringify(post)}\n{"id":"q"}\n[]\n{"id":"r","title":7}\n`,
  );
  expect(status).toBe(1);
  expect(lines[0]).toMatchObject({
    ...post,
    listing: { kind: "sale", prices: [{ amount: 900, currency: "USD" }] },
  });
  expect(lines.slice(1).map((line) => line.error?.code)).toEqual(["bad-input", "bad-input", "bad-input"]);
});

it("explains why each fact got its role", async () => {
  const { lines } = await run(["extract", "--explain"], '{"id":"p","title":"Price: $900"}\n');
  expect(lines[0]).toHaveProperty("reasons");
});

it("matches lines of read and of extract against a watch list", async () => {
  const plain = { id: "p", title: "[SELLING] Harbour Lines customers", body: "Price: $900" };
  const args = ["match", "--watchlist", file("watch.jsonl")];
  const { status, lines } = await run(
    args,
    `${JSON.stringify(plain)}\n{"id":"u","title":"Union Harbour"}\n{"id":"n"}\n`,
  );
  expect(status).toBe(1);
  expect(lines[0]).toMatchObject({ id: "p", matches: [{ watch: "w1", text: "Harbour Lines" }] });
  expect(lines[1]).toMatchObject({ id: "u", matches: [] });
  expect(lines[2]?.error?.code).toBe("bad-input");
});

it("answers the first line before the last one is asked", async () => {
  const { spawn } = await import("node:child_process");
  const child = spawn(process.execPath, ["src/cli.ts", "extract"], { stdio: ["pipe", "pipe", "inherit"] });
  const first = new Promise<string>((resolve) => child.stdout.setEncoding("utf8").once("data", resolve));
  child.stdin.write('{"id":"p","title":"Price: $900"}\n');
  expect(JSON.parse(await first)).toMatchObject({ id: "p" });
  child.stdin.end();
  await new Promise((resolve) => child.once("close", resolve));
});

it.for([
  [[], 2, "usage"],
  [["help"], 0, ""],
  [["fly"], 2, 'no command "fly"'],
  [["read"], 2, "FILE"],
  [["read", "--colour"], 2, "--colour"],
  [["match"], 2, "--watchlist"],
  [["match", "--watchlist", "/nowhere.jsonl"], 2, "/nowhere.jsonl"],
  [["poll"], 2, "--once"],
  [["run", "--bogus"], 2, "--bogus"],
  [["check", "--bogus"], 2, "--bogus"],
  [["schema", "extra"], 2, "extra"],
  [["read", "--help"], 0, ""],
  [["read", "/nowhere.xml"], 2, "/nowhere.xml cannot be read"],
  [["read", "/dev/null", "--now", "yesterday"], 2, "no ISO 8601 time"],
  [["read", "/dev/null", "--timezone", "Nowhere"], 2, "Nowhere is no time zone"],
  [["read", "/dev/null", "--url", "forum"], 2, "forum is no address"],
  [["read", "/dev/null", "--as", "page"], 2, "none of feed, forum"],
  [["read", "/dev/null"], 1, "not-a-feed"],
] as const)("exits with the contract's status for %j", async ([args, status, part]) => {
  const process = start({ env: {} }, args);
  expect(await process.ended).toBe(status);
  expect(process.stderr()).toContain(part);
});
