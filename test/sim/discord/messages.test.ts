import { ChannelType, SnowflakeUtil, type Message } from "discord.js";
import { describe, expect, test } from "vitest";
import { makeRest, start, startReady } from "./real-client.ts";

describe("posting", () => {
  test("keeps a message with its embeds, buttons, files and reference", async () => {
    const { discord, channel, channelId } = await startReady();
    const first = await channel.send("first");
    const sent = await channel.send({
      content: "second",
      embeds: [{ title: "Title", fields: [{ name: "Price", value: "$4,000" }], footer: { text: "id" } }],
      components: [{ type: 1, components: [{ type: 2, style: 2, label: "Details", custom_id: "details" }] }],
      files: [{ attachment: Buffer.from("a,b"), name: "list.csv" }],
      reply: { messageReference: first },
    });
    const [, message] = discord.messages(channelId);
    expect(message).toMatchObject({
      id: sent.id,
      authorId: discord.applicationId,
      reference: first.id,
      buttons: [{ label: "Details", customId: "details", disabled: false }],
      attachments: [{ filename: "list.csv", size: 3 }],
      text: "second\nTitle\nPrice\n$4,000\nid",
    });
    expect(await (await fetch(sent.attachments.first()?.url ?? "")).text()).toBe("a,b");
    expect(sent.embeds[0]?.footer?.text).toBe("id");
    discord.assertClean();
  });

  test("applies edits and keeps what was before", async () => {
    const { discord, channel, channelId } = await startReady();
    const message = await channel.send({ content: "asks $4,850", embeds: [{ title: "kept" }] });
    await message.edit("asks $4,000");
    expect(discord.messages(channelId)).toMatchObject([
      { content: "asks $4,000", embeds: [{ title: "kept" }], history: [{ content: "asks $4,850" }] },
    ]);
    expect(discord.edits).toMatchObject([
      { messageId: message.id, before: { content: "asks $4,850" }, after: { content: "asks $4,000" } },
    ]);
    discord.assertClean();
  });

  test("an edit can neither empty a message nor change somebody else's", async () => {
    const { discord, channel, channelId } = await startReady();
    const message = await channel.send("text");
    await expect(message.edit({ content: "" })).rejects.toMatchObject({ code: 50006 });
    const foreign = discord.say(channelId, "77", "hello");
    await expect(channel.messages.edit(foreign.id, "bye")).rejects.toMatchObject({ code: 50005 });
    discord.deleteMessage(channelId, message.id);
    await expect(message.edit("again")).rejects.toMatchObject({ code: 10008 });
  });

  test("a reply to a message that is gone fails unless told otherwise", async () => {
    const { discord, channel, channelId } = await startReady();
    const gone = await channel.send("gone");
    await gone.delete();
    const reply = (failIfNotExists: boolean): Promise<Message> =>
      channel.send({ content: "re", reply: { messageReference: gone.id, failIfNotExists } });
    await expect(reply(true)).rejects.toMatchObject({ code: 50035 });
    await reply(false);
    expect(discord.messages(channelId)).toMatchObject([{ content: "re", reference: null }]);
    discord.assertClean();
  });

  test.for([
    [undefined, { everyone: true, users: ["77"], roles: "analysts" }],
    [{ parse: [] }, { everyone: false, users: [], roles: null }],
    [{ parse: ["users"] }, { everyone: false, users: ["77"], roles: null }],
    [{ roles: "analysts" }, { everyone: false, users: [], roles: "analysts" }],
  ] as const)("notifies whom %j allows", async ([allowed, expected]) => {
    const discord = await start();
    const guild = discord.addGuild({ channels: [{ name: "alerts" }], roles: [{ name: "analysts" }] });
    const role = guild.roleId("analysts");
    const mentions = allowed && "roles" in allowed ? { roles: [role] } : allowed;
    const channelId = guild.channelId("alerts");
    const body = { content: `@everyone <@77> <@&${role}> <@&1>`, allowed_mentions: mentions };
    await makeRest(discord).post(`/channels/${channelId}/messages`, { body });
    const roles = expected.roles ? [role] : [];
    expect(discord.messages(channelId)[0]?.pings).toEqual({ ...expected, roles });
    discord.assertClean();
  });
});

describe("nonces", () => {
  test("make no second message within the window", async () => {
    let now = Date.now();
    const { discord, channel, channelId } = await startReady({ nonceWindowMs: 60_000, now: () => now });
    const send = (): Promise<Message> =>
      channel.send({ content: "once", nonce: "delivery-1", enforceNonce: true });
    const first = await send();
    now += 59_999;
    expect((await send()).id).toBe(first.id);
    expect(first.nonce).toBe("delivery-1");
    now += 1;
    expect((await send()).id).not.toBe(first.id);
    expect(discord.messages(channelId)).toHaveLength(2);
    discord.forgetNonces();
    await send();
    expect(discord.messages(channelId)).toHaveLength(3);
    discord.assertClean();
  });

  test("are nothing where they are not enforced, and are told to the sender alone", async () => {
    const { discord, channel, channelId } = await startReady();
    await channel.send({ content: "twice", nonce: "n" });
    await channel.send({ content: "twice", nonce: "n" });
    expect(discord.messages(channelId)).toHaveLength(2);
    const history = await makeRest(discord).get(`/channels/${channelId}/messages`);
    expect(history).toHaveLength(2);
    expect(history).not.toContainEqual(expect.objectContaining({ nonce: "n" }));
  });
});

describe("history", () => {
  test("is listed newest first, in pages", async () => {
    const { discord, channel, channelId } = await startReady();
    for (let index = 1; index <= 6; index += 1) discord.say(channelId, "77", `${index}`);
    const ids = discord.messages(channelId).map(({ id }) => id);
    const list = async (options: object): Promise<readonly string[]> => {
      const found = await channel.messages.fetch({ ...options, cache: false });
      return [...found.values()].map(({ content }) => content);
    };
    expect(await list({ limit: 2 })).toEqual(["6", "5"]);
    expect(await list({ limit: 2, before: ids[3] })).toEqual(["3", "2"]);
    expect(await list({ limit: 2, after: ids[1] })).toEqual(["4", "3"]);
    expect(await list({ limit: 3, around: ids[2] })).toEqual(["4", "3", "2"]);
    const sinceForever = SnowflakeUtil.generate({ timestamp: Date.now() - 3_600_000 }).toString();
    expect(await list({ after: sinceForever })).toHaveLength(6);
    await expect(makeRest(discord).get(`/channels/${channelId}/messages?limit=101`)).rejects.toThrow();
    expect(discord.problems).toEqual([expect.stringMatching(/limit: not 1 to 100/)]);
  });

  test("is empty without the permission to read it", async () => {
    const { discord, channel, channelId } = await startReady();
    const message = await channel.send("text");
    discord.setPermissions(channelId, ["ViewChannel", "SendMessages"]);
    expect(await makeRest(discord).get(`/channels/${channelId}/messages`)).toEqual([]);
    const reply = channel.send({ content: "re", reply: { messageReference: message.id } });
    await expect(reply).rejects.toMatchObject({ code: 160002 });
  });
});

describe("permissions", () => {
  test.for([
    [[], { content: "x" }, 50001],
    [["ViewChannel"], { content: "x" }, 50013],
    [["ViewChannel", "SendMessages"], { content: "x" }, null],
    [["ViewChannel", "SendMessages"], { embeds: [{ title: "x" }] }, 50013],
    [["ViewChannel", "SendMessages", "EmbedLinks"], { embeds: [{ title: "x" }] }, null],
  ] as const)("%j to post %j: %s", async ([permissions, body, code]) => {
    const discord = await start();
    const channelId = discord.addGuild().channelId("general");
    discord.setPermissions(channelId, permissions);
    const posting = makeRest(discord).post(`/channels/${channelId}/messages`, { body });
    if (code === null) await expect(posting).resolves.toMatchObject({ channel_id: channelId });
    else await expect(posting).rejects.toMatchObject({ code });
    discord.assertClean();
  });

  test("end with the channel, and with the guild", async () => {
    const { discord, guild, channel, channelId } = await startReady();
    await channel.send("text");
    discord.deleteChannel(channelId);
    await expect(channel.send("text")).rejects.toMatchObject({ code: 10003, status: 404 });
    expect(discord.messages(channelId)).toEqual([]);
    const other = discord.addGuild();
    discord.removeGuild(other.id);
    const path = `/channels/${other.channelId("general")}/messages` as const;
    await expect(makeRest(discord).post(path, { body: { content: "x" } })).rejects.toMatchObject({
      code: 50001,
    });
    expect(guild.channels.map(({ name }) => name)).toEqual(["forum"]);
  });
});

describe("threads", () => {
  test("are opened at a message and in a forum, and take messages", async () => {
    const { discord, guild, client, channel, channelId } = await startReady();
    const message = await channel.send("an alert");
    const thread = await message.startThread({ name: "case" });
    expect(thread.id).toBe(message.id);
    await thread.send("in the thread");
    expect(discord.messages(thread.id)).toMatchObject([{ content: "in the thread" }]);
    expect(discord.messages(channelId)).toHaveLength(1);
    await expect(message.startThread({ name: "again" })).rejects.toMatchObject({ code: 160004 });

    const forum = await client.channels.fetch(guild.channelId("forum"));
    if (forum?.type !== ChannelType.GuildForum) throw new Error("no forum");
    const post = await forum.threads.create({ name: "post", message: { content: "opening" } });
    expect(discord.messages(post.id)).toMatchObject([{ content: "opening" }]);
    const posting = makeRest(discord).post(`/channels/${forum.id}/messages`, { body: { content: "x" } });
    await expect(posting).rejects.toMatchObject({ code: 50008 });
    discord.assertClean();
  });
});
