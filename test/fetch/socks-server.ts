import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** What a client asked the proxy for. */
interface SeenTunnel {
  readonly username: string | null;
  readonly password: string | null;
  /** As asked: a name that was not resolved, or an address. */
  readonly host: string;
  readonly port: number;
}

/** A SOCKS 5 proxy on 127.0.0.1 that connects every name to one server. */
export interface SocksServer {
  readonly address: string;
  readonly tunnels: SeenTunnel[];
  close(): Promise<void>;
}

/** How the proxy behaves; by default as Tor does. */
export interface SocksBehaviour {
  /** Port of 127.0.0.1 where every tunnel ends. */
  readonly leadsTo: number;
  /** Answered instead of a connection. */
  readonly reply?: number;
  /** Where it hangs up without a word. */
  readonly hangsUp?: "at-once" | "after-greeting" | "after-request";
  /** Where it falls silent. */
  readonly silentAfter?: "greeting" | "request";
  /** Whether it lets everybody in without asking who they are. */
  readonly isOpen?: boolean;
  /** Whether it sends the answer to a request byte by byte. */
  readonly drips?: boolean;
}

/** Starts such a proxy. */
export async function startSocksServer(behaviour: SocksBehaviour): Promise<SocksServer> {
  const tunnels: SeenTunnel[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    serve(socket, behaviour, tunnels, sockets).catch(() => socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    address: `socks5h://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tunnels,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

async function serve(
  socket: Socket,
  behaviour: SocksBehaviour,
  tunnels: SeenTunnel[],
  sockets: Set<Socket>,
): Promise<void> {
  if (behaviour.hangsUp === "at-once") return void socket.end();
  const [, methodCount = 0] = await read(socket, 2);
  const methods = await read(socket, methodCount);
  if (behaviour.hangsUp === "after-greeting") return void socket.end();
  if (behaviour.silentAfter === "greeting") return;

  let credentials: [string, string] | null = null;
  if (methods.includes(2) && !behaviour.isOpen) {
    socket.write(Uint8Array.of(5, 2));
    const [, length = 0] = await read(socket, 2);
    const username = (await read(socket, length)).toString();
    const password = (await read(socket, (await read(socket, 1))[0] ?? 0)).toString();
    credentials = [username, password];
    socket.write(Uint8Array.of(1, 0));
  } else {
    socket.write(Uint8Array.of(5, 0));
  }

  const [, , , kind] = await read(socket, 4);
  const host = await readHost(socket, kind);
  const port = (await read(socket, 2)).readUInt16BE();
  tunnels.push({ username: credentials?.[0] ?? null, password: credentials?.[1] ?? null, host, port });
  if (behaviour.hangsUp === "after-request") return void socket.end();
  if (behaviour.silentAfter === "request") return;

  if (behaviour.reply !== undefined)
    return void socket.end(Uint8Array.of(5, behaviour.reply, 0, 1, 0, 0, 0, 0, 0, 0));
  const target = connect(behaviour.leadsTo, "127.0.0.1");
  sockets.add(target);
  target.on("error", () => socket.destroy());
  await once(target, "connect");
  const answer = Uint8Array.of(5, 0, 0, 3, 4, 101, 120, 105, 116, 0, 80);
  if (behaviour.drips) {
    socket.setNoDelay(true);
    for (const byte of answer) {
      socket.write(Uint8Array.of(byte));
      await new Promise((resolve) => setImmediate(resolve));
    }
  } else {
    socket.write(answer);
  }
  socket.pipe(target).pipe(socket);
}

async function readHost(socket: Socket, kind: number | undefined): Promise<string> {
  if (kind === 3) return (await read(socket, (await read(socket, 1))[0] ?? 0)).toString();
  const bytes = await read(socket, kind === 1 ? 4 : 16);
  return kind === 1 ? bytes.join(".") : bytes.toString("hex");
}

async function read(socket: Socket, length: number): Promise<Buffer> {
  if (length === 0) return Buffer.alloc(0);
  for (;;) {
    const bytes = socket.read(length) as Buffer | null;
    if (bytes !== null && bytes.length === length) return bytes;
    if (socket.readableEnded || socket.destroyed) throw new Error("the client hung up");
    await once(socket, "readable");
  }
}
