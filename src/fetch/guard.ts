import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

import { ConfigError, SourceError } from "../errors.ts";

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Says what may be fetched: public addresses over http and https, and whatever the operator allowed. */
export interface Guard {
  /**
   * Checks an address as written, before anything is resolved or connected.
   *
   * @param from - for a redirect: the page that sent us here
   * @throws {@link SourceError} `bad-input` where it is no address at all, `refused-address` where it may not be fetched
   */
  checkUrl(text: string, from?: URL): URL;
  /**
   * Checks one address that a host name resolved to.
   *
   * @throws {@link SourceError} `refused-address`
   */
  checkAddress(address: string, hostname: string): void;
}

// Names that only a local network, a container platform or the machine itself answers (RFC 6761, 6762, 8375, 9476).
const localSuffixes = new Set([
  "localhost",
  "localdomain",
  "local",
  "internal",
  "intranet",
  "private",
  "corp",
  "home",
  "lan",
  "svc",
  "alt",
]);

// Azure's wire server: a public address by its number that answers only inside that cloud, with credentials.
const cloudAddresses = new Set(["168.63.129.16"]);

// A stranger's redirects may name ever new ones.
const maxPassed = 10_000;

const globalUnicast = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * Makes the guard that every address passes before it is fetched.
 *
 * @param allowHosts - host names, addresses and CIDR ranges that may be fetched although they are not public
 * @throws {@link ConfigError} naming every entry that is none of these
 */
export function createGuard(allowHosts: readonly string[]): Guard {
  const { names, ranges } = parseAllowHosts(allowHosts);
  // The same few hosts are asked again and again, and always pass or never.
  const passed = new Set<string>();

  function isAllowed(address: Address): boolean {
    if (isPublic(address)) return true;
    return ranges.some(([range, bits]) => range.kind() === address.kind() && address.match(range, bits));
  }

  return {
    checkUrl(text, from) {
      const url = parseUrl(text, from);
      if (passed.has(url.hostname)) return url;
      const hostname = trimHostname(url.hostname);
      if (names.has(hostname)) return url;
      const literal = hostname.replaceAll(/^\[|\]$/g, "");
      if (isIP(literal) !== 0) {
        if (!isAllowed(ipaddr.process(literal))) throw refuseHost(`${literal} is not a public address`);
      } else if (isLocalName(hostname)) {
        throw refuseHost(`${hostname} is a name of the local network`);
      }
      if (passed.size >= maxPassed) passed.clear();
      passed.add(url.hostname);
      return url;
    },
    checkAddress(address, hostname) {
      if (names.has(trimHostname(hostname))) return;
      // A zone ("fe80::1%eth0") only ever stands on link-local addresses.
      if (isIP(address) === 0 || address.includes("%") || !isAllowed(ipaddr.process(address))) {
        throw refuseHost(`${hostname} resolves to ${address}, which is not a public address`);
      }
    },
  };
}

/** Tells whether a host is reached through Tor only; such a name must never be asked of the DNS (RFC 7686). */
export function isOnion(url: URL): boolean {
  return trimHostname(url.hostname).endsWith(".onion");
}

// "forum.example." with the DNS root's dot is the same host.
function trimHostname(hostname: string): string {
  return hostname.toLowerCase().replace(/\.$/, "");
}

function parseUrl(text: string, from: URL | undefined): URL {
  // The parser silently drops line breaks and tabs, so they are looked for in the text itself;
  // the encoded ones have no place in an address either, and break headers at careless servers.
  if (/[\0-\x1f\x7f-\x9f]|%0[ad]/i.test(text))
    throw refuse("it holds a line break or another control character");
  const url = URL.parse(text, from?.href);
  if (url === null) {
    if (from !== undefined) throw refuse("it is not a valid address");
    throw new SourceError(
      "bad-input",
      "not an address that can be fetched: write it in full, like https://forum.example/feed.xml",
    );
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw refuse(`${url.protocol.slice(0, 20)} addresses are not fetched, only http: and https:`);
  }
  if (url.username !== "" || url.password !== "") {
    throw refuse("it holds a user name or password; send credentials as request headers instead");
  }
  // To remove it takes the parser a second pass, and hardly any address has one.
  if (url.hash !== "" || url.href.endsWith("#")) url.hash = "";
  return url;
}

function isLocalName(hostname: string): boolean {
  const labels = hostname.split(".");
  const last = labels.at(-1) ?? "";
  return (
    labels.length < 2 || labels.includes("") || localSuffixes.has(last) || hostname.endsWith(".home.arpa")
  );
}

function isPublic(address: Address): boolean {
  if (address.range() !== "unicast" || cloudAddresses.has(address.toString())) return false;
  // The library calls everything unlisted "unicast", such as the IPv4-compatible ::127.0.0.1;
  // only this block is handed out for the public internet.
  return !(address instanceof ipaddr.IPv6) || address.match(globalUnicast);
}

function parseAllowHosts(entries: readonly string[]): { names: Set<string>; ranges: [Address, number][] } {
  const names = new Set<string>();
  const ranges: [Address, number][] = [];
  const problems: string[] = [];
  for (const entry of entries) {
    const text = entry.trim().toLowerCase().replaceAll(/[[\]]/g, "").replace(/\.$/, "");
    if (ipaddr.isValidCIDR(text)) {
      ranges.push(ipaddr.parseCIDR(text));
    } else if (isIP(text) !== 0) {
      const address = ipaddr.process(text);
      ranges.push([address, address.kind() === "ipv4" ? 32 : 128]);
    } else if (/^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*$/u.test(text)) {
      // Through the URL parser, so that an international name compares equal to what is fetched.
      names.add(URL.parse(`http://${text}`)?.hostname ?? text);
    } else {
      problems.push(
        `LEAKWATCH_ALLOW_HOSTS: "${entry}" is no host name, address or CIDR range; write it without scheme, port and path`,
      );
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return { names, ranges };
}

function refuse(reason: string): SourceError {
  return new SourceError("refused-address", `refused to fetch an address: ${reason}`);
}

function refuseHost(reason: string): SourceError {
  return refuse(`${reason}; if that is meant to be fetched, name it in LEAKWATCH_ALLOW_HOSTS`);
}
