import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Change, Listing } from "../../src/model.ts";
import { alert, delivery, listingRow, noFacets, post } from "../store/samples.ts";
import { startAlertBot, type AlertBot } from "./alert-bot.ts";
import { admin, reader } from "./bot.ts";

let bot: AlertBot;
beforeEach(async () => {
  bot = await startAlertBot();
});
afterEach(async () => {
  bot.discord.assertClean();
  await bot.close();
});

const anybody = { permissions: ["SendMessages"] } as const;
const analyst = { permissions: ["SendMessages", "CreatePublicThreads"] } as const;
const lowered: Change = { kind: "price-lowered", from: "$900", to: "$700" };
const cheaper: Listing = {
  ...alert().listing,
  prices: alert().listing.prices.map((price) => ({ ...price, amount: 700 })),
};

/** Says what changed since the alert was posted. */
async function update(firstId: string, changes: readonly Change[]): Promise<void> {
  const told = alert({ id: firstId, kind: "update", changes, history: changes, listing: cheaper });
  const id = `u-${firstId}-${changes.length}`;
  const address = { id, nonce: id, incidentId: `i-${firstId}`, serverId: bot.guildId, channelId: bot.leaks };
  await bot.store.deliveries.enqueue(delivery({ ...address, kind: "update", alert: told }), new Date());
  await bot.deliver();
}

describe("[Acknowledge]", () => {
  test("shows who has taken note and when, notifies nobody, and is kept across restarts and updates", async () => {
    const message = await bot.post("d1");
    await bot.restart();
    const pressed = await (await bot.discord.press(message, "Acknowledge", reader, anybody)).updated();
    expect(pressed.text).toMatch(new RegExp(`Acknowledged by <@${reader}> at <t:\\d+:f>`));
    expect(bot.message(bot.leaks).pings).toEqual({ everyone: false, users: [], roles: [] });
    await update("d1", [lowered]);
    const [first] = bot.discord.messages(bot.leaks);
    expect(first?.text).toContain(`Acknowledged by <@${reader}>`);
    expect(first?.text).toContain("~~$900~~");
    expect(first?.buttons.map(({ label }) => label)).toEqual([
      "Undo acknowledgement",
      "Mute 24 h",
      "Not us",
      "Details",
      "Case thread",
    ]);
  });

  test("is undone by the same person", async () => {
    const message = await bot.post("d1");
    await (await bot.discord.press(message, "Acknowledge", reader, anybody)).updated();
    const undone = bot.discord.press(message, "Undo acknowledgement", reader, anybody);
    expect((await (await undone).updated()).text).not.toContain("Acknowledged by");
    expect(bot.message(bot.leaks).buttons[0]?.label).toBe("Acknowledge");
  });

  test("is undone by nobody else, but for who manages the server", async () => {
    const message = await bot.post("d1");
    await (await bot.discord.press(message, "Acknowledge", admin, anybody)).updated();
    const other = await bot.discord.press(message, "Undo acknowledgement", reader, anybody);
    await bot.discord.until(() => other.followUps.length === 1);
    expect(other.followUps).toMatchObject([
      { ephemeralFor: reader, content: expect.stringContaining("Somebody else") as string },
    ]);
    expect(bot.message(bot.leaks).text).toContain(`Acknowledged by <@${admin}>`);
    const manager = { permissions: ["ManageGuild"] } as const;
    await (await bot.discord.press(message, "Undo acknowledgement", reader, manager)).updated();
    expect(bot.message(bot.leaks).text).not.toContain("Acknowledged by");
  });

  test("that comes while the alert is being edited is not lost", async () => {
    const message = await bot.post("d1");
    const { promise: edited, resolve: letGo } = Promise.withResolvers<void>();
    const held = bot.discord.fail(`PATCH /channels/${bot.leaks}/messages/${message.id}`, { hold: edited });
    const updated = update("d1", [lowered]);
    await expect.poll(() => held.hits).toBe(1);
    await (await bot.discord.press(message, "Acknowledge", reader, anybody)).updated();
    letGo();
    await updated;
    const { text } = bot.message(bot.leaks);
    expect(text).toContain(`Acknowledged by <@${reader}>`);
    expect(text).toContain("~~$900~~");
  });

  test("shows what has changed since the message was posted", async () => {
    const message = await bot.post("d1");
    await bot.store.deliveries.retell("d1", alert({ id: "d1", history: [lowered], listing: cheaper }));
    await (await bot.discord.press(message, "Acknowledge", reader, anybody)).updated();
    expect(bot.message(bot.leaks).text).toContain("~~$900~~");
  });
});

describe("[Mute 24 h]", () => {
  test("mutes the watch in this server, said alone, with [Undo] after a restart", async () => {
    const message = await bot.post("d1");
    const muted = await (await bot.discord.press(message, "Mute 24 h", admin)).updated();
    expect(muted).toMatchObject({ kind: "deferred", ephemeral: true });
    expect(muted.content).toMatch(/^The watch Harbour Lines is muted here until <t:\d+:f>/);
    const routing = () => bot.store.routing.ofServer(bot.guildId, new Date());
    expect((await routing()).mutes).toMatchObject([{ subject: "watch", value: "w1" }]);
    await bot.restart();
    const undone = await (await bot.discord.press(muted, "Undo", admin)).updated();
    expect(undone.content).toBe("The watch Harbour Lines is muted no longer.");
    expect((await routing()).mutes).toEqual([]);
  });

  test("is for those who may type the command", async () => {
    const message = await bot.post("d1");
    const pressed = await bot.discord.press(message, "Mute 24 h", reader, anybody);
    expect(pressed).toMatchObject({
      ephemeral: true,
      content: expect.stringContaining("Manage Server") as string,
    });
  });
});

describe("[Details]", () => {
  test("tells every fact with its quote and how sure it is, to the person alone", async () => {
    await bot.store.incidents.put({
      id: "i-d1",
      victimKeys: [],
      kind: "sale",
      actors: [],
      listing: alert().listing,
      listingId: "l1",
      changes: [],
      firstSeenAt: new Date(),
      lastSeenAt: new Date(),
    });
    await bot.store.listings.put(listingRow({ incidentId: "i-d1" }), noFacets);
    const message = await bot.post("d1");
    await bot.restart();
    const details = await (await bot.discord.press(message, "Details", reader, anybody)).updated();
    expect(details).toMatchObject({ kind: "deferred", ephemeral: true });
    expect(details.text).toContain("asking $900 · 90 %\n> Price: **$900**.");
    expect(details.text).toContain("Likely match, named as the victim: its name in the title · 90 %");
    expect(details.text).toContain("**Posts of this incident**");
    expect(bot.discord.messages(bot.leaks)).toHaveLength(1);
  });

  test("has pages where it is long", async () => {
    const evidence = { field: "body", start: 0, end: 4, text: "x".repeat(100), confidence: 0.5 } as const;
    const listing = {
      ...alert().listing,
      dataTypes: Array.from({ length: 60 }, (_, n) => ({
        ...evidence,
        id: `t${n}`,
        label: `Data type number ${n}`,
        negated: false,
      })),
    };
    await bot.store.incidents.put({
      id: "i-d1",
      victimKeys: [],
      kind: "sale",
      actors: [],
      listing,
      listingId: "l1",
      changes: [],
      firstSeenAt: new Date(),
      lastSeenAt: new Date(),
    });
    await bot.store.listings.put(listingRow({ incidentId: "i-d1", listing, post: post() }), noFacets);
    const message = await bot.post("d1");
    const first = await (await bot.discord.press(message, "Details", reader, anybody)).updated();
    expect(first.text).toContain("Data type number 0");
    await bot.restart();
    const second = await (await bot.discord.press(first, "Next ▶", reader, anybody)).updated();
    expect(second).toMatchObject({ kind: "deferred-update", ephemeral: true });
    expect(second.text).not.toContain("Data type number 0");
    expect(second.text).toContain("Data type number 50");
  });

  test("of a post that is kept no longer tell what the alert itself holds", async () => {
    const message = await bot.post("d1");
    const details = await (await bot.discord.press(message, "Details", reader, anybody)).updated();
    expect(details.text).toContain("The post is kept no longer.");
  });
});

describe("[Case thread]", () => {
  test("opens a thread at the alert once, in which later changes are told", async () => {
    const message = await bot.post("d1");
    const opened = await (await bot.discord.press(message, "Case thread", reader, analyst)).updated();
    expect(opened).toMatchObject({
      ephemeral: true,
      content: expect.stringContaining(`<#${message.id}>`) as string,
    });
    await bot.restart();
    const again = await (await bot.discord.press(message, "Case thread", admin)).updated();
    expect(again.content).toContain(`<#${message.id}>`);
    await update("d1", [lowered]);
    expect(bot.discord.messages(bot.leaks)).toHaveLength(1);
    expect(bot.message(bot.leaks).text).toContain("~~$900~~");
    expect(bot.discord.messages(message.id)).toMatchObject([
      { content: expect.stringContaining("$700") as string },
    ]);
  });

  test("that is deleted leaves the channel to tell what changes", async () => {
    const message = await bot.post("d1");
    await (await bot.discord.press(message, "Case thread", admin)).updated();
    bot.discord.deleteChannel(message.id);
    await update("d1", [lowered]);
    expect(bot.discord.messages(bot.leaks)).toMatchObject([{ id: message.id }, { reference: message.id }]);
  });

  test("says plainly what the bot or the person lacks", async () => {
    const message = await bot.post("d1");
    const person = await (await bot.discord.press(message, "Case thread", reader, anybody)).updated();
    expect(person.content).toBe("You need the permission Create Public Threads for this.");
    bot.discord.setPermissions(bot.leaks, ["ViewChannel", "SendMessages", "EmbedLinks"]);
    const lacking = await (await bot.discord.press(message, "Case thread", admin)).updated();
    expect(lacking.content).toBe(`I cannot open a thread: give me Create Public Threads in <#${bot.leaks}>.`);
  });

  test("in a forum is the post itself, and what changes is told in it", async () => {
    const forum = bot.discord.addChannel(bot.guildId, { name: "cases", type: 15 });
    await bot.enqueue("d1", {}, forum.id);
    await bot.deliver();
    const [made] = await bot.store.deliveries.freshOf("i-d1");
    const message = bot.message(made?.standsIn ?? "");
    expect(made).toMatchObject({ messageId: message.id, standsIn: message.id });
    const pressed = await (await bot.discord.press(message, "Case thread", admin)).updated();
    expect(pressed.content).toContain("the alert's own thread");
    await (await bot.discord.press(message, "Acknowledge", reader, anybody)).updated();
    const told = alert({
      id: "d1",
      kind: "update",
      changes: [lowered],
      history: [lowered],
      listing: cheaper,
    });
    const address = { incidentId: "i-d1", serverId: bot.guildId, channelId: forum.id };
    await bot.store.deliveries.enqueue(
      delivery({ id: "u1", nonce: "u1", kind: "update", ...address, alert: told }),
      new Date(),
    );
    await bot.deliver();
    const [first, reply] = bot.discord.messages(message.channelId);
    expect(first?.text).toContain("~~$900~~");
    expect(first?.text).toContain("Acknowledged by");
    expect(reply?.reference).toBe(message.id);
  });
});

describe("tenancy", () => {
  test.for(["Acknowledge", "Mute 24 h", "Details", "Case thread"])(
    "another server's alert is unknown to [%s]",
    async (label) => {
      const message = await bot.post("d1");
      const guild = bot.discord.addGuild({ channels: [{ name: "elsewhere" }] });
      const place = guild.channelId("elsewhere");
      // The same button, as somebody would forge it.
      await bot.now().connection.messenger.post(
        place,
        {
          content: "forged",
          embeds: [],
          mentionRoles: [],
          buttons: message.buttons.map((button) => ({
            customId: button.customId ?? "",
            label: button.label,
            style: "secondary" as const,
          })),
        },
        { nonce: "forged" },
      );
      const pressed = await bot.discord.press(bot.message(place, -1), label, admin);
      await bot.discord.until(
        () => pressed.followUps.length > 0 || pressed.content.includes("no longer known"),
      );
      expect([pressed.content, ...pressed.followUps.map(({ content }) => content)].join()).toContain(
        "This alert is no longer known here.",
      );
      expect(await bot.store.deliveries.acknowledgementOf("d1")).toBeNull();
      expect((await bot.store.routing.ofServer(guild.id, new Date())).mutes).toEqual([]);
    },
  );

  test("a button whose alert is kept no longer says so", async () => {
    const message = await bot.post("d1");
    await bot.now().connection.messenger.edit(bot.leaks, message.id, {
      content: "old",
      embeds: [],
      mentionRoles: [],
      buttons: [{ customId: "alerts:details:gone", label: "Details", style: "secondary" }],
    });
    const pressed = await (await bot.discord.press(message, "Details", reader, anybody)).updated();
    expect(pressed.content).toBe("This alert is no longer known here.");
  });
});
