import type { Commands } from "./commands.ts";
import type { Inspector } from "./inspector.ts";
import type { Interactions } from "./interactions.ts";
import type { MessageStore } from "./message-store.ts";
import type { SimFile } from "./request.ts";
import type { Uploads } from "./uploads.ts";
import type { Json } from "./wire.ts";
import type { World } from "./world.ts";

/** The parts of the simulated Discord that requests act on. */
export interface Parts {
  readonly world: World;
  readonly messages: MessageStore;
  readonly commands: Commands;
  readonly interactions: Interactions;
  readonly inspector: Inspector;
  readonly uploads: Uploads;
  readonly gatewayUrl: () => string;
  /** Identifies left today. */
  readonly sessionsLeft: () => number;
  readonly dispatch: (event: string, data: Json) => void;
}

/** One request, routed. */
export interface Call {
  readonly where: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly files: readonly SimFile[];
}

/** What a handler answers; no body means 204. */
export interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An address of the API in the specification's own spelling, and what it does. */
export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  /** Whether the bot's token is asked for; interactions bring their own. Default: true. */
  readonly needsToken?: boolean;
  readonly handle: (call: Call) => Answer;
}

/** A part of the path; the route's own spelling guarantees that it is there. */
export function param(params: Readonly<Record<string, string>>, name: string): string {
  const value = params[name];
  if (value === undefined) throw new Error(`the route has no ${name}`);
  return value;
}
