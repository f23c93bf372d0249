import { existsSync, readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { z } from "zod";
import { findNearest } from "./nearest.ts";
import { describeIssues, explainIssue, showPath } from "./problems.ts";
import { presetSchema, type PresetEntry } from "./schema.ts";
import { readYaml } from "./yaml-file.ts";

/** A folder of presets, and how messages call it. */
export interface PresetFolder {
  readonly path: string;
  readonly shownAs: string;
}

/** The presets that come with Leakwatch. */
export const ownPresets: PresetFolder = {
  path: resolve(import.meta.dirname, "../../feeds/presets"),
  shownAs: "feeds/presets",
};

/** What looking for a preset comes to. */
export type PresetReading =
  | { readonly preset: PresetEntry }
  | { readonly problems: readonly string[] }
  | { readonly unknown: string };

/** The presets of some folders; of two with one name the first folder's counts. */
export class Presets {
  readonly #folders: readonly PresetFolder[];
  readonly #read = new Map<string, PresetReading>();

  constructor(folders: readonly PresetFolder[]) {
    this.#folders = folders.filter(
      (folder, index) => folders.findIndex((other) => other.path === folder.path) === index,
    );
  }

  /** Names of all presets, in order. */
  names(): readonly string[] {
    const names = this.#folders
      .filter((folder) => existsSync(folder.path))
      .flatMap((folder) => readdirSync(folder.path).filter((name) => name.endsWith(".yaml")));
    return [...new Set(names.map((name) => basename(name, ".yaml")))].toSorted();
  }

  /** Reads a preset once; where there is none, `unknown` says what there is. */
  find(name: string): PresetReading {
    const known = this.#read.get(name) ?? this.#readPreset(name);
    this.#read.set(name, known);
    return known;
  }

  /** Every problem of the presets that were looked for. */
  problems(): readonly string[] {
    return [...this.#read.values()].flatMap((reading) => ("problems" in reading ? reading.problems : []));
  }

  #readPreset(name: string): PresetReading {
    const names = this.names();
    const folder = this.#folders.find(({ path }) => existsSync(join(path, `${name}.yaml`)));
    // Only names that were listed are opened: a name must not lead out of the folder.
    if (!folder || !names.includes(name)) {
      const nearest = findNearest(name, names);
      return { unknown: nearest ? `did you mean ${nearest}?` : `known: ${names.join(", ") || "none"}` };
    }
    return readPresetFile(join(folder.path, `${name}.yaml`), `${folder.shownAs}/${name}.yaml`);
  }
}

function readPresetFile(path: string, shownAs: string): PresetReading {
  const file = readYaml(path, shownAs);
  if ("problems" in file) return file;
  const parsed = presetSchema.safeParse(file.value, { reportInput: true, error: explainIssue });
  if (parsed.success) return { preset: parsed.data };
  const schema = z.toJSONSchema(presetSchema, { io: "input" });
  return {
    problems: describeIssues(parsed.error.issues, schema).map(({ path, message }) =>
      [`${shownAs}:${file.lineOf(path)}`, showPath(path), message].filter(Boolean).join(": "),
    ),
  };
}
