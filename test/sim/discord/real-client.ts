import {
  Client,
  Events,
  GatewayIntentBits,
  REST,
  SlashCommandBuilder,
  type BitFieldResolvable,
  type ChatInputCommandInteraction,
  type GatewayIntentsString,
  type Interaction,
  type SendableChannels,
} from "discord.js";
import { onTestFinished } from "vitest";
import { startDiscord, type DiscordOptions, type SimDiscord } from "../discord.ts";
import type { SimGuild } from "./world.ts";

/** Starts a simulated Discord that ends with the test. */
export async function start(options?: DiscordOptions): Promise<SimDiscord> {
  const discord = await startDiscord(options);
  onTestFinished(() => discord.close());
  return discord;
}

/** Makes a real client of a simulated Discord; it ends with the test. */
export function makeClient(
  discord: SimDiscord,
  intents: BitFieldResolvable<GatewayIntentsString, number> = GatewayIntentBits.Guilds,
): Client {
  const rest = { api: discord.apiUrl, retries: 0 };
  const client = new Client({ intents, allowedMentions: { parse: [] }, rest });
  client.on(Events.Error, () => undefined);
  onTestFinished(() => client.destroy());
  return client;
}

/** Waits until a real client is logged in and knows its guilds. */
export async function logIn(discord: SimDiscord): Promise<Client<true>> {
  const client = makeClient(discord);
  const ready = new Promise<Client<true>>((resolve) => void client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  return ready;
}

/** Makes requests without a client, so that bodies arrive as written. */
export function makeRest(discord: SimDiscord, token = discord.token): REST {
  const rest = new REST({ api: discord.apiUrl, retries: 0 }).setToken(token);
  onTestFinished(() => {
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  });
  return rest;
}

/** What most tests begin with. */
export interface Ready {
  readonly discord: SimDiscord;
  readonly guild: SimGuild;
  readonly client: Client<true>;
  /** The guild's text channel, `alerts`. */
  readonly channel: SendableChannels;
  readonly channelId: string;
}

/** Starts a Discord with a guild of a text channel and a forum, and a real client in it. */
export async function startReady(options?: DiscordOptions): Promise<Ready> {
  const discord = await start(options);
  const guild = discord.addGuild({
    name: "Example",
    channels: [{ name: "alerts" }, { name: "forum", type: 15 }],
    roles: [{ name: "analysts" }],
  });
  const client = await logIn(discord);
  const channelId = guild.channelId("alerts");
  const channel = await client.channels.fetch(channelId);
  if (!channel?.isSendable()) throw new Error("the channel cannot be written to");
  return { discord, guild, client, channel, channelId };
}

/** Answers every interaction; what an answer throws ends in `failures`. */
export function onInteraction(
  client: Client,
  answer: (interaction: Interaction) => Promise<unknown>,
): unknown[] {
  const failures: unknown[] = [];
  client.on(Events.InteractionCreate, (interaction) => {
    answer(interaction).catch((error: unknown) => failures.push(error));
  });
  return failures;
}

/** Answers every slash command; what an answer throws ends in `failures`. */
export function onCommand(
  client: Client,
  answer: (interaction: ChatInputCommandInteraction) => Promise<unknown>,
): unknown[] {
  return onInteraction(client, async (interaction) => {
    if (interaction.isChatInputCommand()) await answer(interaction);
  });
}

/** A command with an option of every kind that matters; needs Manage Server. */
export const watchCommand = new SlashCommandBuilder()
  .setName("watch")
  .setDescription("Watches companies")
  .setDefaultMemberPermissions(32n)
  .addSubcommand((add) =>
    add
      .setName("add")
      .setDescription("Adds a company")
      .addStringOption((option) =>
        option.setName("company").setDescription("Its name").setRequired(true).setMaxLength(20),
      )
      .addChannelOption((option) =>
        option.setName("channel").setDescription("Where alerts go").addChannelTypes(0),
      )
      .addRoleOption((option) => option.setName("role").setDescription("Whom they mention"))
      .addUserOption((option) => option.setName("user").setDescription("Who asked"))
      .addStringOption((option) =>
        option
          .setName("mode")
          .setDescription("How readily")
          .addChoices({ name: "strict", value: "s" }, { name: "broad", value: "b" }),
      )
      .addIntegerOption((option) => option.setName("count").setDescription("How many").setMaxValue(5))
      .addBooleanOption((option) => option.setName("loud").setDescription("Whether aloud"))
      .addAttachmentOption((option) => option.setName("file").setDescription("A list")),
  )
  .addSubcommand((show) =>
    show
      .setName("show")
      .setDescription("Shows a company")
      .addStringOption((option) =>
        option.setName("watch").setDescription("Which").setRequired(true).setAutocomplete(true),
      ),
  )
  .toJSON();
