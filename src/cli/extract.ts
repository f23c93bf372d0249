import { parseArgs } from "node:util";
import { SourceError } from "../errors.ts";
import { explainListing, readListing, type ListingInput } from "../listing/listing.ts";
import { answerLines, readText, readTime, type Line } from "./json-lines.ts";

/** `extract`: post → listing, a line for a line. `--now` stands in for the time of posts that state none. */
export async function extract(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { explain: { type: "boolean" }, now: { type: "string" } },
  });
  const now = readTime(values, "now") ?? null;
  return answerLines((line) => {
    const input = toListingInput(line, now);
    if (values.explain === true) return { ...line, ...explainListing(input) };
    return { ...line, listing: readListing(input) };
  });
}

/** Takes what the step needs of a line; what is of another type is the line's fault. */
function toListingInput(line: Line, now: Date | null): ListingInput {
  const title = readText(line, "title");
  const body = readText(line, "body") ?? readText(line, "summary") ?? null;
  if (title === undefined && body === null)
    throw new SourceError("bad-input", '"title" or "body" is missing');
  const { records, dataTypes } = line;
  return {
    title: title ?? "",
    body,
    author: readText(line, "author") ?? null,
    victim: readText(line, "victim"),
    domain: readText(line, "domain"),
    actor: readText(line, "actor"),
    url: readText(line, "url") ?? null,
    publishedAt: readTime(line, "publishedAt") ?? now,
    records: typeof records === "number" ? records : undefined,
    dataTypes: Array.isArray(dataTypes) ? dataTypes.filter((type) => typeof type === "string") : undefined,
    generated: line["generated"] === true,
  };
}
