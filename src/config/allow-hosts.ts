import { BlockList, isIP } from "node:net";
import { quote } from "./quote.ts";

const hostNamePattern = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_](?:[a-z0-9_-]{0,62}))*$/;

/**
 * Reads a list of host names, addresses and CIDR ranges, separated by commas or spaces.
 *
 * @returns the entries in lower case without brackets, and a problem for each that is none of the three
 */
export function parseAllowHosts(text: string): { hosts: readonly string[]; problems: readonly string[] } {
  const hosts: string[] = [];
  const problems: string[] = [];
  for (const written of text.split(/[\s,]+/).filter(Boolean)) {
    const host = written.toLowerCase().replace(/^\[(.*)\]$/, "$1");
    if (isRange(host) || isIP(host) !== 0 || isHostName(host)) hosts.push(host);
    else {
      problems.push(
        `${quote(written)} is no host name, address or CIDR range; write such as mirror.lan, 192.0.2.7 or 10.0.0.0/8, without scheme, port or path`,
      );
    }
  }
  return { hosts: [...new Set(hosts)], problems };
}

/** Makes the question whether an address is one that the operator named. */
export function createAllowList(hosts: readonly string[]): (url: URL) => boolean {
  const names = new Set(hosts);
  const addresses = new BlockList();
  for (const host of hosts) {
    const [address = "", bits] = host.split("/");
    const family = isIP(address);
    if (family === 0) continue;
    const kind = family === 4 ? "ipv4" : "ipv6";
    addresses.addSubnet(address, bits === undefined ? (family === 4 ? 32 : 128) : Number(bits), kind);
  }
  return (url) => {
    const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
    const family = isIP(host);
    return names.has(host) || (family !== 0 && addresses.check(host, family === 4 ? "ipv4" : "ipv6"));
  };
}

function isRange(text: string): boolean {
  const [, address = "", bits] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? [];
  const family = isIP(address);
  return family !== 0 && Number(bits) <= (family === 4 ? 32 : 128);
}

/** A name, and not an address with a mistake in it (`10.0.0`). */
function isHostName(text: string): boolean {
  return hostNamePattern.test(text) && !/^[\d.]+$/.test(text);
}
