import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** An answer; all of it may be left out. */
interface Reply {
  /** Default: 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
  /** Default: made from the body; null: none, so that the document is never "unchanged". */
  readonly etag?: string | null;
}

/** Makes the answer of one request, or answers by itself and returns nothing. */
type Handler = (request: IncomingMessage, response: ServerResponse) => Reply | void | Promise<Reply | void>;

/** A request as it arrived. */
interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/** A web server on a free port of 127.0.0.1. */
export interface HttpServer {
  /** `http://127.0.0.1:port`, no slash at its end. */
  readonly url: string;
  /** Every request so far, oldest first. */
  readonly requests: SeenRequest[];
  /** Answers a path from now on; one with a query goes before the same path without. */
  on(path: string, answer: Reply | Handler): void;
  close(): Promise<void>;
}

/** Starts a server that answers 404 until it is told more, and 304 to whoever has the current ETag. */
export async function startHttpServer(): Promise<HttpServer> {
  const answers = new Map<string, Reply | Handler>();
  const requests: SeenRequest[] = [];

  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    requests.push({ method: request.method ?? "", path, headers: request.headers });
    const answer = answers.get(path) ?? answers.get(path.replace(/\?.*/, "")) ?? { status: 404 };
    Promise.resolve(typeof answer === "function" ? answer(request, response) : answer).then(
      (reply) => reply && send(request, response, reply),
      (error: unknown) => response.destroy(error instanceof Error ? error : new Error(String(error))),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    on: (path, answer) => void answers.set(path, answer),
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function send(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
  const { status = 200, headers = {}, body = "" } = reply;
  const isDocument = status === 200 && body.length > 0;
  const etag = reply.etag === undefined && isDocument ? makeEtag(body) : reply.etag;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (etag) response.setHeader("etag", etag);
  if (etag && request.headers["if-none-match"] === etag) response.writeHead(304).end();
  else response.writeHead(status).end(body);
}

function makeEtag(body: string | Uint8Array): string {
  return `"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"`;
}
