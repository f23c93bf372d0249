/** What a model answers, taken apart: whatever is malformed is left out, entry by entry. */
import { z } from "zod";
import type { PriceRole, RecordCount } from "../model.ts";

const priceRoles = [
  "asking",
  "ransom",
  "lot",
  "start",
  "step",
  "blitz",
  "minimum",
  "previous",
  "paid",
  "equivalent",
] as const satisfies readonly PriceRole[];
const countRoles = ["total", "lot", "sample"] as const satisfies readonly RecordCount["role"][];
const units = ["people", "records", "accounts", "rows", "files"] as const;

const positive = z.number().positive();
const price = z.object({
  amount: positive,
  max: positive.nullish(),
  currency: z.string().max(10),
  role: z.enum(priceRoles).optional(),
});
const record = z.object({
  count: positive,
  max: positive.nullish(),
  unit: z.enum(units).nullish(),
  role: z.enum(countRoles).optional(),
});
const dataType = z.object({
  id: z.string().max(50),
  /** The words of the post that name it. */
  text: z.string().min(2).max(200),
  negated: z.boolean().optional(),
});

/** A price that a model read. */
export type AnsweredPrice = z.infer<typeof price>;
/** A record count that a model read. */
export type AnsweredRecord = z.infer<typeof record>;
/** A data type that a model read. */
export type AnsweredDataType = z.infer<typeof dataType>;

/** What a model says about one post. */
export interface Answer {
  readonly prices: readonly AnsweredPrice[];
  readonly records: readonly AnsweredRecord[];
  readonly dataTypes: readonly AnsweredDataType[];
}

// Of each kind; no post has as many that matter.
const maxEntries = 100;

/**
 * Takes an answer apart.
 *
 * @param json - `{"prices": […], "records": […], "dataTypes": […]}`, each of them optional
 * @returns null where it is no such object
 */
export function parseAnswer(json: unknown): Answer | null {
  const lists = z
    .object({
      prices: z.array(z.unknown()).default([]),
      records: z.array(z.unknown()).default([]),
      dataTypes: z.array(z.unknown()).default([]),
    })
    .safeParse(json);
  if (!lists.success) return null;
  const { prices, records, dataTypes } = lists.data;
  return {
    prices: parseEach(price, prices),
    records: parseEach(record, records),
    dataTypes: parseEach(dataType, dataTypes),
  };
}

const parseEach = <Schema extends z.ZodType>(
  schema: Schema,
  entries: readonly unknown[],
): readonly z.infer<Schema>[] =>
  entries.slice(0, maxEntries).flatMap((entry) => {
    const { data, success } = schema.safeParse(entry);
    return success ? [data] : [];
  });
