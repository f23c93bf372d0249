import { SourceError } from "../errors.ts";

/** What a server gave us to ask later whether anything changed. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** Headers of an answer, as undici gives them. */
export type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>;

// Set by us or by the connection: another value would split requests, reach another host
// or bring an answer that cannot be read.
const reservedHeaders = new Set([
  "accept-encoding",
  "connection",
  "content-length",
  "expect",
  "host",
  "if-match",
  "if-modified-since",
  "if-none-match",
  "if-range",
  "if-unmodified-since",
  "keep-alive",
  "range",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

// The only ones of a source's headers that another origin may see; all others may be secrets.
const harmlessHeaders = new Set(["accept", "accept-language", "user-agent"]);

/**
 * Makes the headers of one request, as undici takes them: name, value, name, value.
 *
 * @param own - the source's headers; they replace ours of the same name
 * @param isForeign - whether a redirect led away from the source's origin, where its secrets must not follow
 * @throws {@link SourceError} `bad-input` for a header that cannot be sent; names it, never its value
 */
export function makeRequestHeaders(
  own: Readonly<Record<string, string>>,
  options: { userAgent: string; validators: Validators | null; isForeign: boolean },
): string[] {
  const headers = [
    "user-agent",
    options.userAgent,
    "accept",
    "*/*",
    "accept-encoding",
    "gzip, deflate, br, zstd",
  ];
  for (const [name, value] of Object.entries(own)) {
    const key = name.toLowerCase();
    if (!/^[!#$%&'*+\-.^_`|~\w]+$/.test(key) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      throw new SourceError(
        "bad-input",
        `the request header ${JSON.stringify(name.slice(0, 60))} cannot be sent: a line break or another character that HTTP forbids; correct it in the source's settings`,
      );
    }
    if (reservedHeaders.has(key)) {
      throw new SourceError(
        "bad-input",
        `the request header "${key}" is set by Leakwatch itself; remove it from the source's settings`,
      );
    }
    if (!options.isForeign || harmlessHeaders.has(key)) setHeader(headers, key, value);
  }
  const { etag, lastModified } = keepStorable(options.validators);
  if (etag !== null) headers.push("if-none-match", etag);
  if (lastModified !== null) headers.push("if-modified-since", lastModified);
  return headers;
}

function setHeader(headers: string[], name: string, value: string): void {
  for (let at = 0; at < headers.length; at += 2) {
    if (headers[at] !== name) continue;
    headers[at + 1] = value;
    return;
  }
  headers.push(name, value);
}

/** Reads what an answer offers to ask with next time. */
export function readValidators(headers: AnswerHeaders): Validators {
  return keepStorable({
    etag: readHeader(headers, "etag"),
    lastModified: readHeader(headers, "last-modified"),
  });
}

/** Tells whether anything is left to ask with. */
export function canAskAgain(validators: Validators | null): boolean {
  const { etag, lastModified } = keepStorable(validators);
  return etag !== null || lastModified !== null;
}

/** One header of an answer; the first where it came more than once. */
export function readHeader(headers: AnswerHeaders, name: string): string | null {
  const value = headers[name];
  return (typeof value === "string" ? value : value?.[0]) ?? null;
}

/** Where a redirect leads; servers write it in UTF-8 although headers are read as Latin-1. */
export function readLocation(headers: AnswerHeaders): string | null {
  const location = readHeader(headers, "location");
  if (location === null) return null;
  const text = Buffer.from(location, "latin1").toString();
  return text.includes("\ufffd") ? location : text;
}

// A value with a line break or a control character would make every later request fail, or split it.
function keepStorable(validators: Validators | null): Validators {
  const keep = (value: string | null | undefined): string | null =>
    typeof value === "string" && /^[\x20-\x7e]{1,1024}$/.test(value) ? value : null;
  return { etag: keep(validators?.etag), lastModified: keep(validators?.lastModified) };
}
