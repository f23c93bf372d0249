import type { PressedButton, Services, Suggestion, TypedCommand } from "../../src/discord/command.ts";
import { UserError } from "../../src/errors.ts";
import type { DigestTimes, QuietHours } from "../../src/model.ts";
import { sayEach, wordsFor } from "../../src/words/words.ts";
import { reply } from "./answer.ts";
import { parseTimeOfDay, showTimeOfDay } from "./time-of-day.ts";

/** `/alerts quiet`. */
export async function chooseQuiet(interaction: TypedCommand, services: Services): Promise<void> {
  const { options, guildId } = interaction;
  const { quiet: before, timeZone: zoneBefore } = await services.alerts.routingOf(guildId);
  const [from, to] = [options.getString("from"), options.getString("to")];
  const zone = options.getString("timezone");
  if ((from === null) !== (to === null)) {
    throw new UserError(sayEach(({ alerts }) => alerts.bothTimes));
  }
  const quiet =
    from !== null && to !== null
      ? { from: readTime(from), to: readTime(to) }
      : zone === null
        ? null // Nothing was typed at all.
        : before;
  if (quiet !== null && quiet.from === quiet.to) {
    throw new UserError(sayEach(({ alerts }) => alerts.sameTimes));
  }
  const timeZone = zone?.trim() ?? zoneBefore;
  await services.alerts.setQuiet(guildId, quiet, timeZone);
  const undo = `alerts:quiet:${before?.from ?? ""}:${before?.to ?? ""}:${zoneBefore}`;
  await reply(interaction, tellQuiet(quiet, timeZone, interaction.locale), undo);
}

/** Its [Undo]: sets the hours that were there before. */
export async function undoQuiet(
  interaction: PressedButton,
  [from, to, timeZone = "UTC"]: readonly string[],
  services: Services,
): Promise<void> {
  const [first, last] = [readMinutes(from), readMinutes(to)];
  const quiet = first === null || last === null ? null : { from: first, to: last };
  await services.alerts.setQuiet(interaction.guildId, quiet, timeZone);
  await reply(interaction, tellQuiet(quiet, timeZone, interaction.locale), null);
}

function tellQuiet(quiet: QuietHours | null, timeZone: string, locale: string): string[] {
  const { alerts: words } = wordsFor(locale);
  if (quiet === null) return [words.noQuiet(timeZone)];
  return [words.quiet(showTimeOfDay(quiet.from), showTimeOfDay(quiet.to), timeZone)];
}

/** `/alerts digest`. */
export async function chooseDigest(interaction: TypedCommand, services: Services): Promise<void> {
  const { options, guildId } = interaction;
  const { digest: before, timeZone, channels } = await services.alerts.routingOf(guildId);
  const at = options.getString("at");
  const every = readEvery(options.getString("every", true));
  const digest = { every, at: at === null ? before.at : readTime(at) };
  await services.alerts.setDigest(guildId, digest);
  const place = channels.digest ?? channels.alerts;
  const { alerts: words } = wordsFor(interaction.locale);
  const where = place === undefined ? words.digestToWatches : words.digestTo(`<#${place}>`);
  const lines = tellDigest(digest, timeZone, interaction.locale);
  await reply(
    interaction,
    digest.every === "off" ? lines : [...lines, where],
    `alerts:digest:${before.every}:${before.at}`,
  );
}

/** Its [Undo]: sets the times that were there before. */
export async function undoDigest(
  interaction: PressedButton,
  [every, at]: readonly string[],
  services: Services,
): Promise<void> {
  const { timeZone, digest: now } = await services.alerts.routingOf(interaction.guildId);
  const digest = { every: readEvery(every), at: readMinutes(at) ?? now.at };
  await services.alerts.setDigest(interaction.guildId, digest);
  await reply(interaction, tellDigest(digest, timeZone, interaction.locale), null);
}

function tellDigest({ every, at }: DigestTimes, timeZone: string, locale: string): string[] {
  const { alerts: words } = wordsFor(locale);
  return [every === "off" ? words.noDigest : words.digestComes(every, showTimeOfDay(at), timeZone)];
}

/** Time zones whose names hold what was typed. */
export function suggestTimeZones(typed: string): readonly Suggestion[] {
  const wanted = typed.trim().toLowerCase().replaceAll(" ", "_");
  return ["UTC", ...Intl.supportedValuesOf("timeZone")]
    .filter((zone) => zone.toLowerCase().includes(wanted))
    .slice(0, 25)
    .map((zone) => ({ id: zone, name: zone }));
}

function readTime(typed: string): number {
  const minutes = parseTimeOfDay(typed);
  if (minutes === null) throw new UserError(sayEach(({ alerts }) => alerts.noTime(typed.slice(0, 50))));
  return minutes;
}

function readMinutes(text: string | undefined): number | null {
  const minutes = /^\d{1,4}$/u.test(text ?? "") ? Number(text) : 1440;
  return minutes < 1440 ? minutes : null;
}

function readEvery(text: string | undefined): DigestTimes["every"] {
  if (text === "off" || text === "daily" || text === "weekly") return text;
  throw new UserError(sayEach(({ general }) => general.unknownButton));
}
