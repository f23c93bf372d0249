import type { Client } from "discord.js";
import {
  findMissingPermissions,
  type PressedButton,
  type Services,
  type TypedCommand,
} from "../../src/discord/command.ts";
import { UserError } from "../../src/errors.ts";
import type { ListingKind, Severity } from "../../src/model.ts";
import { reply } from "./answer.ts";
import { nameKind, readKind, readSeverity } from "./definition.ts";

type Purpose = "alerts" | "digest" | "health";

/** What goes to a channel. */
interface Part {
  readonly purpose: Purpose;
  readonly severity: Severity | null;
  readonly kind: ListingKind | null;
}

/** `/alerts channel`. */
export async function chooseChannel(interaction: TypedCommand, services: Services): Promise<void> {
  const { options } = interaction;
  const channelId = options.getChannel("channel", true).id;
  const part = {
    purpose: readPurpose(options.getString("for") ?? "alerts"),
    severity: readSeverity(options.getString("severity")),
    kind: readKind(options.getString("kind")),
  };
  if (part.purpose !== "alerts" && (part.severity !== null || part.kind !== null))
    throw new UserError("Only alerts go by severity and kind: leave out for:, or both of the others.");
  const before = await put(interaction.guildId, part, channelId, services);
  const undo = before === channelId ? null : makeUndo(part, before);
  await reply(interaction, tell(interaction.client, part, channelId), undo);
}

/** Its [Undo]: sets the channel that was there before, or none. */
export async function undoChannel(
  interaction: PressedButton,
  [purpose, severity, kind, channelId = ""]: readonly string[],
  services: Services,
): Promise<void> {
  const part = {
    purpose: readPurpose(purpose),
    severity: readSeverity(severity),
    kind: readKind(kind),
  };
  const before = /^\d{1,20}$/u.test(channelId) ? channelId : null;
  await put(interaction.guildId, part, before, services);
  await reply(interaction, tell(interaction.client, part, before), null);
}

/** @returns the channel that was set before */
async function put(
  serverId: string,
  { purpose, severity, kind }: Part,
  channelId: string | null,
  { alerts }: Services,
): Promise<string | null> {
  if (severity === null && kind === null) {
    const before = (await alerts.channelsOf(serverId))[purpose] ?? null;
    await alerts.setChannel(serverId, purpose, channelId);
    return before;
  }
  const { routes } = await alerts.routingOf(serverId);
  await alerts.setRoute(serverId, { severity, kind }, channelId);
  return routes.find((route) => route.severity === severity && route.kind === kind)?.channelId ?? null;
}

function makeUndo({ purpose, severity, kind }: Part, before: string | null): string {
  return `alerts:channel:${purpose}:${severity ?? ""}:${kind ?? ""}:${before ?? ""}`;
}

function tell(client: Client, part: Part, channelId: string | null): string[] {
  const what = namePart(part);
  if (channelId === null) return [`No channel is set for ${what} any more.`];
  return [
    part.purpose === "alerts"
      ? `${what[0]?.toUpperCase()}${what.slice(1)} go to <#${channelId}> from now on, save those of a watch with a channel of its own.`
      : `${what[0]?.toUpperCase()}${what.slice(1)} goes to <#${channelId}> from now on.`,
    ...warnOfChannel(client, channelId),
  ];
}

function namePart({ purpose, severity, kind }: Part): string {
  if (purpose === "digest") return "the digest";
  if (purpose === "health") return "news of how the sources fare";
  const parts = [
    ...(kind === null ? [] : [`of the kind “${nameKind(kind)}”`]),
    ...(severity === null
      ? []
      : [severity === "critical" ? "that are critical" : `from ${severity} severity up`]),
  ];
  return ["alerts", ...parts].join(" ");
}

function warnOfChannel(client: Client, channelId: string): readonly string[] {
  const missing = findMissingPermissions(client, channelId);
  return missing.length === 0
    ? []
    : [`⚠ I cannot post there: give me the permissions ${missing.join(", ")} in <#${channelId}>.`];
}

function readPurpose(text: string | undefined): Purpose {
  if (text === "alerts" || text === "digest" || text === "health") return text;
  throw new UserError("This button is no longer known. Run the command again.");
}
