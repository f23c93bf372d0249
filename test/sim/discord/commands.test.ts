import { expect, test } from "vitest";
import { makeRest, start, startReady, watchCommand } from "./real-client.ts";

test("keeps commands globally and for a guild, and counts registrations", async () => {
  const { discord, guild, client } = await startReady();
  await client.application.commands.set([watchCommand]);
  const [first] = discord.commands();
  await client.application.commands.set([watchCommand]);
  await client.application.commands.set([{ name: "own", description: "Of this guild" }], guild.id);
  expect(discord.commands()).toMatchObject([
    { id: first?.id, name: "watch", default_member_permissions: "32" },
  ]);
  expect(discord.commands(guild.id)).toMatchObject([{ name: "own", guild_id: guild.id }]);
  expect(discord.registrations).toBe(3);
  discord.assertClean();
});

const text = { type: 3, name: "text", description: "d" };

function withOptions(...options: readonly unknown[]): readonly unknown[] {
  return [{ name: "a", description: "d", options }];
}

function many<Value>(count: number, make: (index: number) => Value): readonly Value[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

test.for<[rule: RegExp, commands: unknown]>([
  [/0\.name: not a command name: "Watch"/, [{ name: "Watch", description: "d" }]],
  [/0\.name: more than 32/, [{ name: "w".repeat(33), description: "d" }]],
  [
    /0\.name_localizations\.ja: not a command name/,
    [{ name: "a", description: "d", name_localizations: { ja: "a b" } }],
  ],
  [/0\.description: missing/, [{ name: "watch" }]],
  [/0\.description: more than 100/, [{ name: "watch", description: "d".repeat(101) }]],
  [/1\.name: the name a stands twice/, many(2, () => ({ name: "a", description: "d" }))],
  [/more than 100 commands/, many(101, (index) => ({ name: `c${index}`, description: "d" }))],
  [/0\.options: more than 25/, withOptions(...many(26, (index) => ({ ...text, name: `o${index}` })))],
  [/0\.options\.1\.required: required options/, withOptions(text, { ...text, name: "b", required: true })],
  [/0\.options\.1\.name: the name text stands twice/, withOptions(text, text)],
  [
    /0\.options\.0\.choices: more than 25/,
    withOptions({ ...text, choices: many(26, (index) => ({ name: `c${index}`, value: `${index}` })) }),
  ],
  [
    /0\.options\.0\.choices\.0\.value: not 1 to 100/,
    withOptions({ ...text, choices: [{ name: "c", value: "v".repeat(101) }] }),
  ],
  [
    /0\.options\.0\.autocomplete: not together with choices/,
    withOptions({ ...text, autocomplete: true, choices: [{ name: "c", value: "c" }] }),
  ],
  [/0\.options: subcommands and ordinary/, withOptions(text, { type: 1, name: "sub", description: "d" })],
  [/0\.optoins: a key that the specification does not know/, [{ name: "a", description: "d", optoins: [] }]],
  [
    /0: more than 8000 characters/,
    withOptions(
      ...many(4, (n) => ({
        ...text,
        name: `o${n}`,
        choices: many(25, (index) => ({ name: `${index}${"x".repeat(90)}`, value: `${index}` })),
      })),
    ),
  ],
  [/commands: not a list/, { name: "a", description: "d" }],
])("refuses a definition that Discord refuses: %s", async ([rule, commands]) => {
  const discord = await start();
  const path = `/applications/${discord.applicationId}/commands` as const;
  const registering = makeRest(discord).put(path, { body: commands });
  await expect(registering).rejects.toMatchObject({ status: 400, code: 50035 });
  expect(discord.problems.join("\n")).toMatch(rule);
  expect(() => discord.assertClean()).toThrow(rule);
  expect(discord.commands()).toEqual([]);
});
