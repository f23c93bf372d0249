import {
  ActionRowBuilder,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ButtonBuilder,
  ButtonStyle,
  ComponentType,
  MessageFlags,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
  type Interaction,
} from "discord.js";
import { describe, expect, test } from "vitest";
import { onCommand, onInteraction, startReady, watchCommand, type Ready } from "./real-client.ts";
import type { SimReply } from "./reply.ts";
import type { OptionValues } from "./typed-command.ts";

const user = "42";

async function startWithCommand(options?: Parameters<typeof startReady>[0]): Promise<Ready> {
  const ready = await startReady(options);
  await ready.client.application.commands.set([watchCommand]);
  return ready;
}

function typeAdd(
  { discord, guild, channelId }: Ready,
  values: OptionValues = { company: "NIO" },
): Promise<SimReply> {
  return discord.type(guild.id, channelId, user, "/watch add", values);
}

describe("typing a command", () => {
  test("brings everything with the types of the definition", async () => {
    const ready = await startWithCommand();
    const { discord, guild, client, channelId } = ready;
    onCommand(client, async (interaction) => {
      const { options } = interaction;
      const file = await fetch(options.getAttachment("file", true).url);
      const seen = [
        options.getSubcommand(),
        options.getString("company", true),
        options.getChannel("channel", true).name,
        options.getRole("role", true).name,
        options.getUser("user", true).id,
        options.getString("mode"),
        options.getInteger("count"),
        options.getBoolean("loud"),
        await file.text(),
        interaction.locale,
        interaction.memberPermissions?.toArray().join(),
        interaction.guild?.name,
        interaction.channelId,
      ];
      await interaction.reply({ content: seen.join(" "), flags: MessageFlags.Ephemeral });
    });
    const values = {
      company: "NIO",
      channel: channelId,
      role: guild.roleId("analysts"),
      user: "77",
      mode: "broad",
      count: 3,
      loud: true,
      file: { name: "list.csv", content: "one,two" },
    };
    const person = { locale: "ja", permissions: ["ManageGuild"] } as const;
    const reply = await discord.type(guild.id, channelId, user, "/watch add", values, person);
    expect(reply).toMatchObject({ kind: "message", ephemeral: true, deferred: false });
    expect(reply.text).toBe(
      `add NIO alerts analysts 77 b 3 true one,two ja ManageGuild Example ${channelId}`,
    );
    expect(discord.messages(channelId)).toEqual([]);
    discord.assertClean();
  });

  test.for<[why: RegExp, line: string, values: OptionValues, permissions?: readonly "SendMessages"[]]>([
    [/no command \/alarm/, "/alarm", {}],
    [/expected one of add, show/, "/watch", {}],
    [/expected one of add, show/, "/watch remove", {}],
    [/no subcommand more/, "/watch add more", { company: "NIO" }],
    [/company is required/, "/watch add", {}],
    [/no option colour/, "/watch add", { company: "NIO", colour: "red" }],
    [/company: too long/, "/watch add", { company: "x".repeat(21) }],
    [/company: too short/, "/watch add", { company: "" }],
    [/company: text expected/, "/watch add", { company: 5 }],
    [/mode: not one of strict, broad/, "/watch add", { company: "NIO", mode: "loose" }],
    [/count: whole number/, "/watch add", { company: "NIO", count: 1.5 }],
    [/count: too large/, "/watch add", { company: "NIO", count: 6 }],
    [/channel: no channel/, "/watch add", { company: "NIO", channel: "1" }],
    [/role: no role/, "/watch add", { company: "NIO", role: "1" }],
    [/file: file expected/, "/watch add", { company: "NIO", file: "list.csv" }],
    [/not shown to people without its permissions/, "/watch add", { company: "NIO" }, ["SendMessages"]],
  ])("is refused where Discord's client would: %s", async ([why, line, values, permissions]) => {
    const { discord, guild, channelId } = await startWithCommand();
    const person = permissions ? { permissions } : {};
    const typing = discord.type(guild.id, channelId, user, line, values, person);
    await expect(typing).rejects.toThrow(why);
    await expect(typing).rejects.toMatchObject({ name: "ClientRefusal" });
  });

  test("is for people without its permissions too, once the server admits them", async () => {
    const ready = await startWithCommand();
    onCommand(ready.client, async (interaction) => void (await interaction.reply("done")));
    const person = { permissions: ["SendMessages"], isAdmitted: true } as const;
    const values = { company: "NIO" };
    const { discord, guild, channelId } = ready;
    const reply = await discord.type(guild.id, channelId, user, "/watch add", values, person);
    expect(reply.content).toBe("done");
    discord.assertClean();
  });

  test("is refused for a channel of another type", async () => {
    const ready = await startWithCommand();
    const channel = ready.guild.channelId("forum");
    await expect(typeAdd(ready, { company: "NIO", channel })).rejects.toThrow(/not that type of channel/);
  });

  test("fails where nobody is connected", async () => {
    const ready = await startWithCommand();
    await ready.client.destroy();
    await ready.discord.until(() => ready.discord.connected === 0);
    await expect(typeAdd(ready)).rejects.toThrow(/no client is connected/);
  });

  test("fails where it is not answered in time, and a late answer is a problem", async () => {
    const ready = await startWithCommand({ answerWithinMs: 50 });
    const { promise: tooLate, resolve: giveUp } = Promise.withResolvers<void>();
    const failures = onCommand(ready.client, async (interaction) => {
      await tooLate;
      await interaction.reply("late");
    });
    await expect(typeAdd(ready)).rejects.toThrow(/not answered within 50 ms/);
    giveUp();
    await expect.poll(() => failures).toMatchObject([{ code: 10062, status: 404 }]);
    expect(ready.discord.problems).toEqual([expect.stringMatching(/callback: answered too late/)]);
  });

  test("names the refusal where an answer broke the rules", async () => {
    const ready = await startWithCommand({ answerWithinMs: 200 });
    const failures = onCommand(ready.client, (interaction) => interaction.reply("x".repeat(2001)));
    await expect(typeAdd(ready)).rejects.toThrow(/refused: .*content: more than 2000/);
    expect(failures).toMatchObject([{ code: 50035 }]);
  });
});

describe("answers", () => {
  test("a deferred one is awaited, edited and followed up", async () => {
    const ready = await startWithCommand();
    const { promise: mayAnswer, resolve: letAnswer } = Promise.withResolvers<void>();
    onCommand(ready.client, async (interaction) => {
      await interaction.deferReply();
      await mayAnswer;
      await interaction.editReply("first");
      await interaction.editReply("second");
      await interaction.followUp({ content: "more", flags: MessageFlags.Ephemeral });
    });
    const reply = await typeAdd(ready);
    expect(reply).toMatchObject({ kind: "deferred", deferred: true, content: "", ephemeral: false });
    letAnswer();
    await reply.updated();
    expect(reply.content).toBe("first");
    await ready.discord.until(() => reply.followUps.length > 0, "the follow-up");
    expect(reply).toMatchObject({
      content: "second",
      edits: [{ content: "first" }],
      followUps: [{ content: "more", ephemeralFor: user }],
    });
    expect(ready.discord.messages(ready.channelId)).toMatchObject([{ content: "second" }]);
    ready.discord.assertClean();
  });

  test("a follow-up takes the place of a mere deferral and keeps its privacy", async () => {
    const ready = await startWithCommand();
    onCommand(ready.client, async (interaction) => {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.followUp("done");
    });
    const reply = await (await typeAdd(ready)).updated();
    expect(reply).toMatchObject({ content: "done", ephemeral: true, followUps: [] });
    ready.discord.assertClean();
  });

  test("a follow-up to a deferral that was deleted is a message of its own, with its own privacy", async () => {
    const ready = await startWithCommand();
    onCommand(ready.client, async (interaction) => {
      await interaction.deferReply();
      await interaction.deleteReply();
      await interaction.followUp({ content: "done", flags: MessageFlags.Ephemeral });
    });
    const reply = await typeAdd(ready);
    await ready.discord.until(() => reply.followUps.length > 0, "the follow-up");
    expect(reply.message).toBeNull();
    expect(reply.followUps).toMatchObject([{ content: "done", ephemeralFor: user }]);
    expect(ready.discord.messages(ready.channelId)).toEqual([]);
    ready.discord.assertClean();
  });

  test("an answer can be fetched and deleted, and brought along with the callback", async () => {
    const ready = await startWithCommand();
    const seen: unknown[] = [];
    const failures = onCommand(ready.client, async (interaction) => {
      const { resource } = await interaction.reply({ content: "answer", withResponse: true });
      seen.push(resource?.message?.content, (await interaction.fetchReply()).content);
      await interaction.deleteReply();
    });
    const reply = await typeAdd(ready);
    await ready.discord.until(() => reply.message === null, "the deletion");
    expect(seen).toEqual(["answer", "answer"]);
    expect(failures).toEqual([]);
  });

  test("a second answer gets 40060 and is a problem", async () => {
    const ready = await startWithCommand();
    const failures = onCommand(ready.client, async (interaction) => {
      await interaction.reply("one");
      const body = { type: 4, data: { content: "two" } };
      await ready.client.rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, { body });
    });
    expect((await typeAdd(ready)).content).toBe("one");
    await expect.poll(() => failures).toMatchObject([{ code: 40060 }]);
    expect(ready.discord.problems).toEqual([expect.stringMatching(/answered twice/)]);
  });

  test("a repetition of a lost answer gets 40060 and is none", async () => {
    const ready = await startWithCommand();
    ready.discord.fail("POST /interactions/{id}/{token}/callback", { drop: "after" });
    const failures = onCommand(ready.client, async (interaction) => {
      await interaction.reply("one").catch(() => undefined);
      const body = { type: 4, data: { content: "one" } };
      await ready.client.rest.post(`/interactions/${interaction.id}/${interaction.token}/callback`, { body });
    });
    expect((await typeAdd(ready)).content).toBe("one");
    await expect.poll(() => failures).toMatchObject([{ code: 40060 }]);
    ready.discord.assertClean();
  });

  test("an answer can be edited for fifteen minutes", async () => {
    let now = Date.now();
    const ready = await startWithCommand({ now: () => now });
    const edits: ((content: string) => Promise<unknown>)[] = [];
    onCommand(ready.client, async (interaction) => {
      await interaction.reply("at once");
      edits.push((content) => interaction.editReply(content));
    });
    const reply = await typeAdd(ready);
    await expect.poll(() => edits).toHaveLength(1);
    now += 15 * 60_000;
    await edits[0]?.("in time");
    now += 1;
    await expect(edits[0]?.("too late")).rejects.toMatchObject({ code: 50027 });
    expect(reply.content).toBe("in time");
  });

  test("an edit cannot empty an answer", async () => {
    const ready = await startWithCommand();
    const failures = onCommand(ready.client, async (interaction) => {
      await interaction.reply("text");
      await interaction.editReply({ content: "" });
    });
    const reply = await typeAdd(ready);
    await expect.poll(() => failures).toMatchObject([{ code: 50006 }]);
    expect(reply.content).toBe("text");
  });

  test("follow-ups need an answer first, and a token that exists", async () => {
    const ready = await startWithCommand({ answerWithinMs: 200 });
    const path = `/webhooks/${ready.discord.applicationId}` as const;
    const failures = onCommand(ready.client, (interaction) =>
      ready.client.rest.post(`${path}/${interaction.token}`, { body: { content: "early" }, auth: false }),
    );
    await expect(typeAdd(ready)).rejects.toThrow(/not answered/);
    expect(failures).toMatchObject([{ code: 10015 }]);
    const unknown = ready.client.rest.post(`${path}/none`, { body: { content: "x" }, auth: false });
    await expect(unknown).rejects.toMatchObject({ code: 50027 });
  });
});

describe("suggestions", () => {
  test("come for the option in hand", async () => {
    const { discord, guild, client, channelId } = await startWithCommand();
    onInteraction(client, async (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const { name, value } = interaction.options.getFocused(true);
      await interaction.respond([{ name: `${name} ${value}`, value: interaction.options.getSubcommand() }]);
    });
    const choices = await discord.complete(guild.id, channelId, user, "/watch show", "watch", "ni");
    expect(choices).toEqual([{ name: "watch ni", value: "show" }]);
    const wrong = discord.complete(guild.id, channelId, user, "/watch add", "company", "ni");
    await expect(wrong).rejects.toThrow(/company is no option with autocomplete/);
    discord.assertClean();
  });

  test.for<[rule: RegExp, choices: readonly { name: string; value: string }[]]>([
    [
      /choices: more than 25/,
      Array.from({ length: 26 }, (_, index) => ({ name: `${index}`, value: `${index}` })),
    ],
    [/name: more than 100/, [{ name: "n".repeat(101), value: "v" }]],
    [/name: less than 1/, [{ name: "", value: "v" }]],
    [/value: not 1 to 100/, [{ name: "n", value: "v".repeat(101) }]],
  ])("are refused as Discord refuses them: %s", async ([rule, choices]) => {
    const { discord, guild, client, channelId } = await startWithCommand({ answerWithinMs: 200 });
    onInteraction(client, async (interaction) => {
      if (interaction.isAutocomplete()) await interaction.respond(choices);
    });
    const completing = discord.complete(guild.id, channelId, user, "/watch show", "watch", "ni");
    await expect(completing).rejects.toThrow(rule);
  });
});

describe("pressing and choosing", () => {
  const buttons = new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder().setCustomId("watch:next:2").setLabel("Next").setStyle(ButtonStyle.Secondary),
    new ButtonBuilder()
      .setCustomId("watch:off")
      .setLabel("Off")
      .setStyle(ButtonStyle.Danger)
      .setDisabled(true),
    new ButtonBuilder().setURL("https://example.org/").setLabel("Read").setStyle(ButtonStyle.Link),
  );
  const menu = new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
    new StringSelectMenuBuilder().setCustomId("kind").addOptions({ label: "Sale", value: "sale" }),
  );

  test("changes the message that holds the button, however old the message", async () => {
    const ready = await startWithCommand();
    const { discord, client, channel, channelId } = ready;
    await channel.send({ content: "page 1", components: [buttons] });
    onInteraction(client, async (interaction) => {
      if (interaction.isButton()) await interaction.update({ content: `page ${interaction.customId}` });
    });
    const [message] = discord.messages(channelId);
    expect(message?.buttons.map(({ label }) => label)).toEqual(["Next", "Off", "Read"]);
    if (!message) throw new Error("no message");
    const reply = await discord.press(message, "Next", user);
    expect(reply).toMatchObject({
      kind: "update",
      content: "page watch:next:2",
      edits: [{ content: "page 1" }],
    });
    expect((await discord.press(message, "watch:next:2", user)).edits).toHaveLength(2);
    await expect(discord.press(message, "Off", user)).rejects.toThrow(/disabled/);
    await expect(discord.press(message, "Read", user)).rejects.toThrow(/is a link/);
    await expect(discord.press(message, "Gone", user)).rejects.toThrow(
      /there is no Gone; there is Next, Off, Read/,
    );
    discord.deleteMessage(channelId, message.id);
    await expect(discord.press(message, "Next", user)).rejects.toThrow(/Unknown Message/);
    discord.assertClean();
  });

  test("an ephemeral answer's buttons are for its reader alone, and may answer later", async () => {
    const ready = await startWithCommand();
    const act = async (interaction: Interaction): Promise<void> => {
      if (interaction.isChatInputCommand())
        await interaction.reply({ content: "list", components: [buttons], flags: MessageFlags.Ephemeral });
      if (!interaction.isButton()) return;
      await interaction.deferUpdate();
      await interaction.editReply({ content: "list, page 2", components: [] });
    };
    expect(onInteraction(ready.client, act)).toEqual([]);
    const reply = await typeAdd(ready);
    await expect(ready.discord.press(reply, "Next", "43")).rejects.toThrow(/shown to 42 alone/);
    const pressed = await (await ready.discord.press(reply, "Next", user)).updated();
    expect(pressed).toMatchObject({ kind: "deferred-update", content: "list, page 2", buttons: [] });
    expect(reply.content).toBe("list, page 2");
    ready.discord.assertClean();
  });

  test("chooses what a menu offers", async () => {
    const ready = await startWithCommand();
    onInteraction(ready.client, async (interaction) => {
      if (interaction.isChatInputCommand())
        await interaction.reply({ content: "which?", components: [menu] });
      if (interaction.isStringSelectMenu()) await interaction.reply(`chose ${interaction.values.join()}`);
    });
    const reply = await typeAdd(ready);
    expect((await ready.discord.select(reply, "kind", ["sale"], user)).content).toBe("chose sale");
    await expect(ready.discord.select(reply, "kind", ["leak"], user)).rejects.toThrow(/does not offer leak/);
    await expect(ready.discord.select(reply, "kind", [], user)).rejects.toThrow(/does not take 0 values/);
  });

  test("fills in a dialogue", async () => {
    const ready = await startWithCommand();
    const input = new TextInputBuilder().setCustomId("why").setLabel("Why").setStyle(TextInputStyle.Short);
    const modal = new ModalBuilder()
      .setCustomId("reason")
      .setTitle("Reason")
      .addComponents(new ActionRowBuilder<TextInputBuilder>().addComponents(input));
    onInteraction(ready.client, async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.showModal(modal);
      if (interaction.isModalSubmit())
        await interaction.reply(`because ${interaction.fields.getTextInputValue("why")}`);
    });
    const opened = await typeAdd(ready);
    expect(opened).toMatchObject({ kind: "modal", message: null, modal: { custom_id: "reason" } });
    expect((await ready.discord.submit(opened, { why: "it is ours" })).content).toBe("because it is ours");
    await expect(ready.discord.submit(opened, { who: "me" })).rejects.toThrow(/no field who/);
    ready.discord.assertClean();
  });

  test("a dialogue that a button opened may change the button's message", async () => {
    const ready = await startWithCommand();
    const input = new TextInputBuilder().setCustomId("why").setLabel("Why").setStyle(TextInputStyle.Short);
    const modal = new ModalBuilder()
      .setCustomId("reason")
      .setTitle("Reason")
      .addComponents(new ActionRowBuilder<TextInputBuilder>().addComponents(input));
    onInteraction(ready.client, async (interaction) => {
      if (interaction.isButton()) await interaction.showModal(modal);
      if (interaction.isModalSubmit() && interaction.isFromMessage()) await interaction.update("changed");
    });
    await ready.channel.send({ content: "an alert", components: [buttons] });
    const [message] = ready.discord.messages(ready.channelId);
    if (!message) throw new Error("no message");
    const opened = await ready.discord.press(message, "Next", user);
    expect(await ready.discord.submit(opened, { why: "ours" })).toMatchObject({
      kind: "update",
      content: "changed",
    });
    expect(ready.discord.messages(ready.channelId)).toMatchObject([{ content: "changed" }]);
    ready.discord.assertClean();
  });

  test("a dialogue's labels hold texts and menus", async () => {
    const ready = await startWithCommand();
    onInteraction(ready.client, async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.showModal(labelledForm());
      if (interaction.isModalSubmit()) {
        const { fields } = interaction;
        await interaction.reply(
          `${fields.getStringSelectValues("kind").join("+")}: ${fields.getTextInputValue("why")}`,
        );
      }
    });
    const opened = await typeAdd(ready);
    const sent = await ready.discord.submit(opened, { kind: ["sale", "leak"], why: "not us" });
    expect(sent.content).toBe("sale+leak: not us");
    // What is not touched is sent as it came.
    expect((await ready.discord.submit(opened, { kind: ["leak"] })).content).toBe("leak: by default");
    ready.discord.assertClean();
  });

  test.for<[why: RegExp, fields: Readonly<Record<string, string | readonly string[]>>]>([
    [/why is required/, { kind: ["sale"], why: "" }],
    [/why: too long/, { kind: ["sale"], why: "x".repeat(21) }],
    [/why takes a text/, { kind: ["sale"], why: ["x"] }],
    [/kind takes a list/, { kind: "sale" }],
    [/kind does not take 0 values/, {}],
    [/kind does not offer access/, { kind: ["access"] }],
  ])("a dialogue is not sent where Discord's client would keep it: %s", async ([why, fields]) => {
    const ready = await startWithCommand();
    onInteraction(ready.client, async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.showModal(labelledForm());
    });
    const opened = await typeAdd(ready);
    await expect(ready.discord.submit(opened, fields)).rejects.toThrow(why);
    await expect(ready.discord.submit(opened, fields)).rejects.toMatchObject({ name: "ClientRefusal" });
  });

  test.for<[rule: RegExp, change: (form: APIModalInteractionResponseCallbackData) => void]>([
    [/title: more than 45/, (form) => (form.title = "t".repeat(46))],
    [
      /more than 5 rows/,
      (form) => form.components.push(...Array.from({ length: 4 }, (_, n) => textLabel(`${n}`))),
    ],
    [/a custom_id twice/, (form) => form.components.push(textLabel("why"))],
    [/two options of the same value/, (form) => form.components.push(menuLabel("again", ["sale", "sale"]))],
    [/longer than max_length/, (form) => form.components.push(textLabel("long", { value: "x".repeat(21) }))],
  ])("a dialogue is refused as Discord refuses it: %s", async ([rule, change]) => {
    const ready = await startWithCommand({ answerWithinMs: 200 });
    onInteraction(ready.client, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      const form = labelledForm();
      change(form);
      await interaction.showModal(form);
    });
    await expect(typeAdd(ready)).rejects.toThrow(rule);
  });
});

function textLabel(id: string, change: { readonly value?: string } = {}): APILabelComponent {
  return {
    type: ComponentType.Label,
    label: id,
    component: {
      type: ComponentType.TextInput,
      custom_id: id,
      style: TextInputStyle.Short,
      max_length: 20,
      ...change,
    },
  };
}

function menuLabel(id: string, values: readonly string[]): APILabelComponent {
  return {
    type: ComponentType.Label,
    label: id,
    component: {
      type: ComponentType.StringSelect,
      custom_id: id,
      options: values.map((value) => ({ label: value, value })),
      max_values: values.length,
    },
  };
}

function labelledForm(): APIModalInteractionResponseCallbackData {
  return {
    custom_id: "reason",
    title: "Reason",
    components: [menuLabel("kind", ["sale", "leak"]), textLabel("why", { value: "by default" })],
  };
}
