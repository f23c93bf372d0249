import { ConfigError, describeError, UserError } from "../errors.ts";
import { exit } from "./start.ts";

/** Says on stderr what went wrong, and which exit status that is. */
export function reportFailure(error: unknown): number {
  if (error instanceof ConfigError) {
    const { problems } = error;
    process.stderr.write(
      `leakwatch: ${problems.length === 1 ? "a problem" : `${problems.length} problems`}:\n`,
    );
    for (const problem of problems) process.stderr.write(`  ${problem}\n`);
    return exit.usage;
  }
  process.stderr.write(`leakwatch: ${describeError(error)}\n`);
  return error instanceof UserError || isUsageError(error) ? exit.usage : exit.failed;
}

/** `node:util`'s parseArgs names what it does not know. */
function isUsageError(error: unknown): boolean {
  return error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}
