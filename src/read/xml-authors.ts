import { maxNameLength } from "./limits.ts";
import { oneLine } from "./text.ts";
import { allOf, fieldsOf, firstOf, type Field, type FieldName, type Fields } from "./xml-fields.ts";
import { plainOf } from "./xml-texts.ts";

/** Atom's person: name and e-mail address, or what there is of them. Plain text where the elements are missing. */
function personOf({ element, scope }: Field): string {
  const parts = fieldsOf(element, scope);
  const part = (local: string): string | null =>
    firstOf(parts, [`atom:${local}`, `rss:${local}`, `itunes:${local}`, `rdf:${local}`], plainOf);
  const name = part("name");
  const email = part("email");
  if (name !== null && email !== null) return `${name} (${email})`;
  if (name !== null || email !== null) return name ?? email ?? "";
  return parts.size === 0 ? plainOf({ element, scope }) : (part("value") ?? "");
}

/** Best first; the first group of which something can be read counts. */
const authorNames: readonly (readonly FieldName[])[] = [
  ["atom:author", "rss:author"],
  ["dc:creator", "dc:author"],
  ["itunes:author"],
  ["media:credit"],
  ["rss:managingeditor"],
  ["dc:contributor", "atom:contributor"],
  ["rss:webmaster"],
];

/** Who wrote an item, names joined by commas; null where nobody is named. */
export function authorOf(fields: Fields, groups = authorNames): string | null {
  for (const group of groups) {
    if (!group.some((name) => fields.has(name))) continue;
    const names = allOf(fields, group)
      .map(personOf)
      .map((name) => name.trim())
      .filter((name) => name !== "");
    if (names.length > 0) return oneLine([...new Set(names)].join(", "), maxNameLength);
  }
  return null;
}
