import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startAlertBot, type AlertBot } from "../discord/alert-bot.ts";
import { admin, reader } from "../discord/bot.ts";
import type { SimReply } from "../sim/discord/reply.ts";
import type { OptionValues } from "../sim/discord/typed-command.ts";

let bot: AlertBot;
beforeEach(async () => {
  bot = await startAlertBot();
});
afterEach(async () => {
  bot.discord.assertClean();
  await bot.close();
});

async function type(line: string, values: OptionValues = {}): Promise<SimReply> {
  return (await bot.discord.type(bot.guildId, bot.general, admin, line, values)).updated();
}

/** Presses [Undo] in a new process. */
async function undo(reply: SimReply): Promise<SimReply> {
  await bot.restart();
  return (await bot.discord.press(reply, "Undo", admin)).updated();
}

/** The private refusal of something typed. */
async function refusal(line: string, values: OptionValues): Promise<string> {
  const reply = await type(line, values);
  expect(reply.ephemeral).toBe(true);
  return reply.content;
}

const routing = () => bot.store.routing.ofServer(bot.guildId, new Date());

describe("/alerts channel", () => {
  test("keeps the channel for this server's alerts", async () => {
    const reply = await type("/alerts channel", { channel: bot.leaks });
    expect(reply).toMatchObject({
      ephemeral: true,
      content: expect.stringMatching(/^Alerts go to/) as string,
    });
    expect((await routing()).channels).toEqual({ alerts: bot.leaks });
  });

  test("keeps others for the digest and for how the sources fare", async () => {
    await type("/alerts channel", { channel: bot.leaks, for: "digest" });
    const reply = await type("/alerts channel", { channel: bot.general, for: "health" });
    expect(reply.content).toContain(`News of how the sources fare goes to <#${bot.general}>`);
    expect((await routing()).channels).toEqual({ digest: bot.leaks, health: bot.general });
  });

  test("keeps one for a severity, a kind or both, and [Undo] takes each back", async () => {
    const [a, b] = [
      await type("/alerts channel", { channel: bot.leaks, severity: "critical" }),
      await type("/alerts channel", { channel: bot.leaks, severity: "high", kind: "ransom" }),
    ];
    expect(b.content).toMatch(/^Alerts of the kind “ransom demand” from high severity up go to/);
    expect((await routing()).routes).toHaveLength(2);
    expect((await undo(b)).content).toBe(
      "No channel is set for alerts of the kind “ransom demand” from high severity up any more.",
    );
    const moved = await type("/alerts channel", { channel: bot.general, severity: "critical" });
    await undo(moved);
    expect((await routing()).routes).toEqual([{ severity: "critical", kind: null, channelId: bot.leaks }]);
    await undo(a);
    expect((await routing()).routes).toEqual([]);
  });

  test("does not split the digest by severity", async () => {
    const values = { channel: bot.leaks, for: "digest", severity: "high" };
    expect(await refusal("/alerts channel", values)).toContain("Only alerts go by severity and kind");
    expect((await routing()).channels).toEqual({});
  });

  test("goes back to the channel before, after a restart too", async () => {
    const first = await type("/alerts channel", { channel: bot.general });
    const second = await type("/alerts channel", { channel: bot.leaks });
    const undone = await undo(second);
    expect(undone.content).toContain(`Alerts go to <#${bot.general}>`);
    expect(undone.buttons).toEqual([]);
    expect((await routing()).channels.alerts).toBe(bot.general);
    await undo(first);
    expect((await routing()).channels).toEqual({});
  });

  test("names what is missing in the channel", async () => {
    bot.discord.setPermissions(bot.leaks, ["SendMessages"]);
    const reply = await type("/alerts channel", { channel: bot.leaks });
    expect(reply.content).toContain(
      `⚠ I cannot post there: give me the permissions View Channel, Embed Links in <#${bot.leaks}>.`,
    );
  });

  test("names what is missing in a forum, whose posts are threads", async () => {
    const { id } = bot.discord.addChannel(bot.guildId, { name: "cases", type: 15 });
    bot.discord.setPermissions(id, ["ViewChannel", "SendMessages", "EmbedLinks"]);
    const reply = await type("/alerts channel", { channel: id });
    expect(reply.content).toContain(`give me the permissions Send Messages in Threads in <#${id}>`);
  });

  test.for<[what: string, kind: number]>([
    ["thread", 11],
    ["forum", 15],
  ])("takes a %s as well", async ([, kind]) => {
    const { id } = bot.discord.addChannel(bot.guildId, { name: "case 1", type: kind });
    expect((await type("/alerts channel", { channel: id })).content).toContain(`Alerts go to <#${id}>`);
  });
});

describe("/alerts role", () => {
  test("chooses roles by severity, clears one or all, and goes back", async () => {
    const { roleId } = bot;
    expect((await type("/alerts role", { role: roleId })).content).toBe(
      `Every alert mentions <@&${roleId}>.`,
    );
    const second = await type("/alerts role", { role: roleId, severity: "critical" });
    expect((await routing()).roles).toHaveLength(2);
    const cleared = await type("/alerts role", {});
    expect(cleared.content).toContain("mention no role");
    expect((await routing()).roles).toEqual([]);
    await undo(cleared);
    expect((await routing()).roles.toSorted((a, b) => (a.severity < b.severity ? -1 : 1))).toEqual([
      { roleId, severity: "critical" },
      { roleId, severity: "low" },
    ]);
    await undo(second);
    expect((await routing()).roles).toEqual([{ roleId, severity: "low" }]);
  });

  test("notifies nobody by naming a role in its answer", async () => {
    const reply = await type("/alerts role", { role: bot.roleId });
    expect(reply.message?.pings).toEqual({ everyone: false, users: [], roles: [] });
  });
});

describe("/alerts quiet", () => {
  test("keeps the hours and their zone, and goes back", async () => {
    const set = await type("/alerts quiet", { from: "22:00", to: "7", timezone: "Europe/Berlin" });
    expect(set.content).toContain("From 22:00 to 07:00 (Europe/Berlin) only critical alerts are posted");
    expect(await routing()).toMatchObject({ quiet: { from: 1320, to: 420 }, timeZone: "Europe/Berlin" });
    const moved = await type("/alerts quiet", { timezone: "Asia/Tokyo" });
    expect(await routing()).toMatchObject({ quiet: { from: 1320, to: 420 }, timeZone: "Asia/Tokyo" });
    const off = await type("/alerts quiet", {});
    expect(off.content).toContain("There are no quiet hours.");
    await undo(off);
    expect(await routing()).toMatchObject({ quiet: { from: 1320, to: 420 }, timeZone: "Asia/Tokyo" });
    await undo(moved);
    expect((await routing()).timeZone).toBe("Europe/Berlin");
    await undo(set);
    expect(await routing()).toMatchObject({ quiet: null, timeZone: "UTC" });
  });

  test.for<[values: OptionValues, why: string]>([
    [{ from: "22:00" }, "need both"],
    [{ from: "late", to: "7" }, "is no time of day"],
    [{ from: "7", to: "07:00" }, "are the same"],
    [{ timezone: "Middle/Earth" }, "is no time zone"],
  ])("refuses %j", async ([values, why]) => {
    expect(await refusal("/alerts quiet", values)).toContain(why);
    expect(await routing()).toMatchObject({ quiet: null, timeZone: "UTC" });
  });

  test("suggests time zones", async () => {
    const { discord, guildId, general } = bot;
    const zones = await discord.complete(guildId, general, admin, "/alerts quiet", "timezone", "new york");
    expect(zones).toEqual([{ name: "America/New_York", value: "America/New_York" }]);
  });
});

describe("/alerts digest", () => {
  test("is switched on, moved and off, and each goes back", async () => {
    const on = await type("/alerts digest", { every: "daily", at: "08:30" });
    expect(on.content).toContain("A digest comes every day at 08:30 (UTC)");
    expect(on.content).toContain("choose with `/alerts channel for:digest`");
    const weekly = await type("/alerts digest", { every: "weekly" });
    expect((await routing()).digest).toEqual({ every: "weekly", at: 510 });
    await undo(weekly);
    expect((await routing()).digest).toEqual({ every: "daily", at: 510 });
    await undo(on);
    expect((await routing()).digest.every).toBe("off");
    expect(await refusal("/alerts digest", { every: "daily", at: "25:00" })).toContain("is no time of day");
  });
});

describe("/alerts mute", () => {
  test("mutes a watch by name or suggestion, and goes back to when the mute would have ended before", async () => {
    const first = await type("/alerts mute", { what: "harbour lines", hours: 2 });
    expect(first.content).toMatch(/^The watch Harbour Lines is muted here until <t:\d+:f>/);
    const [before] = (await routing()).mutes;
    const second = await type("/alerts mute", { what: "watch:w1", hours: 48 });
    expect((await undo(second)).content).toMatch(/is muted here until/);
    expect((await routing()).mutes).toEqual([before]);
    expect((await undo(first)).content).toBe("The watch Harbour Lines is muted no longer.");
    expect((await routing()).mutes).toEqual([]);
  });

  test("takes any other name for a threat actor's", async () => {
    await type("/alerts mute", { what: "Grey *Heron* Ltd" });
    expect((await routing()).mutes).toMatchObject([
      { subject: "actor", value: "greyheron", name: "Grey *Heron* Ltd" },
    ]);
    expect(await refusal("/alerts mute", { what: "watch:gone" })).toContain("Nothing here is called");
  });

  test("suggests what this server watches", async () => {
    const { discord, guildId, general } = bot;
    const suggested = await discord.complete(guildId, general, admin, "/alerts mute", "what", "harb");
    expect(suggested).toEqual([{ name: "Harbour Lines (watch)", value: "watch:w1" }]);
    const other = discord.addGuild({ channels: [{ name: "x" }] });
    const elsewhere = discord.complete(other.id, other.channelId("x"), admin, "/alerts mute", "what", "harb");
    expect(await elsewhere).toEqual([]);
  });
});

describe("/alerts log", () => {
  test("tells what was delivered, what was not and why, and tries again what failed", async () => {
    await bot.enqueue("arrived");
    const gone = bot.discord.addChannel(bot.guildId, { name: "gone" });
    bot.discord.setPermissions(gone.id, ["ViewChannel"]);
    await bot.enqueue("kept", { company: "Velda" }, gone.id);
    await bot.deliver();
    const log = await type("/alerts log");
    expect(log).toMatchObject({ ephemeral: true });
    expect(log.text).toContain("2 deliveries");
    expect(log.text).toMatch(
      new RegExp(`alert \\*\\*Harbour Lines\\*\\* · <t:\\d+:R> · <#${bot.leaks}> · sent`),
    );
    expect(log.text).toMatch(
      /alert \*\*Velda\*\* · .* · held back by its channel · Missing in <#\d+>: Send Messages/,
    );
    expect(log.buttons).toHaveLength(1);
    await bot.restart();
    bot.discord.setPermissions(gone.id, null);
    const label = log.buttons[0]?.label ?? "";
    const retried = await (await bot.discord.press(log, label, admin)).updated();
    expect(retried.text).toContain("on its way");
    await bot.deliver();
    expect(bot.discord.messages(gone.id)).toHaveLength(1);
    const stale = await bot.discord.press(log, label, admin).catch((error: unknown) => error);
    expect(String(stale)).toContain("there is no");
  });

  test("has pages, and shows only one state where it is asked to", async () => {
    for (const id of ["a", "b", "c"]) await bot.enqueue(id, { company: id });
    const log = await type("/alerts log", { count: 2, state: "pending" });
    expect(log.text).toContain("Page 1 of 2");
    await bot.restart();
    const next = await (await bot.discord.press(log, "Next ▶", admin)).updated();
    expect(next.text).toContain("Page 2 of 2");
    expect((await type("/alerts log", { state: "failed" })).text).toBe("No deliveries failed");
  });

  test("tells another server nothing, and tries nothing of another server again", async () => {
    bot.discord.setPermissions(bot.leaks, ["ViewChannel"]);
    await bot.enqueue("d1");
    await bot.deliver();
    const other = bot.discord.addGuild({ channels: [{ name: "x" }] });
    const place = other.channelId("x");
    const log = await (await bot.discord.type(other.id, place, admin, "/alerts log")).updated();
    expect(log.text).toBe("No deliveries");
    await bot.now().connection.messenger.post(
      place,
      {
        content: "forged",
        embeds: [],
        mentionRoles: [],
        buttons: [{ customId: "alerts:retry:d1::10:0", label: "Retry 1", style: "secondary" }],
      },
      { nonce: "n" },
    );
    const pressed = await bot.discord.press(bot.message(place, -1), "Retry 1", admin);
    await bot.discord.until(() => pressed.followUps.length === 1);
    expect(pressed.followUps[0]?.content).toContain("There is nothing to try again");
    expect(await bot.store.deliveries.counts()).toEqual({ held: 1 });
  });
});

describe("/alerts test", () => {
  test("posts where alerts go, and says where", async () => {
    expect((await type("/alerts test")).content).toBe(`Posted an example alert in <#${bot.general}>.`);
    await type("/alerts channel", { channel: bot.leaks });
    expect((await type("/alerts test")).content).toBe(`Posted an example alert in <#${bot.leaks}>.`);
    const [example] = bot.discord.messages(bot.leaks);
    expect(example?.text).toContain("This is a test.");
    expect(example?.buttons).toEqual([]);
  });
});

test("is not shown to people without Manage Server", async () => {
  const permissions = ["SendMessages"] as const;
  await expect(
    bot.discord.type(bot.guildId, bot.general, reader, "/alerts test", {}, { permissions }),
  ).rejects.toThrow("not shown to people");
});
