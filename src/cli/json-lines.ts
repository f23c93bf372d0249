import { once } from "node:events";
import { createInterface } from "node:readline";
import { describeError, SourceError } from "../errors.ts";

/** One line of input, known to be an object. */
export type Line = Readonly<Record<string, unknown>>;

/** Prints one value as a line; waits while the reader is slow. */
export async function printLine(value: unknown): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(value)}\n`)) await once(process.stdout, "drain");
}

/**
 * Answers each line of stdin with one line of stdout, in the same order, as it comes.
 *
 * A line that cannot be answered is answered with an error in its place; the run goes on.
 * @returns exit status: 1 where any line could not be answered
 */
export async function answerLines(answer: (line: Line) => Promise<object> | object): Promise<0 | 1> {
  let status: 0 | 1 = 0;
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (text.trim() === "") continue;
    let id: unknown = null;
    try {
      const line = parseLine(text);
      id = line["id"] ?? null;
      await printLine(await answer(line));
    } catch (error) {
      status = 1;
      const code = error instanceof SourceError ? error.code : "bad-input";
      await printLine({ id, error: { code, message: describeError(error) } });
    }
  }
  return status;
}

function parseLine(text: string): Line {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SourceError("bad-input", "the line is not JSON", { cause: error });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new SourceError("bad-input", "the line is no JSON object");
  }
  return value as Line;
}

/** A field that is text where it is there; anything else is the line's fault. */
export function readText(line: Line, field: string): string | undefined {
  const value = line[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw new SourceError("bad-input", `"${field}" is no text`);
  return value;
}

/** A field that is a time in ISO 8601 where it is there. */
export function readTime(line: Line, field: string): Date | undefined {
  const text = readText(line, field);
  if (text === undefined) return undefined;
  const time = new Date(text);
  if (Number.isNaN(time.getTime())) throw new SourceError("bad-input", `"${field}" is no ISO 8601 time`);
  return time;
}
