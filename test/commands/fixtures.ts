import type { Listing, Source, SourceHealth, SourceHistory, StoredListing } from "../../src/model.ts";

/** Text that tries everything: mentions, formats, links, masked links, direction marks, line breaks. */
export const hostile =
  "@everyone <@&1> **bold** [click](https://evil.example/a) https://evil.example/b `code` ||x|| \u202egnp.exe\n# head\n> quote";

const evidence = { field: "title", start: 0, end: 1, text: "x", confidence: 1 } as const;

/** Makes a stored listing; what a test does not say is invented. */
export function makeListing(
  id: string,
  { title = `Example Corp database ${id}`, ...facts }: { readonly title?: string } & Partial<Listing> = {},
  stored: Partial<StoredListing> = {},
): StoredListing {
  return {
    id,
    incidentId: null,
    sourceId: "example-forum",
    sourceName: "Example Forum",
    links: "defang",
    post: {
      id: `post-${id}`,
      title,
      url: `https://forum.example/thread-${id}`,
      author: "seller",
      publishedAt: new Date("2026-03-01T10:00:00Z"),
      updatedAt: null,
      summary: null,
      body: "Customers of Example Corp",
      sticky: false,
    },
    listing: {
      kind: "sale",
      status: "offered",
      actors: [{ ...evidence, name: "seller" }],
      victims: [{ ...evidence, name: "Example Corp" }],
      prices: [{ ...evidence, amount: 4000, currency: "USD", max: null, role: "asking", per: null }],
      records: [],
      sizes: [],
      dataTypes: [
        { ...evidence, id: "phone", label: "Phone numbers", negated: false },
        { ...evidence, id: "password", label: "Passwords", negated: true },
      ],
      lots: [],
      terms: [],
      deadline: null,
      conflicts: [],
      ...facts,
    },
    discoveredAt: new Date("2026-03-01T10:05:00Z"),
    ...stored,
  };
}

/** Makes a source and how it fares: read a minute ago, unless a test says otherwise. */
export function makeSource(
  id: string,
  health: Partial<SourceHealth> = {},
  source: Partial<Source> = {},
  history: Partial<Omit<SourceHistory, "source" | "health">> = {},
): SourceHistory {
  return {
    source: {
      id,
      name: id,
      kind: "feed",
      urls: [`https://${id}.example/feed`],
      every: 600_000,
      enabled: true,
      links: "show",
      request: { headers: {}, timeoutMs: 20_000, maxBytes: 4_194_304, delayMs: 2000 },
      robots: "respect",
      lookbackMs: 7_776_000_000,
      flood: 20,
      definedAt: "feeds/test.yaml:1",
      list: { skip: [], stripQuery: [] },
      dates: {},
      thread: { fetch: "never", remove: [], restricted: [] },
      fields: {},
      pages: { max: 1 },
      require: [],
      wall: [],
      ...source,
    },
    health: {
      lastVisitAt: new Date("2026-03-01T10:00:00Z"),
      lastSuccessAt: new Date("2026-03-01T10:00:00Z"),
      nextVisitAt: new Date("2026-03-01T10:10:00Z"),
      lastError: null,
      failures: 0,
      posts: 12,
      memory: null,
      today: null,
      isPaused: false,
      ...health,
    },
    postsAWeek: 0,
    days: [],
    ...history,
  };
}
