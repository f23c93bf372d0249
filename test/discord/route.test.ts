import {
  ApplicationCommandOptionType,
  ButtonStyle,
  ComponentType,
  PermissionFlagsBits,
  REST,
  Routes,
  TextInputStyle,
} from "discord.js";
import { afterEach, describe, expect, test } from "vitest";
import type { Command, PressedButton, TypedCommand } from "../../src/discord/command.ts";
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

describe("buttons that differ from the rule", () => {
  const form = {
    custom_id: "try:form:7",
    title: "Why?",
    components: [
      {
        type: ComponentType.Label,
        label: "Why",
        component: { type: ComponentType.TextInput, custom_id: "why", style: TextInputStyle.Short },
      },
    ],
  } as const satisfies Parameters<PressedButton["showModal"]>[0];
  const definition = {
    name: "try",
    description: "A command of this test",
    default_member_permissions: String(PermissionFlagsBits.ManageGuild),
  };
  const anybody = { permissions: ["SendMessages"] } as const;

  test("answer the person alone, and leave the message as it is", async () => {
    await start(makeCommand({ isPublic: true, buttons: { go: { answer: "alone" } } }));
    const reply = await (await type()).updated();
    const pressed = await (await bot.discord.press(reply, "Go", admin)).updated();
    expect(pressed).toMatchObject({ kind: "deferred", ephemeral: true, content: "pressed go+a+b" });
    expect(reply.content).toBe("done");
    bot.discord.assertClean();
  });

  test("show a refusal in the place of the answer that was begun", async () => {
    const press = async (): Promise<never> => {
      throw new UserError("no");
    };
    await start(makeCommand({ isPublic: true, buttons: { go: { answer: "alone" } }, press }));
    const reply = await (await type()).updated();
    const pressed = await (await bot.discord.press(reply, "Go", admin)).updated();
    expect(pressed).toMatchObject({ ephemeral: true, content: "no", followUps: [] });
    bot.discord.assertClean();
  });

  test("open a form, which changes the message that held the button", async () => {
    await start(
      makeCommand({
        isPublic: true,
        buttons: { go: { answer: "form" } },
        form: async () => form,
        submit: async (interaction, args) => {
          await interaction.editReply(`${args.join("+")}: ${interaction.fields.getTextInputValue("why")}`);
        },
      }),
    );
    const reply = await (await type()).updated();
    await bot.restart();
    const opened = await bot.discord.press(reply, "Go", admin);
    expect(opened).toMatchObject({ kind: "modal", modal: { title: "Why?" } });
    await bot.restart();
    const sent = await (await bot.discord.submit(opened, { why: "ours" })).updated();
    expect(sent).toMatchObject({ kind: "deferred-update", content: "form+7: ours" });
    expect(reply.content).toBe("form+7: ours");
    bot.discord.assertClean();
  });

  test("a refused form is answered alone", async () => {
    await start(
      makeCommand({
        isPublic: true,
        buttons: { go: { answer: "form" } },
        form: async () => form,
        submit: async () => {
          throw new UserError("too vague");
        },
      }),
    );
    const reply = await (await type()).updated();
    const sent = await bot.discord.submit(await bot.discord.press(reply, "Go", admin), { why: "x" });
    await bot.discord.until(() => sent.followUps.length === 1);
    expect(sent.followUps).toMatchObject([{ content: "too vague", ephemeralFor: admin }]);
    expect(reply.content).toBe("done");
    bot.discord.assertClean();
  });

  test("are open to whoever sees the message where the command says so", async () => {
    await start(makeCommand({ definition, isPublic: true, buttons: { go: { isOpen: true } } }));
    const reply = await (await type()).updated();
    expect((await (await bot.discord.press(reply, "Go", reader, anybody)).updated()).content).toBe(
      "pressed go+a+b",
    );
  });

  test("need the command's permissions otherwise, a form's too", async () => {
    await start(
      makeCommand({
        definition,
        isPublic: true,
        buttons: { go: { answer: "form" } },
        form: async () => form,
      }),
    );
    const reply = await (await type()).updated();
    const pressed = await bot.discord.press(reply, "Go", reader, anybody);
    expect(pressed).toMatchObject({ kind: "message", ephemeral: true, modal: null });
    expect(pressed.content).toContain("Manage Server");
  });
});

describe("where people took it themselves", () => {
  const person = { install: "user", permissions: ["SendMessages"] } as const;
  const seen: string[] = [];
  const query = makeCommand({
    isPublic: true,
    isQuery: true,
    run: async (interaction) => {
      seen.push(interaction.guildId);
      await makeCommand().run(interaction, bot.services);
    },
  });

  test.for<[place: "server" | "private", guildId: (bot: Bot) => string]>([
    ["server", ({ guildId }) => guildId],
    ["private", () => ""],
  ])("a query is answered alone, its buttons too (%s)", async ([where, guildId]) => {
    await start(query);
    seen.length = 0;
    const { discord, general } = bot;
    const reply = await (
      await discord.type(bot.guildId, general, reader, "/try", {}, { ...person, where })
    ).updated();
    expect(reply).toMatchObject({ ephemeral: true, content: "done" });
    expect(seen).toEqual([guildId(bot)]);
    await bot.restart();
    const pressed = await (await discord.press(reply, "Go", reader, { ...person, where })).updated();
    expect(pressed.content).toBe("pressed go+a+b");
    discord.assertClean();
  });

  test("nothing else is offered there, nor answered where Discord still offers it", async () => {
    await start(makeCommand());
    const { discord, guildId, general } = bot;
    const typed = discord.type(guildId, general, reader, "/try", {}, person);
    await expect(typed).rejects.toThrow("not for that way of installing");
    const rest = new REST({ api: discord.apiUrl }).setToken(discord.token);
    const old = { ...makeCommand().definition, integration_types: [0, 1] };
    await rest.put(Routes.applicationCommands(discord.applicationId), { body: [old] });
    const reply = await discord.type(guildId, general, reader, "/try", {}, person);
    expect(reply).toMatchObject({
      ephemeral: true,
      content: expect.stringContaining("only in servers") as string,
    });
  });
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
