import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Discord } from "./discord/gateway.ts";
import type { Source } from "./model.ts";
import type { Store } from "./store/store.ts";

/** Where an operator's tools ask how it is: `/healthz`, `/readyz`, `/metrics`. */
export interface HttpEndpoint {
  readonly port: number;
  close(): Promise<void>;
}

interface Watched {
  readonly store: Store;
  readonly discord: Discord | null;
  readonly isConnectionNeeded: boolean;
  readonly sources: readonly Source[];
  readonly now: () => Date;
}

/** Starts answering; `port` 0 takes a free one. */
export async function startHttp(
  { host, port }: { host: string; port: number },
  watched: Watched,
): Promise<HttpEndpoint> {
  const server = createServer((request, response) => {
    answer(request.url ?? "/", watched)
      .catch(() => ({ status: 503, body: "the database does not answer\n" }))
      .then(({ status, body }) => {
        response.writeHead(status, {
          "content-type": "text/plain; charset=utf-8",
          "cache-control": "no-store",
        });
        response.end(request.method === "HEAD" ? undefined : body);
      })
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(url: string, watched: Watched): Promise<{ status: number; body: string }> {
  switch (url.split("?")[0]) {
    case "/healthz":
      return { status: 200, body: "ok\n" };
    case "/readyz": {
      await watched.store.watches.revision();
      const isReady = !watched.isConnectionNeeded || watched.discord?.isConnected() === true;
      return isReady ? { status: 200, body: "ready\n" } : { status: 503, body: "not connected to Discord\n" };
    }
    case "/metrics":
      return { status: 200, body: await renderMetrics(watched) };
    default:
      return { status: 404, body: "/healthz, /readyz, /metrics\n" };
  }
}

/** The figures in Prometheus' text format. */
async function renderMetrics({ store, sources, now }: Watched): Promise<string> {
  const [deliveries, health] = await Promise.all([store.deliveries.counts(), store.sources.health()]);
  const lines = ["# TYPE leakwatch_deliveries gauge"];
  for (const state of ["pending", "sending", "sent", "held", "waiting", "failed"] as const) {
    lines.push(`leakwatch_deliveries{state="${state}"} ${deliveries[state] ?? 0}`);
  }
  const gauges = {
    leakwatch_source_posts: (id: string) => health.get(id)?.posts ?? 0,
    leakwatch_source_failures: (id: string) => health.get(id)?.failures ?? 0,
    leakwatch_source_paused: (id: string) => (health.get(id)?.isPaused === true ? 1 : 0),
    leakwatch_source_seconds_since_success: (id: string) => {
      const last = health.get(id)?.lastSuccessAt ?? null;
      return last === null ? "NaN" : Math.round((now().getTime() - last.getTime()) / 1000);
    },
  };
  for (const [name, read] of Object.entries(gauges)) {
    lines.push(`# TYPE ${name} gauge`, ...sources.map(({ id }) => `${name}{source="${id}"} ${read(id)}`));
  }
  return `${lines.join("\n")}\n`;
}
