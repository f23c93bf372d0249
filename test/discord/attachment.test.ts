import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFileService } from "../../src/discord/attachment.ts";
import { UserError } from "../../src/errors.ts";

let server: Server;
let origin: string;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    if (request.url === "/small") response.end("company\nHarbour Lines\n");
    else if (request.url === "/moved") response.writeHead(302, { location: "/small" }).end();
    else if (request.url === "/large") response.end(Buffer.alloc(5 * 1024 * 1024));
    else if (request.url === "/broken") response.destroy();
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => void server.close());

describe("with Discord on loopback", () => {
  it("downloads what is there", async () => {
    const bytes = await createFileService(`${origin}/api`).download(`${origin}/small`);
    expect(new TextDecoder().decode(bytes)).toBe("company\nHarbour Lines\n");
  });

  it.for([
    ["/large", "larger than 4 MiB"],
    ["/gone", "HTTP 404"],
    ["/moved", "could not be downloaded"],
    ["/broken", "could not be downloaded"],
  ] as const)("says of %s: %s", async ([path, reason]) => {
    const download = createFileService(`${origin}/api`).download(origin + path);
    await expect(download).rejects.toThrow(reason);
    await expect(download).rejects.toThrow(UserError);
  });
});

it.for([
  ["https://cdn.discordapp.com.evil.example/a"],
  ["https://evil.example/a"],
  ["http://cdn.discordapp.com/a"],
  ["https://cdn.discordapp.com:8443/a"],
  ["https://cdn.discordapp.com@evil.example/a"],
  ["file:///etc/hostname"],
  ["nonsense"],
] as const)("asks no other host than Discord's: %s", async ([url]) => {
  await expect(createFileService(null).download(url)).rejects.toThrow("not at Discord");
});

it("asks loopback only where Discord itself is there", async () => {
  asked.length = 0;
  for (const api of [null, "https://discord.com/api", "http://127.0.0.1:1/api"]) {
    await expect(createFileService(api).download(`${origin}/small`)).rejects.toThrow("not at Discord");
  }
  expect(asked).toEqual([]);
});
