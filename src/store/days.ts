import type { SourceDay } from "../model.ts";
import type { Handle, Schema } from "./schema.ts";

/** What each day's visits to a source came to; the day that is not over stands with the source itself. */
export function dayTable(db: Handle) {
  return {
    /** Keeps a day that is over. */
    async put(sourceId: string, day: SourceDay): Promise<void> {
      const { newPosts, ...counts } = day;
      const row = { ...counts, new_posts: newPosts };
      await db
        .insertInto("source_days")
        .values({ source_id: sourceId, ...row })
        .onConflict((c) => c.columns(["source_id", "day"]).doUpdateSet(row))
        .execute();
    },

    /** The days of a source from `first` on, oldest first. */
    async since(sourceId: string, first: string): Promise<SourceDay[]> {
      const rows = await db
        .selectFrom("source_days")
        .selectAll()
        .where("source_id", "=", sourceId)
        .where("day", ">=", first)
        .orderBy("day")
        .execute();
      return rows.map(toSourceDay);
    },

    /** New posts of each source in its days from `first` on. */
    async newPosts(first: string): Promise<Map<string, number>> {
      const rows = await db
        .selectFrom("source_days")
        .select(["source_id", (e) => e.fn.sum<number | string>("new_posts").as("count")])
        .where("day", ">=", first)
        .groupBy("source_id")
        .execute();
      return new Map(rows.map((row) => [row.source_id, Number(row.count)]));
    },

    /** Forgets the days of a source before `first`. */
    async prune(sourceId: string, first: string): Promise<void> {
      await db.deleteFrom("source_days").where("source_id", "=", sourceId).where("day", "<", first).execute();
    },
  };
}

function toSourceDay(row: Schema["source_days"]): SourceDay {
  const { day, visits, unchanged, failures, partial, items, bytes } = row;
  return { day, visits, unchanged, failures, partial, newPosts: row.new_posts, items, bytes };
}
