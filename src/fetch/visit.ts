import { request as send, type Dispatcher } from "undici";

import { readBody, tooLarge } from "./body.ts";
import { explainBody, explainRequest, isStaleConnection } from "./failures.ts";
import { readHeader, readLocation, readValidators, type Validators } from "./headers.ts";
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
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/**
 * Asks one address once, and follows nothing.
 *
 * @throws {@link SourceError} with the reason; the signal's own reason when it is aborted
 */
export async function visit(url: URL, options: VisitOptions): Promise<Visited> {
  const answer = await ask(url, options);
  // A body that is given up ends in an error that nobody else may be listening for.
  answer.body.on("error", () => {});
  const { statusCode: status, headers } = answer;

  if (status === 200 || status === 203) {
    const bytes = await readAnswer(answer, url, options);
    return {
      kind: "fetched",
      bytes,
      contentType: readHeader(headers, "content-type"),
      validators: readValidators(headers),
    };
  }
  if (status === 304 && options.mayBeUnchanged) {
    await answer.body.dump();
    return { kind: "unchanged" };
  }
  answer.body.destroy();
  const location = readLocation(headers);
  if (isRedirect(status) && location !== null) return { kind: "redirect", status, location };
  throw explainStatus(status, headers, url.host);
}

async function ask(
  url: URL,
  { dispatcher, headers, signal }: VisitOptions,
): Promise<Dispatcher.ResponseData> {
  signal.throwIfAborted();
  // undici hears the signal only once a connection stands, which a hanging look-up or proxy can delay for long.
  const abandoned = new Promise<never>((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  const options = { dispatcher, headers, signal };
  const asked = send(url, options).catch((error: unknown) => {
    if (isStaleConnection(error)) return send(url, options);
    throw error;
  });
  try {
    return await Promise.race([asked, abandoned]);
  } catch (error) {
    throw signal.aborted ? signal.reason : explainRequest(error, url.host);
  }
}

async function readAnswer(
  answer: Dispatcher.ResponseData,
  url: URL,
  { maxBytes, signal }: VisitOptions,
): Promise<Uint8Array> {
  try {
    if (Number(readHeader(answer.headers, "content-length")) > maxBytes) throw tooLarge(maxBytes);
    return await readBody(answer.body, readHeader(answer.headers, "content-encoding"), maxBytes);
  } catch (error) {
    answer.body.destroy();
    throw signal.aborted ? signal.reason : explainBody(error, url.host);
  }
}
