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
import { type Answer, makeButton, makeRows, showName } from "./answer.ts";
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
  const news = `Watched from now on.${lacksDomains ? " Its domains find more: add them with `/watch edit`." : ""}`;
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
  if (Object.keys(input).length === 0)
    throw new UserError("Nothing to change: name at least one option besides watch.");
  const name = interaction.options.getString("watch", true);
  const edited = await services.watches.edit(interaction.guildId, name, input);
  return renderEdited(interaction, services, edited);
}

/** Tells what a watch is now, with the button that takes the change back. */
export async function renderEdited(
  interaction: TypedCommand | PressedButton,
  services: Services,
  { watch, undo, warnings = [] }: { watch: Watch; undo: string; warnings?: readonly string[] },
  news = "Changed.",
): Promise<Answer> {
  const answer = await describe(interaction, services, watch, news, warnings);
  return { ...answer, components: makeRows([makeUndoButton(watch, undo), ...makeUnsetButtons(watch)]) };
}

/** Changes a watch as its form says, and tells what it would find now. */
export async function submitForm(
  interaction: SubmittedForm,
  services: Services,
  watchId: string,
): Promise<Answer> {
  const { guildId, fields } = interaction;
  const before = await services.watches.get(guildId, watchId);
  const input = readForm(fields, before);
  if (Object.keys(input).length === 0) {
    const answer = await describe(interaction, services, before, "Nothing was changed.");
    return withReplay(interaction, services, before, answer);
  }
  const { watch, warnings, undo } = await services.watches.edit(guildId, watchId, input);
  const answer = await describe(interaction, services, watch, "Changed.", warnings);
  return withReplay(interaction, services, watch, answer, undo);
}

/** Posts what the watch would have alerted of. */
export async function post(interaction: PressedButton, services: Services, watchId: string): Promise<Answer> {
  const { guildId } = interaction;
  const posted = await services.replays.post(guildId, watchId);
  const watch = await services.watches.get(guildId, watchId);
  const answer = await describe(interaction, services, watch, renderPosted(posted));
  return { ...answer, components: makeRows(makeReplayButtons(watch, { alerts: 0 })) };
}

async function withReplay(
  { guildId }: TypedCommand | SubmittedForm,
  services: Services,
  watch: Watch,
  answer: Answer,
  undo?: string,
): Promise<Answer> {
  const replay: Replay = await services.replays.replay(guildId, watch.id);
  const buttons = [
    ...makeReplayButtons(watch, replay),
    ...(undo === undefined ? [] : [makeUndoButton(watch, undo)]),
  ];
  // Beside a replay long lists are shortened: `/watch show` has them whole.
  const embeds = (answer.embeds ?? []).map((embed) => ({
    ...embed,
    fields: (embed.fields ?? []).map((field) => ({ ...field, value: cut(field.value, maxListLength) })),
  }));
  return { embeds: [...embeds, renderReplay(replay)], components: makeRows(buttons) };
}

function makeUndoButton({ id }: Watch, undo: string) {
  return makeButton(`watch:revert:${id}:${undo}`, "Undo");
}

/** Says that a watch was paused or resumed. */
export function renderPaused(watch: Watch): Answer {
  return {
    content: watch.paused
      ? `⏸ **${showName(watch)}** is paused: no alerts until \`/watch resume\`.`
      : `▶ **${showName(watch)}** is watched again.`,
  };
}

/** Says that a watch was removed, and offers it back. */
export function renderRemoved(watch: Watch): Answer {
  return {
    content: `**${showName(watch)}** is no longer watched.`,
    components: makeRows([makeButton(`watch:restore:${watch.id}`, "Undo")]),
  };
}
