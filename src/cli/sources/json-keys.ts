import type { Layout, Selectors } from "../../model.ts";
import { followPointer } from "../../read/pointer.ts";

const maxItems = 20;

/** Counts which keys of an answer's items a layout names, and which of those that it names are not there. */
export function countKeys(text: string, { list, fields }: Layout): { read: number; missed: number } {
  const items = findItems(parse(text), list.item).slice(0, maxItems);
  const { skip: _skip, stripQuery: _stripQuery, item: _item, ...values } = list;
  const selectors = [...Object.values(values), ...Object.values(fields)].flatMap((each) => each ?? []);
  const pointers = new Set(selectors.flatMap(({ select }) => (select === undefined ? [] : [select])));
  const there = [...pointers].filter((pointer) =>
    items.some((item) => followPointer(item, pointer) !== undefined),
  );
  return { read: there.length, missed: pointers.size - there.length };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What the reader could mend has its keys elsewhere; nothing is counted then.
    return null;
  }
}

function findItems(answer: unknown, pointers: Selectors | undefined): readonly unknown[] {
  for (const { select = "" } of pointers ?? []) {
    const items: unknown = followPointer(answer, select);
    if (Array.isArray(items)) return items;
  }
  return [];
}
