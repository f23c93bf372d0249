import { once } from "node:events";
import { connect, isIP, type Socket } from "node:net";
import { unescape } from "node:querystring";
import ipaddr from "ipaddr.js";

import { ConfigError, SourceError } from "../errors.ts";

/** Where the SOCKS proxy listens, and as whom it knows us. */
export interface SocksProxy {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
}

/** What is to be reached through it. */
export interface Target {
  /** A name, or an address without brackets. */
  readonly host: string;
  readonly port: number;
}

const torPort = 9050;
// Their length is one byte (RFC 1929, 2).
const maxCredentialBytes = 255;

// The proxy itself is near. Tor builds a new circuit first, and for an onion address a second one.
const proxyTimeoutMs = 10_000;
const targetTimeoutMs = 60_000;

/** What a proxy answers instead of a connection (RFC 1928, 6; from 0xf0 on Tor's own, proposal 304). */
const replies = new Map([
  [0x01, "Tor could not build the way there"],
  [0x02, "the proxy's rules forbid it"],
  [0x03, "the network cannot be reached"],
  [0x04, "the host cannot be reached"],
  [0x05, "the host refused the connection"],
  [0x06, "the way there timed out"],
  [0xf0, "no such onion service is known, or it is down"],
  [0xf1, "the onion service's description is not valid"],
  [0xf2, "the onion service did not let us in"],
  [0xf3, "the meeting with the onion service failed"],
  [0xf4, "the onion service wants a client key"],
  [0xf5, "the onion service refused the client key"],
  [0xf6, "it is no valid onion address"],
  [0xf7, "the onion service did not answer in time"],
]);

/**
 * Reads the address of a SOCKS proxy.
 *
 * @param address - `socks5h://host:port`, perhaps with a user name and password
 * @param sourceId - becomes the user name where the address has none: Tor keeps streams of different users apart
 * @throws {@link ConfigError}
 */
export function parseSocksProxy(address: string, sourceId: string): SocksProxy {
  const url = URL.parse(address);
  if (url === null || !["socks5h:", "socks5:"].includes(url.protocol) || url.hostname === "") {
    throw new ConfigError([
      "LEAKWATCH_TOR_PROXY: not the address of a SOCKS proxy; write it like socks5h://127.0.0.1:9050",
    ]);
  }
  const username = unescape(url.username) || sourceId;
  const password = unescape(url.password) || "leakwatch";
  if (Buffer.byteLength(username) > maxCredentialBytes || Buffer.byteLength(password) > maxCredentialBytes) {
    throw new ConfigError([
      `LEAKWATCH_TOR_PROXY: its user name or password is longer than ${maxCredentialBytes} bytes`,
    ]);
  }
  return {
    host: url.hostname.replaceAll(/^\[|\]$/g, ""),
    port: url.port === "" ? torPort : Number(url.port),
    username,
    password,
  };
}

/**
 * Opens a connection through a SOCKS 5 proxy, which alone resolves the name.
 *
 * undici's own agent for this is experimental, says so on stderr, and waits out its timer when the proxy hangs up.
 * @throws {@link SourceError} `proxy-missing` where the proxy is at fault, `unreachable` or `timeout` where the target is
 * @see https://www.rfc-editor.org/rfc/rfc1928
 */
export async function connectThroughSocks(proxy: SocksProxy, target: Target): Promise<Socket> {
  const socket = connect(proxy.port, proxy.host);
  // Heard by whoever waits at that moment; this one keeps an error in between from ending the process.
  socket.on("error", () => {});
  try {
    const input = await within(socket, proxyTimeoutMs, new Error("the proxy does not answer"), () =>
      greet(socket, proxy),
    );
    const late = new SourceError("timeout", `${target.host} did not take the connection through Tor in time`);
    await within(socket, targetTimeoutMs, late, () => requestTarget(socket, input, target));
    await input.release();
    return socket;
  } catch (error) {
    socket.destroy();
    if (error instanceof SourceError) throw error;
    throw new SourceError(
      "proxy-missing",
      `the Tor proxy at ${proxy.host}:${proxy.port} does not work; check that Tor runs and LEAKWATCH_TOR_PROXY is right`,
      { cause: error },
    );
  }
}

async function within<T>(socket: Socket, ms: number, late: Error, work: () => Promise<T>): Promise<T> {
  const timer = setTimeout(() => socket.destroy(late), ms);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}

async function greet(socket: Socket, proxy: SocksProxy): Promise<Input> {
  await once(socket, "connect");
  const input = new Input(socket);
  await authenticate(socket, input, proxy);
  return input;
}

async function authenticate(socket: Socket, input: Input, proxy: SocksProxy): Promise<void> {
  socket.write(Uint8Array.of(5, 2, 2, 0));
  const [version, method] = await input.read(2);
  if (version !== 5) throw new Error("what answers there is not a SOCKS 5 proxy");
  if (method === 0) return;
  if (method !== 2) throw new Error("the proxy wants another way to log in");
  const [username, password] = [Buffer.from(proxy.username), Buffer.from(proxy.password)];
  socket.write(
    Buffer.concat([Uint8Array.of(1, username.length), username, Uint8Array.of(password.length), password]),
  );
  const [, status] = await input.read(2);
  if (status !== 0) throw new Error("the proxy refused the user name and password");
}

async function requestTarget(socket: Socket, input: Input, target: Target): Promise<void> {
  const port = Buffer.alloc(2);
  port.writeUInt16BE(target.port);
  socket.write(Buffer.concat([Uint8Array.of(5, 1, 0), encodeHost(target.host), port]));
  const [version, reply, , kind] = await input.read(4);
  if (version !== 5) throw new Error("the proxy's answer is not SOCKS 5");
  if (reply !== 0) {
    const reason = replies.get(reply ?? -1) ?? `the proxy answered ${reply}`;
    throw new SourceError("unreachable", `${target.host} cannot be reached through Tor: ${reason}`);
  }
  // The address that the proxy bound is of no use to us, but stands before the answer.
  const length = kind === 1 ? 4 : kind === 4 ? 16 : ((await input.read(1))[0] ?? 0);
  await input.read(length + 2);
}

function encodeHost(host: string): Uint8Array {
  if (isIP(host) !== 0) {
    const address = ipaddr.parse(host);
    return Uint8Array.of(address.kind() === "ipv4" ? 1 : 4, ...address.toByteArray());
  }
  const name = Buffer.from(host);
  if (name.length > 255) throw new SourceError("unreachable", "the host name is longer than 255 characters");
  return Buffer.concat([Uint8Array.of(3, name.length), name]);
}

/** Reads exact numbers of bytes from a socket that others will read on. */
class Input {
  readonly #socket: Socket;
  readonly #pieces: AsyncIterator<Buffer>;
  #bytes: Buffer = Buffer.alloc(0);

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#pieces = socket.iterator({ destroyOnReturn: false });
  }

  async read(length: number): Promise<Buffer> {
    while (this.#bytes.length < length) {
      const piece = await this.#pieces.next();
      if (piece.done) throw new Error("the proxy hung up");
      this.#bytes = Buffer.concat([this.#bytes, piece.value]);
    }
    const taken = this.#bytes.subarray(0, length);
    this.#bytes = this.#bytes.subarray(length);
    return taken;
  }

  async release(): Promise<void> {
    await this.#pieces.return?.();
    if (this.#bytes.length > 0) this.#socket.unshift(this.#bytes);
  }
}
