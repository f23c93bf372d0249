import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type ModalSubmitFields,
  TextInputStyle,
} from "discord.js";
import { cut } from "../../src/alert/text.ts";
import type { WatchInput } from "../../src/discord/command.ts";
import type { Watch, WatchMode } from "../../src/model.ts";
import { splitList } from "./input.ts";

const maxTitleLength = 45; // Discord's limits, this one and the next
const maxTextLength = 4000;

const lists = [
  ["aliases", "Other names"],
  ["domains", "Domains"],
  ["exclude", "Words that rule a post out"],
  ["require", "Words of which one must stand in a post"],
] as const;
const modes = [
  ["strict", "strict: fewer alerts"],
  ["normal", "normal"],
  ["broad", "broad: more alerts"],
] as const satisfies [WatchMode, string][];

/** The form in which a watch's terms are changed. */
export function makeForm(watch: Watch): APIModalInteractionResponseCallbackData {
  const texts = lists
    // A list too long for a field is left to `/watch edit`: cut, it would come back cut.
    .filter(([key]) => showList(watch[key]).length <= maxTextLength)
    .map(([key, label]) => ({
      type: ComponentType.Label as const,
      label,
      description: "Separated by commas",
      component: {
        type: ComponentType.TextInput as const,
        custom_id: key,
        style: TextInputStyle.Paragraph,
        value: showList(watch[key]),
        max_length: maxTextLength,
        required: false,
      },
    }));
  const mode = {
    type: ComponentType.Label as const,
    label: "How sure a match must be",
    component: {
      type: ComponentType.StringSelect as const,
      custom_id: "mode",
      options: modes.map(([value, label]) => ({ value, label, default: value === watch.mode })),
      required: false,
    },
  };
  return {
    custom_id: `watch:form:${watch.id}`,
    title: cut(`Edit ${watch.name}`, maxTitleLength),
    components: [...texts, mode],
  };
}

/** Reads what was changed in the form; what stands as the form brought it has no key. */
export function readForm(fields: ModalSubmitFields, watch: Watch): Partial<WatchInput> {
  const changed = lists.flatMap(([key]) => {
    if (!fields.fields.has(key)) return [];
    const typed = fields.getTextInputValue(key);
    return typed.trim() === showList(watch[key]).trim() ? [] : [[key, splitList(typed, false)] as const];
  });
  const [mode] = fields.fields.has("mode") ? fields.getStringSelectValues("mode") : [];
  return {
    ...Object.fromEntries(changed),
    ...(mode === undefined || mode === watch.mode ? {} : { mode: mode as WatchMode }),
  };
}

function showList(items: readonly string[]): string {
  return items.join(", ");
}
