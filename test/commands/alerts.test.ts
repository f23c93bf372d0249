import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { admin, reader, startBot, type Bot } from "../discord/bot.ts";
import type { SimReply } from "../sim/discord/reply.ts";
import type { OptionValues } from "../sim/discord/typed-command.ts";

let bot: Bot;
beforeEach(async () => {
  bot = await startBot();
});
afterEach(async () => {
  bot.discord.assertClean();
  await bot.close();
});

async function type(line: string, values: OptionValues = {}): Promise<SimReply> {
  return (await bot.discord.type(bot.guildId, bot.general, admin, line, values)).updated();
}

describe("/alerts channel", () => {
  test("keeps the channel for this server's alerts", async () => {
    const reply = await type("/alerts channel", { channel: bot.leaks });
    expect(reply).toMatchObject({
      ephemeral: true,
      content: expect.stringMatching(/^Alerts go to/) as string,
    });
    expect(Object.fromEntries(bot.services.kept.channels)).toEqual({ [`${bot.guildId}:alerts`]: bot.leaks });
  });

  test("offers nothing to choose a channel for that is not built", async () => {
    const typed = type("/alerts channel", { channel: bot.leaks, for: "health" });
    await expect(typed).rejects.toThrow("not one of alerts");
  });

  test("goes back to the channel before, after a restart too", async () => {
    const first = await type("/alerts channel", { channel: bot.general });
    expect(first.buttons).toEqual([]);
    const second = await type("/alerts channel", { channel: bot.leaks });
    await bot.restart();
    const undone = await (await bot.discord.press(second, "Undo", admin)).updated();
    expect(undone.content).toContain(`Alerts go to <#${bot.general}>`);
    expect(undone.buttons).toEqual([]);
    expect(bot.services.kept.channels.get(`${bot.guildId}:alerts`)).toBe(bot.general);
  });

  test("names what is missing in the channel", async () => {
    bot.discord.setPermissions(bot.leaks, ["SendMessages"]);
    const reply = await type("/alerts channel", { channel: bot.leaks });
    expect(reply.content).toContain(
      `⚠ I cannot post there: give me the permissions View Channel, Embed Links in <#${bot.leaks}>.`,
    );
  });
});

test("takes a thread as well", async () => {
  const thread = bot.discord.addChannel(bot.guildId, { name: "case 1", type: 11 });
  const reply = await type("/alerts channel", { channel: thread.id });
  expect(reply.content).toContain(`Alerts go to <#${thread.id}>`);
});

describe("/alerts test", () => {
  test("posts where alerts go, and says where", async () => {
    expect((await type("/alerts test")).content).toBe(`Posted an example alert in <#${bot.general}>.`);
    await type("/alerts channel", { channel: bot.leaks });
    expect((await type("/alerts test")).content).toBe(`Posted an example alert in <#${bot.leaks}>.`);
    expect(bot.services.kept.tested).toEqual([bot.general, bot.leaks]);
  });
});

test("is not shown to people without Manage Server", async () => {
  const permissions = ["SendMessages"] as const;
  await expect(
    bot.discord.type(bot.guildId, bot.general, reader, "/alerts test", {}, { permissions }),
  ).rejects.toThrow("not shown to people");
});
