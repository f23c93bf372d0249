import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Message } from "../../src/alert/message.ts";
import type { Messenger } from "../../src/alert/messenger.ts";
import { DeliveryError } from "../../src/errors.ts";
import { startBot, type Bot } from "./bot.ts";

let bot: Bot;
let messenger: Messenger;

beforeEach(async () => {
  bot = await startBot();
  messenger = bot.now().connection.messenger;
});

afterEach(() => bot.close());

function makeMessage(content: string, footer = "Leakwatch · d-1"): Message {
  return { content, embeds: [{ title: content, footer: { text: footer } }], mentionRoles: [] };
}

async function failure(work: Promise<unknown>): Promise<DeliveryError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof DeliveryError) return error;
  throw new Error("expected a DeliveryError", { cause: error });
}

describe("posting", () => {
  test("posts the message and gives its id", async () => {
    const { messageId } = await messenger.post(bot.leaks, makeMessage("Example Corp is listed"), {
      nonce: "n1",
    });
    expect(bot.discord.messages(bot.leaks)).toMatchObject([
      {
        id: messageId,
        content: "Example Corp is listed",
        embeds: [{ footer: { text: "Leakwatch · d-1" } }],
        nonce: "n1",
      },
    ]);
    bot.discord.assertClean();
  });

  test("notifies the roles of the message and nobody else", async () => {
    const message = {
      ...makeMessage(`@everyone <@&${bot.roleId}> <@300000000000000009>`),
      mentionRoles: [bot.roleId],
    };
    await messenger.post(bot.leaks, message, { nonce: "n1" });
    await messenger.post(bot.leaks, { ...message, mentionRoles: [] }, { nonce: "n2" });
    expect(bot.discord.messages(bot.leaks).map(({ pings }) => pings)).toEqual([
      { everyone: false, users: [], roles: [bot.roleId] },
      { everyone: false, users: [], roles: [] },
    ]);
    bot.discord.assertClean();
  });

  test("makes one message where the answer was lost on its way, however often it is tried", async () => {
    const lost = bot.discord.fail("POST /channels/{id}/messages", { drop: "after", times: 3 });
    const post = (): Promise<{ messageId: string }> =>
      messenger.post(bot.leaks, makeMessage("once"), { nonce: "n1" });
    while (lost.hits < 3)
      await post().catch((error: DeliveryError) => expect(error.disposition).toBe("retry"));
    const { messageId } = await post();
    expect(bot.discord.messages(bot.leaks).map(({ id }) => id)).toEqual([messageId]);
    expect((await post()).messageId).toBe(messageId);
    bot.discord.assertClean();
  });

  test("answers another message, without notifying its author", async () => {
    const first = await messenger.post(bot.leaks, makeMessage("first"), { nonce: "n1" });
    await messenger.post(bot.leaks, makeMessage("reply"), { nonce: "n2", replyTo: first.messageId });
    expect(bot.discord.messages(bot.leaks)[1]).toMatchObject({
      content: "reply",
      reference: first.messageId,
    });
    bot.discord.assertClean();
  });

  test("posts without answering where the message to answer is gone", async () => {
    const first = await messenger.post(bot.leaks, makeMessage("first"), { nonce: "n1" });
    bot.discord.deleteMessage(bot.leaks, first.messageId);
    await messenger.post(bot.leaks, makeMessage("reply"), { nonce: "n2", replyTo: first.messageId });
    expect(bot.discord.messages(bot.leaks)).toMatchObject([{ content: "reply", reference: null }]);
  });

  test.for([
    [10008, 404],
    [160002, 400],
  ])("posts without answering where Discord refuses the answer with %i", async ([code = 0, status = 0]) => {
    bot.discord.fail("POST /channels/{id}/messages", { code, status });
    await messenger.post(bot.leaks, makeMessage("reply"), { nonce: "n2", replyTo: "300000000000000001" });
    expect(bot.discord.messages(bot.leaks)).toMatchObject([{ content: "reply", reference: null }]);
  });
});

describe("what Discord refuses", () => {
  test.for([
    [10003, 404, "held", /is gone; choose another with \/alerts channel/],
    [50001, 403, "held", /Missing in <#\d+>: View Channel/],
    [50013, 403, "held", /Missing in <#\d+>: Send Messages/],
    [50008, 400, "held", /takes no messages/],
    [50083, 400, "held", /locked or archived/],
    [50035, 400, "refused", /invalid/],
  ] as const)("%i is %i and becomes: %s", async ([code, status, disposition, message]) => {
    bot.discord.fail("POST /channels/{id}/messages", { code, status, times: 4 });
    const error = await failure(messenger.post(bot.leaks, makeMessage("no"), { nonce: "n1" }));
    expect(error).toMatchObject({ disposition, message: expect.stringMatching(message) as string });
  });

  test("a channel that was deleted holds its deliveries", async () => {
    bot.discord.deleteChannel(bot.leaks);
    const error = await failure(messenger.post(bot.leaks, makeMessage("no"), { nonce: "n1" }));
    expect(error.disposition).toBe("held");
  });

  test("permissions that are known to be missing are named, and it resumes by itself", async () => {
    bot.discord.setPermissions(bot.leaks, ["ViewChannel"]);
    await expect
      .poll(
        async () => (await failure(messenger.post(bot.leaks, makeMessage("no"), { nonce: "n1" }))).message,
        { timeout: 10_000 },
      )
      .toBe(`Missing in <#${bot.leaks}>: Send Messages, Embed Links`);
    bot.discord.setPermissions(bot.leaks, null);
    await messenger.post(bot.leaks, makeMessage("yes"), { nonce: "n1" });
    expect(bot.discord.messages(bot.leaks)).toMatchObject([{ content: "yes" }]);
  });

  test.for([
    ["a 500", { status: 500, times: 9 }],
    ["a 502", { status: 502, times: 9 }],
    ["a page of a proxy", { status: 403 }],
    ["a refused token", { status: 401 }],
    ["a connection cut before it was asked", { drop: "before", times: 9 }],
    ["a connection cut after it was asked", { drop: "after", times: 9 }],
  ] as const)("%s is tried again later", async ([, how]) => {
    bot.discord.fail("POST /channels/{id}/messages", how);
    const error = await failure(messenger.post(bot.leaks, makeMessage("later"), { nonce: "n1" }));
    expect(error.disposition).toBe("retry");
    expect(error.message).not.toContain("later");
  });

  test("a long rate limit is left to the outbox, with its time", async () => {
    bot.discord.fail("POST /channels/{id}/messages", { retryAfter: 600, times: 2 });
    const error = await failure(messenger.post(bot.leaks, makeMessage("later"), { nonce: "n1" }));
    expect(error.disposition).toBe("retry");
    expect(error.retryAfterMs).toBeGreaterThanOrEqual(600_000);
  });

  test("a short rate limit is waited for", async () => {
    bot.discord.fail("POST /channels/{id}/messages", { retryAfter: 0.05 });
    await messenger.post(bot.leaks, makeMessage("soon"), { nonce: "n1" });
    expect(bot.discord.messages(bot.leaks)).toHaveLength(1);
  });
});

describe("editing", () => {
  test("replaces text and embeds, and notifies nobody", async () => {
    const { messageId } = await messenger.post(bot.leaks, makeMessage("$4,850"), { nonce: "n1" });
    await messenger.edit(bot.leaks, messageId, makeMessage("$4,000"));
    expect(bot.discord.messages(bot.leaks)).toMatchObject([
      { content: "$4,000", embeds: [{ title: "$4,000" }] },
    ]);
    bot.discord.assertClean();
  });

  test("leaves it be where somebody deleted the message", async () => {
    const { messageId } = await messenger.post(bot.leaks, makeMessage("first"), { nonce: "n1" });
    bot.discord.deleteMessage(bot.leaks, messageId);
    await expect(messenger.edit(bot.leaks, messageId, makeMessage("second"))).resolves.toBeUndefined();
    expect(bot.discord.messages(bot.leaks)).toEqual([]);
  });

  test("is classed as posting is", async () => {
    bot.discord.deleteChannel(bot.leaks);
    const error = await failure(messenger.edit(bot.leaks, "300000000000000001", makeMessage("no")));
    expect(error.disposition).toBe("held");
  });
});

describe("finding", () => {
  const hourAgo = (): Date => new Date(Date.now() - 3_600_000);

  test("finds a message of ours by its footer, across pages of history", async () => {
    const { messageId } = await messenger.post(bot.leaks, makeMessage("sought", "Leakwatch · d-77"), {
      nonce: "n1",
    });
    for (let index = 0; index < 230; index += 1)
      bot.discord.say(bot.leaks, "300000000000000009", `chat ${index}`);
    const { messageId: last } = await messenger.post(bot.leaks, makeMessage("last", "Leakwatch · d-78"), {
      nonce: "n2",
    });
    expect(await messenger.find(bot.leaks, "d-77", hourAgo())).toEqual({ messageId, channelId: bot.leaks });
    expect(await messenger.find(bot.leaks, "d-78", hourAgo())).toMatchObject({ messageId: last });
    bot.discord.assertClean();
  });

  test("finds nothing that others wrote, that is older, or that is not there", async () => {
    bot.discord.say(bot.leaks, "300000000000000009", "Leakwatch · d-1");
    expect(await messenger.find(bot.leaks, "d-1", hourAgo())).toBeNull();
    await messenger.post(bot.leaks, makeMessage("ours"), { nonce: "n1" });
    expect(await messenger.find(bot.leaks, "d-2", hourAgo())).toBeNull();
    expect(await messenger.find(bot.leaks, "d-1", new Date(Date.now() + 3_600_000))).toBeNull();
  });

  test("is classed as posting is, and asks again afterwards", async () => {
    bot.discord.fail("GET /users/@me", { status: 500, times: 4 });
    expect((await failure(messenger.find(bot.leaks, "d-1", hourAgo()))).disposition).toBe("retry");
    expect(await messenger.find(bot.leaks, "d-1", hourAgo())).toBeNull();
    bot.discord.deleteChannel(bot.leaks);
    expect((await failure(messenger.find(bot.leaks, "d-1", hourAgo()))).disposition).toBe("held");
  });
});

describe("buttons", () => {
  const buttons = Array.from({ length: 7 }, (_, index) => ({
    customId: `alerts:ack:${index}`,
    label: `Button ${index}`,
    style: "secondary" as const,
  }));

  test("stand below the message, five a row, and go with an edit that has none", async () => {
    const { messageId } = await messenger.post(bot.leaks, { ...makeMessage("x"), buttons }, { nonce: "n1" });
    const [posted] = bot.discord.messages(bot.leaks);
    expect(posted?.buttons.map(({ customId }) => customId)).toEqual(buttons.map(({ customId }) => customId));
    expect(posted?.components.map(({ components }) => components?.length)).toEqual([5, 2]);
    await messenger.edit(bot.leaks, messageId, makeMessage("x"));
    expect(bot.discord.messages(bot.leaks)[0]?.buttons).toEqual([]);
    bot.discord.assertClean();
  });
});

describe("a forum", () => {
  const forum = 15;
  const hourAgo = (): Date => new Date(Date.now() - 3_600_000);
  const message = (id: string): Message => ({
    ...makeMessage(`Example Corp: data for sale (${id})`, `Leakwatch · ${id}`),
    threadName: `Example Corp ${id}`,
  });
  let forumId: string;
  beforeEach(() => {
    forumId = bot.discord.addChannel(bot.guildId, { name: "cases", type: forum }).id;
  });

  test("gets a thread of its own for each message, which is edited and replied to there", async () => {
    const posted = await messenger.post(forumId, message("d-1"), { nonce: "n1" });
    expect(posted.channelId).toBe(posted.messageId);
    await messenger.edit(posted.channelId, posted.messageId, message("d-1b"));
    await messenger.post(posted.channelId, makeMessage("changed"), {
      nonce: "n2",
      replyTo: posted.messageId,
    });
    expect(bot.discord.messages(posted.channelId)).toMatchObject([
      { content: "Example Corp: data for sale (d-1b)" },
      { content: "changed", reference: posted.messageId },
    ]);
    await messenger.post(forumId, message("d-2"), { nonce: "n3" });
    const threads = bot.discord.requests.filter(({ path }) => path === `/channels/${forumId}/threads`);
    expect(threads.map(({ body }) => (body as { name: string }).name)).toEqual([
      "Example Corp d-1",
      "Example Corp d-2",
    ]);
    bot.discord.assertClean();
  });

  test("is asked once only where the answer is lost, and the thread is found afterwards", async () => {
    await messenger.post(forumId, message("d-1"), { nonce: "n1" });
    bot.discord.fail("POST /channels/{id}/threads", { drop: "after" });
    expect((await failure(messenger.post(forumId, message("d-2"), { nonce: "n2" }))).disposition).toBe(
      "retry",
    );
    // A new process does not know yet that it is a forum.
    await bot.restart();
    messenger = bot.now().connection.messenger;
    const found = await messenger.find(forumId, "d-2", hourAgo());
    expect(found).not.toBeNull();
    expect(bot.discord.messages(found?.channelId ?? "")).toMatchObject([
      { id: found?.messageId, embeds: [{ footer: { text: "Leakwatch · d-2" } }] },
    ]);
    expect(await messenger.find(forumId, "d-3", hourAgo())).toBeNull();
    expect(bot.discord.requests.filter(({ path }) => path === `/channels/${forumId}/threads`)).toHaveLength(
      2,
    );
    bot.discord.assertClean();
  });

  test("without the permission, or with a first message that was deleted, is classed as a channel is", async () => {
    const posted = await messenger.post(forumId, message("d-1"), { nonce: "n1" });
    bot.discord.deleteMessage(posted.channelId, posted.messageId);
    expect(await messenger.find(forumId, "d-1", hourAgo())).toBeNull();
    bot.discord.setPermissions(forumId, ["ViewChannel"]);
    expect(await failure(messenger.post(forumId, message("d-2"), { nonce: "n2" }))).toMatchObject({
      disposition: "held",
      message: expect.stringContaining("Missing in") as string,
    });
    bot.discord.deleteChannel(forumId);
    expect((await failure(messenger.post(forumId, message("d-3"), { nonce: "n3" }))).disposition).toBe(
      "held",
    );
  });

  test.for<[code: number, why: string]>([
    [40067, "asks for a tag on every post"],
    [160006, "as many active threads as Discord allows"],
  ])("that takes no post (%i) holds it, and says why", async ([code, why]) => {
    bot.discord.fail("POST /channels/{id}/threads", { code, status: 400 });
    expect(await failure(messenger.post(forumId, message("d-1"), { nonce: "n1" }))).toMatchObject({
      disposition: "held",
      message: expect.stringContaining(why) as string,
    });
  });

  test("is no place that a category is mistaken for", async () => {
    const category = bot.discord.addChannel(bot.guildId, { name: "group", type: 4 });
    bot.discord.fail("POST /channels/{id}/messages", { code: 50024, status: 400 });
    expect((await failure(messenger.post(category.id, message("d-1"), { nonce: "n1" }))).disposition).toBe(
      "held",
    );
  });
});
