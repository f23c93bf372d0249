import type { Readable } from "node:stream";
import { promisify } from "node:util";
import zlib from "node:zlib";

import { SourceError } from "../errors.ts";

const decoders = {
  br: promisify(zlib.brotliDecompress),
  gzip: promisify(zlib.gunzip),
  inflate: promisify(zlib.inflate),
  inflateRaw: promisify(zlib.inflateRaw),
  zstd: promisify(zlib.zstdDecompress),
};

// A zstd frame may ask for a window of 128 MiB before its first byte; 8 MiB is what RFC 8878 tells everybody to support.
const zstdWindowLog = 23;

// More would be no server's habit but a bomb in a bomb.
const maxEncodings = 2;

/**
 * Reads an answer's body and undoes its compression.
 *
 * @param encoding - of the header `Content-Encoding`
 * @param maxBytes - of the body as sent and, above all, of the body as decoded
 * @throws {@link SourceError} `too-large`, or `truncated` where it is empty, broken or breaks off;
 * anything that the stream was destroyed with as it is
 */
export async function readBody(
  body: Readable,
  encoding: string | null,
  maxBytes: number,
): Promise<Uint8Array> {
  let bytes = await collect(body, maxBytes);
  const encodings = parseEncodings(encoding);
  if (encodings.length > maxEncodings) {
    throw new SourceError("malformed", `the answer is compressed ${encodings.length} times over`);
  }
  for (const name of encodings.toReversed()) bytes = await decode(bytes, name, maxBytes);
  if (bytes.length === 0) {
    throw new SourceError(
      "truncated",
      "the answer was empty; the server may be overloaded, or it hides from programs",
    );
  }
  return bytes;
}

/** Makes the error of a body over the limit; the caller adds whose. */
export function tooLarge(maxBytes: number): SourceError {
  return new SourceError(
    "too-large",
    `the answer is larger than ${maxBytes} bytes; raise the source's request.maxBytes if it is meant to be`,
  );
}

// One growing buffer: a list of the pieces would let a drip of single bytes cost a hundred times its size.
async function collect(body: Readable, maxBytes: number): Promise<Buffer> {
  let bytes = Buffer.allocUnsafe(Math.min(16 * 1024, maxBytes));
  let length = 0;
  for await (const piece of body as AsyncIterable<Buffer>) {
    if (length + piece.length > maxBytes) throw tooLarge(maxBytes);
    if (length + piece.length > bytes.length) {
      const larger = Buffer.allocUnsafe(
        Math.min(maxBytes, Math.max(bytes.length * 2, length + piece.length)),
      );
      bytes.copy(larger, 0, 0, length);
      bytes = larger;
    }
    piece.copy(bytes, length);
    length += piece.length;
  }
  return bytes.subarray(0, length);
}

function parseEncodings(header: string | null): string[] {
  const names = (header ?? "").toLowerCase().split(",");
  return names.map((name) => name.trim()).filter((name) => name !== "" && name !== "identity");
}

async function decode(bytes: Buffer, encoding: string, maxBytes: number): Promise<Buffer> {
  if (bytes.length === 0) return bytes;
  const limit = { maxOutputLength: maxBytes };
  try {
    switch (encoding) {
      case "gzip":
      case "x-gzip":
        // Some servers announce a compression that they do not apply: the mark at the start tells.
        return hasPrefix(bytes, 0x1f, 0x8b) ? await decoders.gzip(bytes, limit) : bytes;
      case "deflate":
        return await (isZlib(bytes) ? decoders.inflate : decoders.inflateRaw)(bytes, limit);
      case "br":
        return await decoders.br(bytes, limit);
      case "zstd":
        return hasPrefix(bytes, 0x28, 0xb5)
          ? await decoders.zstd(bytes, {
              ...limit,
              params: { [zlib.constants.ZSTD_d_windowLogMax]: zstdWindowLog },
            })
          : bytes;
      default:
        // "utf-8", "none" and the like stand there by mistake; the reader will say what it makes of the bytes.
        return bytes;
    }
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(maxBytes);
    throw new SourceError("truncated", `the answer's ${encoding} compression is broken or breaks off`, {
      cause: error,
    });
  }
}

function hasPrefix(bytes: Buffer, first: number, second: number): boolean {
  return bytes[0] === first && bytes[1] === second;
}

// "deflate" means zlib's format, yet half the world sends the bare stream (RFC 1950, 2.2: the header's check bits).
function isZlib(bytes: Buffer): boolean {
  return bytes.length > 1 && (bytes.readUInt8(0) & 0x0f) === 8 && bytes.readUInt16BE(0) % 31 === 0;
}
