import * as spec from "discord-api-spec/zod";
import { expect, test } from "vitest";
import { makeRest, start } from "./real-client.ts";
import type { Parts } from "./route.ts";
import { makeRoutes } from "./routes.ts";
import { findSpecViolations } from "./specification.ts";

type Method = "get" | "post" | "put" | "patch" | "delete";
// By a name that the compiler does not follow: the package's types are TypeScript source that this project's
// settings do not take.
const packageName: string = "discord-api-spec";
const { pathsList } = (await import(packageName)) as {
  pathsList: Readonly<Record<Method, readonly string[]>>;
};

test("every address the simulator knows is one of the specification's", () => {
  // Only the addresses are looked at: no handler runs.
  const routes = makeRoutes({ world: {}, uploads: {} } as Parts);
  const unknown = routes.filter(({ method, path }) => {
    const known: readonly string[] = pathsList[method.toLowerCase() as Method];
    return !known.includes(path);
  });
  expect(unknown.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});

test("its own answers follow the specification", async () => {
  const discord = await start();
  const channelId = discord.addGuild({ channels: [{ name: "alerts" }] }).channelId("alerts");
  const rest = makeRest(discord);
  const body = {
    content: "x <@77>",
    nonce: "n",
    embeds: [{ title: "t", fields: [{ name: "n", value: "v" }], footer: { text: "f" } }],
    components: [{ type: 1, components: [{ type: 2, style: 2, label: "b", custom_id: "b" }] }],
  };
  const message = await rest.post(`/channels/${channelId}/messages`, {
    body,
    files: [{ name: "a.txt", data: "text" }],
  });
  expect(findSpecViolations(spec.MessageResponseSchema, message)).toEqual([]);
  expect(findSpecViolations(spec.GatewayBotResponseSchema, await rest.get("/gateway/bot"))).toEqual([]);
  expect(findSpecViolations(spec.UserPIIResponseSchema, await rest.get("/users/@me"))).toEqual([]);
  expect(
    findSpecViolations(spec.PrivateApplicationResponseSchema, await rest.get("/applications/@me")),
  ).toEqual([]);
  const path = `/applications/${discord.applicationId}/commands` as const;
  const commands = (await rest.put(path, { body: [{ name: "a", description: "d" }] })) as readonly unknown[];
  expect(
    commands.flatMap((command) => findSpecViolations(spec.ApplicationCommandResponseSchema, command)),
  ).toEqual([]);
  discord.assertClean();
});
