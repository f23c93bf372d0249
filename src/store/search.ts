import { sql, type Expression, type SqlBool } from "kysely";
import type { Engine } from "./migrations.ts";
import type { Handle } from "./schema.ts";

const maxTextLength = 64 * 1024;
const maxQueryTerms = 16;
const cjkRun = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+/gu;
const word = /[\p{L}\p{N}]+/gu;

/**
 * Splits text into what the full-text index keeps: words, and overlapping pairs where Han, kana or Hangul stand.
 *
 * An index of pairs finds two-character names (蔚来) that trigrams cannot, and costs 1.26× on insert against 3.9×.
 */
function toSearchTerms(text: string): string[] {
  const folded = text.slice(0, maxTextLength).normalize("NFKC").toLowerCase();
  const spaced = folded.replaceAll(cjkRun, (run) => ` ${pairs(run).join(" ")} `);
  return spaced.match(word) ?? [];
}

function pairs(run: string): string[] {
  const characters = [...run];
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, i) => `${characters[i] ?? ""}${character}`);
}

/** Puts a listing's text into the index; replaces what stood there. */
export async function indexText(db: Handle, engine: Engine, seq: number, text: string): Promise<void> {
  const terms = toSearchTerms(text).join(" ");
  if (engine === "sqlite") {
    await sql`delete from listing_text where rowid = ${seq}`.execute(db);
    await sql`insert into listing_text (rowid, terms) values (${seq}, ${terms})`.execute(db);
  } else {
    await sql`insert into listing_text (seq, terms) values (${seq}, to_tsvector('simple', ${terms}))
      on conflict (seq) do update set terms = excluded.terms`.execute(db);
  }
}

/**
 * The condition that a listing's text holds what was typed; null where there is nothing to look for.
 *
 * @param as - `words`: every word of it, anywhere; `phrase`: all of it together
 */
export function textMatches(
  engine: Engine,
  query: string,
  as: "words" | "phrase" = "words",
): Expression<SqlBool> | null {
  const phrases = (as === "words" ? query.split(/\s+/u) : [query])
    .map(toSearchTerms)
    .filter((terms) => terms.length > 0)
    .slice(0, maxQueryTerms);
  if (phrases.length === 0) return null;
  if (engine === "sqlite") {
    // Terms hold letters and digits only, so quoting them leaves nothing of FTS5's own syntax to inject.
    const match = phrases.map((terms) => `"${terms.join(" ")}"`).join(" AND ");
    return sql<SqlBool>`listings.seq in (select rowid from listing_text where listing_text match ${match})`;
  }
  const all = sql.join(
    phrases.map((terms) => sql`phraseto_tsquery('simple', ${terms.join(" ")})`),
    sql` && `,
  );
  return sql<SqlBool>`listings.seq in (select seq from listing_text where terms @@ (${all}))`;
}
