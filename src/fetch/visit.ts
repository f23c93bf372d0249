import type { Dispatcher } from "undici";

import { SourceError } from "../errors.ts";
import { decodeBody } from "./body.ts";
import type { Deadline } from "./deadline.ts";
import { exchange, type Answer } from "./exchange.ts";
import { explainBody, explainRequest, isStaleConnection } from "./failures.ts";
import { readHeader, readLocation, readValidators, type AnswerHeaders, type Validators } from "./headers.ts";
import { explainStatus, isRedirect } from "./status.ts";

/** What one server answered to one request. */
export type Visited =
  | { readonly kind: "unchanged" }
  | { readonly kind: "redirect"; readonly status: number; readonly location: string }
  | {
      readonly kind: "fetched";
      readonly bytes: Uint8Array;
      readonly contentType: string | null;
      readonly validators: Validators;
    };

/** How it is asked. */
export interface VisitOptions {
  readonly dispatcher: Dispatcher;
  readonly headers: string[];
  /** Whether validators were sent: only then is "unchanged" an answer. */
  readonly mayBeUnchanged: boolean;
  /** Whether the address is the source's own or stands in for it for good: what is gone there is the source. */
  readonly isPermanent: boolean;
  /** Whether an empty document is one; of a source it never is. */
  readonly mayBeEmpty: boolean;
  readonly maxBytes: number;
  readonly deadline: Deadline;
}

/**
 * Asks one address once, and follows nothing.
 *
 * @throws {@link SourceError} with the reason; the deadline's own reason when that is over
 */
export async function visit(url: URL, options: VisitOptions): Promise<Visited> {
  const { status, headers, body } = await ask(url, options);
  if (body !== null) {
    return {
      kind: "fetched",
      bytes: await readDocument(body, headers, url.host, options),
      contentType: readHeader(headers, "content-type"),
      validators: readValidators(headers),
    };
  }
  if (status === 304 && options.mayBeUnchanged) return { kind: "unchanged" };
  const location = readLocation(headers);
  if (isRedirect(status) && location !== null) return { kind: "redirect", status, location };
  throw explainStatus(status, headers, { host: url.host, isPermanent: options.isPermanent });
}

async function ask(url: URL, options: VisitOptions): Promise<Answer> {
  for (let isAgain = false; ; isAgain = true) {
    try {
      return await exchange(url, isDocument, options);
    } catch (error) {
      if (options.deadline.over !== null) throw options.deadline.over.reason;
      if (isAgain || !isStaleConnection(error)) throw explainRequest(error, url.host);
    }
  }
}

function isDocument(status: number): boolean {
  return status === 200 || status === 203;
}

async function readDocument(
  body: Buffer,
  headers: AnswerHeaders,
  host: string,
  { maxBytes, mayBeEmpty }: VisitOptions,
): Promise<Uint8Array> {
  try {
    const bytes = await decodeBody(body, readHeader(headers, "content-encoding"), maxBytes);
    if (bytes.length > 0 || mayBeEmpty) return bytes;
  } catch (error) {
    throw explainBody(error, host);
  }
  const message = `${host}: the answer was empty; the server may be overloaded, or it hides from programs`;
  throw new SourceError("truncated", message);
}
