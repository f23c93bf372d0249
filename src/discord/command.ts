import {
  ActionRowBuilder,
  type APIModalInteractionResponseCallbackData,
  type AutocompleteInteraction,
  type BaseMessageOptions,
  ButtonBuilder,
  type ButtonInteraction,
  ButtonStyle,
  type ChatInputCommandInteraction,
  type Client,
  type ModalMessageModalSubmitInteraction,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import type { Embed, Message } from "../alert/message.ts";
import type {
  AlertDelivery,
  DeliveryState,
  DigestTimes,
  ListingHistory,
  ListingKind,
  Match,
  MatchTier,
  Mute,
  QuietHours,
  Rates,
  Route,
  ServerRouting,
  SourceHistory,
  SourceStatus,
  Statistics,
  StoredListing,
  TextField,
  Watch,
  WatchMode,
} from "../model.ts";

export { openCaseThread } from "./case-thread.ts";
export { renderButtonRows } from "./message-body.ts";
import { type Words, wordsFor } from "../words/words.ts";

/** A command typed in a server. */
export type TypedCommand = ChatInputCommandInteraction<"raw" | "cached">;
/** An option being typed in a server. */
export type TypedOption = AutocompleteInteraction<"raw" | "cached">;
/** A button pressed in a server. */
export type PressedButton = ButtonInteraction<"raw" | "cached">;
/** A form filled in that a button had opened. */
export type SubmittedForm = ModalMessageModalSubmitInteraction<"raw" | "cached">;

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
  /**
   * It changes nothing and tells nothing of a server but what its `guildId` gives, so that people may take it along
   * (user install) to where Leakwatch is not: there answers are private, and outside servers `guildId` is empty.
   */
  readonly isQuery?: boolean;
  /** Everybody in the channel sees the answer; default: the person who typed alone. Refusals are always private. */
  readonly isPublic?: boolean;
  /** Posted once in a server that the bot was just added to; one command has it. */
  readonly greeting?: (locale: string) => BaseMessageOptions;
  /** Answers with `editReply`: it is deferred already. Throws a `UserError` for the person who typed. */
  run(interaction: TypedCommand, services: Services): Promise<void>;
  /** Suggests values for the option being typed; from memory, since autocomplete cannot be deferred. */
  complete?(interaction: TypedOption, services: Services): readonly Suggestion[];
  /**
   * Answers a button whose custom id is `<command name>:<args, separated by colons>`.
   * `editReply` replaces the message that holds the button: the update is deferred already.
   */
  press?(interaction: PressedButton, args: readonly string[], services: Services): Promise<void>;
  /** Buttons that differ from the rule, by the first of their args. */
  readonly buttons?: Readonly<Record<string, ButtonRule>>;
  /** The form that a button opens; its custom id reads `<command name>:<args>` like a button's. */
  form?(
    interaction: PressedButton,
    args: readonly string[],
    services: Services,
  ): Promise<APIModalInteractionResponseCallbackData>;
  /** Takes a form that was filled in; `editReply` replaces the message that held the form's button. */
  submit?(interaction: SubmittedForm, args: readonly string[], services: Services): Promise<void>;
}

/** How a button is answered, and who may press it. */
interface ButtonRule {
  /** `change` its message (default), answer the person `alone`, or open a `form`. */
  readonly answer?: "change" | "alone" | "form";
  /** Whoever sees the message may press it, whoever may type the command. */
  readonly isOpen?: boolean;
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
  { general }: Words = wordsFor("en"),
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
      button(general.previous, Math.max(0, page - 1), page > 0),
      button(general.next, Math.min(last, page + 1), page < last),
    ),
  ];
}

/**
 * Finds what Leakwatch lacks to post alerts in a channel, as far as the gateway has told.
 *
 * @returns names of permissions as Discord shows them; empty where nothing is known to be missing
 */
export function findMissingPermissions(
  client: Client,
  channelId: string,
  { general: { permissions } }: Words = wordsFor("en"),
): readonly string[] {
  const channel = client.channels.cache.get(channelId);
  if (channel === undefined || channel.isDMBased()) return [];
  const granted = channel.guild.members.me === null ? null : channel.permissionsFor(channel.guild.members.me);
  if (granted === null) return [];
  const needed = {
    [permissions.viewChannel]: PermissionFlagsBits.ViewChannel,
    // A forum's posts are threads, begun with a message.
    ...(channel.isThread() ? {} : { [permissions.sendMessages]: PermissionFlagsBits.SendMessages }),
    ...(channel.isThread() || channel.isThreadOnly()
      ? { [permissions.sendInThreads]: PermissionFlagsBits.SendMessagesInThreads }
      : {}),
    [permissions.embedLinks]: PermissionFlagsBits.EmbedLinks,
  };
  return Object.entries(needed).flatMap(([name, bit]) => (granted.has(bit) ? [] : [name]));
}

/** What commands (and the command line) can do; made once by the composition root. */
export interface Services {
  readonly watches: WatchService;
  readonly replays: ReplayService;
  readonly watchFiles: WatchFileService;
  readonly files: FileService;
  readonly listings: ListingService;
  readonly sources: SourceService;
  readonly alerts: AlertService;
  readonly statistics: StatisticsService;
  readonly doctor: DoctorService;
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
  /**
   * Changes only what the input holds.
   * @returns besides, what {@link WatchService.revert} takes
   */
  edit(
    serverId: string,
    watch: string,
    input: Partial<WatchInput>,
  ): Promise<{ watch: Watch; warnings: readonly string[]; undo: string }>;
  /**
   * Takes an edit back: what its [Undo] does, for a while and across restarts; itself an edit.
   * @throws `UserError` where the watch was changed again since, or what it was is kept no longer
   */
  revert(serverId: string, watchId: string, undo: string): Promise<{ watch: Watch; undo: string }>;
  /** Pauses or resumes. */
  setPaused(serverId: string, watch: string, paused: boolean): Promise<Watch>;
  remove(serverId: string, watch: string): Promise<Watch>;
  /**
   * Puts a removed watch back as it was, id included: what [Undo] does. It takes the id alone, since a button holds
   * no more; the removed watch is kept for a while, across restarts.
   * @throws `UserError` where it is kept no longer, or the company is watched again
   */
  restore(serverId: string, watchId: string): Promise<Watch>;
  /**
   * Tells stage by stage what matching makes of a text: its first line is read as a post's title, the rest as its body.
   * @param watch - absent: all of the server's watches that are in force and of which something is found
   */
  test(serverId: string, text: string, watch?: string): Promise<TextTest>;
  /** Where its alerts go at present; null: nowhere yet. */
  routeOf(watch: Watch): Promise<string | null>;
  /** From memory, at most 25. */
  suggest(serverId: string, typed: string): readonly Suggestion[];
}

/** Why a match by itself alerts nobody; `digest`: its watch wants it there alone. */
type Silence = "only possible" | "mentioned only" | "digest";

/** What the stages of matching make of a text. */
export interface TextTest {
  /** The fields that are read, folded to tokens. */
  readonly normalised: Readonly<Record<string, string>>;
  readonly watches: readonly TestedWatch[];
}

/** What the stages of matching make of a text for one watch. */
export interface TestedWatch {
  readonly watch: Watch;
  /** Every place where the company may stand. */
  readonly candidates: readonly TestedCandidate[];
  /** The score from which a candidate is `likely`. */
  readonly bar: number;
  /** Why the watch's own words rule the text out; null where they do not. */
  readonly ruledOut: string | null;
  readonly match: Match | null;
  /** Why the match alerts nobody; null where it would. */
  readonly silence: Silence | null;
}

/** One place where a company may stand. */
export interface TestedCandidate {
  readonly field: TextField;
  readonly text: string;
  readonly by: Match["by"];
  /** What speaks for it and against it, each with its weight. */
  readonly cues: readonly (readonly [weight: number, words: string])[];
  readonly worth: number;
  readonly score: number;
  readonly veto: string | null;
  /** Null where it is no match. */
  readonly tier: MatchTier | null;
}

/** What a watch finds in the posts that are stored already. */
export interface ReplayService {
  /** Replays a watch over the stored posts. */
  replay(serverId: string, watch: string): Promise<Replay>;
  /**
   * Posts the alerts that a replay finds where the watch's alerts go, through the outbox; again and again it changes
   * nothing.
   * @throws `UserError` where its alerts go nowhere yet
   */
  post(serverId: string, watch: string): Promise<PostedReplay>;
  /**
   * Finds the changes to a watch that would have prevented one of its alerts, the narrowest first.
   * @param deliveryId - of an alert of this server
   * @param watchId - of one of the watches that it concerns; absent: the first that it would still alert of
   * @throws `UserError` where the alert or its watch is gone, or the watch does not match it any more
   */
  propose(serverId: string, deliveryId: string, watchId?: string): Promise<Feedback>;
  /**
   * Makes one of the proposed changes.
   * @param key - the proposal's
   * @throws `UserError` besides where the proposal is none any more, since the watch was changed
   */
  adopt(
    serverId: string,
    deliveryId: string,
    key: string,
    watchId?: string,
  ): Promise<{ watch: Watch; warnings: readonly string[]; undo: string; words: string }>;
}

/** What a watch would have alerted of. */
export interface Replay {
  /** Alerts in all: one an incident. */
  readonly alerts: number;
  /** The newest of them, a few. */
  readonly examples: readonly ReplayedAlert[];
  readonly span: ReplaySpan;
}

/** How far a replay looked back. */
export interface ReplaySpan {
  readonly days: number;
  /** Posts looked at. */
  readonly posts: number;
  /** Older posts of these days were left out, since an answer cannot wait for them. */
  readonly isCut: boolean;
}

/** An alert that a watch would have brought. */
export interface ReplayedAlert {
  readonly listingId: string;
  readonly title: string;
  readonly sourceName: string;
  /** When it was published; discovered, where the post does not say. */
  readonly at: Date;
  readonly match: Match;
}

/** What posting a replay's alerts came to. */
export interface PostedReplay {
  /** Where they go: to several channels where the server routes by severity or kind. */
  readonly channelIds: readonly string[];
  readonly posted: number;
  /** Incidents that had alerted in their channel already. */
  readonly known: number;
  /** Older ones that were left out: more at once would flood the channel. */
  readonly left: number;
}

/** How an alert that was none could have been prevented. */
interface Feedback {
  readonly watch: Watch;
  /** Those of which the post would alert besides. */
  readonly others: readonly Watch[];
  /** Of the post that alerted. */
  readonly title: string;
  /** The narrowest first; empty where only removing the watch would help. */
  readonly proposals: readonly Proposal[];
  readonly span: ReplaySpan;
}

/** A change to a watch, and what else it would have silenced. */
export interface Proposal {
  /** Names it in a button. */
  readonly key: string;
  /** As it is shown: `exclude "Anchor Bay Marina"`. */
  readonly words: string;
  /** How many other alerts it would have silenced. */
  readonly alerts: number;
  /** The newest of the silenced alerts, a few; without the one in question. */
  readonly examples: readonly ReplayedAlert[];
}

/** Watches in files. */
export interface WatchFileService {
  /**
   * Adds the watches of a CSV, JSON or JSON Lines file, changes those of companies that are watched already, and names
   * every row that is unusable; all of it is in force when this returns.
   * @throws `UserError` where the file as a whole cannot be read
   */
  import(serverId: string, file: Uint8Array, by: ImportedBy): Promise<ImportReport>;
  /**
   * Takes an import back: what its [Undo] does, for a while and across restarts. What was changed again since stays.
   * @throws `UserError` where what it changed is kept no longer
   */
  takeBack(serverId: string, undo: string): Promise<UndoneImport>;
  /** A file that {@link WatchFileService.import} makes the same watches of. */
  export(serverId: string, format: "csv" | "json"): Promise<{ text: string; watches: number }>;
}

/** Who imports, and which channels and roles they may name. */
export interface ImportedBy {
  readonly userId: string;
  readonly channelId: string | null;
  /** Absent: any. */
  readonly hasChannel?: (channelId: string) => boolean;
  readonly hasRole?: (roleId: string) => boolean;
}

/** What an import came to. */
export interface ImportReport {
  readonly added: number;
  /** Names of the companies whose watches were changed. */
  readonly updated: readonly string[];
  /** Watched already, just so. */
  readonly unchanged: number;
  readonly bad: readonly RowNote[];
  /** Advice about rows that were taken. */
  readonly warnings: readonly RowNote[];
  /** Columns or keys that are not known. */
  readonly ignored: readonly string[];
  /** What {@link WatchFileService.takeBack} takes; null: nothing was changed. */
  readonly undo: string | null;
}

/** What taking an import back came to. */
export interface UndoneImport {
  /** Watches that it had added. */
  readonly removed: number;
  /** Watches that are again as they were. */
  readonly restored: number;
  /** Names of those that were changed again since, and left alone. */
  readonly left: readonly string[];
}

/** A row of which there is something to say. */
export interface RowNote {
  /** In the file, from 1. */
  readonly line: number;
  readonly reason: string;
  /** The reason by language, where it is translated. */
  readonly translations?: Readonly<Record<string, string>>;
}

/** Files that people attach to commands. */
export interface FileService {
  /**
   * Downloads an attachment.
   * @throws `UserError` where it is larger than 4 MiB, or Discord does not give it
   */
  download(url: string): Promise<Uint8Array>;
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
  /** How the matter of a listing went on, in all the posts that tell of it. */
  history(listing: StoredListing): Promise<ListingHistory>;
  /** By which amounts are shown in dollars besides; null where none are known today. */
  rates(): Promise<Rates | null>;
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
  /** What could not be read although the source answered: a further page, or every thread; null: all was that was wanted. */
  readonly partial: { readonly code: string; readonly message: string } | null;
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** The configured sources. Every `source` argument takes an id or a name; unknown ones throw a `UserError`. */
export interface SourceService {
  list(): Promise<readonly SourceStatus[]>;
  get(source: string): Promise<SourceHistory>;
  /**
   * Visits a source now, under the same lease as the schedule.
   * @throws `UserError` where it is switched off or being visited already, or where this process visits nothing
   */
  visit(source: string): Promise<SourceVisit>;
  /** From memory, at most 25. */
  suggest(typed: string): readonly Suggestion[];
}

export interface StatisticsService {
  /** Counts what was told since then, 52 weeks back at most, and what came of this server's alerts. */
  count(serverId: string, since: Date): Promise<Statistics>;
  /** The figures as a picture, PNG. */
  draw(statistics: Statistics): Promise<Buffer>;
  /** The history of what a listing asks, as a picture, PNG; null where the price never changed. */
  drawPrices(listing: StoredListing): Promise<Buffer | null>;
}

/** What the examination of one server found, as far as the database and this process tell. */
export interface Examination {
  /** Every channel that something goes to, and what. */
  readonly routes: readonly { readonly channelId: string; readonly purposes: readonly string[] }[];
  /** Watches whose alerts have nowhere to go. */
  readonly unrouted: readonly string[];
  readonly watches: number;
  readonly queue: {
    readonly waiting: number;
    readonly held: number;
    readonly failed: number;
    /** How long the oldest that should be gone has waited. */
    readonly oldestMs: number;
  };
  readonly sources: {
    readonly enabled: number;
    readonly neverRead: number;
    readonly failing: readonly { readonly name: string; readonly code: string }[];
    /** How far the visits are behind. */
    readonly overdueMs: number;
  };
  /** How old the exchange rates are; `ageMs` null: none were taken yet. Null: they are not asked for, or not here. */
  readonly rates: { readonly ageMs: number | null } | null;
  /** How long the process could do nothing else lately, at worst. */
  readonly stallMs: number;
}

/** Finds out why nothing arrives. */
export interface DoctorService {
  examine(serverId: string): Promise<Examination>;
}

/** Where a server's alerts go, what becomes of them, and what people do with them. */
export interface AlertService {
  setChannel(
    serverId: string,
    purpose: "alerts" | "digest" | "health",
    channelId: string | null,
  ): Promise<void>;
  channelsOf(serverId: string): Promise<Partial<Record<"alerts" | "digest" | "health", string>>>;
  /**
   * Posts an example alert where this server's alerts go, through the same path as a real one.
   * @returns the channel it went to
   * @throws `UserError` that says which permission is missing and where
   */
  test(serverId: string, fallbackChannelId: string): Promise<{ channelId: string }>;

  /** Everything that the server has set. */
  routingOf(serverId: string): Promise<ServerRouting>;
  /** @param channelId - null: that part goes where the others go again */
  setRoute(serverId: string, part: Omit<Route, "channelId">, channelId: string | null): Promise<void>;
  /** Replaces the roles that are mentioned from a severity up. */
  setRoles(serverId: string, roles: ServerRouting["roles"]): Promise<void>;
  /** @throws `UserError` where there is no such time zone */
  setQuiet(serverId: string, quiet: QuietHours | null, timeZone: string): Promise<void>;
  setDigest(serverId: string, digest: DigestTimes): Promise<void>;

  /**
   * Mutes a watch, a source or a threat actor in this server.
   * @param what - id of a suggestion, or the name of a watch, a source or an actor
   * @returns the mute, and when it would have ended before; null where there was none
   */
  mute(serverId: string, what: string, hours: number): Promise<Muted>;
  /** Mutes the watch that an alert is for. */
  muteWatchOf(serverId: string, deliveryId: string, hours: number): Promise<Muted>;
  /** Lets a mute end at another time: what [Undo] does. */
  endMute(serverId: string, muteId: string, until: Date): Promise<Mute>;
  /** Watches, sources and actors whose names contain what was typed, from memory, at most 25. */
  suggestMutes(serverId: string, typed: string): readonly Suggestion[];

  /** One page of what was delivered to this server, newest first. */
  log(serverId: string, state: DeliveryState | null, page: number, perPage: number): Promise<LogPage>;
  /**
   * Has what failed or is held back tried again now.
   * @throws `UserError` where there is nothing to try again
   */
  retry(serverId: string, deliveryId: string): Promise<void>;

  /** @throws `UserError` where this server has no such alert (any more), as the three below */
  find(serverId: string, deliveryId: string): Promise<AlertDelivery>;
  /**
   * Notes that somebody has taken note of an alert; once more by the same person, that nobody has.
   * @param mayUndo - whether the person may undo others' acknowledgements too
   * @returns the alert as it is to be shown from now on
   * @throws `UserError` where somebody else has acknowledged it
   */
  acknowledge(serverId: string, deliveryId: string, userId: string, mayUndo: boolean): Promise<Message>;
  /** Everything that is known of an alert's post and incident, each fact with its quote; at least one page. */
  details(serverId: string, deliveryId: string, locale?: string): Promise<readonly Embed[]>;
  /** Keeps the thread that was opened at an alert: what changes later is told there. */
  openedCase(serverId: string, deliveryId: string, threadId: string): Promise<void>;
}

/** What muting something came to. */
export interface Muted {
  readonly mute: Mute;
  readonly before: Date | null;
}

/** One page of the log of deliveries. */
interface LogPage {
  readonly items: readonly LogEntry[];
  readonly total: number;
  /** From 0. */
  readonly page: number;
  readonly pages: number;
}

/** One delivery in the log. */
export interface LogEntry {
  readonly id: string;
  readonly kind: "fresh" | "update" | "notice";
  readonly state: DeliveryState;
  readonly channelId: string;
  /** The company, or what a notice is called. */
  readonly what: string;
  /** Why it has not arrived, in words; null where it has, or nothing stands in its way. */
  readonly reason: string | null;
  readonly createdAt: Date;
  /** It was told together with others, in one message. */
  readonly isInDigest: boolean;
}
