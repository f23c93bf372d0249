import { z } from "zod";
import { layoutShape } from "./layout-schema.ts";
import { quote } from "./quote.ts";
import { request } from "./request-schema.ts";
import { address, addressPattern, duration, interval, line, listOf } from "./values.ts";

const kind = z.enum(["feed", "forum", "json", "telegram", "discourse"]);
/** Of sources and of presets. */
const namePattern = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** What a preset may say, and a source may override. */
const commonShape = {
  every: interval("1s", "7d")
    .optional()
    .describe(
      "How often it is visited: 1s to 7d, or a cron expression in UTC. Default: 15m for feed, 30m for json, else 10m.",
    ),
  links: z
    .enum(["show", "defang"])
    .optional()
    .describe("Whether links to it are shown as they are. Default: show for feed, else defang."),
  request: request.optional(),
  ...layoutShape,
  robots: z
    .enum(["respect", "ignore"])
    .optional()
    .describe("Whether robots.txt counts. Default: respect for feed, else ignore."),
  lookback: duration("1h", "3650d")
    .optional()
    .describe(
      "Older posts are stored, never alerted; the digest names those that concern a watch. Default: 90d.",
    ),
  flood: z
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .describe("More new posts than this in one visit are summarised. Default: 20."),
  archive: addressPattern
    .optional()
    .describe(
      "Address of older entries, read after an outage that was longer than the source's own list reaches back; json only. {yyyy} and {MM} stand for a month, {from} and {to} for the first and last day of a period (yyyy-MM-dd). Relative to the source's address, or whole.",
    ),
};

/** `feeds/presets/NAME.yaml`: the defaults for one kind of page or answer. */
export const presetSchema = z.strictObject({
  kind: kind.optional().describe("What it is for; a source of another kind cannot use it."),
  name: line(100).optional(),
  ...commonShape,
});

/** One entry of `feeds/*.yaml`, as written. */
export const sourceSchema = z.strictObject({
  id: z
    .string()
    .regex(namePattern, {
      error: (issue) =>
        `${quote(issue.input)} is no id; write at most 64 of a-z, 0-9 and -, such as example-forum`,
    })
    .describe("Stable: what it published is kept under this name."),
  name: line(100).describe("As people see it."),
  kind: kind.describe("What it publishes."),
  preset: z
    .string()
    .regex(namePattern, { error: (issue) => `${quote(issue.input)} is no name of a preset` })
    .optional()
    .describe("File of feeds/presets that gives the defaults of the keys below."),
  urls: listOf(address, 20).describe("Mirrors of the same board, tried in order."),
  enabled: z.boolean().optional().describe("Default: true."),
  ...commonShape,
});

/** What a preset says. */
export type PresetEntry = z.output<typeof presetSchema>;
/** What an entry says; a wrong one may lack anything. */
export type SourceEntry = z.output<typeof sourceSchema>;

/**
 * Makes the JSON Schema of `feeds/*.yaml`, so that editors complete and check them.
 *
 * `feeds/sources.schema.json` is its output.
 */
export function sourcesSchema(): object {
  const file = z
    .strictObject({ sources: z.array(sourceSchema).nullable() })
    .meta({ title: "Leakwatch: what is polled" });
  return z.toJSONSchema(file, { io: "input" });
}
