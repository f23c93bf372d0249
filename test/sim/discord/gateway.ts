import { randomUUID } from "node:crypto";
import type { IncomingMessage, Server } from "node:http";
import { WebSocketServer, type RawData, type WebSocket } from "ws";
import type { Json } from "./wire.ts";

/** What one client said about itself when it connected. */
export interface Identify {
  readonly intents: number;
  readonly at: Date;
}

/** Close codes after which Discord takes no resume. */
const finalCodes: ReadonlySet<number> = new Set([4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014]);
const privilegedIntents = (1 << 1) | (1 << 8) | (1 << 15);
const guildsIntent = 1;
const maxBuffered = 1000;

const op = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  invalid: 9,
  hello: 10,
  ack: 11,
} as const;

interface Session {
  readonly id: string;
  readonly intents: number;
  seq: number;
  socket: WebSocket | null;
  readonly buffer: { readonly s: number; readonly t: string; readonly d: Json }[];
}

/** What the gateway needs to know of the rest. */
export interface GatewayOptions {
  readonly token: string;
  readonly heartbeatMs: number;
  /** Privileged intents that the application may ask for. */
  readonly allowedIntents: number;
  readonly resumeUrl: () => string;
  readonly ready: () => Json;
  readonly guilds: () => readonly Json[];
  readonly onChange: () => void;
}

/** The WebSocket side of Discord: sessions, heartbeats, dispatches, resumes. */
export class Gateway {
  readonly identifies: Identify[] = [];
  /** How many sessions were resumed so far. */
  resumes = 0;
  readonly #options: GatewayOptions;
  readonly #sessions = new Map<string, Session>();
  readonly #server = new WebSocketServer({ noServer: true });

  constructor(server: Server, options: GatewayOptions) {
    this.#options = options;
    server.on("upgrade", (request: IncomingMessage, socket, head) => {
      this.#server.handleUpgrade(request, socket, head, (client) => this.#greet(client));
    });
  }

  /** How many clients are connected and identified. */
  get connected(): number {
    return [...this.#sessions.values()].filter((session) => session.socket !== null).length;
  }

  /** Sends an event to every session; one that is disconnected gets it when it resumes. */
  dispatch(event: string, data: Json): void {
    for (const session of this.#sessions.values()) this.#dispatchTo(session, event, data);
  }

  /** Closes every connection with this code. */
  close(code: number): void {
    for (const session of this.#sessions.values()) {
      session.socket?.close(code);
      session.socket = null;
      if (finalCodes.has(code)) this.#sessions.delete(session.id);
    }
    this.#options.onChange();
  }

  /** Cuts every connection without a word. */
  terminate(): void {
    for (const client of this.#server.clients) client.terminate();
  }

  /** Cuts every connection and takes no new ones. */
  end(): void {
    this.terminate();
    this.#sessions.clear();
    this.#server.close();
  }

  #greet(socket: WebSocket): void {
    const state: { session: Session | null } = { session: null };
    socket.on("message", (raw) => {
      const packet = parsePacket(raw);
      if (!packet) return socket.close(4002);
      this.#take(socket, state, packet);
      this.#options.onChange();
    });
    socket.on("close", (code) => {
      const { session } = state;
      if (session?.socket === socket) {
        session.socket = null;
        // A client that says goodbye ends its session; one that vanishes, or that was sent away, may resume it.
        if (code === 1000 || code === 1001) this.#sessions.delete(session.id);
      }
      this.#options.onChange();
    });
    socket.on("error", () => socket.terminate());
    send(socket, { op: op.hello, d: { heartbeat_interval: this.#options.heartbeatMs } });
  }

  #take(socket: WebSocket, state: { session: Session | null }, packet: Packet): void {
    switch (packet.op) {
      case op.heartbeat:
        return send(socket, { op: op.ack });
      case op.identify:
        state.session = this.#identify(socket, packet.d);
        return undefined;
      case op.resume:
        state.session = this.#resume(socket, packet.d);
        return undefined;
      default:
        return undefined;
    }
  }

  #identify(socket: WebSocket, data: Packet["d"]): Session | null {
    if (data.token !== this.#options.token) {
      socket.close(4004, "Authentication failed.");
      return null;
    }
    if (typeof data.intents !== "number") {
      socket.close(4013, "Invalid intent(s).");
      return null;
    }
    this.identifies.push({ intents: data.intents, at: new Date() });
    if ((data.intents & privilegedIntents & ~this.#options.allowedIntents) !== 0) {
      socket.close(4014, "Disallowed intent(s).");
      return null;
    }
    const session: Session = { id: randomUUID(), intents: data.intents, seq: 0, socket, buffer: [] };
    this.#sessions.set(session.id, session);
    const resume = {
      session_id: session.id,
      resume_gateway_url: this.#options.resumeUrl(),
      shard: data.shard ?? [0, 1],
    };
    this.#dispatchTo(session, "READY", { ...this.#options.ready(), ...resume });
    for (const guild of this.#options.guilds()) this.#dispatchTo(session, "GUILD_CREATE", guild);
    return session;
  }

  #resume(socket: WebSocket, data: Packet["d"]): Session | null {
    const session = this.#sessions.get(String(data.session_id));
    if (!session || data.token !== this.#options.token) {
      send(socket, { op: op.invalid, d: false });
      return null;
    }
    this.resumes += 1;
    session.socket = socket;
    for (const missed of session.buffer)
      if (missed.s > Number(data.seq)) send(socket, { op: op.dispatch, ...missed });
    this.#dispatchTo(session, "RESUMED", {});
    return session;
  }

  #dispatchTo(session: Session, event: string, data: Json): void {
    const needsGuilds =
      event.startsWith("GUILD_") || event.startsWith("CHANNEL_") || event.startsWith("THREAD_");
    if (needsGuilds && (session.intents & guildsIntent) === 0) return;
    session.seq += 1;
    const entry = { s: session.seq, t: event, d: data };
    session.buffer.push(entry);
    if (session.buffer.length > maxBuffered) session.buffer.shift();
    if (session.socket) send(session.socket, { op: op.dispatch, ...entry });
  }
}

interface Packet {
  readonly op: number;
  readonly d: {
    readonly token?: unknown;
    readonly intents?: unknown;
    readonly shard?: unknown;
    readonly session_id?: unknown;
    readonly seq?: unknown;
  };
}

function parsePacket(raw: RawData): Packet | undefined {
  try {
    const packet: unknown = JSON.parse(Buffer.isBuffer(raw) ? raw.toString("utf8") : "");
    if (typeof packet !== "object" || packet === null || !("op" in packet) || typeof packet.op !== "number")
      return undefined;
    const data = "d" in packet && typeof packet.d === "object" && packet.d !== null ? packet.d : {};
    return { op: packet.op, d: data };
  } catch {
    return undefined;
  }
}

function send(socket: WebSocket, packet: { op: number; d?: unknown; s?: number; t?: string }): void {
  socket.send(JSON.stringify(packet));
}
