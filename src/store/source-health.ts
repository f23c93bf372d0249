import type { HealthMemory, SourceDay, SourceHealth } from "../model.ts";
import { parseKept, toTime } from "./json.ts";
import type { Handle, Schema } from "./schema.ts";

/** How the sources fare. */
export function sourceHealth(db: Handle) {
  return {
    /** Health of every source that was ever registered, or of one, by id. */
    async health(only?: string): Promise<Map<string, SourceHealth>> {
      let counted = db
        .selectFrom("posts")
        .select(["source_id", (e) => e.fn.countAll<number>().as("posts")])
        .groupBy("source_id");
      let asked = db.selectFrom("sources").selectAll();
      if (only !== undefined) {
        counted = counted.where("source_id", "=", only);
        asked = asked.where("id", "=", only);
      }
      const posts = new Map((await counted.execute()).map((row) => [row.source_id, row.posts]));
      const rows = await asked.execute();
      return new Map(rows.map((row) => [row.id, { ...toHealth(row), posts: posts.get(row.id) ?? 0 }]));
    },
  };
}

function toHealth(row: Schema["sources"]): Omit<SourceHealth, "posts"> {
  return {
    lastVisitAt: toTime(row.last_visit_at),
    lastSuccessAt: toTime(row.last_success_at),
    nextVisitAt: toTime(row.next_visit_at),
    lastError:
      row.error_code === null || row.error_at === null
        ? null
        : { code: row.error_code, message: row.error_message ?? "", at: new Date(row.error_at) },
    failures: row.failures,
    memory: parseKept(row.memory) as HealthMemory | null,
    today: parseKept(row.today) as SourceDay | null,
    isPaused: row.paused_for !== null,
  };
}
