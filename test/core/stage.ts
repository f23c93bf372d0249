import { startHttpServer, type HttpServer } from "../sim/http-server.ts";
import type { Place } from "../store/engines.ts";
import { later } from "../store/samples.ts";
import { feed, threadList, threadPage, type Article, type Thread } from "./pages.ts";
import { openRoom, type Room } from "./room.ts";

/** A room in which Harbour Lines is watched, and a web server with sources to visit. */
export interface Stage {
  readonly room: Room;
  readonly server: HttpServer;
  close(): Promise<void>;
}

/** @param place - where its database is; default: an SQLite file */
export async function openStage(place?: Place): Promise<Stage> {
  const room = await openRoom(place);
  const server = await startHttpServer();
  await room.watch("Harbour Lines");
  return {
    room,
    server,
    async close() {
      await room.close();
      await server.close();
    },
  };
}

/** Concerns nobody. */
export const old: Article = {
  id: "a1",
  title: "Forty thousand sailors met in the north",
  date: later(-60),
};

export const leak: Article = {
  id: "a2",
  title: "Harbour Lines customer data for sale",
  text: "A seller asks $4,850 for the data of 400,000 customers of Harbour Lines.",
  date: later(-5),
};

/** Puts a feed of these articles at `/feed`. */
export function publishFeed(server: HttpServer, ...articles: Article[]): void {
  server.on("/feed", { body: feed(articles) });
}

/** Concerns nobody. */
export const rules: Thread = { tid: 1, title: "Rules of this board", body: "Be kind." };

/** The victim stands in the body alone. */
export const offer: Thread = {
  tid: 2,
  title: "[SELLING] ferry customers",
  body: "Customer data of Harbour Lines, 400,000 customers. Price: $900.",
};

/** Where a thread's page stands. */
export function pathOf({ tid }: Thread): string {
  return `/showthread.php?tid=${tid}`;
}

/** Puts a list of these threads at `/list`, and each thread's page beside it. */
export function publishThreads(server: HttpServer, ...threads: Thread[]): void {
  server.on("/list", { body: threadList(threads) });
  for (const thread of threads) server.on(pathOf(thread), { body: threadPage(thread) });
}
