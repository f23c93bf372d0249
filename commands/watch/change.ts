import type { Services, TypedCommand } from "../../src/discord/command.ts";
import { UserError } from "../../src/errors.ts";
import type { Watch } from "../../src/model.ts";
import { type Answer, makeButton, makeRows, showName } from "./answer.ts";
import { describe } from "./describe.ts";
import { readInput } from "./input.ts";

/** Watches a company, as typed. */
export async function add(interaction: TypedCommand, services: Services): Promise<Answer> {
  const input = { ...readInput(interaction, false), company: interaction.options.getString("company", true) };
  const by = { userId: interaction.user.id, channelId: interaction.channelId };
  const { watch, warnings } = await services.watches.add(interaction.guildId, input, by);
  // A warning about a name advises domains by itself.
  const lacksDomains = watch.domains.length === 0 && warnings.length === 0;
  const news = `Watched from now on.${lacksDomains ? " Its domains find more: add them with `/watch edit`." : ""}`;
  const answer = await describe(interaction, services, watch, news, warnings);
  const undo = makeButton(`watch:remove:${watch.id}`, "Undo");
  return { ...answer, components: makeRows([undo]) };
}

/** Changes a watch, as typed. */
export async function edit(interaction: TypedCommand, services: Services): Promise<Answer> {
  const company = interaction.options.getString("company");
  const input = { ...readInput(interaction, true), ...(company === null ? {} : { company }) };
  if (Object.keys(input).length === 0)
    throw new UserError("Nothing to change: name at least one option besides watch.");
  const name = interaction.options.getString("watch", true);
  const { watch, warnings } = await services.watches.edit(interaction.guildId, name, input);
  return describe(interaction, services, watch, "Changed.", warnings);
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
