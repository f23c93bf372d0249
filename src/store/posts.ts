import type { Handle, Schema } from "./schema.ts";

/** What is remembered of a post, to tell whether it is new or changed. */
export interface KnownPost {
  readonly postId: string;
  readonly listingId: string;
  /** Of what the list page shows of it. */
  readonly rowHash: string;
  /** Of all its text. */
  readonly contentHash: string;
  /** How often its thread could not be read so far; null: nothing is owed. */
  readonly threadOwed: number | null;
  /** Stored by a source's first visit, without alerts, and its thread was not read since. */
  readonly isBaseline: boolean;
  /** When its thread is read again although nothing says that it changed; null: never. */
  readonly rereadAt: Date | null;
}

// SQLite takes 32,766 values in one statement; a tracker's file may hold more posts than that.
const maxAsked = 1000;

/** Every post ever seen. */
export function postTable(db: Handle) {
  return {
    /** What is known of these posts of a source, by post id. */
    async known(sourceId: string, postIds: readonly string[]): Promise<Map<string, KnownPost>> {
      const known = new Map<string, KnownPost>();
      for (let from = 0; from < postIds.length; from += maxAsked) {
        const rows = await db
          .selectFrom("posts")
          .selectAll()
          .where("source_id", "=", sourceId)
          .where("post_id", "in", postIds.slice(from, from + maxAsked))
          .execute();
        for (const row of rows) known.set(row.post_id, toKnownPost(row));
      }
      return known;
    },

    /** Posts of a source whose threads are still to be read, the longest waiting first. */
    async owed(sourceId: string, limit: number): Promise<KnownPost[]> {
      const rows = await db
        .selectFrom("posts")
        .selectAll()
        .where("source_id", "=", sourceId)
        .where("thread_owed", "is not", null)
        .orderBy("seen_at")
        .orderBy("post_id")
        .limit(limit)
        .execute();
      return rows.map(toKnownPost);
    },

    /** Posts of a source whose threads are to be read again, the longest waiting first. */
    async dueForRereading(
      sourceId: string,
      { now, seenSince, limit }: { now: Date; seenSince: Date; limit: number },
    ): Promise<KnownPost[]> {
      const rows = await db
        .selectFrom("posts")
        .selectAll()
        .where("source_id", "=", sourceId)
        .where("reread_at", "<=", now.getTime())
        .where("seen_at", ">=", seenSince.getTime())
        .orderBy("reread_at")
        .limit(limit)
        .execute();
      return rows.map(toKnownPost);
    },

    /** Has a post's thread read again at `at`. */
    async rereadAt(sourceId: string, postId: string, at: Date): Promise<void> {
      await db
        .updateTable("posts")
        .set({ reread_at: at.getTime() })
        .where("source_id", "=", sourceId)
        .where("post_id", "=", postId)
        .execute();
    },

    async remember(sourceId: string, post: KnownPost, now: Date): Promise<void> {
      const row = {
        row_hash: post.rowHash,
        content_hash: post.contentHash,
        thread_owed: post.threadOwed,
        baseline: post.isBaseline ? 1 : 0,
        reread_at: post.rereadAt?.getTime() ?? null,
      };
      await db
        .insertInto("posts")
        .values({
          source_id: sourceId,
          post_id: post.postId,
          listing_id: post.listingId,
          ...row,
          seen_at: now.getTime(),
        })
        .onConflict((c) => c.columns(["source_id", "post_id"]).doUpdateSet(row))
        .execute();
    },
  };
}

function toKnownPost(row: Schema["posts"]): KnownPost {
  return {
    postId: row.post_id,
    listingId: row.listing_id,
    rowHash: row.row_hash,
    contentHash: row.content_hash,
    threadOwed: row.thread_owed,
    isBaseline: row.baseline === 1,
    rereadAt: row.reread_at === null ? null : new Date(row.reread_at),
  };
}
