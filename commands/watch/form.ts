import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type ModalSubmitFields,
  TextInputStyle,
} from "discord.js";
import { cut } from "../../src/alert/text.ts";
import type { WatchInput } from "../../src/discord/command.ts";
import type { Watch, WatchMode } from "../../src/model.ts";
import type { Words } from "../../src/words/words.ts";
import { splitList } from "./input.ts";

const maxTitleLength = 45; // Discord's limits, this one and the next
const maxTextLength = 4000;

const lists = ["aliases", "domains", "exclude", "require"] as const;
const modes = ["strict", "normal", "broad"] as const satisfies WatchMode[];

/** The form in which a watch's terms are changed. */
export function makeForm(watch: Watch, words: Words): APIModalInteractionResponseCallbackData {
  const { form } = words.watch;
  const texts = lists
    // A list too long for a field is left to `/watch edit`: cut, it would come back cut.
    .filter((key) => showList(watch[key]).length <= maxTextLength)
    .map((key) => ({
      type: ComponentType.Label as const,
      label: form[key],
      description: form.commas,
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
    label: form.mode,
    component: {
      type: ComponentType.StringSelect as const,
      custom_id: "mode",
      options: modes.map((value) => ({ value, label: form.modes[value], default: value === watch.mode })),
      required: false,
    },
  };
  return {
    custom_id: `watch:form:${watch.id}`,
    title: cut(form.title(watch.name), maxTitleLength),
    components: [...texts, mode],
  };
}

/** Reads what was changed in the form; what stands as the form brought it has no key. */
export function readForm(fields: ModalSubmitFields, watch: Watch): Partial<WatchInput> {
  const changed = lists.flatMap((key) => {
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
