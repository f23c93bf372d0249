import { join } from "node:path";
import { expect, test } from "vitest";
import { loadLayout } from "../../src/config/layout.ts";
import { loadSources } from "../../src/config/sources.ts";
import { makeFolder, problemsOf } from "./folder.ts";

const board = `
kind: forum
every: 20m
request: {headers: {Accept-Language: en, X-Board: preset}, timeout: 7s}
list:
  item: .row
  title: .title
  skip: [.notice]
thread: {fetch: matches, body: .body, remove: blockquote}
pages: {next: .next, max: 4}
require: .list
wall: [log in]
`;

function load(entry: string, files: Readonly<Record<string, string>> = {}) {
  const text = `sources:\n  - {id: one, name: One, urls: https://board.example, ${entry}}\n`;
  const folder = makeFolder({ "one.yaml": text, "presets/board.yaml": board, ...files });
  return loadSources(folder, { env: {}, allowHosts: [], shownAs: "feeds" });
}

test("gives a source its preset's keys", () => {
  expect(load("kind: forum, preset: board")[0]).toMatchObject({
    preset: "board",
    every: 1_200_000,
    request: { headers: { "Accept-Language": "en", "X-Board": "preset" }, timeoutMs: 7000, delayMs: 2000 },
    list: { item: [{ select: ".row" }], title: [{ select: ".title" }], skip: [".notice"], stripQuery: [] },
    thread: { fetch: "matches", body: [{ select: ".body" }], remove: ["blockquote"], restricted: [] },
    pages: { next: [{ select: ".next" }], max: 4 },
    require: [".list"],
    wall: ["log in"],
  });
});

test("puts a source's own keys over its preset's, one by one", () => {
  const own =
    "every: 1h, request: {headers: {x-board: own}, delay: 9s}, list: {title: h2, skip: []}, thread: {fetch: all}, pages: {next: []}, wall: []";
  const [source] = load(`kind: forum, preset: board, ${own}`);
  expect(source).toMatchObject({
    every: 3_600_000,
    request: { headers: { "Accept-Language": "en", "x-board": "own" }, timeoutMs: 7000, delayMs: 9000 },
    list: { item: [{ select: ".row" }], title: [{ select: "h2" }], skip: [] },
    thread: { fetch: "all", remove: ["blockquote"] },
    pages: { max: 4 },
    require: [".list"],
    wall: [],
  });
  expect(source?.request.headers).not.toHaveProperty("X-Board");
  expect(source?.pages).not.toHaveProperty("next");
});

test("refuses a preset that is for another kind", () => {
  expect(problemsOf(() => load("kind: feed, preset: board"))).toEqual([
    "feeds/one.yaml:2: sources[0].preset: preset board is for kind forum, and this is feed",
  ]);
});

test("reports a wrong preset once, with its own file and line", () => {
  const two = "sources:\n  - {id: two, name: Two, urls: https://two.example, kind: forum, preset: odd}\n";
  const files = { "presets/odd.yaml": "list:\n  itm: .row\nurls: x\n", "two.yaml": two };
  expect(problemsOf(() => load("kind: forum, preset: odd", files))).toEqual([
    "feeds/one.yaml:2: sources[0].preset: preset odd has problems of its own",
    "feeds/two.yaml:2: sources[0].preset: preset odd has problems of its own",
    "feeds/presets/odd.yaml:2: list.itm: unknown key; did you mean item?",
    expect.stringMatching(/^feeds\/presets\/odd\.yaml:3: urls: unknown key; /),
  ]);
});

test("asks for the secrets that a preset names", () => {
  const files = {
    "presets/keyed.yaml": "list: {title: /name}\nrequest: {headersEnv: {X-API-KEY: TRACKER_KEY}}\n",
  };
  expect(problemsOf(() => load("kind: json, preset: keyed", files))).toEqual([
    "feeds/one.yaml:2: sources[0].preset: environment variable TRACKER_KEY is not set; set it (or TRACKER_KEY_FILE), or write enabled: false",
  ]);
});

test("takes the preset of a kind that is one program by itself", () => {
  const files = { "presets/telegram.yaml": "kind: telegram\nlist: {item: .message}\n" };
  expect(load("kind: telegram", files)[0]).toMatchObject({
    preset: "telegram",
    list: { item: [{ select: ".message" }] },
  });
});

test("gives a preset's layout by itself", () => {
  const folder = join(makeFolder({ "presets/board.yaml": board }), "presets");
  expect(loadLayout("board", folder)).toEqual({
    list: { item: [{ select: ".row" }], title: [{ select: ".title" }], skip: [".notice"], stripQuery: [] },
    dates: {},
    thread: { fetch: "matches", body: [{ select: ".body" }], remove: ["blockquote"], restricted: [] },
    fields: {},
    pages: { next: [{ select: ".next" }], max: 4 },
    require: [".list"],
    wall: ["log in"],
  });
  expect(problemsOf(() => loadLayout("bord", folder))).toEqual(["no preset bord; did you mean board?"]);
  expect(problemsOf(() => loadLayout("../presets/board", folder))).toEqual([
    expect.stringMatching(/^no preset \.\.\/presets\/board; /),
  ]);
});

test("selects nothing where no preset is named", () => {
  expect(loadLayout(undefined)).toEqual({
    list: { skip: [], stripQuery: [] },
    dates: {},
    thread: { fetch: "never", remove: [], restricted: [] },
    fields: {},
    pages: { max: 1 },
    require: [],
    wall: [],
  });
});
