import { describe, expect, test } from "vitest";
import type { Failure } from "./failures.ts";
import { logIn, makeRest, start, startReady } from "./real-client.ts";

const posting = "POST /channels/{channel_id}/messages";

async function startWithRest(options?: Parameters<typeof start>[0]) {
  const discord = await start(options);
  const channelId = discord.addGuild().channelId("general");
  const rest = makeRest(discord);
  const post = (nonce?: string): Promise<unknown> =>
    rest.post(`/channels/${channelId}/messages`, {
      body: { content: "x", ...(nonce === undefined ? {} : { nonce, enforce_nonce: true }) },
    });
  return { discord, channelId, rest, post };
}

describe("failures", () => {
  test.for<[failure: Failure, expected: { readonly status: number; readonly code?: number }]>([
    [{ code: 10003 }, { status: 404, code: 10003 }],
    [{ code: 50001 }, { status: 403, code: 50001 }],
    [{ code: 50013 }, { status: 403, code: 50013 }],
    [{ code: 50035 }, { status: 400, code: 50035 }],
    [
      { code: 10062, status: 410 },
      { status: 410, code: 10062 },
    ],
    [{ status: 401 }, { status: 401 }],
    [{ status: 500 }, { status: 500 }],
  ])("answer as ordered: %j", async ([failure, expected]) => {
    const { discord, channelId, rest, post } = await startWithRest();
    const ordered = discord.fail(posting, failure);
    await expect(post()).rejects.toMatchObject(expected);
    expect(ordered.hits).toBe(1);
    expect(discord.messages(channelId)).toEqual([]);
    rest.setToken(discord.token);
    await post();
    expect(ordered.hits).toBe(1);
    expect(discord.messages(channelId)).toHaveLength(1);
    expect(discord.requests.map(({ status }) => status)).toEqual([expected.status, 200]);
    discord.assertClean();
  });

  test("hit what they match, as often as they are told", async () => {
    const { discord, channelId, post } = await startWithRest();
    const other = discord.fail("POST /channels/1/messages", { status: 500 });
    const ordered = discord.fail(({ method, path }) => method === "POST" && path.includes(channelId), {
      code: 50013,
      times: Infinity,
    });
    for (let attempt = 0; attempt < 3; attempt += 1)
      await expect(post()).rejects.toMatchObject({ code: 50013 });
    ordered.stop();
    await post();
    expect([ordered.hits, other.hits]).toEqual([3, 0]);
    expect(() => discord.fail("channels", { status: 500 })).toThrow(/a matcher reads/);
  });

  test("a rate limit is waited for by the real client, which then succeeds", async () => {
    const { discord, channel, channelId } = await startReady();
    discord.fail(posting, { retryAfter: 0.05 });
    await channel.send("x");
    expect(discord.requests.filter(({ method }) => method === "POST").map(({ status }) => status)).toEqual([
      429, 200,
    ]);
    expect(discord.messages(channelId)).toHaveLength(1);
  });

  test("a dropped request leaves nothing, a dropped answer leaves the message", async () => {
    const { discord, channelId, post } = await startWithRest();
    discord.fail(posting, { drop: "before" });
    await expect(post("n1")).rejects.toThrow();
    expect(discord.messages(channelId)).toHaveLength(0);
    discord.fail(posting, { drop: "after" });
    await expect(post("n1")).rejects.toThrow();
    expect(discord.messages(channelId)).toHaveLength(1);
    expect(discord.requests.map(({ status }) => status)).toEqual([null, null]);
    await post("n1");
    expect(discord.messages(channelId)).toHaveLength(1);
    discord.assertClean();
  });

  test("a held request is done when it is let go, a delayed one by itself", async () => {
    const { discord, channelId, post } = await startWithRest();
    const { promise: hold, resolve: letGo } = Promise.withResolvers<void>();
    discord.fail(posting, { hold });
    const held = post();
    await discord.until(() => discord.requests.length === 1, "the request");
    expect(discord.messages(channelId)).toEqual([]);
    letGo();
    await held;
    discord.fail(posting, { delayMs: 10 });
    await post();
    expect(discord.messages(channelId)).toHaveLength(2);
  });

  test("one 401 does not let the real client in again by itself", async () => {
    const { discord, channel } = await startReady();
    discord.fail(posting, { status: 401 });
    await expect(channel.send("x")).rejects.toMatchObject({ status: 401 });
    await expect(channel.send("x")).rejects.toThrow(/token/i);
    const again = await logIn(discord);
    expect(again.isReady()).toBe(true);
  });
});

describe("rate limits", () => {
  test("are kept by the real client without a single 429", async () => {
    const rateLimits = { messages: { limit: 2, windowMs: 60 } };
    const { discord, channel, channelId } = await startReady({ rateLimits });
    await Promise.all(Array.from({ length: 6 }, (_, index) => channel.send(`${index}`)));
    expect(discord.messages(channelId)).toHaveLength(6);
    expect(discord.requests.filter(({ status }) => status === 429)).toEqual([]);
  });

  test("answer 429 to whoever does not keep them", async () => {
    const { discord, channelId } = await startWithRest({ rateLimits: true });
    const post = (): Promise<Response> =>
      fetch(`${discord.apiUrl}/v10/channels/${channelId}/messages`, {
        method: "POST",
        headers: { authorization: `Bot ${discord.token}`, "content-type": "application/json" },
        body: JSON.stringify({ content: "x" }),
      });
    const answers = [];
    for (let count = 0; count < 6; count += 1) answers.push(await post());
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
    expect(answers.map(({ headers }) => headers.get("x-ratelimit-remaining"))).toEqual([
      "4",
      "3",
      "2",
      "1",
      "0",
      "0",
    ]);
    expect(await answers.at(-1)?.json()).toMatchObject({ global: false, retry_after: expect.any(Number) });
  });

  test("count globally over all channels", async () => {
    const { discord, rest, channelId } = await startWithRest({
      rateLimits: { global: { limit: 1, windowMs: 60_000 } },
    });
    await rest.get(`/channels/${channelId}`);
    const answer = await fetch(`${discord.apiUrl}/v10/users/@me`, {
      headers: { authorization: `Bot ${discord.token}` },
    });
    expect(answer.status).toBe(429);
    expect(answer.headers.get("x-ratelimit-global")).toBe("true");
    expect(await answer.json()).toMatchObject({ global: true });
  });
});

test("an address that the simulator does not know is a problem", async () => {
  const { discord, rest } = await startWithRest();
  await expect(rest.get("/guilds/1/bans")).rejects.toMatchObject({ status: 404 });
  expect(discord.problems).toEqual(["GET /guilds/1/bans: the simulator does not know this address"]);
});
