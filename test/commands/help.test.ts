import { afterEach, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { reader, startBot, type Bot } from "../discord/bot.ts";

let bot: Bot | undefined;
afterEach(() => bot?.close());

test("fits one screen, for anybody, and names no command that is not there", async () => {
  bot = await startBot();
  const permissions = ["SendMessages"] as const;
  const reply = await (
    await bot.discord.type(bot.guildId, bot.general, reader, "/help", {}, { permissions })
  ).updated();
  expect(reply.ephemeral).toBe(true);
  expect(reply.text.split("\n").length).toBeLessThanOrEqual(15);
  expect(reply.text.length).toBeLessThan(1000);
  const known = new Set(
    commands.flatMap(({ definition: { name, options } }) => [
      name,
      ...(options ?? []).map((option) => `${name} ${option.name}`),
    ]),
  );
  for (const [, named = ""] of reply.text.matchAll(/`\/([a-z]+(?: [a-z]+)?)/g))
    expect(known).toContain(named);
  bot.discord.assertClean();
});
