import { Events, GatewayIntentBits } from "discord.js";
import { describe, expect, test } from "vitest";
import { logIn, makeClient, start, startReady, watchCommand } from "./real-client.ts";

describe("logging in", () => {
  test("lets the real client in and shows it the guilds", async () => {
    const { discord, guild, client } = await startReady();
    expect(client.user.id).toBe(discord.applicationId);
    const seen = client.guilds.cache.get(guild.id);
    expect(seen).toMatchObject({ name: "Example", available: true });
    expect(seen?.channels.cache.map(({ name }) => name)).toEqual(["alerts", "forum"]);
    expect(discord.identifies).toMatchObject([{ intents: GatewayIntentBits.Guilds }]);
    expect(discord.connected).toBe(1);
    discord.assertClean();
  });

  test("refuses another token", async () => {
    const discord = await start();
    await expect(makeClient(discord).login("not-the-token")).rejects.toThrow(/token/i);
    expect(discord.requests.at(-1)?.status).toBe(401);
  });

  test("refuses a privileged intent unless it is allowed", async () => {
    const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.MessageContent];
    const discord = await start();
    await expect(makeClient(discord, intents).login(discord.token)).rejects.toThrow(/intents/i);
    const allowing = await start({ allowedIntents: GatewayIntentBits.MessageContent });
    await makeClient(allowing, intents).login(allowing.token);
    expect(allowing.identifies).toMatchObject([{ intents: 1 | (1 << 15) }]);
  });

  test("counts the identifies that are left", async () => {
    const discord = await start({ sessionStarts: 0 });
    await expect(makeClient(discord).login(discord.token)).rejects.toThrow(/session/i);
  });

  test("takes no connection while it refuses them", async () => {
    const discord = await start();
    discord.refuseConnections();
    await expect(makeClient(discord).login(discord.token)).rejects.toThrow();
    discord.refuseConnections(false);
    await makeClient(discord).login(discord.token);
    expect(discord.connected).toBe(1);
  });
});

describe("while connected", () => {
  test("tells of guilds and channels that come and go", async () => {
    const { discord, guild, client } = await startReady();
    const second = discord.addGuild({ name: "Second" });
    await expect.poll(() => client.guilds.cache.get(second.id)?.name).toBe("Second");
    const added = discord.addChannel(guild.id, { name: "more" });
    await expect.poll(() => client.channels.cache.has(added.id)).toBe(true);
    discord.deleteChannel(added.id);
    await expect.poll(() => client.channels.cache.has(added.id)).toBe(false);
    discord.removeGuild(second.id);
    await expect.poll(() => client.guilds.cache.has(second.id)).toBe(false);
  });

  test("tells of permissions as the client's own reckoning finds them", async () => {
    const { discord, guild, client, channelId } = await startReady();
    const held = () => {
      const channel = client.guilds.cache.get(guild.id)?.channels.cache.get(channelId);
      return channel?.permissionsFor(client.user)?.toArray().toSorted();
    };
    expect(held()).toContain("EmbedLinks");
    discord.setPermissions(channelId, ["ViewChannel", "SendMessages"]);
    await expect.poll(held).toEqual(["SendMessages", "ViewChannel"]);
    discord.setPermissions(channelId, null);
    await expect.poll(held).toContain("EmbedLinks");
  });

  test("acknowledges heartbeats", async () => {
    const { client } = await startReady({ heartbeatMs: 50 });
    await expect.poll(() => client.ws.ping).toBeGreaterThanOrEqual(0);
  });

  test("resumes a session that was cut off, with what it missed", async () => {
    const { discord, client } = await startReady();
    discord.closeGateway(1001);
    expect(discord.connected).toBe(0);
    const missed = discord.addGuild({ name: "Missed" });
    await discord.until(() => discord.resumes === 1, "a resume");
    await expect.poll(() => client.guilds.cache.get(missed.id)?.name).toBe("Missed");
    expect(discord.identifies).toHaveLength(1);
  });

  test.for([4004, 4014])("ends the client for good with close code %i", async (code) => {
    const { discord, client } = await startReady();
    const ended = new Promise<number>((resolve) => {
      client.once(Events.ShardDisconnect, (event) => resolve(event.code));
    });
    discord.closeGateway(code);
    expect(await ended).toBe(code);
    expect(discord.connected).toBe(0);
  });

  test("keeps messages and commands over a restart of the client", async () => {
    const { discord, client, channel, channelId } = await startReady();
    await client.application.commands.set([watchCommand]);
    await channel.send("before");
    await client.destroy();
    await discord.until(() => discord.connected === 0, "the end of the first client");
    const again = await logIn(discord);
    const known = await again.application.commands.fetch();
    expect(known.map(({ name }) => name)).toEqual(["watch"]);
    expect(discord.messages(channelId)).toMatchObject([{ content: "before" }]);
    expect(discord.identifies).toHaveLength(2);
    expect(discord.registrations).toBe(1);
    discord.assertClean();
  });
});

describe("ending", () => {
  test("leaves nothing open, whatever is under way", async () => {
    const { discord, guild, client, channelId } = await startReady();
    await client.application.commands.set([watchCommand]);
    const unanswered = discord.type(guild.id, channelId, "42", "/watch add", { company: "Example" });
    const waiting = discord.until(() => false, "nothing");
    const outcomes = Promise.allSettled([unanswered, waiting]);
    await discord.close();
    expect(await outcomes).toMatchObject([{ status: "rejected" }, { status: "rejected" }]);
    await expect(fetch(`${discord.apiUrl}/v10/gateway`)).rejects.toThrow();
  });
});
