import {
  ApplicationCommandOptionType,
  ButtonStyle,
  ComponentType,
  PermissionFlagsBits,
  REST,
  Routes,
} from "discord.js";
import { afterEach, describe, expect, test } from "vitest";
import type { Command, TypedCommand } from "../../src/discord/command.ts";
import { UserError } from "../../src/errors.ts";
import type { SimReply } from "../sim/discord/reply.ts";
import { admin, reader, startBot, type Bot } from "./bot.ts";

let bot: Bot;
afterEach(() => bot.close());

/** A command that answers with one button, and does what a test wants. */
function makeCommand(parts: Partial<Command> & { readonly name?: string } = {}): Command {
  const { name = "try", ...rest } = parts;
  return {
    definition: { name, description: "A command of this test" },
    run: async (interaction) => {
      const button = {
        type: ComponentType.Button,
        style: ButtonStyle.Secondary,
        label: "Go",
        custom_id: `${name}:go:a:b`,
      } as const;
      await interaction.editReply({
        content: "done",
        components: [{ type: ComponentType.ActionRow, components: [button] }],
      });
    },
    press: async (interaction, args) => void (await interaction.editReply(`pressed ${args.join("+")}`)),
    ...rest,
  };
}

async function start(...commands: readonly Command[]): Promise<void> {
  bot = await startBot({ commands });
}

async function type(line = "/try", user = admin): Promise<SimReply> {
  return bot.discord.type(bot.guildId, bot.general, user, line);
}

describe("answers", () => {
  test("are deferred at once, and shown to the person who typed alone", async () => {
    const slow = Promise.withResolvers<void>();
    await start(
      makeCommand({
        run: async (interaction) => {
          await slow.promise;
          await interaction.editReply("done");
        },
      }),
    );
    const reply = await type();
    expect(reply).toMatchObject({ deferred: true, ephemeral: true });
    slow.resolve();
    expect((await reply.updated()).content).toBe("done");
    bot.discord.assertClean();
  });

  test("are shown to everybody where the command says so", async () => {
    await start(makeCommand({ isPublic: true }));
    expect((await (await type()).updated()).ephemeral).toBe(false);
    expect(bot.discord.messages(bot.general)).toMatchObject([{ content: "done" }]);
  });

  test("notify nobody, whatever they say", async () => {
    await start(
      makeCommand({
        isPublic: true,
        run: async (interaction) => {
          await interaction.editReply(`@everyone <@${reader}> <@&${bot.roleId}>`);
          await interaction.followUp(`@here <@${reader}> <@&${bot.roleId}>`);
        },
      }),
    );
    const reply = await type();
    await bot.discord.until(() => reply.followUps.length === 1);
    for (const { pings } of bot.discord.messages(bot.general)) {
      expect(pings).toEqual({ everyone: false, users: [], roles: [] });
    }
    expect(bot.discord.messages(bot.general)).toHaveLength(2);
  });

  test("a button's arguments follow the command's name in its custom id", async () => {
    await start(makeCommand());
    const reply = await (await type()).updated();
    const pressed = await (await bot.discord.press(reply, "Go", admin)).updated();
    expect(pressed).toMatchObject({ kind: "deferred-update", content: "pressed go+a+b" });
    bot.discord.assertClean();
  });
});

describe("failures", () => {
  const refuse = async (): Promise<never> => {
    throw new UserError(
      "Choose **another** https://evil.example/x name in <#300000000000000007> @everyone\n# or `/watch add` `x`",
    );
  };
  const shown = String.raw`Choose \*\*another\*\* hxxps://evil[.]example/x name in <#300000000000000007> ＠everyone
\# or ${"`/watch add`"} \`x\``;

  test("what a person can mend is shown to that person, escaped", async () => {
    await start(makeCommand({ run: refuse }));
    expect(await (await type()).updated()).toMatchObject({ ephemeral: true, content: shown });
    bot.discord.assertClean();
  });

  test("a refusal of a public command is private all the same", async () => {
    await start(makeCommand({ isPublic: true, run: refuse }));
    const reply = await type();
    await bot.discord.until(() => reply.followUps.length === 1, "the private refusal");
    expect(reply.message).toBeNull();
    expect(reply.followUps).toMatchObject([{ content: shown, ephemeralFor: admin }]);
    expect(bot.discord.messages(bot.general)).toEqual([]);
    bot.discord.assertClean();
  });

  test("a refusal after an answer, or of a button, leaves the answer as it is", async () => {
    await start(makeCommand({ press: refuse }));
    const reply = await (await type()).updated();
    const pressed = await bot.discord.press(reply, "Go", admin);
    await bot.discord.until(() => pressed.followUps.length === 1);
    expect(pressed.followUps).toMatchObject([{ content: shown, ephemeralFor: admin }]);
    expect(reply.content).toBe("done");
    bot.discord.assertClean();
  });

  test("anything else is logged under an id, and only the id is shown", async () => {
    await start(
      makeCommand({
        run: async () => {
          throw new Error("the secret is swordfish");
        },
      }),
    );
    const { content } = await (await type()).updated();
    const id = /^Something failed \(id ([0-9a-f]{8})\)/.exec(content)?.[1];
    expect(content).not.toContain("swordfish");
    expect(bot.now().lines).toContainEqual(
      expect.objectContaining({
        id,
        command: "try",
        error: "the secret is swordfish",
        msg: "command failed",
      }),
    );
  });

  test("a failure that cannot be told is logged, and the next command is answered", async () => {
    await start(makeCommand({ run: refuse }), makeCommand({ name: "other" }));
    bot.discord.fail(({ method }) => method === "PATCH", { status: 404, code: 10015 });
    await type();
    await expect
      .poll(() => bot.now().lines.map(({ msg }) => msg), { timeout: 10_000 })
      .toContain("an interaction could not be answered");
    expect((await (await type("/other")).updated()).content).toBe("done");
  });
});

describe("answers that Discord does not take", () => {
  test.for([["before"], ["after"]] as const)(
    "one whose connection was cut %s Discord had it is given once",
    async ([drop]) => {
      const ran: string[] = [];
      await start(
        makeCommand({
          run: async (interaction) => {
            ran.push(interaction.id);
            await interaction.editReply("done");
          },
        }),
      );
      bot.discord.fail("POST /interactions/{id}/{token}/callback", { drop });
      bot.discord.fail(({ method }) => method === "PATCH", { drop });
      const reply = await (await type()).updated();
      expect(reply).toMatchObject({ ephemeral: true, content: "done", followUps: [] });
      expect(ran).toHaveLength(1);
      bot.discord.assertClean();
    },
  );

  test("one that came too late does nothing", async () => {
    const ran: TypedCommand[] = [];
    bot = await startBot({
      commands: [makeCommand({ run: async (interaction) => void ran.push(interaction) })],
      sim: { answerWithinMs: 50 },
    });
    bot.discord.fail("POST /interactions/{id}/{token}/callback", { code: 10062, status: 404 });
    await expect(type()).rejects.toThrow("not answered");
    await expect
      .poll(() => bot.now().lines, { timeout: 10_000 })
      .toContainEqual(
        expect.objectContaining({
          level: 40,
          command: "try",
          msg: "an interaction came too late to be answered",
        }),
      );
    expect(ran).toEqual([]);
  });
});

test("a minute's worth of commands typed at once is answered in time", async () => {
  bot = await startBot({ commands: [makeCommand()], sim: { rateLimits: true } });
  const replies = await Promise.all(Array.from({ length: 60 }, () => type()));
  for (const reply of replies) expect((await reply.updated()).content).toBe("done");
  expect(bot.discord.requests.filter(({ status }) => status === 429)).toEqual([]);
  bot.discord.assertClean();
});

describe("permissions", () => {
  const definition = {
    name: "try",
    description: "A command of this test",
    default_member_permissions: String(PermissionFlagsBits.ManageGuild),
  };
  const refusal = "You need the permission Manage Server for this.";

  test("are checked when a button that everybody sees is pressed", async () => {
    await start(makeCommand({ definition, isPublic: true }));
    const reply = await (await type()).updated();
    const pressed = await bot.discord.press(reply, "Go", reader, { permissions: ["SendMessages"] });
    expect(await pressed.updated()).toMatchObject({ kind: "message", ephemeral: true, content: refusal });
    expect(reply.content).toBe("done");
    bot.discord.assertClean();
  });

  test("are left to Discord where a command is typed, and a private answer's button pressed", async () => {
    const what = { type: ApplicationCommandOptionType.String, name: "what", description: "What" } as const;
    await start(
      makeCommand({
        definition: { ...definition, options: [{ ...what, autocomplete: true }] },
        complete: () => [{ id: "1", name: "one" }],
      }),
    );
    const permissions = ["SendMessages"] as const;
    const admitted = { permissions, isAdmitted: true };
    const { discord, guildId, general } = bot;
    expect(await discord.complete(guildId, general, reader, "/try", "what", "o", admitted)).toHaveLength(1);
    const reply = await (await discord.type(guildId, general, reader, "/try", {}, admitted)).updated();
    expect(reply).toMatchObject({ ephemeral: true, content: "done" });
    const pressed = await (await discord.press(reply, "Go", reader, { permissions })).updated();
    expect(pressed.content).toBe("pressed go+a+b");
    discord.assertClean();
  });
});

describe("suggestions", () => {
  const definition = {
    name: "try",
    description: "A command of this test",
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: "what",
        description: "What",
        autocomplete: true,
      } as const,
    ],
  };
  const suggest = async (
    ...suggestions: readonly { id: string; name: string }[]
  ): Promise<readonly unknown[]> => {
    await start(makeCommand({ definition, complete: () => suggestions }));
    return bot.discord.complete(bot.guildId, bot.general, admin, "/try", "what", "x");
  };

  test("are cut to what Discord takes", async () => {
    const many = Array.from({ length: 40 }, (_, index) => ({ id: `${index}`, name: "é👍".repeat(80) }));
    expect(
      await suggest({ id: "x".repeat(101), name: "too long to name" }, { id: "", name: "nothing" }, ...many),
    ).toHaveLength(25);
    bot.discord.assertClean();
  });

  test("without a name show their id", async () => {
    expect(await suggest({ id: "7", name: " " })).toEqual([{ name: "7", value: "7" }]);
  });

  test("that fail are empty, not an error in the person's face", async () => {
    await start(
      makeCommand({
        definition,
        complete: () => {
          throw new Error("no index");
        },
      }),
    );
    expect(await bot.discord.complete(bot.guildId, bot.general, admin, "/try", "what", "x")).toEqual([]);
  });
});

test("closing lets a command in hand finish", async () => {
  const slow = Promise.withResolvers<void>();
  await start(
    makeCommand({
      run: async (interaction) => {
        await slow.promise;
        await interaction.editReply("done");
      },
    }),
  );
  const reply = await type();
  const closed = bot.now().connection.close();
  slow.resolve();
  await closed;
  expect(reply.content).toBe("done");
});

test("a command and a button that are no longer known say so", async () => {
  const old = makeCommand({ name: "old", isPublic: true });
  await start(makeCommand(), old);
  const reply = await (await type("/old")).updated();
  const rest = new REST({ api: bot.discord.apiUrl }).setToken(bot.discord.token);
  bot.commands.splice(1, 1);
  await bot.restart();
  await rest.put(Routes.applicationCommands(bot.discord.applicationId), { body: [old.definition] });
  expect((await type("/old")).content).toContain("no longer known");
  expect((await bot.discord.press(reply, "Go", admin)).content).toContain("no longer known");
  bot.discord.assertClean();
});
