import { isDiscordUrl, type ComponentBody } from "./message-body.ts";
import type { Violation } from "./violation.ts";

type Path = readonly (string | number)[];

const actionRow = 1;
const button = 2;
const linkStyle = 5;
const premiumStyle = 6;
const textInput = 4;
const textDisplay = 10;
const label = 18;
const maxRows = 5;
const maxComponents = 40; // nested ones included
const maxText = 4000; // characters over all text displays
const maxTextBytes = 10_170; // beyond it Discord answers 500, although the characters fit

/** Every component of a message with where it stands, outer ones first. */
export function walkComponents(
  components: readonly ComponentBody[],
  path: Path = ["components"],
): readonly { readonly component: ComponentBody; readonly path: Path }[] {
  return components.flatMap((component, index) => {
    const here = [...path, index];
    const single = (["accessory", "component"] as const).flatMap((key) => {
      const inner = component[key];
      return inner ? [{ component: inner, path: [...here, key] }] : [];
    });
    return [
      { component, path: here },
      ...walkComponents(component.components ?? [], [...here, "components"]),
      ...single,
    ];
  });
}

/** Finds what Discord refuses in a message's components although its specification allows it. */
export function findComponentViolations(
  components: readonly ComponentBody[],
  isV2: boolean,
): readonly Violation[] {
  const all = walkComponents(components);
  const violations = isV2 ? findV2Violations(all) : findV1Violations(components);
  const customIds = new Set<string>();
  for (const { component, path } of all) {
    if (component.type === actionRow) violations.push(...findRowViolations(component, path));
    if (component.type === button) violations.push(...findButtonViolations(component, path));
    violations.push(...findSelectViolations(component, path));
    if (!component.custom_id) continue;
    if (customIds.has(component.custom_id))
      violations.push({ path: [...path, "custom_id"], rule: "used by another component of this message" });
    customIds.add(component.custom_id);
  }
  return violations;
}

function findV1Violations(components: readonly ComponentBody[]): Violation[] {
  const violations: Violation[] = [];
  if (components.length > maxRows)
    violations.push({ path: ["components"], rule: `more than ${maxRows} rows` });
  for (const [index, component] of components.entries()) {
    if (component.type !== actionRow)
      violations.push({ path: ["components", index, "type"], rule: "needs the Components V2 flag" });
  }
  return violations;
}

function findV2Violations(all: ReturnType<typeof walkComponents>): Violation[] {
  const violations: Violation[] = [];
  if (all.length > maxComponents)
    violations.push({ path: ["components"], rule: `more than ${maxComponents} components` });
  const text = all
    .map(({ component }) => (component.type === textDisplay ? (component.content ?? "") : ""))
    .join("");
  if (text.length > maxText)
    violations.push({ path: ["components"], rule: `more than ${maxText} characters of text` });
  else if (Buffer.byteLength(text) > maxTextBytes)
    violations.push({ path: ["components"], rule: `more than ${maxTextBytes} bytes of text` });
  return violations;
}

function findRowViolations(row: ComponentBody, path: Path): readonly Violation[] {
  const inside = row.components ?? [];
  const selects = inside.filter((component) => component.type !== button).length;
  const isTooFull = selects > 0 ? inside.length > 1 : inside.length > 5;
  return isTooFull
    ? [{ path: [...path, "components"], rule: "more than 5 buttons or one select menu in a row" }]
    : [];
}

function findButtonViolations(component: ComponentBody, path: Path): readonly Violation[] {
  const violations: Violation[] = [];
  const isLink = component.style === linkStyle;
  const isPremium = component.style === premiumStyle;
  if (isLink && !component.url) violations.push({ path: [...path, "url"], rule: "a link button needs it" });
  if (isLink && component.custom_id)
    violations.push({ path: [...path, "custom_id"], rule: "not on a link button" });
  if (!isLink && component.url) violations.push({ path: [...path, "url"], rule: "only on a link button" });
  if (!isLink && !isPremium && !component.custom_id)
    violations.push({ path: [...path, "custom_id"], rule: "a button needs it" });
  if (component.url && !isDiscordUrl(component.url, ["http", "https", "discord"]))
    violations.push({ path: [...path, "url"], rule: "scheme must be one of http, https, discord" });
  if (!isPremium && !component.label && !component.emoji)
    violations.push({ path: [...path, "label"], rule: "a button needs a label or an emoji" });
  return violations;
}

/** Finds what Discord refuses in a dialogue although its specification allows it. */
export function findModalViolations(components: readonly ComponentBody[]): readonly Violation[] {
  const all = walkComponents(components, ["data", "components"]);
  const violations: Violation[] =
    components.length > maxRows ? [{ path: ["data", "components"], rule: `more than ${maxRows} rows` }] : [];
  const ids = all.flatMap(({ component }) => component.custom_id ?? []);
  if (new Set(ids).size < ids.length)
    violations.push({ path: ["data", "components"], rule: "a custom_id twice" });
  for (const { component, path } of all) {
    violations.push(...findSelectViolations(component, path));
    // A field inside a label is named by that alone.
    const inner = component.type === label ? component.component : undefined;
    if (inner?.type === textInput && inner.label)
      violations.push({ path: [...path, "component", "label"], rule: "not inside a label" });
    if ((component.value?.length ?? 0) > (component.max_length ?? maxText))
      violations.push({ path: [...path, "value"], rule: "longer than max_length" });
  }
  return violations;
}

function findSelectViolations(component: ComponentBody, path: Path): readonly Violation[] {
  const violations: Violation[] = [];
  const values = (component.options ?? []).map((option) => option.value);
  if (new Set(values).size < values.length)
    violations.push({ path: [...path, "options"], rule: "two options of the same value" });
  const most = component.max_values ?? 1;
  if ((component.min_values ?? 1) > most)
    violations.push({ path: [...path, "min_values"], rule: "above max_values" });
  if (component.options && most > values.length)
    violations.push({ path: [...path, "max_values"], rule: "more than there are options" });
  return violations;
}
