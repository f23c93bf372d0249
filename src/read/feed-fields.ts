import { type Layout, type Selectors } from "../model.ts";
import { type Draft } from "./draft.ts";
import { readTrackerFields } from "./fields.ts";
import { applyMatch } from "./select.ts";

/** What a feed's selectors may name; without a name they look at all of the entry's text. */
function textOf({ title, summary, body, author, url }: Draft, name: string | undefined): string {
  switch (name) {
    case "title":
      return title;
    case "summary":
      return summary ?? "";
    case "body":
      return body ?? summary ?? "";
    case "author":
      return author ?? "";
    case "link":
      return url ?? "";
    case undefined:
      return [title, summary, body].filter((text) => text !== null).join("\n");
    default:
      return "";
  }
}

function valueOf(draft: Draft, selectors: Selectors | undefined): string | null {
  for (const selector of selectors ?? []) {
    const value = selector.static ?? applyMatch(textOf(draft, selector.select), selector.match);
    if (value !== null && value.trim() !== "") return value.trim();
  }
  return null;
}

/**
 * Applies a layout to a feed's entries: `list.item` keeps those whose text matches, `fields` are read out of
 * `title`, `summary`, `body`, `author` or `link`.
 */
export function applyLayout(drafts: readonly Draft[], { list, fields }: Layout): readonly Draft[] {
  const kept =
    list.item === undefined ? drafts : drafts.filter((draft) => valueOf(draft, list.item) !== null);
  if (Object.keys(fields).length === 0) return kept;
  return kept.map((draft) => {
    const dataTypes = valueOf(draft, fields.dataTypes);
    const tracked = readTrackerFields({
      victim: valueOf(draft, fields.victim),
      domain: valueOf(draft, fields.domain),
      actor: valueOf(draft, fields.actor),
      country: valueOf(draft, fields.country),
      records: valueOf(draft, fields.records),
      dataTypes: dataTypes?.split(/\s*[,;]\s*/) ?? [],
      isGenerated: valueOf(draft, fields.generated) !== null,
    });
    return { ...draft, ...tracked };
  });
}
