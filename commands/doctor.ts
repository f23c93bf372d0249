import {
  ApplicationCommandType,
  type Client,
  GatewayIntentBits,
  InteractionContextType,
  PermissionFlagsBits,
} from "discord.js";
import { cut, escapeMarkdown, joinWithin } from "../src/alert/text.ts";
import { type Command, type Examination, findMissingPermissions } from "../src/discord/command.ts";
import { named } from "../src/words/definitions.ts";
import { type Words, wordsFor } from "../src/words/words.ts";

type DoctorWords = Words["doctor"];

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const maxSkewMs = 5000;
const maxStallMs = 1000;
const maxLagMs = 10 * minuteMs;
const maxRatesAgeMs = 2 * dayMs; // older ones are not shown
const maxText = 3900;

/** One line of the answer: all is well, or what is wrong and how to mend it. */
interface Finding {
  readonly isWell: boolean;
  readonly text: string;
}

/** `/doctor`: why nothing arrives, and what to do about it. */
export const doctor: Command = {
  definition: {
    type: ApplicationCommandType.ChatInput,
    ...named("doctor"),
    contexts: [InteractionContextType.Guild],
    default_member_permissions: String(PermissionFlagsBits.ManageGuild),
  },

  async run(interaction, services) {
    // Taken before anything is asked: how far our clock is from Discord's.
    const skewMs = Date.now() - interaction.createdTimestamp;
    const all = wordsFor(interaction.locale);
    const words = all.doctor;
    const examination = await services.doctor.examine(interaction.guildId);
    const findings = [
      ...checkRoutes(examination, interaction.client, all),
      ...checkQueue(examination.queue, words),
      ...checkSources(examination.sources, words),
      ...checkRates(examination.rates, words),
      ...checkProcess(skewMs, examination.stallMs, interaction.client, words),
    ];
    const illCount = findings.filter(({ isWell }) => !isWell).length;
    const lines = findings.map(({ isWell, text }) => `${isWell ? "✅" : "⚠️"} ${cut(text, 600)}`);
    const title = illCount === 0 ? words.well : words.ill(illCount);
    await interaction.editReply({
      embeds: [{ title, description: joinWithin(lines, "\n", maxText, all.general.more) }],
    });
  },
};

const well = (text: string): Finding => ({ isWell: true, text });
const ill = (text: string): Finding => ({ isWell: false, text });

function checkRoutes({ routes, unrouted, watches }: Examination, client: Client, all: Words): Finding[] {
  const words = all.doctor;
  const names: Readonly<Record<string, string>> = words.purposes;
  const findings = routes.map(({ channelId, purposes }) => {
    const channel = `<#${channelId}> (${purposes.map((purpose) => names[purpose] ?? purpose).join(", ")})`;
    if (client.channels.cache.get(channelId) === undefined) return ill(words.unseen(channel));
    const missing = findMissingPermissions(client, channelId, all);
    return missing.length === 0
      ? well(words.mayPost(channel))
      : ill(words.mayNotPost(channel, missing.join(", ")));
  });
  if (watches === 0) findings.push(ill(words.noWatch));
  if (unrouted.length > 0) findings.push(ill(words.unrouted(listNames(unrouted))));
  return findings;
}

function checkQueue(
  { waiting, held, failed, oldestMs }: Examination["queue"],
  words: DoctorWords,
): Finding[] {
  return [
    oldestMs > maxLagMs
      ? ill(words.late(waiting, showSpan(oldestMs, words)))
      : well(waiting === 0 ? words.none : words.underway(waiting)),
    ...(held > 0 ? [ill(words.held(held))] : []),
    ...(failed > 0 ? [ill(words.failed(failed))] : []),
  ];
}

function checkSources(
  { enabled, neverRead, failing, overdueMs }: Examination["sources"],
  words: DoctorWords,
): Finding[] {
  if (enabled === 0) return [ill(words.noSource)];
  const names = listNames(failing.map(({ name, code }) => `${name} (${code})`));
  return [
    failing.length === 0
      ? well(words.read(enabled - neverRead, enabled))
      : ill(words.failing(failing.length, enabled, names)),
    ...(overdueMs > maxLagMs ? [ill(words.overdue(showSpan(overdueMs, words)))] : []),
  ];
}

function checkRates(rates: Examination["rates"], words: DoctorWords): Finding[] {
  if (rates === null) return [];
  if (rates.ageMs === null) return [ill(words.noRates)];
  const age = showSpan(rates.ageMs, words);
  return [rates.ageMs > maxRatesAgeMs ? ill(words.oldRates(age)) : well(words.rates(age))];
}

function checkProcess(skewMs: number, stallMs: number, client: Client, words: DoctorWords): Finding[] {
  const skew = showSpan(Math.abs(skewMs), words);
  const isSkewed = Math.abs(skewMs) > maxSkewMs;
  return [
    isSkewed ? ill(skewMs > 0 ? words.ahead(skew) : words.behind(skew)) : well(words.clock),
    ...(client.options.intents.has(GatewayIntentBits.Guilds) ? [] : [ill(words.noIntent)]),
    ...(stallMs > maxStallMs ? [ill(words.stall(showSpan(stallMs, words)))] : []),
  ];
}

function listNames(names: readonly string[]): string {
  const shown = names.map((name) => escapeMarkdown(cut(name, 80)));
  return joinWithin(shown, ", ", 300);
}

function showSpan(ms: number, words: DoctorWords): string {
  if (ms >= 2 * dayMs) return words.days(Math.round(ms / dayMs));
  if (ms >= 2 * hourMs) return words.hours(Math.round(ms / hourMs));
  if (ms >= 2 * minuteMs) return words.minutes(Math.round(ms / minuteMs));
  return words.seconds(Math.max(1, Math.round(ms / 1000)));
}
