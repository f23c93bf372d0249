import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import type { DeliveryState, ListingKind, Severity } from "../../src/model.ts";
import { choicesOf, named } from "../../src/words/definitions.ts";
import type { Words } from "../../src/words/words.ts";

const severities = ["critical", "high", "medium", "low"] as const satisfies Severity[];
const kinds = [
  "sale",
  "ransom",
  "leak",
  "breach",
  "exposure",
  "access",
  "other",
] as const satisfies ListingKind[];
const states = ["pending", "held", "waiting", "failed", "sent"] as const satisfies DeliveryState[];

/** Most entries on one page of the log, and so most buttons. */
export const maxLogEntries = 10;

const severity = {
  type: ApplicationCommandOptionType.String,
  ...named("alerts role severity"),
  choices: choicesOf("severity"),
} as const satisfies APIApplicationCommandBasicOption;

/** The definition of `/alerts`. */
export const definition: RESTPostAPIChatInputApplicationCommandsJSONBody = {
  type: ApplicationCommandType.ChatInput,
  ...named("alerts"),
  contexts: [InteractionContextType.Guild],
  default_member_permissions: String(PermissionFlagsBits.ManageGuild),
  options: [
    {
      type: ApplicationCommandOptionType.Subcommand,
      ...named("alerts channel"),
      options: [
        {
          type: ApplicationCommandOptionType.Channel,
          ...named("alerts channel channel"),
          required: true,
          channel_types: [
            ChannelType.GuildText,
            ChannelType.GuildAnnouncement,
            ChannelType.GuildForum,
            ChannelType.PublicThread,
            ChannelType.PrivateThread,
            ChannelType.AnnouncementThread,
          ],
        },
        {
          type: ApplicationCommandOptionType.String,
          ...named("alerts channel for"),
          choices: choicesOf("for"),
        },
        { ...severity, ...named("alerts channel severity") },
        {
          type: ApplicationCommandOptionType.String,
          ...named("alerts channel kind"),
          choices: choicesOf("kind"),
        },
      ],
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      ...named("alerts role"),
      options: [{ type: ApplicationCommandOptionType.Role, ...named("alerts role role") }, severity],
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      ...named("alerts quiet"),
      options: [
        {
          type: ApplicationCommandOptionType.String,
          ...named("alerts quiet from"),
        },
        { type: ApplicationCommandOptionType.String, ...named("alerts quiet to") },
        {
          type: ApplicationCommandOptionType.String,
          ...named("alerts quiet timezone"),
          autocomplete: true,
        },
      ],
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      ...named("alerts digest"),
      options: [
        {
          type: ApplicationCommandOptionType.String,
          ...named("alerts digest every"),
          required: true,
          choices: choicesOf("every"),
        },
        {
          type: ApplicationCommandOptionType.String,
          ...named("alerts digest at"),
        },
      ],
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      ...named("alerts mute"),
      options: [
        {
          type: ApplicationCommandOptionType.String,
          ...named("alerts mute what"),
          required: true,
          autocomplete: true,
        },
        {
          type: ApplicationCommandOptionType.Integer,
          ...named("alerts mute hours"),
          min_value: 1,
          max_value: 8760,
        },
      ],
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      ...named("alerts log"),
      options: [
        {
          type: ApplicationCommandOptionType.Integer,
          ...named("alerts log count"),
          min_value: 1,
          max_value: maxLogEntries,
        },
        {
          type: ApplicationCommandOptionType.String,
          ...named("alerts log state"),
          choices: choicesOf("state"),
        },
      ],
    },
    {
      type: ApplicationCommandOptionType.Subcommand,
      ...named("alerts test"),
    },
  ],
};

/** Reads a severity from a button; null where it says none. */
export function readSeverity(text: string | null | undefined): Severity | null {
  return severities.find((severity) => severity === text) ?? null;
}

/** Reads a kind from a button; null where it says none. */
export function readKind(text: string | null | undefined): ListingKind | null {
  return kinds.find((kind) => kind === text) ?? null;
}

/** Reads the state that a log shows; null: all. */
export function readState(text: string | null | undefined): DeliveryState | null {
  return states.find((state) => state === text) ?? null;
}

/** Where a delivery stands, in words. */
export function nameState(state: DeliveryState, { alerts }: Words): string {
  return state === "sending" ? alerts.states.pending : alerts.states[state];
}

/** A kind in words, inside a sentence. */
export function nameKind(kind: ListingKind, { general }: Words): string {
  return general.kinds[kind].toLowerCase();
}
