import { createReadStream } from "node:fs";
import type { Services } from "../../discord/command.ts";
import { describeError, UserError } from "../../errors.ts";
import { localServer } from "../../model.ts";
import { maxFileBytes } from "../../watch-file/format.ts";
import { exit } from "../start.ts";

/** `watch import FILE|-`: what could not be taken goes to stderr, row by row; exit status 1 where anything could not. */
export async function importWatches(file: string, { watchFiles }: Services): Promise<number> {
  const by = { userId: "command line", channelId: null };
  const { added, updated, unchanged, bad, warnings, ignored } = await watchFiles.import(
    localServer,
    await readBytes(file),
    by,
  );
  if (ignored.length > 0) process.stderr.write(`note: columns not known: ${ignored.join(", ")}\n`);
  for (const name of updated) process.stderr.write(`changed: ${name}\n`);
  for (const { line, reason } of warnings) process.stderr.write(`note: line ${line}: ${reason}\n`);
  for (const { line, reason } of bad) process.stderr.write(`line ${line}: ${reason}\n`);
  process.stderr.write(
    `${added} added, ${updated.length} changed, ${unchanged} unchanged, ${bad.length} bad rows\n`,
  );
  return bad.length === 0 ? exit.done : exit.failed;
}

/** `watch export [--format csv|json]`: a file that `watch import` takes. */
export async function exportWatches(
  format: "csv" | "json",
  { watchFiles }: Services,
): Promise<typeof exit.done> {
  const { text } = await watchFiles.export(localServer, format);
  process.stdout.write(text);
  return exit.done;
}

async function readBytes(file: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of file === "-" ? process.stdin : createReadStream(file)) {
      chunks.push(chunk as Uint8Array);
      length += (chunk as Uint8Array).byteLength;
      // The format refuses what is larger; nobody has to wait for the rest of it.
      if (length > maxFileBytes) break;
    }
  } catch (error) {
    throw new UserError(`${file} cannot be read: ${describeError(error)}`, { cause: error });
  }
  return Buffer.concat(chunks, length);
}
