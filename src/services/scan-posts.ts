import type { ReplaySpan } from "../discord/command.ts";
import type { Post } from "../model.ts";
import { parsePost } from "../store/json.ts";
import type { PagedListing } from "../store/listings.ts";
import type { Store } from "../store/store.ts";

const days = 90;
const dayMs = 24 * 60 * 60 * 1000;
const postsPerPage = 200;
const maxPosts = 100_000;
// The answer must come within 3 s.
const maxScanMs = 2500;
// Commands, deliveries and visits go on meanwhile.
const maxTurnMs = 10;

/**
 * Reads through the stored posts of the last 90 days, the newest first, as many as an answer can wait for.
 *
 * All of them are looked at, not those that an index of words suggests: a name may stand in a post as
 * "ac[.]me", "A***" or 顶点, and such posts are found by matching alone.
 */
export async function scanPosts(
  store: Pick<Store, "listings">,
  now: Date,
  look: (row: PagedListing, post: Post) => void,
): Promise<ReplaySpan> {
  const since = new Date(now.getTime() - days * dayMs);
  const begin = performance.now();
  let turn = begin;
  let posts = 0;
  for await (const page of readPages(store, since)) {
    for (const row of page) {
      const at = performance.now();
      if (posts === maxPosts || at - begin > maxScanMs) return { days, posts, isCut: true };
      if (at - turn > maxTurnMs) {
        await new Promise((resolve) => setImmediate(resolve));
        turn = performance.now();
      }
      look(row, parsePost(row.post));
      posts++;
    }
  }
  return { days, posts, isCut: false };
}

/** Reads pages one ahead: a database of its own works while the page before is looked at. */
async function* readPages(
  { listings }: Pick<Store, "listings">,
  since: Date,
): AsyncGenerator<readonly PagedListing[]> {
  let next: Promise<readonly PagedListing[]> | null = listings.page(since, null, postsPerPage);
  try {
    while (next !== null) {
      const page: readonly PagedListing[] = await next;
      const end = page.at(-1);
      next = page.length < postsPerPage || end === undefined ? null : listings.page(since, end, postsPerPage);
      yield page;
    }
  } finally {
    // Left early, with a page on its way that nobody wants any more.
    await next?.catch(() => undefined);
  }
}
