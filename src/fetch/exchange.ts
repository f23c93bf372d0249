import type { Dispatcher } from "undici";

import { BodyBuffer, tooLarge } from "./body.ts";
import type { Deadline } from "./deadline.ts";
import { explainBody } from "./failures.ts";
import { readHeader, type AnswerHeaders } from "./headers.ts";

/** One server's answer to one request, as it was sent. */
export interface Answer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** Null where it was not wanted. */
  readonly body: Buffer | null;
}

/** How it is asked, and how much of its answer is borne. */
export interface ExchangeOptions {
  readonly dispatcher: Dispatcher;
  readonly headers: string[];
  /** Of the body as it is sent. */
  readonly maxBytes: number;
  readonly deadline: Deadline;
}

/**
 * Sends one request and takes its answer in.
 *
 * undici's `request` would do, but makes a stream, an asynchronous resource and several listeners for every answer,
 * which an unchanged source has no use for: it takes a third longer.
 * @throws the deadline's reason; a `SourceError` where an answer that had begun cannot be read to its end;
 * whatever undici says where none began
 */
export function exchange(
  url: URL,
  wantsBody: (status: number) => boolean,
  options: ExchangeOptions,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const handler = new AnswerHandler(url.host, wantsBody, options.maxBytes, { resolve, reject });
    // Heard from here on: a hanging look-up or proxy can delay undici's own first word for long.
    options.deadline.listen((reason) => handler.giveUp(reason));
    const { dispatcher, headers } = options;
    const { origin, pathname, search } = url;
    if (options.deadline.over === null)
      dispatcher.dispatch({ origin, path: pathname + search, method: "GET", headers }, handler);
  });
}

interface Settle {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
}

// Told to undici alone: whoever waits has been told the reason by then.
const abandoned = new Error("the answer is no longer wanted");

/** Takes one answer in as undici receives it; what comes after it was settled changes nothing any more. */
class AnswerHandler implements Dispatcher.DispatchHandler {
  readonly #host: string;
  readonly #wantsBody: (status: number) => boolean;
  readonly #maxBytes: number;
  readonly #settle: Settle;
  #controller: Dispatcher.DispatchController | null = null;
  #isGivenUp = false;
  #head: { readonly status: number; readonly headers: AnswerHeaders } | null = null;
  #body: BodyBuffer | null = null;

  constructor(host: string, wantsBody: (status: number) => boolean, maxBytes: number, settle: Settle) {
    this.#host = host;
    this.#wantsBody = wantsBody;
    this.#maxBytes = maxBytes;
    this.#settle = settle;
  }

  giveUp(reason: unknown): void {
    this.#isGivenUp = true;
    this.#settle.reject(reason);
    this.#controller?.abort(abandoned);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#isGivenUp) controller.abort(abandoned);
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: AnswerHeaders): void {
    // What comes before the answer proper, such as 103 Early Hints.
    if (status < 200) return;
    this.#head = { status, headers };
    const announced = readHeader(headers, "content-length");
    if (this.#wantsBody(status)) {
      if (Number(announced) > this.#maxBytes) this.giveUp(this.#explain(tooLarge(this.#maxBytes)));
      else this.#body = new BodyBuffer(this.#maxBytes);
    } else if (status !== 304 && announced !== "0") {
      // Cheaper than to take in what nobody reads, which may have no end.
      this.#resolve();
      controller.abort(abandoned);
    }
  }

  onResponseData(_controller: Dispatcher.DispatchController, piece: Buffer): void {
    try {
      this.#body?.add(piece);
    } catch (error) {
      this.giveUp(this.#explain(error));
    }
  }

  onResponseEnd(): void {
    this.#resolve();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#settle.reject(this.#head === null ? error : this.#explain(error));
  }

  #resolve(): void {
    if (this.#head === null) return;
    const { status, headers } = this.#head;
    this.#settle.resolve({ status, headers, body: this.#body?.take() ?? null });
  }

  #explain(error: unknown): unknown {
    return explainBody(error, this.#host);
  }
}
