import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { ConfigError, describeError } from "../errors.ts";
import { type Source } from "../model.ts";
import { createAllowList } from "./allow-hosts.ts";
import { ownPresets, Presets } from "./presets.ts";
import { describeIssues, explainIssue, type Problem, showPath } from "./problems.ts";
import { type SourceEntry, sourceSchema, sourcesSchema } from "./schema.ts";
import { readSecret } from "./secrets.ts";
import { fillSource, type SourceContext } from "./source.ts";
import { readYaml, type YamlFile } from "./yaml-file.ts";

/** What source files are read against. */
export interface SourcesOptions {
  /** Where `cookieEnv` and `headersEnv` find their values. */
  readonly env: NodeJS.ProcessEnv;
  /** Host names, addresses and CIDR ranges that may be visited more often than every 30 s. */
  readonly allowHosts: readonly string[];
  /** What relative paths are read against. Default: the process's folder. */
  readonly cwd?: string | undefined;
  /** What messages call the folder. Default: as given. */
  readonly shownAs?: string | undefined;
}

/**
 * Reads all `*.yaml` and `*.yml` files of a folder.
 *
 * @throws {@link ConfigError} with every problem of all files at once
 */
export function loadSources(folder: string, options: SourcesOptions): Source[] {
  const { sources, problems } = readSources(folder, options);
  if (problems.length > 0) throw new ConfigError(problems);
  return [...sources];
}

/** Reads all `*.yaml` and `*.yml` files of a folder: what is right in them, and what is wrong. */
export function readSources(
  folder: string,
  options: SourcesOptions,
): { sources: readonly Source[]; problems: readonly string[] } {
  const { env, allowHosts, cwd = process.cwd(), shownAs = folder } = options;
  const path = resolve(cwd, folder);
  const files = listFiles(path, shownAs);
  if ("problem" in files) return { sources: [], problems: [files.problem] };

  const presets = new Presets([
    { path: join(path, "presets"), shownAs: join(shownAs, "presets") },
    ownPresets,
  ]);
  const context: SourceContext = {
    presets,
    isAllowed: createAllowList(allowHosts),
    readVariable: (name) => readSecret(env, name, cwd),
  };
  const schema = sourcesSchema();
  const definedAt = new Map<string, string>();
  const sources: Source[] = [];
  const problems: string[] = [];
  for (const name of files.names) {
    const file = readYaml(join(path, name), join(shownAs, name));
    if ("problems" in file) problems.push(...file.problems);
    else {
      const read = readSourceFile(file, schema, context, definedAt);
      sources.push(...read.sources);
      problems.push(...showProblems(file, read.problems));
    }
  }
  return { sources, problems: [...problems, ...presets.problems()] };
}

function listFiles(path: string, shownAs: string): { names: readonly string[] } | { problem: string } {
  try {
    const names = readdirSync(path, { withFileTypes: true })
      .filter((entry) => /^[^.].*\.ya?ml$/.test(entry.name) && !entry.isDirectory())
      .map((entry) => entry.name)
      .toSorted();
    if (names.length > 0) return { names };
    return {
      problem: `${shownAs}: no .yaml file in this folder; LEAKWATCH_FEEDS names the folder of the source files`,
    };
  } catch (error) {
    return {
      problem: `${shownAs}: cannot be read; LEAKWATCH_FEEDS names the folder of the source files: ${describeError(error)}`,
    };
  }
}

const fileSchema = z.strictObject({ sources: z.array(z.unknown()).nullable() });

/** Reads one file's entries; `definedAt` holds the ids of all files so far. */
function readSourceFile(
  file: YamlFile,
  schema: object,
  context: SourceContext,
  definedAt: Map<string, string>,
): { sources: readonly Source[]; problems: readonly Problem[] } {
  const container = fileSchema.safeParse(file.value, { reportInput: true, error: explainIssue });
  const sources: Source[] = [];
  const problems: Problem[] = container.success ? [] : [...describeIssues(container.error.issues, schema)];
  const entries = salvage(fileSchema, file.value) as Partial<z.output<typeof fileSchema>> | undefined;
  for (const [index, value] of (entries?.sources ?? []).entries()) {
    const place = ["sources", index];
    const at = `${file.shownAs}:${file.lineOf(place)}`;
    const parsed = sourceSchema.safeParse(value, { reportInput: true, error: explainIssue });
    const entry = parsed.success
      ? parsed.data
      : (salvage(sourceSchema, value) as Partial<SourceEntry> | undefined);
    const found: Problem[] = parsed.success ? [] : [...describeIssues(parsed.error.issues, schema, place)];
    if (entry) {
      const filled = fillSource(entry, at, context);
      found.push(...filled.problems.map(({ path, message }) => ({ path: [...place, ...path], message })));
      const { id } = entry;
      const earlier = id === undefined ? undefined : definedAt.get(id);
      if (earlier)
        found.push({
          path: [...place, "id"],
          message: `${id} is taken by ${earlier}; ids are unique over all files`,
        });
      else if (id !== undefined) definedAt.set(id, at);
      if (found.length === 0) sources.push(filled.source);
    }
    problems.push(...found);
  }
  return { sources, problems };
}

/** What is right in a value that is wrong as a whole, so that one run reports what else is wrong with it. */
function salvage(schema: unknown, value: unknown): unknown {
  if (!(schema instanceof z.ZodType)) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const inner: unknown = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
  if (!(inner instanceof z.ZodObject) || typeof value !== "object" || value === null || Array.isArray(value))
    return undefined;
  const given = new Map<string, unknown>(Object.entries(value));
  const kept = Object.entries(inner.shape)
    .map(([key, child]) => [key, given.has(key) ? salvage(child, given.get(key)) : undefined] as const)
    .filter(([, right]) => right !== undefined);
  return Object.fromEntries(kept);
}

function showProblems(file: YamlFile, problems: readonly Problem[]): readonly string[] {
  return problems
    .map((problem) => ({ ...problem, line: file.lineOf(problem.path) }))
    .toSorted((a, b) => a.line - b.line)
    .map(({ line, path, message }) =>
      [`${file.shownAs}:${line}`, showPath(path), message].filter(Boolean).join(": "),
    );
}
