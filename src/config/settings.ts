import { isIP } from "node:net";
import { resolve } from "node:path";
import { quote } from "./quote.ts";

/** A setting that was understood, or what is wrong with it; a fault never holds a secret. */
export type Parsed<T> = { readonly value: T } | { readonly faults: readonly string[] };

const fault = (text: string) => ({ faults: [text] });

/** Checks a bot token's form; whether Discord knows it shows at login. */
export function checkDiscordToken(text: string): Parsed<string> {
  if (/^bot\s/i.test(text)) return fault('write the token alone, without "Bot" before it');
  if (!/^[\x21-\x7e]{1,500}$/.test(text))
    return fault("is no bot token: one word of at most 500 plain characters");
  return { value: text };
}

/** Checks where the token is sent: Discord's own hosts over https, or this machine. */
export function checkDiscordApiUrl(text: string): Parsed<string> {
  const url = URL.parse(text);
  const host = url?.hostname ?? "";
  const isDiscord =
    url?.protocol === "https:" && url.port === "" && /^(?:[a-z0-9-]+\.)?discord\.com$/.test(host);
  const isLoopback = /^https?:$/.test(url?.protocol ?? "") && isLoopbackHost(host);
  if (!url || (!isDiscord && !isLoopback)) {
    return fault(
      "is neither Discord's (https://discord.com/api) nor on this machine; the token would go there",
    );
  }
  if (url.username || url.password) return fault("write it without a user name or password");
  if (url.search || url.hash) return fault("write it without a query (?) or fragment (#)");
  return { value: url.href.replace(/\/+$/, "") };
}

/** Checks where posts are sent to be read by a model: encrypted, or to this machine. */
export function checkEnricherUrl(text: string): Parsed<string> {
  const url = URL.parse(text);
  const isPlainLoopback = url?.protocol === "http:" && isLoopbackHost(url.hostname);
  if (!url || (url.protocol !== "https:" && !isPlainLoopback))
    return fault("is neither https nor on this machine; posts and the token would go there in the clear");
  if (url.username || url.password)
    return fault("write it without a user name or password; a token goes into LEAKWATCH_ENRICHER_TOKEN");
  return { value: url.href };
}

/** Checks where rates are taken from: encrypted, or from this machine, since its address may hold a key. */
export function checkRatesUrl(text: string): Parsed<string> {
  const url = URL.parse(text);
  const isPlainLoopback = url?.protocol === "http:" && isLoopbackHost(url.hostname);
  if (!url || (url.protocol !== "https:" && !isPlainLoopback))
    return fault("is neither https nor on this machine; rates could be forged on the way");
  if (url.username || url.password) return fault("write it without a user name or password");
  return { value: url.href };
}

/** Checks that a token fits into a header. */
export function checkEnricherToken(text: string): Parsed<string> {
  return /^[\x21-\x7e]{1,4096}$/.test(text)
    ? { value: text }
    : fault("is no token: one word of at most 4096 plain characters");
}

function isLoopbackHost(host: string): boolean {
  return host === "localhost" || host === "[::1]" || (isIP(host) === 4 && host.startsWith("127."));
}

/** Checks a database's address; the path of an SQLite file becomes absolute. */
export function checkDatabaseUrl(text: string, cwd: string): Parsed<string> {
  const path = /^sqlite:(?:\/\/(?=\/))?([^\0]+)$/.exec(text)?.[1];
  if (path === ":memory:") return { value: "sqlite::memory:" };
  if (path !== undefined && !path.startsWith("//")) return { value: `sqlite:${resolve(cwd, path)}` };
  if (/^postgres(?:ql)?:\/\//.test(text) && URL.canParse(text)) return { value: text };
  return fault("is no database address; write sqlite:data/leakwatch.db or postgres://user@host:5432/name");
}

/** Checks the address of Tor's SOCKS proxy. */
export function checkTorProxy(text: string): Parsed<string> {
  const url = URL.parse(text);
  const isComplete = url?.protocol === "socks5h:" && url.hostname !== "" && url.port !== "";
  if (isComplete && /^\/?$/.test(url.pathname) && !url.search && !url.hash)
    return { value: text.replace(/\/$/, "") };
  return fault(
    "is no address of a SOCKS proxy; write socks5h://127.0.0.1:9050 (h: names are resolved by the proxy)",
  );
}

/** Reads `host:port`. */
export function parseHttpAddress(text: string): Parsed<{ host: string; port: number }> {
  const [, bracketed, plain, digits] = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+)):(\d{1,5})$/i.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  const isHost = bracketed === undefined || isIP(bracketed) === 6;
  if (host !== undefined && isHost && port <= 65_535) return { value: { host, port } };
  return fault(`${quote(text)} is no host:port; write such as 127.0.0.1:9464`);
}
