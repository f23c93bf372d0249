import { chmodSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadConfig } from "../../src/config/config.ts";
import { makeFolder, problemsOf } from "./folder.ts";

const noSources = { "feeds/none.yaml": "sources: []\n" };

test("has a default for every setting", () => {
  const cwd = makeFolder(noSources);
  expect(loadConfig({}, cwd)).toEqual({
    discordToken: null,
    discordApiUrl: null,
    feedsFolder: join(cwd, "feeds"),
    databaseUrl: `sqlite:${join(cwd, "data/leakwatch.db")}`,
    allowHosts: [],
    torProxy: null,
    role: "all",
    http: null,
    logLevel: "info",
    enricherUrl: null,
    enricherToken: null,
    ratesUrl: null,
    sources: [],
  });
});

test("reads every setting", () => {
  const cwd = makeFolder({ "own/none.yaml": "sources: []\n" });
  const env = {
    DISCORD_TOKEN: "not-a-token",
    DISCORD_API_URL: "http://127.0.0.1:8080/api/",
    LEAKWATCH_FEEDS: "own",
    LEAKWATCH_DATABASE_URL: "postgres://leakwatch:not-a-password@db.example/leakwatch",
    LEAKWATCH_ALLOW_HOSTS: "127.0.0.1,mirror.lan",
    LEAKWATCH_TOR_PROXY: "socks5h://127.0.0.1:9050",
    LEAKWATCH_ROLE: "poll",
    LEAKWATCH_HTTP: "[::1]:9464",
    LEAKWATCH_LOG_LEVEL: "debug",
    LEAKWATCH_ENRICHER_URL: "https://model.example/read",
    LEAKWATCH_ENRICHER_TOKEN: "not-a-token",
    LEAKWATCH_RATES_URL: "https://rates.example/latest?base=USD",
    TEST_DATABASE_URL: "postgres://test.example/test",
    PATH: "/bin",
  };
  expect(loadConfig(env, cwd)).toEqual({
    discordToken: "not-a-token",
    discordApiUrl: "http://127.0.0.1:8080/api",
    feedsFolder: join(cwd, "own"),
    databaseUrl: env.LEAKWATCH_DATABASE_URL,
    allowHosts: ["127.0.0.1", "mirror.lan"],
    torProxy: "socks5h://127.0.0.1:9050",
    role: "poll",
    http: { host: "::1", port: 9464 },
    logLevel: "debug",
    enricherUrl: "https://model.example/read",
    enricherToken: "not-a-token",
    ratesUrl: "https://rates.example/latest?base=USD",
    sources: [],
  });
});

test("counts an empty setting as not set", () => {
  const env = {
    DISCORD_TOKEN: "",
    LEAKWATCH_ROLE: "",
    LEAKWATCH_HTTP: "",
    LEAKWATCH_FEEDS: "",
    DISCORD_TOKEN_FILE: "",
  };
  expect(loadConfig(env, makeFolder(noSources))).toMatchObject({
    discordToken: null,
    role: "all",
    http: null,
  });
});

test("reads a secret from the file that NAME_FILE names", () => {
  const cwd = makeFolder({ ...noSources, token: "not-a-token\r\n", database: "sqlite::memory:\n" });
  const env = { DISCORD_TOKEN_FILE: join(cwd, "token"), LEAKWATCH_DATABASE_URL_FILE: "database" };
  expect(loadConfig(env, cwd)).toMatchObject({ discordToken: "not-a-token", databaseUrl: "sqlite::memory:" });
});

test.for([
  [{ DISCORD_TOKEN_FILE: "gone" }, "DISCORD_TOKEN_FILE: gone cannot be read (ENOENT)"],
  [{ DISCORD_TOKEN_FILE: "feeds" }, "DISCORD_TOKEN_FILE: feeds is no file"],
  [{ DISCORD_TOKEN_FILE: "empty" }, "DISCORD_TOKEN_FILE: empty is empty"],
  [{ DISCORD_TOKEN_FILE: "large" }, "DISCORD_TOKEN_FILE: large is larger than 64 KiB"],
  [
    { DISCORD_TOKEN: "not-a-token", DISCORD_TOKEN_FILE: "empty" },
    "DISCORD_TOKEN: set as DISCORD_TOKEN and as DISCORD_TOKEN_FILE; keep one of them",
  ],
  [{ DISCORD_TOKEN: "Bot not-a-token" }, 'DISCORD_TOKEN: write the token alone, without "Bot" before it'],
  [
    { DISCORD_TOKEN: "not a token" },
    "DISCORD_TOKEN: is no bot token: one word of at most 500 plain characters",
  ],
  [
    { LEAKWATCH_DATABASE_URL: "mysql://db.example" },
    "LEAKWATCH_DATABASE_URL: is no database address; write sqlite:data/leakwatch.db or postgres://user@host:5432/name",
  ],
  [
    { LEAKWATCH_TOR_PROXY: "socks5://127.0.0.1:9050" },
    "LEAKWATCH_TOR_PROXY: is no address of a SOCKS proxy; write socks5h://127.0.0.1:9050 (h: names are resolved by the proxy)",
  ],
  [{ LEAKWATCH_ROLE: "poller" }, 'LEAKWATCH_ROLE: "poller" is none of all, poll, deliver, discord'],
  [
    { LEAKWATCH_LOG_LEVEL: "INFO" },
    'LEAKWATCH_LOG_LEVEL: "INFO" is none of fatal, error, warn, info, debug, trace, silent',
  ],
  [{ LEAKWATCH_HTTP: "9464" }, 'LEAKWATCH_HTTP: "9464" is no host:port; write such as 127.0.0.1:9464'],
  [
    { LEAKWATCH_HTTP: "127.0.0.1:99999" },
    'LEAKWATCH_HTTP: "127.0.0.1:99999" is no host:port; write such as 127.0.0.1:9464',
  ],
  [
    { LEAKWATCH_ENRICHER_TOKEN: "not a token" },
    "LEAKWATCH_ENRICHER_TOKEN: is no token: one word of at most 4096 plain characters",
  ],
  [{ LEAKWATCH_FEED: "x" }, "LEAKWATCH_FEED: no such setting; did you mean LEAKWATCH_FEEDS?"],
  [{ LEAKWATCH_COLOUR: "x" }, "LEAKWATCH_COLOUR: no such setting; .env.example lists all of them"],
] as const)("refuses %j", ([env, problem]) => {
  const cwd = makeFolder({ ...noSources, empty: "\n", large: "x".repeat(70_000) });
  expect(problemsOf(() => loadConfig(env, cwd))).toEqual([problem]);
});

test.for([
  "https://discord.com/api",
  "https://canary.discord.com/api/v10/",
  "http://localhost:8080",
  "http://127.0.0.1:1/api",
  "http://[::1]:8080/api",
])("sends the token to %s", (address) => {
  const { discordApiUrl } = loadConfig({ DISCORD_API_URL: address }, makeFolder(noSources));
  expect(discordApiUrl).toBe(address.replace(/\/$/, ""));
});

test.for([
  "http://discord.com/api",
  "https://discord.com.evil.example/api",
  "https://evil.example/discord.com",
  "https://discord.com@evil.example/",
  "https://discord.com:8443/api",
  "https://notdiscord.com/api",
  "https://127.0.0.1.evil.example/",
  "https://10.0.0.1/api",
  "http://user:secret@127.0.0.1:8080/",
  "ftp://127.0.0.1/",
  "discord.com",
])("sends the token never to %s", (address) => {
  const [problem, ...others] = problemsOf(() =>
    loadConfig({ DISCORD_API_URL: address }, makeFolder(noSources)),
  );
  expect(problem).toMatch(/^DISCORD_API_URL: /);
  expect(problem).not.toContain("secret");
  expect(others).toEqual([]);
});

test.for([
  "https://model.example/v1/read?m=1",
  "http://127.0.0.1:9000/read",
  "http://[::1]:9000/",
  "http://localhost/",
])("lets a model read at %s", (address) => {
  const { enricherUrl } = loadConfig({ LEAKWATCH_ENRICHER_URL: address }, makeFolder(noSources));
  expect(enricherUrl).toBe(address);
});

test.for([
  "http://model.example/read",
  "http://127.0.0.1.evil.example/",
  "http://10.0.0.1/read",
  "https://user:secret@model.example/",
  "ftp://127.0.0.1/",
  "model.example",
])("sends posts and the model's token never to %s", (address) => {
  const [problem, ...others] = problemsOf(() =>
    loadConfig({ LEAKWATCH_ENRICHER_URL: address }, makeFolder(noSources)),
  );
  expect(problem).toMatch(/^LEAKWATCH_ENRICHER_URL: /);
  expect(problem).not.toContain("secret");
  expect(others).toEqual([]);
});

test.for(["http://rates.example/?key=secret", "https://user:secret@rates.example/", "rates.example"])(
  "takes no rates from %s",
  (address) => {
    const env = { LEAKWATCH_RATES_URL: address };
    const [problem, ...others] = problemsOf(() => loadConfig(env, makeFolder(noSources)));
    expect(problem).toMatch(/^LEAKWATCH_RATES_URL: /);
    expect(problem).not.toContain("secret");
    expect(others).toEqual([]);
  },
);

test("says everything that is wrong at once, and no secret", () => {
  const cwd = makeFolder({
    "feeds/a.yaml": "sources:\n  - id: A\n    name: A\n    kind: feed\n    urls: https://a.example/\n",
    "feeds/b.yaml": "sources: [\n",
  });
  const env = {
    DISCORD_TOKEN: "secret one",
    LEAKWATCH_DATABASE_URL: "mysql://user:secret@db.example",
    LEAKWATCH_TOR_PROXY: "http://user:secret@proxy.example",
    LEAKWATCH_ROLE: "none",
  };
  const problems = problemsOf(() => loadConfig(env, cwd));
  expect(problems.map((problem) => problem.split(": ")[0])).toEqual([
    "DISCORD_TOKEN",
    "LEAKWATCH_DATABASE_URL",
    "LEAKWATCH_TOR_PROXY",
    "LEAKWATCH_ROLE",
    "feeds/a.yaml:2",
    "feeds/b.yaml:2",
  ]);
  expect(problems.join("\n")).not.toContain("secret");
});

test("says which folder holds no source files", () => {
  const cwd = makeFolder({ "empty/readme.txt": "" });
  expect(problemsOf(() => loadConfig({ LEAKWATCH_FEEDS: "empty" }, cwd))).toEqual([
    "empty: no .yaml file in this folder; LEAKWATCH_FEEDS names the folder of the source files",
  ]);
  expect(problemsOf(() => loadConfig({ LEAKWATCH_FEEDS: "gone" }, cwd))[0]).toMatch(
    /^gone: cannot be read; LEAKWATCH_FEEDS names the folder of the source files: ENOENT/,
  );
});

test("reads a secret that only its owner may read", () => {
  const cwd = makeFolder({ ...noSources, token: "not-a-token" });
  chmodSync(join(cwd, "token"), 0o400);
  expect(loadConfig({ DISCORD_TOKEN_FILE: "token" }, cwd).discordToken).toBe("not-a-token");
});
