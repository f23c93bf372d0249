import { ConfigError } from "../errors.ts";
import { type Layout, type SourceKind } from "../model.ts";
import { type PresetFolder, Presets, ownPresets } from "./presets.ts";
import { type PresetEntry } from "./schema.ts";

/** The parts of an entry that say what a document looks like. */
export type LayoutEntry = Pick<
  PresetEntry,
  "list" | "dates" | "thread" | "fields" | "pages" | "require" | "wall"
>;

/**
 * Reads a preset's layout, for documents that no configured source gave.
 *
 * @param presetName - absent: nothing selected
 * @param folder - default: the presets that come with Leakwatch
 * @throws {@link ConfigError} where there is no such preset, or it is wrong
 */
export function loadLayout(presetName: string | undefined, folder: string = ownPresets.path): Layout {
  if (presetName === undefined) return fillLayout(undefined, {}, {});
  const shownFolder: PresetFolder =
    folder === ownPresets.path ? ownPresets : { path: folder, shownAs: folder };
  const reading = new Presets([shownFolder]).find(presetName);
  if ("preset" in reading) return fillLayout(reading.preset.kind, reading.preset, {});
  throw new ConfigError(
    "problems" in reading ? reading.problems : [`no preset ${presetName}; ${reading.unknown}`],
  );
}

/** Lays a source's own keys over its preset's and fills in every default. */
export function fillLayout(kind: SourceKind | undefined, preset: LayoutEntry, own: LayoutEntry): Layout {
  const list = dropEmpty({ ...preset.list, ...own.list });
  const thread = dropEmpty({ ...preset.thread, ...own.thread });
  const pages = dropEmpty({ ...preset.pages, ...own.pages });
  return {
    list: { ...list, skip: list.skip ?? [], stripQuery: list.stripQuery ?? [] },
    dates: { ...preset.dates, ...own.dates },
    thread: {
      ...thread,
      fetch: thread.fetch ?? (kind === "forum" ? "all" : "never"),
      remove: thread.remove ?? [],
      restricted: thread.restricted ?? [],
    },
    fields: dropEmpty({ ...preset.fields, ...own.fields }),
    pages: { ...pages, max: pages.max ?? 1 },
    require: own.require ?? preset.require ?? [],
    wall: own.wall ?? preset.wall ?? [],
  };
}

/** An empty list of selectors takes a preset's away; readers then see the key as absent. */
function dropEmpty<T extends object>(group: T): T {
  const kept = Object.entries(group).filter(([, value]) => !Array.isArray(value) || value.length > 0);
  return Object.fromEntries(kept) as T;
}
