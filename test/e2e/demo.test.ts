import { expect, it } from "vitest";
import { startDiscord } from "../sim/discord.ts";
import { start } from "./process.ts";

it.concurrent("plays the main job to its end, and posts nothing although a token is set", async () => {
  const discord = await startDiscord();
  try {
    const demo = start({ env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl } }, ["demo"]);
    expect(await demo.ended).toBe(0);
    const printed = demo.stdout();
    for (const company of ["Suishenma", "NIO", "iRent", "Mazda", "Toyota"]) {
      expect(printed.split(`● ${company}: `).length - 1, company).toBe(company === "Suishenma" ? 2 : 1);
    }
    expect(printed).toMatch(/Asking price lowered: ~\$4,850~ → \*\$4,000\*/u);
    expect(printed).toContain("5 alerts, 2 updates");
    expect(printed).toMatch(/0 failed/u);
    expect(discord.requests).toEqual([]);
  } finally {
    await discord.close();
  }
}, 60_000);

it.concurrent("posts to Discord where a channel is named on the command line", async () => {
  const discord = await startDiscord();
  try {
    const guild = discord.addGuild({ channels: [{ name: "leaks" }] });
    const channel = guild.channels[0]?.id ?? "";
    const env = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl };
    const demo = start({ env }, ["demo", "--discord", channel]);
    expect(await demo.ended).toBe(0);
    const messages = discord.messages(channel);
    // Five alerts, and the reply that tells of the lowered price.
    expect(messages).toHaveLength(6);
    expect(messages[0]?.text).toMatch(/~~\$4,850~~ \$4,000/u);
    expect(messages.find((message) => message.content.startsWith("NIO"))?.text).toContain("Demo tracker");
    // An operator's commands are none of the demo's business.
    expect(discord.registrations).toBe(0);
    discord.assertClean();
  } finally {
    await discord.close();
  }
}, 60_000);

it("says what it needs to post to Discord", async () => {
  const demo = start({ env: {} }, ["demo", "--discord", "1"]);
  expect(await demo.ended).toBe(2);
  expect(demo.stderr()).toContain("DISCORD_TOKEN");
});
