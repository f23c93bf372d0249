import { expect, test } from "vitest";
import { createAllowList, parseAllowHosts } from "../../src/config/allow-hosts.ts";

test("reads names, addresses and ranges, separated by commas or spaces", () => {
  expect(parseAllowHosts("mirror.lan, 10.0.0.0/8,[::1] Fd00::/8,,127.0.0.1, 127.0.0.1")).toEqual({
    hosts: ["mirror.lan", "10.0.0.0/8", "::1", "fd00::/8", "127.0.0.1"],
    problems: [],
  });
});

test.for([
  "http://mirror.lan",
  "mirror.lan:80",
  "10.0.0",
  "10.0.0.0/33",
  "::1/129",
  "mirror.lan/8",
  "a..b",
  "-",
])("refuses %j", (text) => {
  const { hosts, problems } = parseAllowHosts(text);
  expect(hosts).toEqual([]);
  expect(problems).toEqual([
    `"${text}" is no host name, address or CIDR range; write such as mirror.lan, 192.0.2.7 or 10.0.0.0/8, without scheme, port or path`,
  ]);
});

test.for([
  ["http://mirror.lan:8080/list", true],
  ["http://MIRROR.lan/", true],
  ["http://sub.mirror.lan/", false],
  ["http://10.1.2.3/", true],
  ["http://11.1.2.3/", false],
  ["http://[fd00::1]/", true],
  ["http://[::1]:8080/", false],
  ["http://0x0a.1.2.3/", true],
] as const)("knows whether %s was named", ([address, isNamed]) => {
  const isAllowed = createAllowList(["mirror.lan", "10.0.0.0/8", "fd00::/8"]);
  expect(isAllowed(new URL(address))).toBe(isNamed);
});
