import { describe, expect, test } from "vitest";
import { makeRest, start } from "./real-client.ts";

function many<Value>(count: number, make: (index: number) => Value): readonly Value[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

const button = { type: 2, style: 2, label: "b", custom_id: "b" };
const rowOf = (...components: readonly unknown[]) => ({ type: 1, components });
const textOf = (content: string) => ({ type: 10, content });
const field = { name: "n", value: "v" };
const v2 = { flags: 1 << 15 };

async function post(body: unknown): Promise<{ problems: readonly string[]; outcome: unknown }> {
  const discord = await start();
  const channelId = discord.addGuild().channelId("general");
  const outcome = await makeRest(discord)
    .post(`/channels/${channelId}/messages`, { body })
    .catch((error: unknown) => error);
  return { problems: discord.problems.map((problem) => problem.replace(/^POST \S+: /, "")), outcome };
}

describe("a message is refused and noted", () => {
  test.for<[rule: string, body: unknown]>([
    ["content: longer than 2000 characters", { content: "x".repeat(2001) }],
    ["nonce: more than 25", { content: "x", nonce: "n".repeat(26) }],
    ["contnet: a key that the specification does not know", { content: "x", contnet: "y" }],
    ["embeds: more than 10", { embeds: many(11, () => ({ title: "t" })) }],
    [
      "embeds: more than 6000 characters over all embeds",
      { embeds: many(2, () => ({ description: "x".repeat(3001) })) },
    ],
    ["embeds.0.title: more than 256", { embeds: [{ title: "x".repeat(257) }] }],
    ["embeds.0.description: more than 4096", { embeds: [{ description: "x".repeat(4097) }] }],
    ["embeds.0.footer.text: more than 2048", { embeds: [{ footer: { text: "x".repeat(2049) } }] }],
    ["embeds.0.author.name: more than 256", { embeds: [{ author: { name: "x".repeat(257) } }] }],
    ["embeds.0.color: more than 16777215", { embeds: [{ title: "t", color: 16_777_216 }] }],
    ["embeds.0.fields: more than 25", { embeds: [{ fields: many(26, () => field) }] }],
    [
      "embeds.0.fields.0.name: more than 256",
      { embeds: [{ fields: [{ ...field, name: "x".repeat(257) }] }] },
    ],
    [
      "embeds.0.fields.0.value: more than 1024",
      { embeds: [{ fields: [{ ...field, value: "x".repeat(1025) }] }] },
    ],
    ["embeds.0.fields.0.value: empty", { embeds: [{ fields: [{ ...field, value: " " }] }] }],
    ["embeds.0.description: empty, and the embed shows nothing else", { embeds: [{ color: 1 }] }],
    [
      "embeds.0.url: scheme must be one of http, https",
      { embeds: [{ title: "t", url: "hxxps://leak.example/" }] },
    ],
    ["embeds.0.url: not in the format url", { embeds: [{ title: "t", url: "leak" }] }],
    ["embeds.0.timestamp: not in the format datetime", { embeds: [{ title: "t", timestamp: "yesterday" }] }],
    [
      "components: more than 5 rows",
      { components: many(6, (row) => rowOf({ ...button, custom_id: `${row}` })) },
    ],
    [
      "components.0.components: more than 5",
      { components: [rowOf(...many(6, (index) => ({ ...button, custom_id: `${index}` })))] },
    ],
    [
      "components.0.components: more than 5 buttons or one select menu in a row",
      { components: [rowOf(button, { type: 5, custom_id: "u" })] },
    ],
    [
      "components.0.components.0.custom_id: more than 100",
      { components: [rowOf({ ...button, custom_id: "x".repeat(101) })] },
    ],
    [
      "components.0.components.0.label: more than 80",
      { components: [rowOf({ ...button, label: "x".repeat(81) })] },
    ],
    [
      "components.0.components.1.custom_id: used by another component of this message",
      { components: [rowOf(button, button)] },
    ],
    [
      "components.0.components.0.custom_id: a button needs it",
      { components: [rowOf({ type: 2, style: 1, label: "b" })] },
    ],
    [
      "components.0.components.0.url: a link button needs it",
      { components: [rowOf({ type: 2, style: 5, label: "b" })] },
    ],
    [
      "components.0.components.0.url: scheme must be one of http, https, discord",
      { components: [rowOf({ type: 2, style: 5, label: "b", url: "hxxp://leak.example/" })] },
    ],
    [
      "components.0.components.0.label: a button needs a label or an emoji",
      { components: [rowOf({ type: 2, style: 1, custom_id: "b" })] },
    ],
    [
      "components.0.components.0.options: two options of the same value",
      {
        components: [
          rowOf({ type: 3, custom_id: "s", options: many(2, () => ({ label: "l", value: "v" })) }),
        ],
      },
    ],
    ["components.0.type: needs the Components V2 flag", { components: [textOf("x")] }],
    ["content: not allowed beside Components V2", { ...v2, content: "x", components: [textOf("x")] }],
    [
      "components: more than 4000 characters of text",
      { ...v2, components: many(2, () => textOf("x".repeat(2001))) },
    ],
    ["components: more than 10170 bytes of text", { ...v2, components: [textOf("蔚".repeat(3400))] }],
    [
      "components: more than 40 components",
      { ...v2, components: [{ type: 17, components: many(40, () => textOf("x")) }] },
    ],
    [
      'allowed_mentions: parse:["roles"] and roles: [ids...] exclude each other',
      { content: "x", allowed_mentions: { parse: ["roles"], roles: ["1"] } },
    ],
    [
      "message_reference.message_id: not in the format regex",
      { content: "x", message_reference: { message_id: "last" } },
    ],
  ])("%s", async ([rule, body]) => {
    const { problems, outcome } = await post(body);
    expect(outcome).toMatchObject({ status: 400, code: 50035 });
    expect(problems).toContain(rule);
  });

  test.for<[string, unknown]>([
    ["nothing", {}],
    ["blank text", { content: " \n" }],
    ["empty lists", { content: "", embeds: [], components: [] }],
  ])("as empty: %s", async ([, body]) => {
    const { problems, outcome } = await post(body);
    expect(outcome).toMatchObject({ status: 400, code: 50006 });
    expect(problems).toEqual(["an empty message"]);
  });
});

test.for<[what: string, body: unknown]>([
  ["2,000 characters", { content: "x".repeat(2000) }],
  ["6,000 characters of embeds", { embeds: many(2, () => ({ description: "x".repeat(3000) })) }],
  ["25 fields", { embeds: [{ fields: many(25, () => field) }] }],
  [
    "25 buttons",
    {
      content: "x",
      components: many(5, (row) => rowOf(...many(5, (n) => ({ ...button, custom_id: `${row}:${n}` })))),
    },
  ],
  [
    "4,000 characters of Components V2",
    { ...v2, components: [{ type: 17, components: [textOf("x".repeat(4000))] }] },
  ],
  [
    "ids beside an empty parse",
    { content: "x", allowed_mentions: { parse: [], roles: ["1"], users: ["2"] } },
  ],
  ["what is off and unknown", { content: "x", thread_name: undefined, tts: false, strange: false }],
])("a message may have %s", async ([, body]) => {
  const { problems, outcome } = await post(body);
  expect(problems).toEqual([]);
  expect(outcome).toMatchObject({ author: { bot: true } });
});
