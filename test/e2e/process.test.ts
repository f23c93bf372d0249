import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { rss, type Item } from "./pages.ts";
import { openMachine, type Machine } from "./process.ts";

let machine: Machine;

beforeEach(async () => {
  machine = await openMachine();
});

afterEach(() => machine.close());

/** Each one another incident: nothing but the company is the same. */
const story = (id: string, demand = "$30,000"): Item => ({
  id,
  title: `Hackers extort Harbour Lines (${id})`,
  text: `The ferry company Harbour Lines is asked for ${demand} after the theft of a customer database.`,
});

it("prints alerts without Discord for watches kept from the command line", async () => {
  machine.web.on("/feed", rss([story("old")]));
  const bot = machine.run("run");
  await bot.says("first visit stored");
  expect(bot.stderr()).toContain("DISCORD_TOKEN is not set");

  const added = machine.run(
    "watch",
    "add",
    "Harbour",
    "Lines",
    "--domains",
    "https://www.harbour.example/about",
  );
  expect(await added.ended).toBe(0);
  expect(added.stdout()).toContain("Harbour Lines");
  expect(added.stdout()).toContain("domains: harbour.example");

  machine.web.on("/feed", rss([story("new"), story("old")]));
  await bot.says(/Harbour Lines: ransom demand/u);
  expect(bot.stdout()).toContain("(new)");
  expect(bot.stdout()).not.toContain("(old)");

  const removed = machine.run("watch", "remove", "harbour lines");
  expect(await removed.ended).toBe(0);
  const listed = machine.run("watch", "list");
  await listed.ended;
  expect(listed.stdout()).toBe("");
});

it("ends with status 0 when it is told to, and aborts a visit that does not end", async () => {
  let isAsked = false;
  machine.web.on("/feed", () => {
    isAsked = true;
    // No answer: the visit hangs until it is aborted.
  });
  const bot = machine.run("run");
  await expect.poll(() => isAsked, { timeout: 15_000 }).toBe(true);
  bot.kill("SIGTERM");
  expect(await bot.ended).toBe(0);
  expect(bot.stderr()).toContain("stopped");
}, 25_000);

// Some shells make way for the only program they start, others wait beside it until it ends.
const patientShell = '#!/bin/sh\n/bin/sh "$@"\nexit $?\n';

it.skipIf(process.platform === "win32").for([
  ["straight away", null],
  ["through a shell that stays", patientShell],
] as const)(
  "ends with npm where npm started it %s, although npm passes no signal on",
  { timeout: 25_000 },
  async ([, script]) => {
    machine.web.on("/feed", rss([story("old")]));
    const shell = join(machine.home.folder, "shell");
    if (script !== null) writeFileSync(shell, script, { mode: 0o755 });
    const npm = machine.runNpm(script === null ? undefined : shell);
    await npm.says("first visit stored");
    npm.kill("SIGTERM");
    await npm.ended;
    expect(npm.stderr()).toContain('"msg":"stopped"');
  },
);

it("names every problem of the configuration at once and exits with status 2", async () => {
  machine.home.writeSources([
    { id: "a b", name: "A", kind: "feed", urls: ["https://a.example/"] },
    { id: "b", name: "B", kind: "paper", urls: ["https://b.example/"], evry: "1h" },
  ]);
  machine.home.env["LEAKWATCH_LOG_LEVEL"] = "loud";
  machine.home.env["DISCORD_TOKEN"] = "not-a-token";
  machine.home.env["DISCORD_API_URL"] = "https://elsewhere.example/api";
  const bot = machine.run("run");
  expect(await bot.ended).toBe(2);
  for (const part of ["LEAKWATCH_LOG_LEVEL", "DISCORD_API_URL", "sources.yaml:2", "evry", "kind"]) {
    expect(bot.stderr()).toContain(part);
  }
  expect(bot.stderr()).not.toContain("not-a-token");
});

it("checks a configuration and prints the sources with their next visit", async () => {
  const checked = machine.run("check");
  expect(await checked.ended).toBe(0);
  expect(checked.stdout()).toMatch(/news\s+feed\s+not visited yet\s+next at the first start/u);
  expect(checked.stderr()).toContain("1 of 1 sources enabled");
});

it("names a selector that no page can be read with", async () => {
  const forum = { id: "board", name: "Board", kind: "forum", urls: ["https://board.example/"] };
  machine.home.writeSources([{ ...forum, list: { item: "a[[", title: "b" } }]);
  const checked = machine.run("check");
  expect(await checked.ended).toBe(2);
  expect(checked.stderr()).toContain("board");
  expect(checked.stderr()).toContain("a[[");
});

it("names selectors of what a blank page has not, and wants none for threads that are not read", async () => {
  const board = { id: "board", name: "Board", kind: "forum", urls: ["https://board.example/"] };
  const thread = { fetch: "never" };
  const list = { item: ".row", title: ".title" };
  machine.home.writeSources([
    { ...board, thread, list: { ...list, author: "i[[", date: { select: "b:nosuch", attr: "title" } } },
  ]);
  const checked = machine.run("check");
  expect(await checked.ended).toBe(2);
  expect(checked.stderr()).toContain("i[[");
  expect(checked.stderr()).toContain("b:nosuch");
  machine.home.writeSources([{ ...board, thread, list }]);
  expect(await machine.run("check").ended).toBe(0);
});

it("says by its exit status that a source answered with a wall", async () => {
  machine.web.on("/feed", {
    headers: { "content-type": "text/html" },
    body: "<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>",
  });
  const visited = machine.run("poll", "--once");
  expect(await visited.ended).toBe(3);
  expect(visited.stderr()).toContain("blocked");
});

it("visits once on demand and says what came of it", async () => {
  machine.web.on("/feed", rss([story("old")]));
  const first = machine.run("poll", "--once");
  expect(await first.ended).toBe(0);
  expect(first.stderr()).toContain("first visit: stored without alerts");
  await machine.run("watch", "add", "Harbour Lines").ended;
  machine.web.on("/feed", rss([story("new"), story("old")]));
  const second = machine.run("poll", "--once", "--source", "news");
  expect(await second.ended).toBe(0);
  expect(second.stderr()).toContain("1 new, 0 changed, 1 alert");
  expect(second.stdout()).toContain("Harbour Lines: ransom demand");
  const unknown = machine.run("poll", "--once", "--source", "nowhere");
  expect(await unknown.ended).toBe(2);
});
