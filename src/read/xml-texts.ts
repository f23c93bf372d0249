import { decodeEntities } from "./characters.ts";
import { maxNameLength } from "./limits.ts";
import { nameOf } from "./namespaces.ts";
import { looksLikeMarkup, looseToText, oneLine, readTitle, tidyText } from "./text.ts";
import { xmlToText } from "./tree-text.ts";
import { type Field } from "./xml-fields.ts";
import { xmlAttribute, xmlText } from "./xml-tree.ts";

type TextForm = "text" | "html" | "inline" | "base64";

/** How a text is written, by Atom 0.3's and 1.0's attributes; everything else is escaped HTML. */
function formOf({ element, scope }: Field): TextForm {
  const type = xmlAttribute(element, "type")?.trim().toLowerCase() ?? "";
  const mode = xmlAttribute(element, "mode")?.trim().toLowerCase();
  if (mode === "base64") return "base64";
  const hasElements = element.children.some(({ kind }) => kind === "element");
  if (hasElements && mode !== "escaped") return "inline";
  if (nameOf(element, scope).vocabulary !== "atom") return "html";
  if (type === "text" || type === "text/plain") return "text";
  if (type === "" || type === "html" || type === "text/html" || /xml|xhtml/.test(type)) return "html";
  return type.startsWith("text/") ? "text" : "base64";
}

const base64Text = /^[A-Za-z0-9+/\s]{4,}={0,2}\s*$/;

function decodeBase64(text: string): string {
  return base64Text.test(text) ? Buffer.from(text, "base64").toString("utf8") : text;
}

/** A field as plain text, paragraphs kept; null where there is none. */
export function longTextOf(field: Field): string | null {
  const form = formOf(field);
  const text =
    form === "inline"
      ? xmlToText(field.element.children)
      : form === "base64"
        ? looseToText(decodeBase64(xmlText(field.element)))
        : form === "text"
          ? tidyText(xmlText(field.element, decodeEntities))
          : looseToText(xmlText(field.element));
  return text === "" ? null : text;
}

/** A field as one line. */
export function titleOf(field: Field): string {
  const form = formOf(field);
  if (form === "inline") return oneLine(xmlToText(field.element.children));
  const raw = xmlText(field.element);
  if (form === "base64") return readTitle(decodeBase64(raw));
  // Atom's plain text may speak of tags: they are part of the title.
  if (
    form === "text" ||
    (xmlAttribute(field.element, "type") === undefined &&
      nameOf(field.element, field.scope).vocabulary === "atom")
  ) {
    return /<[^<>]*>/.test(raw) || !looksLikeMarkup(raw) ? oneLine(decodeEntities(raw)) : readTitle(raw);
  }
  return readTitle(raw);
}

/** A short field as one line: a name. */
export function plainOf(field: Field): string {
  return oneLine(decodeEntities(xmlText(field.element)), maxNameLength);
}
