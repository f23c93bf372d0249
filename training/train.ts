/**
 * Makes src/listing/weights.json from labelled texts: `npm run train -- [FOLDER]`.
 *
 *     --check      say what would change, write nothing; exit status 1 where anything would
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import committed from "../src/listing/weights.json" with { type: "json" };
import type { Group, RoleWeights } from "../src/listing/weights.ts";
import { gatherExamples } from "./examples.ts";
import { countRight } from "./fit.ts";
import { readLabelledTexts } from "./labels.ts";
import { trainWeights } from "./weights.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: "boolean", default: false } },
});
const texts = readLabelledTexts(positionals[0] ?? new URL("texts/", import.meta.url).pathname);
const { examples, unseen } = gatherExamples(texts);
const trained = trainWeights(examples);
process.stdout.write(`${texts.length} texts\n`);
for (const group of Object.keys(examples) as Group[]) {
  const right = (weights: RoleWeights): string => String(countRight(weights, examples[group])).padStart(5);
  process.stdout.write(
    `${group.padEnd(10)}${String(examples[group].length).padStart(6)} candidates, judged rightly:${right(committed[group])} before,${right(trained[group])} after\n`,
  );
}
for (const span of unseen) process.stderr.write(`never looked at: ${span}\n`);
const file = new URL("../src/listing/weights.json", import.meta.url);
const text = `${JSON.stringify(trained, null, 2)}\n`;
if (text === readFileSync(file, "utf8")) process.stdout.write("weights.json is up to date\n");
else if (values.check) process.exitCode = 1;
else writeFileSync(file, text);
