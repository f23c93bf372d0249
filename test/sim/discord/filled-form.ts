import type { ComponentBody } from "./message-body.ts";
import { ClientRefusal } from "./typed-command.ts";
import type { Json } from "./wire.ts";

/** What a person writes into a dialogue: a text, or the values chosen from a menu. */
export type FormFields = Readonly<Record<string, string | readonly string[]>>;

const stringSelect = 3;
const textInput = 4;

/**
 * The dialogue's fields as they come back: the same rows and labels, with values.
 *
 * @throws `ClientRefusal` where Discord's client would not send the form
 */
export function fillIn(components: readonly ComponentBody[], fields: FormFields): readonly Json[] {
  return components.map((component) => ({
    type: component.type,
    id: component.id ?? 0,
    ...(component.custom_id ? { custom_id: component.custom_id, ...fillField(component, fields) } : {}),
    ...(component.components ? { components: fillIn(component.components, fields) } : {}),
    ...(component.component ? { component: fillIn([component.component], fields)[0] } : {}),
  }));
}

function fillField(component: ComponentBody, fields: FormFields): Json {
  const name = component.custom_id ?? "";
  const written = fields[name];
  switch (component.type) {
    case textInput: {
      const value = written ?? component.value ?? "";
      if (typeof value !== "string") throw new ClientRefusal(`${name} takes a text`);
      refuseText(component, value);
      return { value };
    }
    case stringSelect: {
      const values = written ?? [];
      if (typeof values === "string") throw new ClientRefusal(`${name} takes a list of values`);
      refuseChoice(component, values);
      return { values };
    }
    default:
      throw new Error(`the simulator cannot fill in a component of type ${component.type}`);
  }
}

function refuseText(component: ComponentBody, value: string): void {
  const name = component.custom_id ?? "";
  // Discord's default: a field is required unless it says otherwise.
  if (value === "") {
    if (component.required ?? true) throw new ClientRefusal(`${name} is required`);
    return;
  }
  if (value.length < (component.min_length ?? 0)) throw new ClientRefusal(`${name}: too short`);
  if (value.length > (component.max_length ?? 4000)) throw new ClientRefusal(`${name}: too long`);
}

function refuseChoice(component: ComponentBody, values: readonly string[]): void {
  const name = component.custom_id ?? "";
  if (values.length === 0 && component.required === false) return;
  if (values.length < (component.min_values ?? 1) || values.length > (component.max_values ?? 1))
    throw new ClientRefusal(`${name} does not take ${values.length} values`);
  const offered = component.options?.map((option) => option.value) ?? [];
  for (const value of values)
    if (!offered.includes(value)) throw new ClientRefusal(`${name} does not offer ${value}`);
}
