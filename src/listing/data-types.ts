/** The table of data types: ids, labels, how sensitive they are, and the words by which they are known. */
import table from "./data-types.json" with { type: "json" };

/** One kind of personal or corporate data. */
interface DataTypeEntry {
  readonly id: string;
  /** In Have I Been Pwned's words where it has one. */
  readonly label: string;
  readonly group: string;
  /** 1 (harmless alone) to 5 (harm is likely). */
  readonly sensitivity: number;
  /** The type of which this one is a part: `ssn` of `national_id`. */
  readonly parent: string | null;
  /** Says little by itself ("personal data"): kept only where nothing more specific is named. */
  readonly generic: boolean;
  /** By language, separated by commas: `+` has a plural too, `?` counts only in a list or with other evidence. */
  readonly words: Readonly<Record<string, string | undefined>>;
}

interface Row {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  readonly sensitivity: number;
  readonly parent?: string;
  readonly generic?: boolean;
  readonly words: Readonly<Record<string, string | undefined>>;
}

const rows: readonly Row[] = table;

/** Every data type, in the table's order. */
export const dataTypes: readonly DataTypeEntry[] = rows.map((row) => ({
  ...row,
  parent: row.parent ?? null,
  generic: row.generic ?? false,
}));

/** Labels by id, such as `phone` → `Phone numbers`. */
export const dataTypeLabels: Readonly<Record<string, string>> = Object.fromEntries(
  dataTypes.map(({ id, label }) => [id, label]),
);

const sensitivities: ReadonlyMap<string, number> = new Map(
  dataTypes.map(({ id, sensitivity }) => [id, sensitivity]),
);

/** How sensitive a type is, 1 to 5; 2 for one that the table lacks. */
export const dataTypeSensitivity = (id: string): number => sensitivities.get(id) ?? 2;
