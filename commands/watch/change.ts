import { cut } from "../../src/alert/text.ts";
import type {
  PressedButton,
  Replay,
  Services,
  SubmittedForm,
  TypedCommand,
} from "../../src/discord/command.ts";
import { UserError } from "../../src/errors.ts";
import type { Watch } from "../../src/model.ts";
import { sayEach, type Words, wordsFor } from "../../src/words/words.ts";
import { type Answer, makeButton, makeRows, reply, showName } from "./answer.ts";
import { describe, makeUnsetButtons } from "./describe.ts";
import { readForm } from "./form.ts";
import { readInput } from "./input.ts";
import { makeReplayButtons, renderPosted, renderReplay } from "./replay.ts";

const maxListLength = 450;

/** Watches a company, as typed, and tells what that would have found. */
export async function add(interaction: TypedCommand, services: Services): Promise<Answer> {
  const input = { ...readInput(interaction, false), company: interaction.options.getString("company", true) };
  const by = { userId: interaction.user.id, channelId: interaction.channelId };
  const { watch, warnings } = await services.watches.add(interaction.guildId, input, by);
  // A warning about a name advises domains by itself.
  const lacksDomains = watch.domains.length === 0 && warnings.length === 0;
  const words = wordsFor(interaction.locale).watch;
  const news = lacksDomains ? `${words.watched} ${words.addDomains}` : words.watched;
  return withReplay(
    interaction,
    services,
    watch,
    await describe(interaction, services, watch, news, warnings),
  );
}

/** Changes a watch, as typed. */
export async function edit(interaction: TypedCommand, services: Services): Promise<Answer> {
  const company = interaction.options.getString("company");
  const input = { ...readInput(interaction, true), ...(company === null ? {} : { company }) };
  if (Object.keys(input).length === 0) throw new UserError(sayEach(({ watch }) => watch.nothingToChange));
  const name = interaction.options.getString("watch", true);
  const edited = await services.watches.edit(interaction.guildId, name, input);
  return renderEdited(interaction, services, edited);
}

/** Tells what a watch is now, with the button that takes the change back. */
export async function renderEdited(
  interaction: TypedCommand | PressedButton,
  services: Services,
  { watch, undo, warnings = [] }: { watch: Watch; undo: string; warnings?: readonly string[] },
  news?: string,
): Promise<Answer> {
  const words = wordsFor(interaction.locale);
  const answer = await describe(interaction, services, watch, news ?? words.watch.changed, warnings);
  const buttons = [makeUndoButton(watch, undo, words), ...makeUnsetButtons(watch, words)];
  return { ...answer, components: makeRows(buttons) };
}

/** Changes a watch as its form says, and tells what it would find now. */
export async function submitForm(
  interaction: SubmittedForm,
  services: Services,
  watchId: string,
): Promise<Answer> {
  const { guildId, fields } = interaction;
  const words = wordsFor(interaction.locale).watch;
  const before = await services.watches.get(guildId, watchId);
  const input = readForm(fields, before);
  if (Object.keys(input).length === 0) {
    const answer = await describe(interaction, services, before, words.unchanged);
    return withReplay(interaction, services, before, answer);
  }
  const { watch, warnings, undo } = await services.watches.edit(guildId, watchId, input);
  const answer = await describe(interaction, services, watch, words.changed, warnings);
  return withReplay(interaction, services, watch, answer, undo);
}

/** Posts what the watch would have alerted of. */
export async function post(interaction: PressedButton, services: Services, watchId: string): Promise<Answer> {
  const { guildId } = interaction;
  const posted = await services.replays.post(guildId, watchId);
  const watch = await services.watches.get(guildId, watchId);
  const words = wordsFor(interaction.locale);
  const answer = await describe(interaction, services, watch, renderPosted(posted, words));
  return { ...answer, components: makeRows(makeReplayButtons(watch, { alerts: 0 }, words)) };
}

async function withReplay(
  interaction: TypedCommand | SubmittedForm,
  services: Services,
  watch: Watch,
  answer: Answer,
  undo?: string,
): Promise<Answer> {
  const words = wordsFor(interaction.locale);
  const makeButtons = (found: Pick<Replay, "alerts">) =>
    makeRows([
      ...makeReplayButtons(watch, found, words),
      ...(undo === undefined ? [] : [makeUndoButton(watch, undo, words)]),
    ]);
  let replay: Replay;
  try {
    replay = await services.replays.replay(interaction.guildId, watch.id);
  } catch (error) {
    // It is stored and in force all the same: the person must hear that before they hear of the failure.
    const failure = { description: words.replay.lookBackFailed };
    await reply(interaction, {
      embeds: [...(answer.embeds ?? []), failure],
      components: makeButtons({ alerts: 0 }),
    });
    throw error;
  }
  // Beside a replay long lists are shortened: `/watch show` has them whole.
  const embeds = (answer.embeds ?? []).map((embed) => ({
    ...embed,
    fields: (embed.fields ?? []).map((field) => ({ ...field, value: cut(field.value, maxListLength) })),
  }));
  return { embeds: [...embeds, renderReplay(replay, words)], components: makeButtons(replay) };
}

function makeUndoButton({ id }: Watch, undo: string, { general }: Words) {
  return makeButton(`watch:revert:${id}:${undo}`, general.undo);
}

/** Says that a watch was paused or resumed. */
export function renderPaused(watch: Watch, words: Words): Answer {
  const say = watch.paused ? words.watch.nowPaused : words.watch.resumed;
  return { content: say(showName(watch, words)) };
}

/** Says that a watch was removed, and offers it back. */
export function renderRemoved(watch: Watch, words: Words): Answer {
  return {
    content: words.watch.removed(showName(watch, words)),
    components: makeRows([makeButton(`watch:restore:${watch.id}`, words.general.undo)]),
  };
}
