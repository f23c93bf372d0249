import { type Selectors } from "../model.ts";
import { applyMatch } from "./select.ts";

/**
 * The value that a JSON Pointer names; own keys only. Undefined where there is none.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6901
 */
export function followPointer(value: unknown, pointer: string): unknown {
  let at = value;
  for (const step of pointer.split("/").slice(pointer.startsWith("/") ? 1 : 0)) {
    if (pointer === "") return at;
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return undefined;
    if (Array.isArray(at) && !/^\d+$/.test(key)) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}

function scalar(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return value === true ? "true" : null;
}

/** The texts that selectors find in a JSON value, of the first that finds any; a list gives one for each member. */
export function pointedValues(value: unknown, selectors: Selectors | undefined): string[] {
  for (const selector of selectors ?? []) {
    const target = selector.static ?? followPointer(value, selector.select ?? "");
    const texts = (Array.isArray(target) ? target : [target])
      .map((member) => scalar(member))
      .filter((text) => text !== null)
      .map((text) => applyMatch(text, selector.match)?.trim() ?? "")
      .filter((text) => text !== "");
    if (texts.length > 0) return texts;
  }
  return [];
}

/** The text that selectors find in a JSON value, or null. */
export function pointedValue(value: unknown, selectors: Selectors | undefined): string | null {
  const texts = pointedValues(value, selectors);
  return texts.length === 0 ? null : texts.join(", ");
}
