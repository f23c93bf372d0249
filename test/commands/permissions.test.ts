import { PermissionFlagsBits } from "discord.js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { admin, reader, startBot, type Bot } from "../discord/bot.ts";
import type { SimReply } from "../sim/discord/reply.ts";
import type { OptionValues } from "../sim/discord/typed-command.ts";

const permissions = ["SendMessages"] as const;
/** Somebody without Manage Server whom the server admitted to the commands. */
const admitted = { permissions, isAdmitted: true } as const;
const manager = { permissions: ["ManageGuild"] } as const;

let bot: Bot;
beforeEach(async () => {
  bot = await startBot();
});
afterEach(async () => {
  bot.discord.assertClean();
  await bot.close();
});

async function type(line: string, values: OptionValues): Promise<SimReply> {
  return (await bot.discord.type(bot.guildId, bot.general, reader, line, values, admitted)).updated();
}

test.for(["watch", "alerts"])("/%s configures, so it needs Manage Server by default", (wanted) => {
  const definition = commands.find(({ definition: { name } }) => name === wanted)?.definition;
  expect(definition?.default_member_permissions).toBe(String(PermissionFlagsBits.ManageGuild));
});

test.for(["/watch list", "/alerts test"])("%s is not shown to people without it", async (line) => {
  const typed = bot.discord.type(bot.guildId, bot.general, reader, line, {}, { permissions });
  await expect(typed).rejects.toThrow("not shown to people");
});

describe("somebody whom the server admitted without Manage Server", () => {
  test("types the command", async () => {
    expect((await type("/watch add", { company: "Example Corp" })).text).toContain("Example Corp");
    expect(bot.services.kept.watches).toMatchObject([{ name: "Example Corp", createdBy: reader }]);
  });

  test("gets suggestions", async () => {
    await type("/watch add", { company: "Example Corp" });
    const { discord, guildId, general } = bot;
    const suggested = await discord.complete(
      guildId,
      general,
      reader,
      "/watch show",
      "watch",
      "exam",
      admitted,
    );
    expect(suggested).toMatchObject([{ name: "Example Corp" }]);
  });

  test("undoes what was typed, after a restart too", async () => {
    const added = await type("/watch add", { company: "Example Corp" });
    await bot.restart();
    await (await bot.discord.press(added, "Discard", reader, { permissions })).updated();
    expect(bot.services.kept.watches).toEqual([]);

    await type("/alerts channel", { channel: bot.general });
    const changed = await type("/alerts channel", { channel: bot.leaks });
    await (await bot.discord.press(changed, "Undo", reader, { permissions })).updated();
    expect(bot.services.kept.channels.get(`${bot.guildId}:alerts`)).toBe(bot.general);
  });
});

test("a configuring command's answer is shown, and so its buttons, to the person who typed alone", async () => {
  const added = await type("/watch add", { company: "Example Corp" });
  expect(added.ephemeral).toBe(true);
  await expect(bot.discord.press(added, "Discard", admin)).rejects.toThrow("shown to");
});

describe("a configuring command's button that everybody sees", () => {
  async function showToAll(): Promise<SimReply> {
    await bot.close();
    bot = await startBot({ commands: commands.map((command) => ({ ...command, isPublic: true })) });
    return type("/watch add", { company: "Example Corp" });
  }

  test("is refused to people without Manage Server, privately", async () => {
    const shown = await showToAll();
    const before = shown.text;
    const pressed = await bot.discord.press(shown, "Discard", reader, { permissions });
    expect(await pressed.updated()).toMatchObject({
      ephemeral: true,
      content: "You need the permission Manage Server for this.",
    });
    expect(shown.text).toBe(before);
    expect(bot.services.kept.watches).toHaveLength(1);
  });

  test.for([
    ["with Manage Server", manager],
    ["who administer the server", { permissions: ["Administrator"] }],
  ] as const)("works for people %s", async ([, person]) => {
    const shown = await showToAll();
    await (await bot.discord.press(shown, "Discard", reader, person)).updated();
    expect(bot.services.kept.watches).toEqual([]);
  });
});
