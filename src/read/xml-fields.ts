import { enterElement, nameOf, type ElementName, type Scope } from "./namespaces.ts";
import { type XmlElement } from "./xml-tree.ts";

/** A child element of a feed or item with what it inherits. */
export interface Field {
  readonly element: XmlElement;
  readonly scope: Scope;
}

/** Vocabulary and name: `dc:creator`. */
export type FieldName = ElementName["full"];
/** The fields of a feed or item by name. */
export type Fields = ReadonlyMap<string, readonly Field[]>;

/** The child elements of a feed or item, by name; what a media group holds counts as the item's own. */
export function fieldsOf(element: XmlElement, scope: Scope): Fields {
  const fields = new Map<string, Field[]>();
  for (const child of element.children) {
    if (child.kind !== "element") continue;
    const childScope = enterElement(scope, child);
    const { full } = nameOf(child, childScope);
    const list = fields.get(full);
    const field = { element: child, scope: childScope };
    if (list === undefined) fields.set(full, [field]);
    else list.push(field);
    if (full === "media:group") {
      for (const [inner, values] of fieldsOf(child, childScope))
        if (!fields.has(inner)) fields.set(inner, [...values]);
    }
  }
  return fields;
}

/** The fields of some names, in the order of the names. */
export function allOf(fields: Fields, names: readonly FieldName[]): Field[] {
  return names.flatMap((name) => fields.get(name) ?? []);
}

/** The first field, in the order of the names, of which something can be read. */
export function firstOf<T>(
  fields: Fields,
  names: readonly FieldName[],
  read: (field: Field) => T | null,
): T | null {
  for (const name of names) {
    for (const field of fields.get(name) ?? []) {
      const value = read(field);
      if (value !== null && value !== "") return value;
    }
  }
  return null;
}
