import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { sourcesSchema } from "../config/schema.ts";
import { exit } from "./start.ts";

/** `schema`: writes feeds/sources.schema.json from the validator, for editors. */
export function schema(args: readonly string[]): number {
  parseArgs({ args: [...args], options: {} });
  const file = join(process.cwd(), "feeds", "sources.schema.json");
  writeFileSync(file, `${JSON.stringify(sourcesSchema(), null, 2)}\n`);
  process.stderr.write(`${file} written\n`);
  return exit.done;
}
