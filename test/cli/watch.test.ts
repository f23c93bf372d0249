import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openStore } from "../../src/store/store.ts";
import { start } from "../e2e/process.ts";
import { emptyListing, listingRow, noFacets, post } from "../store/samples.ts";

let folder: string;
const file = (name: string): string => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "leakwatch-cli-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(args: readonly string[], database = "one", input?: string) {
  const env = { LEAKWATCH_DATABASE_URL: `sqlite:${file(`${database}.db`)}` };
  const process = start({ env }, ["watch", ...args], input);
  return { status: await process.ended, stdout: process.stdout(), stderr: process.stderr() };
}

it("imports the good rows of a file, names the bad ones and exits 1", async () => {
  writeFileSync(
    file("w.csv"),
    'company,aliases\n"Acme, Inc.",ACME Tools\n,x\nHarbour Lines,"=A1, ""b, c"""\n',
  );
  const { status, stderr } = await run(["import", file("w.csv")]);
  expect(status).toBe(1);
  expect(stderr).toContain("line 3: The company is missing.");
  expect(stderr).toContain("2 added, 0 changed, 0 unchanged, 1 bad rows");
});

it.for(["csv", "json"] as const)("exports %s that it imports again unchanged", async (format) => {
  const rows = [{ company: "=Acme, Inc.", aliases: ["a, b", 'c "d"'] }, { company: "Harbour Lines" }];
  await run(["import", "-"], "one", JSON.stringify(rows));
  const exported = await run(["export", "--format", format]);
  expect(exported).toMatchObject({ status: 0, stderr: "" });
  writeFileSync(file("out"), exported.stdout);
  expect((await run(["import", file("out")], "two")).status).toBe(0);
  expect((await run(["export", "--format", format], "two")).stdout).toBe(readFileSync(file("out"), "utf8"));
});

it("tells with a new watch what it would have alerted of, and warns of an ambiguous name", async () => {
  const store = await openStore(`sqlite:${file("one.db")}`);
  const title = "Harbour Lines \u001B[31mcustomer data leaked";
  const at = new Date(Date.now() - 60_000);
  const kept = {
    ...listingRow({ id: "l1" }),
    post: post({ title, body: null, publishedAt: at }),
    discoveredAt: at,
  };
  await store.transaction(async (tables) => {
    await tables.incidents.put({
      id: kept.incidentId,
      victimKeys: [],
      kind: "other",
      actors: [],
      listing: emptyListing,
      listingId: kept.id,
      changes: [],
      firstSeenAt: at,
      lastSeenAt: at,
    });
    await tables.listings.put(kept, noFacets);
  });
  await store.close();
  const added = await run(["add", "Harbour", "Lines", "--aliases", '"Harbour, Inc.",HL Ferries', "--json"]);
  expect(added.status).toBe(0);
  expect(JSON.parse(added.stdout)).toMatchObject({ aliases: ["Harbour, Inc.", "HL Ferries"] });
  expect(added.stderr).toContain("It would have alerted once in the last 90 days.");
  expect(added.stderr).toMatch(
    /Harbour Lines \[31mcustomer data leaked \(.*\): (?:confirmed|likely), “Harbour Lines”/u,
  );
  const other = await run(["add", "Target"]);
  expect(other.stderr).toContain('note: "Target" is also an ordinary word');
  expect(other.stderr).toContain("It would not have alerted");
});

it.for([
  [["enrol", "Harbour Lines"], "use add, list, remove, import or export"],
  [["import"], "needs a FILE"],
  [["import", "nowhere.csv"], "nowhere.csv cannot be read"],
  [["export", "--format", "xml"], "--format takes csv, json"],
] as const)("refuses %o as wrong usage", async ([args, reason]) => {
  const { status, stderr } = await run(args);
  expect(status).toBe(2);
  expect(stderr).toContain(reason);
});
