import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createFirst } from "../../src/store/migrations/001-first.ts";
import { describeEngines, openHandle, type Place } from "./engines.ts";
import { noon, visitOutcome, watch } from "./samples.ts";

describeEngines("opening the database", (makePlace) => {
  let place: Place;

  beforeEach(async () => {
    place = await makePlace();
  });

  afterEach(() => place.dispose());

  it("is made by one of several processes that start at once, and opens for all", async () => {
    const openers = await Promise.all(Array.from({ length: 4 }, () => startOpener(place)));
    for (const opener of openers) opener.go();
    const answers = await Promise.all(openers.map(({ answer }) => answer));
    expect(answers).toEqual(Array.from(openers, () => "opened\n"));
    const store = await place.open();
    expect(await store.watches.all()).toEqual([]);
    await store.close();
  });

  it("brings a database of the first schema to today's, with what is in it", async () => {
    const first = await makeFirstDatabase(place);
    await first
      .insertInto("sources")
      .values({ id: "news", next_visit_at: noon.getTime(), failures: 2, baseline_at: noon.getTime() })
      .execute();
    await first.destroy();

    const store = await place.open();
    expect(await store.sources.state("news")).toMatchObject({
      isBaselineStored: true,
      failures: 2,
      memory: null,
      gap: null,
    });
    await store.sources.claim("news", "me", noon, 60_000);
    expect(await store.sources.finish("news", "me", visitOutcome())).toBe(true);
    await store.transaction((tables) => tables.watches.insert(watch(), "harbourlines"));
    expect(await store.days.since("news", "2026-01-01")).toEqual([]);
    expect(await store.incidents.takePassedDeadlines(noon)).toEqual([]);
    await store.close();
  });

  it("has nothing of a step that fails", async () => {
    const db = openHandle<OldSchema>(place);
    const fails = async (handle: Kysely<unknown>): Promise<void> => {
      await handle.schema.createTable("sources").addColumn("id", "text").execute();
      throw new Error("killed half way");
    };
    expect(await migrateTo(db, { "001-first": { up: fails } })).toBeInstanceOf(Error);
    await db.destroy();

    const store = await place.open();
    expect(await store.watches.all()).toEqual([]);
    await store.close();
  });
});

interface OldSchema {
  sources: { id: string; next_visit_at: number; failures: number; baseline_at: number };
}

async function makeFirstDatabase(place: Place): Promise<Kysely<OldSchema>> {
  const db = openHandle<OldSchema>(place);
  const engine = place.url.startsWith("sqlite:") ? "sqlite" : "postgres";
  const up = (handle: Kysely<unknown>): Promise<void> => createFirst(handle, engine);
  expect(await migrateTo(db, { "001-first": { up } })).toBeUndefined();
  return db;
}

/** @returns the error that ended it */
async function migrateTo(
  db: Kysely<OldSchema>,
  migrations: Record<string, { up: (handle: Kysely<unknown>) => Promise<void> }>,
): Promise<unknown> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  return (await migrator.migrateToLatest()).error;
}

const opener = `
  import { once } from "node:events";
  import { openStore } from "./src/store/store.ts";
  const { url, options } = JSON.parse(process.env.PLACE);
  process.stdout.write("ready\\n");
  await once(process.stdin, "data");
  const store = await openStore(url, options);
  await store.close();
  process.stdout.write("opened\\n");
  process.exit(0);
`;

/** A process that opens the database as soon as it is told to. */
async function startOpener({ url, schema }: Place): Promise<{ go(): void; answer: Promise<string> }> {
  const options = schema === undefined ? {} : { schema };
  const child = spawn(process.execPath, ["--input-type=module", "--eval", opener], {
    cwd: join(import.meta.dirname, "../.."),
    env: { PATH: process.env["PATH"] ?? "", PLACE: JSON.stringify({ url, options }) },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => void (said += text));
  const lines = createInterface(child.stdout);
  await once(lines, "line");
  lines.on("line", (line) => void (said += `${line}\n`));
  const answer = once(child, "close").then(() => said);
  return { go: () => void child.stdin.write("go\n"), answer };
}
