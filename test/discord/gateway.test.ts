import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { startDiscord, type SimDiscord } from "../sim/discord.ts";
import { admin, type Attempt, connectTo, createHashStore } from "./bot.ts";

/** Of a loaded machine; what is waited for comes at once. */
const patience = { timeout: 10_000 };

let discord: SimDiscord;
let guildId: string;
let channelId: string;
const attempts: Attempt[] = [];

function connect(options: Parameters<typeof connectTo>[1] = {}): Attempt {
  const attempt = connectTo(discord, options);
  attempts.push(attempt);
  return attempt;
}

beforeEach(async () => {
  discord = await startDiscord();
  const guild = discord.addGuild({ channels: [{ name: "general" }] });
  guildId = guild.id;
  channelId = guild.channelId("general");
});

afterEach(async () => {
  await Promise.all(attempts.splice(0).map(({ connection }) => connection.close()));
  await discord.close();
});

test("connects with the intent Guilds alone and answers commands", async () => {
  const { connection, fatal } = connect();
  expect(await connection.ready).toBe(true);
  expect(connection.isConnected()).toBe(true);
  expect(discord.identifies.map(({ intents }) => intents)).toEqual([1]);
  const reply = await (await discord.type(guildId, channelId, admin, "/help")).updated();
  expect(reply.text).toContain("/watch add");
  expect(fatal).toEqual([]);
  discord.assertClean();
});

describe("registering commands", () => {
  test("tells Discord only what has changed", async () => {
    const registered = createHashStore();
    await connect({ registered }).connection.ready;
    expect(discord.commands().map(({ name }) => name)).toEqual(
      commands.map(({ definition }) => definition.name),
    );
    await connect({ registered }).connection.ready;
    expect(discord.registrations).toBe(1);
    await connect({ registered, commands: commands.slice(1) }).connection.ready;
    expect(discord.registrations).toBe(2);
    expect(discord.commands()).toHaveLength(commands.length - 1);
    discord.assertClean();
  });

  test("leaves both the list and the answers to another process where it has none of its own", async () => {
    const registered = createHashStore();
    await connect({ registered }).connection.ready;
    const silent = connect({ registered, commands: [] });
    expect(await silent.connection.ready).toBe(true);
    expect(discord.registrations).toBe(1);
    const reply = await (await discord.type(guildId, channelId, admin, "/help")).updated();
    expect(reply.text).toContain("/watch add");
    discord.assertClean();
  });

  test("is tried again until Discord takes it, and remembered only then", async () => {
    const registered = createHashStore();
    discord.fail("PUT /applications/{id}/commands", { status: 500, times: 5 });
    const { connection, lines } = connect({ registered });
    expect(await connection.ready).toBe(true);
    expect(discord.commands()).toHaveLength(commands.length);
    expect(lines.map(({ msg }) => msg)).toContain("registering commands failed");
  });
});

describe("starting", () => {
  test("goes on trying while Discord cannot be reached", async () => {
    discord.refuseConnections();
    const { connection, lines, fatal } = connect();
    await expect
      .poll(() => lines.filter(({ msg }) => msg === "connecting to Discord failed").length, patience)
      .toBeGreaterThan(2);
    expect(connection.isConnected()).toBe(false);
    discord.refuseConnections(false);
    expect(await connection.ready).toBe(true);
    expect(fatal).toEqual([]);
  });

  test.for([500, 502, 503])("goes on trying while Discord answers %i", async (status) => {
    discord.fail("GET /gateway/bot", { status, times: 9 });
    const { connection, fatal } = connect();
    expect(await connection.ready).toBe(true);
    expect(fatal).toEqual([]);
  });

  test.for([
    ["another bot's", "another-token"],
    ["one that cannot be a token", "not a token\n"],
    ["an empty one", ""],
  ])("gives up on a token that is %s, and does not name it", async ([, token = ""]) => {
    const { connection, fatal, lines } = connect({ token });
    expect(await connection.ready).toBe(false);
    expect(fatal).toHaveLength(1);
    expect(fatal[0]?.problems[0]).toMatch(/^DISCORD_TOKEN: Discord refuses this token/);
    if (token !== "") expect(JSON.stringify([fatal[0]?.problems, lines])).not.toContain(token.trim());
  });

  test("ends quietly when it is closed meanwhile", async () => {
    discord.refuseConnections();
    const { connection, fatal } = connect({ backOffMs: { first: 60_000, longest: 60_000 } });
    await connection.close();
    expect(await connection.ready).toBe(false);
    expect(fatal).toEqual([]);
  });
});

describe("a connection that is lost", () => {
  test("is resumed, and what was typed meanwhile is answered", async () => {
    const { connection, lines, fatal } = connect();
    await connection.ready;
    discord.closeGateway(4000);
    await discord.until(() => discord.resumes === 1, "the resume");
    const reply = await (await discord.type(guildId, channelId, admin, "/help")).updated();
    expect(reply.text).toContain("/watch add");
    expect(lines.map(({ msg }) => msg)).toContain("connection to Discord lost; reconnecting");
    expect(fatal).toEqual([]);
  });

  test("is made again after an outage, however long", async () => {
    const { connection, fatal } = connect();
    await connection.ready;
    discord.refuseConnections();
    await expect.poll(() => connection.isConnected(), patience).toBe(false);
    await expect(
      connection.messenger.post(
        channelId,
        { content: "hello", embeds: [], mentionRoles: [] },
        { nonce: "1" },
      ),
    ).rejects.toMatchObject({ disposition: "retry" });
    discord.refuseConnections(false);
    await expect.poll(() => connection.isConnected(), patience).toBe(true);
    await connection.messenger.post(
      channelId,
      { content: "hello", embeds: [], mentionRoles: [] },
      { nonce: "1" },
    );
    const reply = await (await discord.type(guildId, channelId, admin, "/help")).updated();
    expect(reply.text).toContain("/watch add");
    expect(fatal).toEqual([]);
  });

  test.for([
    [4004, /^DISCORD_TOKEN: Discord refuses this token/],
    [4013, /close code 4013/],
    [4014, /close code 4014/],
  ] as const)("ends the process where it was closed with %i", async ([code, reason]) => {
    const { connection, fatal } = connect();
    await connection.ready;
    discord.closeGateway(code);
    await expect.poll(() => fatal.length, patience).toBe(1);
    expect(fatal[0]?.problems[0]).toMatch(reason);
  });

  test("ends the process where a request is refused for its token, once", async () => {
    const { connection, fatal } = connect();
    await connection.ready;
    discord.fail("POST /channels/{id}/messages", { status: 401, times: 2 });
    const message = { content: "hello", embeds: [], mentionRoles: [] };
    await expect(connection.messenger.post(channelId, message, { nonce: "1" })).rejects.toMatchObject({
      disposition: "retry",
    });
    expect(fatal).toHaveLength(1);
  });
});

describe("joining a server", () => {
  test("greets it once with the way to the first alert, and greets nobody at a restart", async () => {
    await connect().connection.ready;
    const guild = discord.addGuild({ channels: [{ name: "closed" }, { name: "welcome" }] });
    await expect.poll(() => discord.messages(guild.channelId("closed")).length, patience).toBe(1);
    const [greeting] = discord.messages(guild.channelId("closed"));
    expect(JSON.stringify(greeting)).toContain("/watch add");
    await connect().connection.ready;
    expect(discord.messages(guild.channelId("closed"))).toHaveLength(1);
    expect(discord.messages(channelId)).toEqual([]);
    discord.assertClean();
  });
});
