import { UserError } from "../errors.ts";
import type { ReadRows, WatchFileFormat } from "../services/watch-files.ts";
import { sayEach } from "../words/words.ts";
import { readCsv, writeCsv } from "./csv.ts";
import { readJson, writeJson } from "./json.ts";
import { toRecord } from "./record.ts";

/** Most bytes of one file. */
export const maxFileBytes = 4 * 1024 * 1024;

/**
 * How watches are written in files: CSV with a row of names above, a JSON array, or JSON Lines.
 *
 * A text that begins with `[` or `{` is JSON, any other CSV.
 */
export const watchFileFormat: WatchFileFormat = {
  async read(file): Promise<ReadRows> {
    if (file.byteLength > maxFileBytes) {
      throw new UserError(sayEach(({ watchFile }) => watchFile.tooLarge));
    }
    const text = decode(file);
    if (text.trim() === "") throw new UserError(sayEach(({ watchFile }) => watchFile.empty));
    return /^\s*[[{]/u.test(text) ? readJson(text) : readCsv(text);
  },

  write(watches, format) {
    const records = watches.map(toRecord);
    return format === "csv" ? writeCsv(records) : writeJson(records);
  },
};

/** Spreadsheets write UTF-8, with or without a mark before it, or UTF-16 with one. */
function decode(file: Uint8Array): string {
  const [first, second] = file;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const charset = isUtf16 ? (first === 0xff ? "utf-16le" : "utf-16be") : "utf-8";
  try {
    return new TextDecoder(charset, { fatal: true }).decode(file);
  } catch (error) {
    throw new UserError(
      sayEach(({ watchFile }) => watchFile.noText),
      { cause: error },
    );
  }
}
