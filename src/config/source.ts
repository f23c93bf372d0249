import { type Source, type SourceKind } from "../model.ts";
import { readCron } from "./cron.ts";
import { fillHeaders } from "./headers.ts";
import { fillLayout } from "./layout.ts";
import { type Presets } from "./presets.ts";
import { type Problem } from "./problems.ts";
import { type PresetEntry, type SourceEntry } from "./schema.ts";
import { type Setting } from "./secrets.ts";

const minute = 60_000;
const day = 24 * 60 * minute;

/** Politeness: who visits more often must have been named by the operator. */
const shortestPublicIntervalMs = 30_000;

/** What a source's interval is where it names none. */
const everyByKind: Readonly<Record<SourceKind, number>> = {
  feed: 15 * minute,
  forum: 10 * minute,
  json: 30 * minute,
  telegram: 10 * minute,
  discourse: 10 * minute,
};

/** What an entry is checked against. */
export interface SourceContext {
  readonly presets: Presets;
  readonly isAllowed: (url: URL) => boolean;
  readonly readVariable: (name: string) => Setting;
}

/**
 * Checks what the schema cannot see (presets, the environment, one key against another) and fills in every default.
 *
 * @param entry - what the schema accepted; where it refused some keys these are absent, and the source is not to be used
 */
export function fillSource(
  entry: Partial<SourceEntry>,
  definedAt: string,
  context: SourceContext,
): { source: Source; problems: readonly Problem[] } {
  const { preset, presetName, problems: presetProblems } = choosePreset(entry, context.presets);
  const kind = entry.kind ?? "feed";
  const enabled = entry.enabled ?? true;
  const urls = entry.urls ?? [];
  const every = entry.every ?? preset?.every ?? everyByKind[kind];
  const request = { ...preset?.request, ...entry.request };
  const { headers, problems: headerProblems } = fillHeaders(
    preset?.request ?? {},
    entry.request ?? {},
    enabled ? context.readVariable : undefined,
  );
  const archive = entry.archive ?? preset?.archive;
  const source: Source = {
    id: entry.id ?? "",
    name: entry.name ?? "",
    kind,
    ...(presetName === undefined ? {} : { preset: presetName }),
    urls,
    every,
    enabled,
    links: entry.links ?? preset?.links ?? (kind === "feed" ? "show" : "defang"),
    request: {
      ...(request.proxy ? { proxy: request.proxy } : {}),
      headers,
      timeoutMs: request.timeout ?? 20_000,
      maxBytes: request.maxBytes ?? 4 * 1024 * 1024,
      delayMs: request.delay ?? 2000,
    },
    robots: entry.robots ?? preset?.robots ?? (kind === "feed" ? "respect" : "ignore"),
    lookbackMs: entry.lookback ?? preset?.lookback ?? 90 * day,
    flood: entry.flood ?? preset?.flood ?? 20,
    ...(archive === undefined ? {} : { archive }),
    definedAt,
    ...fillLayout(kind, preset ?? {}, entry),
  };
  const isShapeKnown = entry.kind !== undefined && presetProblems.length === 0;
  return {
    source,
    problems: [
      ...presetProblems,
      ...headerProblems,
      ...checkInterval(source, context.isAllowed),
      ...(entry.archive !== undefined && entry.kind !== undefined && entry.kind !== "json"
        ? [{ path: ["archive"], message: `is for kind json only, and this is ${entry.kind}` }]
        : []),
      ...(isShapeKnown ? checkShape(source) : []),
    ],
  };
}

function choosePreset(
  entry: Partial<SourceEntry>,
  presets: Presets,
): { preset?: PresetEntry; presetName?: string; problems: readonly Problem[] } {
  const { kind } = entry;
  // These two kinds are one program each, so that their preset need not be named.
  const isOneProgram = kind === "telegram" || kind === "discourse";
  const presetName = entry.preset ?? (isOneProgram && presets.names().includes(kind) ? kind : undefined);
  if (presetName === undefined) return { problems: [] };

  const reading = presets.find(presetName);
  if ("unknown" in reading) {
    return {
      presetName,
      problems: [{ path: ["preset"], message: `no preset ${presetName}; ${reading.unknown}` }],
    };
  }
  if ("problems" in reading) {
    return {
      presetName,
      problems: [{ path: ["preset"], message: `preset ${presetName} has problems of its own` }],
    };
  }
  const { preset } = reading;
  if (preset.kind !== undefined && kind !== undefined && preset.kind !== kind) {
    const message = `preset ${presetName} is for kind ${preset.kind}, and this is ${kind}`;
    return { preset, presetName, problems: [{ path: ["preset"], message }] };
  }
  return { preset, presetName, problems: [] };
}

function checkInterval(source: Source, isAllowed: (url: URL) => boolean): readonly Problem[] {
  const cron = typeof source.every === "string" ? readCron(source.every) : undefined;
  const gapMs =
    typeof source.every === "number" ? source.every : cron && "expression" in cron ? cron.shortestGapMs : 0;
  if (gapMs >= shortestPublicIntervalMs) return [];
  const stranger = source.urls.map((text) => URL.parse(text)).find((url) => url && !isAllowed(url));
  if (!stranger) return [];
  const message = `below 30s only for addresses that LEAKWATCH_ALLOW_HOSTS names, and ${stranger.hostname} is none of them`;
  return [{ path: ["every"], message }];
}

/** A page or an answer whose shape nobody described could only ever read as "nothing new". */
function checkShape(source: Source): readonly Problem[] {
  const { list, fields } = source;
  if (source.kind === "forum" && !list.item) {
    return [{ path: [], message: "a forum needs a preset, or list.item to find its threads" }];
  }
  if (source.kind === "json" && !list.title && !fields.victim) {
    return [
      {
        path: [],
        message: "a json source needs a preset, or list.title (or fields.victim) to name its posts",
      },
    ];
  }
  return [];
}
