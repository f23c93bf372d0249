import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { readEnvironment } from "../../src/config/environment.ts";
import { loadLayout } from "../../src/config/layout.ts";
import { loadSources } from "../../src/config/sources.ts";
import { sourcesSchema } from "../../src/config/schema.ts";
import { makeFolder } from "./folder.ts";

const feeds = resolve(import.meta.dirname, "../../feeds");
const files = ["news.yaml", "trackers.yaml", "forums.yaml"] as const;
const text = (name: string) => readFileSync(resolve(feeds, name), "utf8");
const options = { env: {}, allowHosts: [], shownAs: "feeds" };

test("the JSON Schema beside the source files is the validator's", () => {
  expect(JSON.parse(text("sources.schema.json"))).toEqual(sourcesSchema());
});

test.for(files)("%s names the JSON Schema for editors and follows it", (name) => {
  expect(text(name)).toMatch(/^# yaml-language-server: \$schema=sources\.schema\.json\n/);
  const isValid = new Ajv2020({ strict: false }).compile(sourcesSchema());
  expect(isValid(parse(text(name))) || isValid.errors).toBe(true);
});

test("the JSON Schema refuses what the validator refuses", () => {
  const isValid = new Ajv2020({ strict: false }).compile(sourcesSchema());
  const source = { id: "one", name: "One", kind: "feed", urls: "https://news.example/" };
  expect(isValid({ sources: [source] })).toBe(true);
  for (const wrong of [{ evry: "10m" }, { id: "A" }, { kind: "rss" }, { flood: 0 }, { list: { item: 3 } }]) {
    expect(isValid({ sources: [{ ...source, ...wrong }] })).toBe(false);
  }
});

test("the source files that come with Leakwatch load", () => {
  const sources = loadSources(feeds, options);
  expect(sources.filter(({ kind }) => kind === "feed").length).toBeGreaterThanOrEqual(25);
  expect(sources.map(({ id }) => id)).toContain("ransomware-live");
  expect(sources.every(({ enabled }) => enabled)).toBe(true);
});

test.for(readdirSync(resolve(feeds, "presets")))("the preset %s loads", (name) => {
  expect(loadLayout(name.replace(/\.yaml$/, ""))).toHaveProperty("list");
});

test("no two sources that come with Leakwatch share an address", () => {
  const urls = loadSources(feeds, options).flatMap((source) => source.urls);
  expect(new Set(urls).size).toBe(urls.length);
});

test.for(["trackers.yaml", "forums.yaml"])(
  "the examples in %s load once their comment signs are removed",
  (name) => {
    const uncommented = text(name).replaceAll(/^ {2}# ((?:- | {2}).*)$/gm, "  $1");
    const env = { EXAMPLE_FORUM_COOKIE: "not-a-cookie", RANSOMWARE_LIVE_KEY: "not-a-key" };
    const presets = Object.fromEntries(
      [...uncommented.matchAll(/preset: (.+)/g)].map(([, preset]) => [
        `presets/${preset}.yaml`,
        "list: {item: .row, title: .title}\n",
      ]),
    );
    const sources = loadSources(makeFolder({ [name]: uncommented, ...presets }), { ...options, env });
    expect(sources.length).toBeGreaterThanOrEqual(2);
    if (name === "forums.yaml") {
      expect(
        sources.flatMap(({ urls }) => urls).every((url) => new URL(url).hostname.endsWith(".example")),
      ).toBe(true);
    }
  },
);

test(".env.example lists every setting with its default, in force as it stands", () => {
  const lines = readFileSync(resolve(feeds, "../.env.example"), "utf8").matchAll(/^([A-Z_]+)=(.*)$/gm);
  const env = Object.fromEntries([...lines].map(([, name, value]) => [name, value]));
  expect(Object.keys(env)).toEqual([
    "DISCORD_TOKEN",
    "DISCORD_API_URL",
    "LEAKWATCH_FEEDS",
    "LEAKWATCH_DATABASE_URL",
    "LEAKWATCH_ALLOW_HOSTS",
    "LEAKWATCH_TOR_PROXY",
    "TEST_DATABASE_URL",
    "LEAKWATCH_ROLE",
    "LEAKWATCH_HTTP",
    "LEAKWATCH_LOG_LEVEL",
    "LEAKWATCH_ENRICHER_URL",
    "LEAKWATCH_ENRICHER_TOKEN",
    "LEAKWATCH_RATES_URL",
  ]);
  const cwd = "/srv/leakwatch";
  expect(readEnvironment(env, cwd)).toEqual(readEnvironment({}, cwd));
});
