import { expect, test } from "vitest";
import { startAlertBot } from "./alert-bot.ts";

test("many alerts to many channels leave in each channel's order, without one answer of 429", async () => {
  // Discord's own pace, but for the windows of a channel's bucket, so that the test need not wait for them.
  const bot = await startAlertBot({ sim: { rateLimits: { messages: { limit: 5, windowMs: 1000 } } } });
  try {
    const channels = Array.from(
      { length: 24 },
      (_, n) => bot.discord.addChannel(bot.guildId, { name: `channel-${n}` }).id,
    );
    const each = 8;
    for (let n = 0; n < each; n++) {
      for (const [at, channel] of channels.entries())
        await bot.enqueue(`d${at}x${n}`, { company: `Company ${n}` }, channel);
    }
    await bot.deliver();
    for (const channel of channels) {
      const companies = bot.discord.messages(channel).map(({ content }) => content.split(":")[0]);
      expect(companies).toEqual(Array.from({ length: each }, (_, n) => `Company ${n}`));
    }
    expect(bot.discord.requests.filter(({ status }) => status === 429)).toEqual([]);
    expect(await bot.store.deliveries.counts()).toEqual({ sent: channels.length * each });
    bot.discord.assertClean();
  } finally {
    await bot.close();
  }
});
