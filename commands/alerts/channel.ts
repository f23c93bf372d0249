import {
  findMissingPermissions,
  type PressedButton,
  type Services,
  type TypedCommand,
} from "../../src/discord/command.ts";
import { UserError } from "../../src/errors.ts";
import type { ListingKind, Severity } from "../../src/model.ts";
import { sayEach, type Words, wordsFor } from "../../src/words/words.ts";
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
    throw new UserError(sayEach(({ alerts }) => alerts.onlyAlerts));
  const before = await put(interaction.guildId, part, channelId, services);
  const undo = before === channelId ? null : makeUndo(part, before);
  await reply(interaction, tell(interaction, part, channelId), undo);
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
  await reply(interaction, tell(interaction, part, before), null);
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

function tell(
  { client, locale }: TypedCommand | PressedButton,
  part: Part,
  channelId: string | null,
): string[] {
  const words = wordsFor(locale);
  const { alerts } = words;
  const what = namePart(part, words);
  if (channelId === null) return [alerts.unset(what)];
  const goTo = part.purpose === "alerts" ? alerts.alertsGoTo : alerts.goesTo;
  const channel = `<#${channelId}>`;
  const missing = findMissingPermissions(client, channelId, words);
  const told = goTo(what, channel);
  return [
    `${told[0]?.toUpperCase()}${told.slice(1)}`,
    ...(missing.length === 0 ? [] : [alerts.mayNotPost(channel, missing.join(", "))]),
  ];
}

function namePart({ purpose, severity, kind }: Part, words: Words): string {
  const { alerts } = words;
  if (purpose !== "alerts") return alerts[purpose];
  return alerts.part(
    kind === null ? null : nameKind(kind, words),
    severity === null ? null : alerts.severities[severity],
    severity === "critical",
  );
}

function readPurpose(text: string | undefined): Purpose {
  if (text === "alerts" || text === "digest" || text === "health") return text;
  throw new UserError(sayEach(({ general }) => general.unknownButton));
}
