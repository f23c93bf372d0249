import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiError } from "./api-error.ts";
import type { Failure, Failures } from "./failures.ts";
import type { Inspector } from "./inspector.ts";
import { Limiter, refuseForNow, type RateLimits } from "./rate-limits.ts";
import { readRequest } from "./read-request.ts";
import type { SimRequest } from "./request.ts";
import type { Answer, Route } from "./route.ts";
import type { Uploads } from "./uploads.ts";

/** What the REST side needs to know of the rest. */
export interface ServerOptions {
  readonly token: string;
  readonly routes: readonly Route[];
  readonly failures: Failures;
  readonly inspector: Inspector;
  readonly uploads: Uploads;
  readonly rateLimits: RateLimits | null;
  readonly now: () => number;
  /** An answer was lost after the request had been done. */
  readonly onLostAnswer: (request: SimRequest) => void;
  readonly onChange: () => void;
}

/** The REST side of Discord. */
export class RestServer {
  readonly server: Server;
  readonly requests: SimRequest[] = [];
  /** While true every connection is cut at once. */
  isRefusing = false;
  readonly #limiter: Limiter | undefined;
  readonly #ended = new AbortController();
  readonly #options: ServerOptions;

  constructor(options: ServerOptions) {
    this.#options = options;
    this.#limiter = options.rateLimits ? new Limiter(options.rateLimits, options.now) : undefined;
    this.server = createServer((request, response) => {
      this.#serve(request, response).catch((error: unknown) => {
        // A client that went away in the middle of a request is no failure of the simulator.
        if (request.complete && !this.#ended.signal.aborted)
          options.inspector.problems.push(`the simulator failed: ${String(error)}`);
        response.destroy();
      });
    });
    this.server.on("connection", (socket) => {
      if (this.isRefusing) socket.destroy();
    });
  }

  /** @returns the port it listens on */
  async listen(): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.server.once("error", reject).listen(0, "127.0.0.1", resolve);
    await promise;
    return (this.server.address() as AddressInfo).port;
  }

  async end(): Promise<void> {
    this.#ended.abort();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.server.close(() => resolve());
    this.server.closeAllConnections();
    await promise;
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { onChange } = this.#options;
    const url = new URL(incoming.url ?? "/", "http://localhost");
    const file = this.#options.uploads.find(url.pathname);
    if (file && incoming.method === "GET") {
      response.writeHead(200, { "content-type": file.content_type }).end(file.content);
      return;
    }
    const request = await readRequest(incoming, url, this.#options.now());
    this.requests.push(request);
    onChange();
    const failure = this.#options.failures.take(request);
    if (failure && "delayMs" in failure)
      await sleep(failure.delayMs, undefined, { signal: this.#ended.signal });
    if (failure && "hold" in failure) await failure.hold;
    if (failure && "drop" in failure && failure.drop === "before") {
      response.destroy();
      onChange();
      return;
    }
    const reply = failureReply(failure) ?? this.#answer(request, incoming.headers.authorization);
    if (failure && "drop" in failure) {
      this.#options.onLostAnswer(request);
      response.destroy();
      onChange();
      return;
    }
    const status = reply.status ?? (reply.body === undefined ? 204 : 200);
    request.status = status;
    request.code = codeOf(reply.body);
    response.writeHead(status, { ...(reply.body === undefined ? {} : jsonType), ...reply.headers });
    response.end(reply.body === undefined ? undefined : JSON.stringify(reply.body));
    onChange();
  }

  #answer(request: SimRequest, authorization: string | undefined): Answer {
    let headers: Readonly<Record<string, string>> = {};
    try {
      const { route, params } = this.#findRoute(request);
      const isTrusted = authorization === `Bot ${this.#options.token}`;
      if (route.needsToken !== false && !isTrusted)
        throw new ApiError(0, { status: 401, message: "401: Unauthorized" });
      // Interactions count nowhere: neither per channel nor globally.
      const limited = route.needsToken === false ? undefined : this.#limiter?.take(route, request.path);
      headers = limited?.headers ?? {};
      if (limited?.refusal) return limited.refusal;
      const where = `${request.method} ${request.path}`;
      const { query, files } = request;
      return { ...route.handle({ where, params, query, body: request.body, files }), headers };
    } catch (error) {
      if (error instanceof ApiError) return { status: error.status, body: error.toBody(), headers };
      throw error;
    }
  }

  #findRoute(request: SimRequest): {
    readonly route: Route;
    readonly params: Readonly<Record<string, string>>;
  } {
    for (const route of this.#options.routes) {
      const params = route.method === request.method ? matchPath(route.path, request.path) : undefined;
      if (params) return { route, params };
    }
    this.#options.inspector.problems.push(
      `${request.method} ${request.path}: the simulator does not know this address`,
    );
    throw new ApiError(0, { status: 404, message: "404: Not Found" });
  }
}

const jsonType = { "content-type": "application/json" };

function failureReply(failure: Failure | undefined): Answer | undefined {
  if (!failure) return undefined;
  if ("retryAfter" in failure) return refuseForNow(failure.retryAfter, failure.global ?? false);
  if (!("status" in failure) && !("code" in failure)) return undefined;
  const code = "code" in failure ? failure.code : 0;
  const error = new ApiError(code, { status: failure.status, message: failure.message });
  return { status: error.status, body: error.toBody() };
}

function codeOf(body: unknown): number | null {
  return typeof body === "object" && body !== null && "code" in body && typeof body.code === "number"
    ? body.code
    : null;
}

function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | undefined {
  const parts = pattern.split("/");
  const asked = path.split("/");
  if (parts.length !== asked.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const value = asked[index] ?? "";
    if (part.startsWith("{")) params[part.slice(1, -1)] = decodeURIComponent(value);
    else if (part !== value) return undefined;
  }
  return params;
}
