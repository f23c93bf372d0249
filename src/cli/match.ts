import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { ConfigError, describeError, SourceError, UserError } from "../errors.ts";
import type { Listing, WatchMode, WatchTerms } from "../model.ts";
import { createWatchIndex } from "../watch/watch-index.ts";
import { answerLines, readText, type Line } from "./json-lines.ts";

const modes: readonly WatchMode[] = ["strict", "normal", "broad"];

/** `match`: listing → watched companies, a line for a line. */
export async function match(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { watchlist: { type: "string" } } });
  if (values.watchlist === undefined) throw new UserError("match needs --watchlist FILE");
  const index = createWatchIndex(await loadWatchList(values.watchlist));
  return answerLines((line) => {
    const fields = ["title", "body", "author", "victim", "actor", "domain", "url"] as const;
    const input = Object.fromEntries(fields.map((field) => [field, readText(line, field)]));
    if (fields.every((field) => input[field] === undefined)) {
      throw new SourceError("bad-input", "the line has no text to match");
    }
    return { ...line, matches: index.find({ ...input, listing: readOwnListing(line) }) };
  });
}

/** A listing that `extract` made; a line of `read` has none. */
function readOwnListing(line: Line): Listing | undefined {
  const listing = line["listing"];
  if (typeof listing !== "object" || listing === null) return undefined;
  if (!("victims" in listing) || !Array.isArray(listing.victims)) {
    throw new SourceError("bad-input", '"listing" is none that extract made');
  }
  return listing as Listing;
}

async function loadWatchList(file: string): Promise<WatchTerms[]> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new ConfigError([`${file}: ${describeError(error)}`]);
  });
  const problems: string[] = [];
  const terms = text.split("\n").flatMap((line, i) => {
    if (line.trim() === "") return [];
    try {
      return [toTerms(JSON.parse(line))];
    } catch (error) {
      problems.push(`${file}:${i + 1}: ${describeError(error)}`);
      return [];
    }
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return terms;
}

function toTerms(value: unknown): WatchTerms {
  if (typeof value !== "object" || value === null) throw new Error("not a JSON object");
  const entry = value as Record<string, unknown>;
  const text = (key: string): string => {
    const found = entry[key];
    if (typeof found !== "string" || found === "") throw new Error(`"${key}" must be a text`);
    return found;
  };
  const texts = (key: string): string[] => {
    const found = entry[key] ?? [];
    if (!Array.isArray(found) || !found.every((item) => typeof item === "string")) {
      throw new Error(`"${key}" must be a list of texts`);
    }
    return found;
  };
  const mode = modes.find((known) => known === (entry["mode"] ?? "normal"));
  if (mode === undefined) throw new Error(`"mode" must be one of ${modes.join(", ")}`);
  return {
    id: text("id"),
    name: text("name"),
    aliases: texts("aliases"),
    domains: texts("domains"),
    exclude: texts("exclude"),
    require: texts("require"),
    mode,
  };
}
