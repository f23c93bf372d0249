import zlib from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { BodyBuffer, decodeBody } from "../../src/fetch/body.ts";

const text = "<rss><channel><title>Notes of a harbour master</title></channel></rss>".repeat(40);
const limit = 64 * 1024;

const encoders = {
  gzip: zlib.gzipSync,
  "x-gzip": zlib.gzipSync,
  deflate: zlib.deflateSync,
  br: zlib.brotliCompressSync,
  zstd: zlib.zstdCompressSync,
} as const;

const encodings = Object.keys(encoders) as (keyof typeof encoders)[];

/** Takes a body in as it might arrive. */
function collect(bytes: Uint8Array, maxBytes: number, pieceBytes = 1_000): Buffer {
  const body = new BodyBuffer(maxBytes);
  for (let at = 0; at < bytes.length; at += pieceBytes) body.add(bytes.subarray(at, at + pieceBytes));
  return body.take();
}

const read = async (bytes: Uint8Array, encoding: string | null, maxBytes = limit): Promise<string> =>
  Buffer.from(await decodeBody(collect(bytes, maxBytes), encoding, maxBytes)).toString();

describe("a compressed body", () => {
  test.for(encodings)("is decoded: %s", async (encoding) => {
    expect(await read(encoders[encoding](text), encoding.toUpperCase())).toBe(text);
  });

  test("is decoded where deflate means the bare stream", async () => {
    expect(await read(zlib.deflateRawSync(text), "deflate")).toBe(text);
  });

  test("is decoded where it was compressed twice", async () => {
    expect(await read(zlib.brotliCompressSync(zlib.gzipSync(text)), "gzip, br")).toBe(text);
  });

  test.for(["gzip", "zstd", "utf-8", "none", "identity", "", ", ,"])(
    "is taken as it is where it is not compressed after all: %s",
    async (encoding) => {
      expect(await read(Buffer.from(text), encoding)).toBe(text);
    },
  );

  test("is decoded where something follows the end of its gzip", async () => {
    expect(await read(Buffer.concat([zlib.gzipSync(text), Buffer.from("\0\0trailer")]), "gzip")).toBe(text);
  });

  test.for(encodings)("is an error wherever it breaks off: %s", async (encoding) => {
    const whole = encoders[encoding](text);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: whole.length - 1 }), async (length) => {
        await expect(read(whole.subarray(0, length), encoding)).rejects.toMatchObject({ code: "truncated" });
      }),
      { numRuns: 30 },
    );
  });

  test.for(encodings)("is given up at the limit of the decoded bytes: %s", async (encoding) => {
    const bomb = encoders[encoding](Buffer.alloc(32 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(limit);
    await expect(read(bomb, encoding)).rejects.toMatchObject({ code: "too-large" });
  });

  test("is given up where a bomb hides in another", async () => {
    const bomb = zlib.gzipSync(zlib.gzipSync(Buffer.alloc(32 * 1024 * 1024)));
    await expect(read(bomb, "gzip, gzip")).rejects.toMatchObject({ code: "too-large" });
    await expect(read(bomb, "gzip, gzip, gzip")).rejects.toMatchObject({ code: "malformed" });
  });

  test("is given up where it asks for more working memory than a reader must have", async () => {
    const greedy = zlib.zstdCompressSync(text, { params: { [zlib.constants.ZSTD_c_windowLog]: 27 } });
    // The window is only declared where the length is not, as in a stream.
    const streamed = await new Promise<Buffer>((resolve, reject) => {
      const pieces: Buffer[] = [];
      const encoder = zlib.createZstdCompress({ params: { [zlib.constants.ZSTD_c_windowLog]: 27 } });
      encoder.on("data", (piece: Buffer) => pieces.push(piece));
      encoder.on("end", () => resolve(Buffer.concat(pieces)));
      encoder.on("error", reject);
      encoder.write(text);
      encoder.flush(() => encoder.end(text));
    });
    expect(await read(greedy, "zstd")).toBe(text);
    await expect(read(streamed, "zstd")).rejects.toMatchObject({ code: "truncated" });
  });
});

describe("any body", () => {
  test("may be exactly as large as the limit, and not a byte larger", async () => {
    expect(await read(Buffer.from(text), null, text.length)).toBe(text);
    await expect(read(Buffer.from(text), null, text.length - 1)).rejects.toMatchObject({ code: "too-large" });
    const zipped = zlib.gzipSync(text);
    expect(await read(zipped, "gzip", text.length)).toBe(text);
    await expect(read(zipped, "gzip", text.length - 1)).rejects.toMatchObject({ code: "too-large" });
  });

  test.for([null, "gzip", "br"])("may be empty: %s", async (encoding) => {
    expect(await read(Buffer.alloc(0), encoding)).toBe("");
  });

  test("is the same in whatever pieces it arrives", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 40_000 }),
        fc.integer({ min: 1, max: 50_000 }),
        (bytes, piece) => {
          expect(Buffer.compare(collect(bytes, limit, piece), bytes)).toBe(0);
        },
      ),
      { numRuns: 30 },
    );
  });
});
