import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync, copyFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
let tree: string;

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), "leakwatch-lint-"));
  copyFileSync(join(root, ".oxlintrc.json"), join(tree, ".oxlintrc.json"));
  copyFileSync(join(root, "tsconfig.json"), join(tree, "tsconfig.json"));
  symlinkSync(join(root, "node_modules"), join(tree, "node_modules"), "dir");
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

/** What the linter says of a tree that holds just these files. */
function lint(files: Readonly<Record<string, string>>): string {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, file)), { recursive: true });
    writeFileSync(join(tree, file), text);
  }
  const args = [join(root, "node_modules/oxlint/bin/oxlint"), "--type-aware", ...Object.keys(files)];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: tree, encoding: "utf8" });
  for (const file of Object.keys(files)) rmSync(join(tree, file));
  return stdout + stderr;
}

/** A file that imports this and uses it. */
const importing = (path: string): string => `import * as it from "${path}";\nexport const used = it;\n`;

// One breach for every room of the house; what it may import stands in .oxlintrc.json.
it.for([
  ["src/model.ts", "./errors.ts"],
  ["src/listing/listing.ts", "node:fs"],
  ["src/listing/listing.ts", "../store/store.ts"],
  ["src/watch/watch-index.ts", "../log.ts"],
  ["src/incident.ts", "./store/store.ts"],
  ["src/alert/message.ts", "discord.js"],
  ["src/alert/outbox.ts", "../discord/gateway.ts"],
  ["src/health/judge.ts", "../store/store.ts"],
  ["src/read/read.ts", "../fetch/fetch.ts"],
  ["src/fetch/fetch.ts", "../read/read.ts"],
  ["src/store/store.ts", "../discord/gateway.ts"],
  ["src/enrich/enrichment.ts", "../alert/outbox.ts"],
  ["src/poll.ts", "node-cron"],
  ["src/visit/record.ts", "discord.js"],
  ["src/schedule.ts", "./discord/gateway.ts"],
  ["src/discord/gateway.ts", "../listing/listing.ts"],
  ["src/config/config.ts", "../store/store.ts"],
  ["src/services/watches.ts", "../poll.ts"],
  ["src/chart/statistics.ts", "../store/store.ts"],
  ["src/watch-file/csv.ts", "node:fs"],
  ["src/rates/answer.ts", "../alert/money.ts"],
  ["src/words/help.ts", "../model.ts"],
  ["commands/watch.ts", "./listings.ts"],
  ["commands/watch.ts", "../src/app.ts"],
] as const)("refuses that %s imports %s", ([file, path]) => {
  expect(lint({ [file]: importing(path) })).toContain("no-restricted-imports");
});

it("refuses circles of imports", () => {
  const output = lint({
    "src/read/a.ts": 'import { b } from "./b.ts";\nexport const a = (): unknown => b;\n',
    "src/read/b.ts": 'import { a } from "./a.ts";\nexport const b = (): unknown => a;\n',
  });
  expect(output).toContain("no-cycle");
});

it("refuses a promise that nobody waits for", () => {
  const output = lint({
    "src/store/a.ts": "export function go(work: () => Promise<void>): void {\n  work();\n}\n",
  });
  expect(output).toContain("no-floating-promises");
});

it("has nothing to say of a file that keeps to its room", () => {
  expect(
    lint({
      "src/poll.ts": 'export { describe } from "./model.ts";\n',
      "src/model.ts": "export const describe = 1;\n",
    }),
  ).toContain("0 errors");
});
