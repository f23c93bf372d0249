import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { renderFeed, renderThread, renderThreadList, renderVictims } from "./pages.ts";
import { openingScene, type Scene } from "./stories.ts";

/** The demo's own sources on loopback: a forum on two mirrors, a news feed and a tracker. */
export interface DemoServer {
  readonly forumMirrors: readonly [string, string];
  readonly newsUrl: string;
  readonly trackerUrl: string;
  /** What the sources show from now on. */
  show(change: (scene: Scene) => Scene): void;
  close(): Promise<void>;
}

/** Starts the sources on free ports of 127.0.0.1. */
export async function startDemoServer(start: Date): Promise<DemoServer> {
  let scene = openingScene;
  const forum = (isFirst: boolean) => (path: string) => {
    if (isFirst && !scene.isFirstMirrorUp) return null;
    if (path.startsWith("/forumdisplay.php")) return html(renderThreadList(scene, start));
    const tid = Number(/^\/showthread\.php\?tid=(\d+)/u.exec(path)?.[1]);
    const thread = scene.threads.find((candidate) => candidate.tid === tid);
    return thread === undefined ? undefined : html(renderThread(thread, start));
  };
  const servers = await Promise.all([
    serve(forum(true)),
    serve(forum(false)),
    serve((path, address) =>
      path === "/feed.xml"
        ? { type: "application/rss+xml; charset=utf-8", text: renderFeed(scene, start, address) }
        : undefined,
    ),
    serve((path, address) =>
      path === "/v2/recentvictims"
        ? { type: "application/json", text: renderVictims(scene, start, address) }
        : undefined,
    ),
  ]);
  const [first, second, news, tracker] = servers;
  return {
    forumMirrors: [`${first.address}/forumdisplay.php?fid=7`, `${second.address}/forumdisplay.php?fid=7`],
    newsUrl: `${news.address}/feed.xml`,
    trackerUrl: `${tracker.address}/v2/recentvictims`,
    show(change) {
      scene = change(scene);
    },
    async close() {
      await Promise.all(servers.map(({ server }) => stop(server)));
    },
  };
}

interface Document {
  readonly type: string;
  readonly text: string;
}

function html(text: string): Document {
  return { type: "text/html; charset=utf-8", text };
}

/** `undefined`: there is no such page; `null`: the server is down. */
type Site = (path: string, address: string) => Document | null | undefined;

async function serve(site: Site): Promise<{ server: Server; address: string }> {
  let address = "";
  const server = createServer((request, response) =>
    answer(site(request.url ?? "/", address), request, response),
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { server, address };
}

function answer(
  document: Document | null | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (document === null) {
    response.writeHead(503).end("down for maintenance");
    return;
  }
  if (document === undefined) {
    response.writeHead(404).end("no such page");
    return;
  }
  const etag = `"${createHash("sha256").update(document.text).digest("base64url").slice(0, 16)}"`;
  if (request.headers["if-none-match"] === etag) {
    response.writeHead(304, { etag }).end();
    return;
  }
  response.writeHead(200, { "content-type": document.type, etag }).end(document.text);
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
