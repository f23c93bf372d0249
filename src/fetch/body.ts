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

const firstBytes = 16 * 1024;

/**
 * Takes in a body piece by piece.
 *
 * One growing buffer: a list of the pieces would let a drip of single bytes cost a hundred times its size.
 */
export class BodyBuffer {
  readonly #maxBytes: number;
  #bytes: Buffer = Buffer.alloc(0);
  #length = 0;

  /** @param maxBytes - of all pieces together */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** @throws {@link SourceError} `too-large` */
  add(piece: Uint8Array): void {
    const length = this.#length + piece.length;
    if (length > this.#maxBytes) throw tooLarge(this.#maxBytes);
    if (length > this.#bytes.length) {
      const room = Math.max(firstBytes, this.#bytes.length * 2, length);
      const larger = Buffer.allocUnsafe(Math.min(this.#maxBytes, room));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#bytes.set(piece, this.#length);
    this.#length = length;
  }

  /** What was taken in so far. */
  take(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }
}

/**
 * Undoes a body's compression.
 *
 * @param encoding - of the header `Content-Encoding`
 * @param maxBytes - of the decoded body
 * @returns the body; empty where nothing was sent
 * @throws {@link SourceError} `too-large`, `malformed` where it is compressed over and over, or `truncated` where the
 * compression is broken or breaks off
 */
export async function decodeBody(
  body: Buffer,
  encoding: string | null,
  maxBytes: number,
): Promise<Uint8Array> {
  const encodings = parseEncodings(encoding);
  if (encodings.length > maxEncodings) {
    throw new SourceError("malformed", `the answer is compressed ${encodings.length} times over`);
  }
  let bytes = body;
  for (const name of encodings.toReversed()) bytes = await decode(bytes, name, maxBytes);
  return bytes;
}

/** Makes the error of a body over the limit; the caller adds whose. */
export function tooLarge(maxBytes: number): SourceError {
  return new SourceError(
    "too-large",
    `the answer is larger than ${maxBytes} bytes; raise the source's request.maxBytes if it is meant to be`,
  );
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
