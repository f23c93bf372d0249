import { join } from "node:path";
import { expect, test } from "vitest";
import { loadSources, type SourcesOptions } from "../../src/config/sources.ts";
import { makeFolder, problemsOf } from "./folder.ts";

const options: SourcesOptions = { env: {}, allowHosts: [], shownAs: "feeds" };

/** The file of one source, its own lines below the four that every source needs. */
function oneSource(
  lines: readonly string[],
  { kind = "feed", url = "https://news.example/feed" } = {},
): string {
  return ["sources:", "  - id: one", "    name: One", `    kind: ${kind}`, `    urls: ["${url}"]`]
    .concat(lines.map((line) => `    ${line}`))
    .join("\n");
}

function load(
  text: string,
  more: Partial<SourcesOptions> & { files?: Readonly<Record<string, string>> } = {},
) {
  const { files = {}, ...rest } = more;
  return loadSources(makeFolder({ "one.yaml": text, ...files }), { ...options, ...rest });
}

test("fills in every default of a feed", () => {
  expect(load(oneSource([]))).toEqual([
    {
      id: "one",
      name: "One",
      kind: "feed",
      urls: ["https://news.example/feed"],
      every: 900_000,
      enabled: true,
      links: "show",
      request: { headers: {}, timeoutMs: 20_000, maxBytes: 4_194_304, delayMs: 2000 },
      robots: "respect",
      lookbackMs: 7_776_000_000,
      flood: 20,
      list: { skip: [], stripQuery: [] },
      dates: {},
      thread: { fetch: "never", remove: [], restricted: [] },
      fields: {},
      pages: { max: 1 },
      require: [],
      wall: [],
      definedAt: "feeds/one.yaml:2",
    },
  ]);
});

test.for([
  [
    "forum",
    ["list: {item: .row}"],
    { every: 600_000, links: "defang", robots: "ignore", thread: { fetch: "all" } },
  ],
  ["json", ["list: {title: /name}"], { every: 1_800_000, links: "defang", thread: { fetch: "never" } }],
  ["telegram", [], { every: 600_000, links: "defang" }],
  ["discourse", [], { every: 600_000, links: "defang" }],
] as const)("has defaults of its own for kind %s", ([kind, lines, expected]) => {
  expect(load(oneSource(lines, { kind }))[0]).toMatchObject(expected);
});

test("reads every key", () => {
  const text = oneSource(
    [
      'every: "*/10  * * * *"',
      "enabled: true",
      "links: show",
      "request: {proxy: tor, headers: {User-Agent: Watcher}, timeout: 5s, maxBytes: 1MiB, delay: 0s}",
      "list:",
      "  item: .row",
      "  id: {attr: data-id}",
      '  title: [.new a, {select: .old a, match: "(.+)"}]',
      "  sticky: {static: yes}",
      "  skip: .notice",
      "  stripQuery: [sid, s]",
      "dates: {timezone: Europe/Berlin, format: 'MM-dd-yyyy, hh:mm a', order: mdy}",
      "thread: {fetch: matches, body: .body, remove: blockquote, restricted: [.hidden]}",
      "pages: {next: .next, max: 3}",
      "fields: {victim: .victim}",
      "robots: respect",
      "lookback: 30d",
      "flood: 5",
      "require: '#threads'",
      "wall: just a moment",
    ],
    { kind: "forum" },
  );
  expect(load(text)[0]).toMatchObject({
    every: "*/10 * * * *",
    links: "show",
    request: {
      proxy: "tor",
      headers: { "User-Agent": "Watcher" },
      timeoutMs: 5000,
      maxBytes: 1_048_576,
      delayMs: 0,
    },
    list: {
      item: [{ select: ".row" }],
      id: [{ attr: "data-id" }],
      title: [{ select: ".new a" }, { select: ".old a", match: "(.+)" }],
      sticky: [{ static: "yes" }],
      skip: [".notice"],
      stripQuery: ["sid", "s"],
    },
    dates: { timezone: "Europe/Berlin", format: "MM-dd-yyyy, hh:mm a", order: "mdy" },
    thread: {
      fetch: "matches",
      body: [{ select: ".body" }],
      remove: ["blockquote"],
      restricted: [".hidden"],
    },
    pages: { next: [{ select: ".next" }], max: 3 },
    fields: { victim: [{ select: ".victim" }] },
    robots: "respect",
    lookbackMs: 2_592_000_000,
    flood: 5,
    require: ["#threads"],
    wall: ["just a moment"],
  });
});

test("takes one address without a list, an empty file list and an empty sources key", () => {
  const files = {
    "two.yml": "sources:\n",
    "three.yaml": "sources: []\n",
    "readme.md": "?",
    ".hidden.yaml": "?",
  };
  const text = "sources:\n  - {id: one, name: One, kind: feed, urls: https://news.example/feed}\n";
  expect(load(text, { files }).map(({ urls }) => urls)).toEqual([["https://news.example/feed"]]);
});

test("orders sources by file and line", () => {
  const entry = (id: string) => `  - {id: ${id}, name: N, kind: feed, urls: https://news.example/${id}}\n`;
  const files = { "a.yaml": `sources:\n${entry("z")}${entry("y")}`, "b.yml": `sources:\n${entry("x")}` };
  const sources = loadSources(makeFolder(files), options);
  expect(sources.map(({ definedAt }) => definedAt)).toEqual([
    "feeds/a.yaml:2",
    "feeds/a.yaml:3",
    "feeds/b.yml:2",
  ]);
});

test("lets sources share settings by anchor and merge key", () => {
  const text = [
    "sources:",
    "  - {id: one, name: One, kind: feed, urls: https://a.example, request: &slow {delay: 9s, timeout: 9s}}",
    "  - {id: two, name: Two, kind: feed, urls: https://b.example, request: {<<: *slow, delay: 1s}}",
  ].join("\n");
  expect(load(text).map(({ request }) => [request.delayMs, request.timeoutMs])).toEqual([
    [9000, 9000],
    [1000, 9000],
  ]);
});

test.for([
  ["evry: 10m", "evry: unknown key; did you mean every?"],
  [
    "colour: red",
    "colour: unknown key; known here: id, name, kind, preset, urls, enabled, every, links, request, list, dates, thread, pages, fields, require, wall, robots, lookback, flood, archive",
  ],
  ["list: {itm: a}", "list.itm: unknown key; did you mean item?"],
  ["list: {title: {selct: a}}", "list.title.selct: unknown key; did you mean select?"],
  ["request: {timout: 5s}", "request.timout: unknown key; did you mean timeout?"],
  ["__proto__: {every: 1s}", /^__proto__: unknown key; known here: id, /],
  [
    "every: 10 minutes",
    /^every: "10 minutes" is neither a duration such as 10m nor a cron expression such as [^:]+$/,
  ],
  ["every: 10", 'every: "10" has no unit; write such as 10m'],
  ["every: 500ms", 'every: "500ms" is out of range; write 1s to 7d'],
  ["every: 8d", 'every: "8d" is out of range; write 1s to 7d'],
  ['every: "61 * * * *"', /^every: "61 \* \* \* \*" is neither .*: "61" is no minute of a cron expression$/],
  ["every:", "every: is empty; give it a value or delete the line"],
  [
    "every: 29s",
    "every: below 30s only for addresses that LEAKWATCH_ALLOW_HOSTS names, and news.example is none of them",
  ],
  ['every: "*/20 * * * * *"', /^every: below 30s only for addresses that LEAKWATCH_ALLOW_HOSTS names/],
  ["enabled: no", "enabled: must be true or false, not text"],
  ["links: hide", 'links: "hide" is none of show, defang'],
  ["robots: ignored", 'robots: "ignored" is none of respect, ignore; did you mean ignore?'],
  ["lookback: 30m", 'lookback: "30m" is out of range; write 1h to 3650d'],
  ["flood: 0", "flood: must be at least 1"],
  ["flood: 2.5", "flood: must be a whole number, not a fraction"],
  ["flood: many", "flood: must be a whole number, not text"],
  ["pages: {max: 51}", "pages.max: must be at most 50"],
  ["pages: 3", "pages: must be a mapping (key: value), not a number"],
  ["request: {timeout: 20}", 'request.timeout: "20" is no duration; write such as 500ms, 20s, 10m, 2h or 7d'],
  ["request: {timeout: 5m}", 'request.timeout: "5m" is out of range; write 100ms to 2m'],
  ["request: {maxBytes: 4MB2}", 'request.maxBytes: "4MB2" is no size; write such as 512KiB or 4MiB'],
  ["request: {maxBytes: 9MiB}", 'request.maxBytes: "9MiB" is out of range; write 1KiB to 8MiB'],
  ["request: {proxy: socks}", 'request.proxy: "socks" is none of tor'],
  ["request: {headers: {Host: a}}", "request.headers.Host: is a header that Leakwatch sets itself"],
  ["request: {headers: {'a b': a}}", 'request.headers["a b"]: is no header name'],
  ["request: {headers: {X-A: 1}}", 'request.headers["X-A"]: must be text, not a number (put it in quotes)'],
  ['request: {headers: {X-A: "a\\nb"}}', 'request.headers["X-A"]: holds characters that no header may hold'],
  ["request: {headers: {X-A: a, x-a: b}}", 'request.headers["x-a"]: header x-a is given twice; keep one'],
  [
    "request: {cookieEnv: forum_cookie}",
    "request.cookieEnv: must be the name of an environment variable, such as FORUM_COOKIE",
  ],
  [
    "request: {cookieEnv: DISCORD_TOKEN}",
    "request.cookieEnv: names a setting of Leakwatch itself, which no source may be sent; use another variable",
  ],
  [
    "request: {cookieEnv: FORUM_COOKIE}",
    "request.cookieEnv: environment variable FORUM_COOKIE is not set; set it (or FORUM_COOKIE_FILE), or write enabled: false",
  ],
  [
    "dates: {timezone: Mars/Base}",
    'dates.timezone: "Mars/Base" is no time zone; write such as UTC or Europe/Berlin',
  ],
  ["dates: {order: mdyy}", 'dates.order: "mdyy" is none of mdy, dmy, ymd; did you mean mdy?'],
  ['list: {title: {match: "("}}', 'list.title.match: "(" is no regular expression of JavaScript'],
  [`list: {title: {match: "${"a".repeat(301)}"}}`, "list.title.match: must be at most 300 characters long"],
  ["list: {title: {}}", "list.title: is empty; give it select, attr, match or static"],
  ["list: {title: {attr: 'on click'}}", 'list.title.attr: "on click" is no attribute name'],
  [
    "list: {title: 3}",
    "list.title: must be text or a mapping (key: value) or a list, not a number (put it in quotes)",
  ],
  ["list: {skip: {a: b}}", "list.skip: must be text or a list, not a mapping (key: value)"],
  ["list: {skip: [a, 3]}", "list.skip[1]: must be text, not a number (put it in quotes)"],
  ["preset: mybbb", "preset: no preset mybbb; did you mean mybb?"],
  ["preset: ../secret", 'preset: "../secret" is no name of a preset'],
  ["archive: /victims/{yyyy}/{MM}", "archive: is for kind json only, and this is feed"],
  ["archive: /victims/{year}", "archive: knows {yyyy} and {MM}, or {from} and {to}, and not {year}"],
  [
    "archive: /victims/recent",
    "archive: names no time; write such as https://tracker.example/victims/{yyyy}/{MM}",
  ],
  [
    "archive: /posts/{from}",
    "archive: names no time; write such as https://tracker.example/victims/{yyyy}/{MM}",
  ],
  [
    "archive: ftp://tracker.example",
    "archive: is no address pattern; write such as https://tracker.example/victims/{yyyy}/{MM}",
  ],
] as const)("refuses %s", ([line, problem]) => {
  const files = { "presets/mybb.yaml": "list: {item: tr}\n" };
  const [found = "", ...others] = problemsOf(() => load(oneSource([line]), { files }));
  const place = "feeds/one.yaml:6: sources[0].";
  expect(found.slice(0, place.length)).toBe(place);
  if (typeof problem === "string") expect(found.slice(place.length)).toBe(problem);
  else expect(found.slice(place.length)).toMatch(problem);
  expect(others).toEqual([]);
});

test.for([
  [
    "ftp://news.example/",
    '"ftp://news.example/" is no http or https address; write such as https://news.example/feed',
  ],
  ["news.example", '"news.example" is no http or https address; write such as https://news.example/feed'],
  ["https://user:secret@news.example/", "holds a user name or password; use request.headersEnv for secrets"],
  ["https//user:secret@news.example", "is no http or https address; write such as https://news.example/feed"],
  [
    "https://news.example/a b",
    '"https://news.example/a b" is no http or https address; write such as https://news.example/feed',
  ],
] as const)("refuses the address %s", ([url, problem]) => {
  expect(problemsOf(() => load(oneSource([], { url })))).toEqual([
    `feeds/one.yaml:5: sources[0].urls[0]: ${problem}`,
  ]);
});

test.for(["http://exampleonionaddress.onion/list", "http://127.0.0.1:8080/feed", "https://例え.example/"])(
  "takes the address %s",
  (url) => {
    expect(load(oneSource([], { url }))).toHaveLength(1);
  },
);

test.for([
  ["", "feeds/one.yaml:1: is empty; give it a value or delete the line"],
  ["news\n", "feeds/one.yaml:1: must be a mapping (key: value), not text"],
  ["- a\n", "feeds/one.yaml:1: must be a mapping (key: value), not a list"],
  ["sources: {}\n", "feeds/one.yaml:1: sources: must be a list, not a mapping (key: value)"],
  ["sources: [news]\n", "feeds/one.yaml:1: sources[0]: must be a mapping (key: value), not text"],
  ["sources:\n  -\n", "feeds/one.yaml:2: sources[0]: is empty; give it a value or delete the line"],
  ["source: []\nsources: []\n", "feeds/one.yaml:1: source: unknown key; did you mean sources?"],
  ["sources: []\nsources: []\n", "feeds/one.yaml:2: Map keys must be unique"],
  [
    "sources: *nobody\n",
    "feeds/one.yaml: cannot be read: Unresolved alias (the anchor must be set before the alias): nobody",
  ],
  ["a: 1\n---\nb: 2\n", /^feeds\/one\.yaml:2: Source contains multiple documents/],
  ["sources: !!secret []\n", /^feeds\/one\.yaml:1: Unresolved tag/],
] as const)("refuses the file %j", ([text, problem]) => {
  const [found, ...others] = problemsOf(() => load(text));
  if (typeof problem === "string") expect(found).toBe(problem);
  else expect(found).toMatch(problem);
  expect(others).toEqual([]);
});

test("refuses files that grow beyond all bounds", () => {
  const laughs = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]"];
  for (let level = 1; level < 10; level++) {
    laughs.push(`a${level}: &a${level} [${Array.from({ length: 9 }, () => `*a${level - 1}`).join(", ")}]`);
  }
  const files = {
    "deep.yaml": `sources: ${"[".repeat(100_000)}`,
    "large.yaml": `sources: []\n${"# filler\n".repeat(500_000)}`,
    "laughs.yaml": laughs.join("\n"),
  };
  const problems = problemsOf(() => loadSources(makeFolder(files), options));
  expect(problems.map((problem) => problem.slice(0, 60))).toEqual([
    ...Array.from({ length: 10 }, () => expect.stringMatching(/^feeds\/deep\.yaml:1: /)),
    expect.stringMatching(/^feeds\/deep\.yaml: \d+ more such problems/),
    "feeds/large.yaml: larger than 4 MiB; split it",
    expect.stringMatching(/^feeds\/laughs\.yaml: cannot be read: Excessive alias count/),
  ]);
});

test("refuses an id that stands in another file already", () => {
  const files = { "two.yaml": oneSource([]) };
  expect(problemsOf(() => load(oneSource([]), { files }))).toEqual([
    "feeds/two.yaml:2: sources[0].id: one is taken by feeds/one.yaml:2; ids are unique over all files",
  ]);
});

test("says what a source lacks", () => {
  expect(problemsOf(() => load("sources:\n  - every: 10m\n"))).toEqual([
    "feeds/one.yaml:2: sources[0].id: is missing",
    "feeds/one.yaml:2: sources[0].name: is missing",
    "feeds/one.yaml:2: sources[0].kind: is missing; one of feed, forum, json, telegram, discourse",
    "feeds/one.yaml:2: sources[0].urls: is missing",
  ]);
  expect(problemsOf(() => load(oneSource([], { kind: "forum" })))).toEqual([
    "feeds/one.yaml:2: sources[0]: a forum needs a preset, or list.item to find its threads",
  ]);
  expect(problemsOf(() => load(oneSource([], { kind: "json" })))).toEqual([
    "feeds/one.yaml:2: sources[0]: a json source needs a preset, or list.title (or fields.victim) to name its posts",
  ]);
});

test("says everything that is wrong with one source at once", () => {
  const lines = [
    "evry: 10m",
    "preset: nothing-of-the-kind",
    "every: 5s",
    "request: {timeout: 1, cookieEnv: FORUM_COOKIE, headersEnv: {X-Key: TRACKER_KEY}}",
    "flood: 0",
  ];
  const files = { "two.yaml": oneSource(["dates: {timezone: Mars}"], { url: "ftp://a.example" }) };
  const problems = problemsOf(() => load(oneSource(lines), { files }));
  expect(problems.map((problem) => problem.split(": ").slice(0, 2).join(": "))).toEqual([
    "feeds/one.yaml:6: sources[0].evry",
    "feeds/one.yaml:7: sources[0].preset",
    "feeds/one.yaml:8: sources[0].every",
    "feeds/one.yaml:9: sources[0].request.timeout",
    'feeds/one.yaml:9: sources[0].request.headersEnv["X-Key"]',
    "feeds/one.yaml:9: sources[0].request.cookieEnv",
    "feeds/one.yaml:10: sources[0].flood",
    "feeds/two.yaml:2: sources[0].id",
    "feeds/two.yaml:5: sources[0].urls[0]",
    "feeds/two.yaml:6: sources[0].dates.timezone",
  ]);
});

test("visits more often than every 30 s only what the operator named", () => {
  const text = oneSource(["every: 1s"], { url: "http://127.0.0.1:8080/feed" });
  expect(load(text, { allowHosts: ["127.0.0.0/8"] })[0]?.every).toBe(1000);
  expect(load(oneSource(["every: 1s"]), { allowHosts: ["news.example"] })[0]?.every).toBe(1000);
  expect(problemsOf(() => load(text, { allowHosts: ["10.0.0.0/8"] }))).toHaveLength(1);
});

test("fills headers in from the environment and from files", () => {
  const lines = [
    "request:",
    "  cookieEnv: FORUM_COOKIE",
    "  headers: {X-Plain: plain}",
    "  headersEnv: {X-Key: KEY}",
  ];
  const folder = makeFolder({ "one.yaml": oneSource(lines), key: "not-a-key\n" });
  const env = { FORUM_COOKIE: "session=not-a-cookie", KEY_FILE: join(folder, "key") };
  expect(loadSources(folder, { ...options, env })[0]?.request.headers).toEqual({
    "X-Plain": "plain",
    "X-Key": "not-a-key",
    Cookie: "session=not-a-cookie",
  });
});

test("asks for no secret of a disabled source", () => {
  expect(load(oneSource(["enabled: false", "request: {cookieEnv: FORUM_COOKIE}"]))).toMatchObject([
    { enabled: false, request: { headers: {} } },
  ]);
});

test.for(["secret\r\nX-Injected: 1", "secret\u0000", "secret\u2028", "s".repeat(9000)])(
  "refuses a secret that no header may hold, without showing it",
  (value) => {
    expect(
      problemsOf(() => load(oneSource(["request: {cookieEnv: COOKIE}"]), { env: { COOKIE: value } })),
    ).toEqual([
      "feeds/one.yaml:6: sources[0].request.cookieEnv: the value of COOKIE holds characters that no header may hold",
    ]);
  },
);

test("shows no value of a header that is wrong", () => {
  const problems = problemsOf(() =>
    load(oneSource(['request: {headers: {Authorization: ["secret"], X: "se\\ncret"}}'])),
  );
  expect(problems).toHaveLength(2);
  expect(problems.join("\n")).not.toMatch(/secret|se\ncret/);
});
