import {
  ActionRowBuilder,
  type AutocompleteInteraction,
  ButtonBuilder,
  type ButtonInteraction,
  ButtonStyle,
  type ChatInputCommandInteraction,
  type Client,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import type { ListingKind, SourceStatus, StoredListing, Watch, WatchMode } from "../model.ts";

/** A command typed in a server. */
export type TypedCommand = ChatInputCommandInteraction<"raw" | "cached">;
/** An option being typed in a server. */
export type TypedOption = AutocompleteInteraction<"raw" | "cached">;
/** A button pressed in a server. */
export type PressedButton = ButtonInteraction<"raw" | "cached">;

/** One entry of an autocompleted option; `id` is what the command then receives. */
export interface Suggestion {
  readonly id: string;
  readonly name: string;
}

/** One slash command: its definition and its behaviour together, one file each in `commands/`. */
export interface Command {
  /**
   * Discord keeps the command from whoever lacks `default_member_permissions`, unless the server admits them. We keep
   * them from its buttons, where others see these.
   */
  readonly definition: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** Everybody in the channel sees the answer; default: the person who typed alone. Refusals are always private. */
  readonly isPublic?: boolean;
  /** Answers with `editReply`: it is deferred already. Throws a `UserError` for the person who typed. */
  run(interaction: TypedCommand, services: Services): Promise<void>;
  /** Suggests values for the option being typed; from memory, since autocomplete cannot be deferred. */
  complete?(interaction: TypedOption, services: Services): readonly Suggestion[];
  /**
   * Answers a button whose custom id is `<command name>:<args, separated by colons>`.
   * `editReply` replaces the message that holds the button: the update is deferred already.
   */
  press?(interaction: PressedButton, args: readonly string[], services: Services): Promise<void>;
}

/** Discord's limit of a button's custom id, in characters. */
export const maxCustomIdLength = 100;

/**
 * Makes the buttons that turn the pages of an answer; none where there is one page.
 *
 * @param customId - of a page's button; a page's number is its only state, so that it works after a restart
 * @param page - from 0
 */
export function renderPageButtons(
  customId: (page: number) => string,
  page: number,
  pages: number,
): ActionRowBuilder<ButtonBuilder>[] {
  if (pages <= 1) return [];
  const last = pages - 1;
  const button = (label: string, to: number, isUsable: boolean): ButtonBuilder =>
    new ButtonBuilder()
      .setCustomId(customId(to))
      .setLabel(label)
      .setStyle(ButtonStyle.Secondary)
      .setDisabled(!isUsable);
  return [
    new ActionRowBuilder<ButtonBuilder>().addComponents(
      button("◀ Previous", Math.max(0, page - 1), page > 0),
      button("Next ▶", Math.min(last, page + 1), page < last),
    ),
  ];
}

/**
 * Finds what Leakwatch lacks to post alerts in a channel, as far as the gateway has told.
 *
 * @returns names of permissions as Discord shows them; empty where nothing is known to be missing
 */
export function findMissingPermissions(client: Client, channelId: string): readonly string[] {
  const channel = client.channels.cache.get(channelId);
  if (channel === undefined || channel.isDMBased()) return [];
  const granted = channel.guild.members.me === null ? null : channel.permissionsFor(channel.guild.members.me);
  if (granted === null) return [];
  const needed = {
    "View Channel": PermissionFlagsBits.ViewChannel,
    ...(channel.isThread()
      ? { "Send Messages in Threads": PermissionFlagsBits.SendMessagesInThreads }
      : { "Send Messages": PermissionFlagsBits.SendMessages }),
    "Embed Links": PermissionFlagsBits.EmbedLinks,
  };
  return Object.entries(needed).flatMap(([name, bit]) => (granted.has(bit) ? [] : [name]));
}

/** What commands (and the command line) can do; made once by the composition root. */
export interface Services {
  readonly watches: WatchService;
  readonly listings: ListingService;
  readonly sources: SourceService;
  readonly alerts: AlertService;
}

/** What somebody types to watch a company; lists are split and trimmed already. */
export interface WatchInput {
  readonly company: string;
  readonly aliases?: readonly string[] | undefined;
  readonly domains?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
  readonly require?: readonly string[] | undefined;
  readonly mode?: WatchMode | undefined;
  readonly mentions?: Watch["mentions"] | undefined;
  readonly channelId?: string | null | undefined;
  readonly roleId?: string | null | undefined;
}

/** The watches of one server. Every `watch` argument takes an id or a company's name; unknown ones throw a `UserError`. */
export interface WatchService {
  /**
   * Adds a watch; it is in force when this returns.
   * @returns the watch, and warnings about names that are ambiguous
   * @throws `UserError` where the input is unusable or the company is watched already
   */
  add(
    serverId: string,
    input: WatchInput,
    by: { userId: string; channelId: string | null },
  ): Promise<{ watch: Watch; warnings: readonly string[] }>;
  list(serverId: string): Promise<readonly Watch[]>;
  get(serverId: string, watch: string): Promise<Watch>;
  /** Changes only what the input holds. */
  edit(
    serverId: string,
    watch: string,
    input: Partial<WatchInput>,
  ): Promise<{ watch: Watch; warnings: readonly string[] }>;
  /** Pauses or resumes. */
  setPaused(serverId: string, watch: string, paused: boolean): Promise<Watch>;
  remove(serverId: string, watch: string): Promise<Watch>;
  /**
   * Puts a removed watch back as it was, id included: what [Undo] does. It takes the id alone, since a button holds
   * no more; the removed watch is kept for a while, across restarts.
   * @throws `UserError` where it is kept no longer, or the company is watched again
   */
  restore(serverId: string, watchId: string): Promise<Watch>;
  /** Where its alerts go at present; null: nowhere yet. */
  routeOf(watch: Watch): Promise<string | null>;
  /** From memory, at most 25. */
  suggest(serverId: string, typed: string): readonly Suggestion[];
}

/** What to look for; everything absent means "any". */
export interface ListingFilter {
  readonly text?: string | undefined;
  readonly company?: string | undefined;
  readonly actor?: string | undefined;
  readonly kind?: ListingKind | undefined;
  /** Id of a data type. */
  readonly dataType?: string | undefined;
  /** In the currency stated. */
  readonly minPrice?: number | undefined;
  readonly sourceId?: string | undefined;
  readonly since?: Date | undefined;
}

/** One page of answers, newest first. */
interface ListingPage {
  readonly items: readonly StoredListing[];
  readonly total: number;
  /** From 0. */
  readonly page: number;
  readonly pages: number;
}

export interface ListingService {
  search(filter: ListingFilter, page: number, perPage: number): Promise<ListingPage>;
  /** Takes a listing's id; undefined where there is none. */
  find(id: string): Promise<StoredListing | undefined>;
  /** Keeps a filter for the buttons below an answer; may vanish. */
  saveFilter(filter: ListingFilter): Promise<string>;
  loadFilter(id: string): Promise<ListingFilter | undefined>;
  /** Newest titles that contain what was typed, from memory, at most 25. */
  suggest(typed: string): readonly Suggestion[];
  /** Data types whose id or label contains what was typed, an exact one first, from memory, at most 25. */
  suggestDataTypes(typed: string): readonly Suggestion[];
}

/** What came of a visit that somebody asked for. */
export interface SourceVisit {
  readonly outcome: "unchanged" | "stored" | "failed" | "aborted";
  /** Stored by the source's first visit, which alerts nobody. */
  readonly isFirst: boolean;
  readonly newPosts: number;
  readonly changedPosts: number;
  readonly alerts: number;
  readonly updates: number;
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** The configured sources. Every `source` argument takes an id or a name; unknown ones throw a `UserError`. */
export interface SourceService {
  list(): Promise<readonly SourceStatus[]>;
  get(source: string): Promise<SourceStatus>;
  /**
   * Visits a source now, under the same lease as the schedule.
   * @throws `UserError` where it is switched off or being visited already, or where this process visits nothing
   */
  visit(source: string): Promise<SourceVisit>;
  /** From memory, at most 25. */
  suggest(typed: string): readonly Suggestion[];
}

export interface AlertService {
  setChannel(serverId: string, purpose: "alerts" | "digest" | "health", channelId: string): Promise<void>;
  channelsOf(serverId: string): Promise<Partial<Record<"alerts" | "digest" | "health", string>>>;
  /**
   * Posts an example alert where this server's alerts go, through the same path as a real one.
   * @returns the channel it went to
   * @throws `UserError` that says which permission is missing and where
   */
  test(serverId: string, fallbackChannelId: string): Promise<{ channelId: string }>;
}
