import { join } from "node:path";
import { clean, cut } from "../../alert/text.ts";
import type { Config } from "../../config/config.ts";
import { createAllowList } from "../../config/allow-hosts.ts";
import { ownPresets, Presets } from "../../config/presets.ts";
import { sourceSchema } from "../../config/schema.ts";
import { fillSource } from "../../config/source.ts";
import { UserError } from "../../errors.ts";
import type { Source, SourceKind } from "../../model.ts";

/** What a source's entry says, as it is printed. */
export interface SourceDraft {
  readonly id: string;
  readonly name: string;
  readonly kind: SourceKind;
  readonly preset?: string;
  readonly urls: readonly [string];
}

/** Fills in what an entry leaves out, exactly as the configuration does. */
export interface Drafting {
  readonly presets: Presets;
  /**
   * Makes the source of an entry.
   * @throws {@link UserError} where `check` would refuse it
   */
  complete(draft: SourceDraft): Source;
}

/** Makes what entries are tried with: the presets of the operator's folder, and the project's own. */
export function createDrafting({
  feedsFolder,
  allowHosts,
}: Pick<Config, "feedsFolder" | "allowHosts">): Drafting {
  const presets = new Presets([
    { path: join(feedsFolder, "presets"), shownAs: join(feedsFolder, "presets") },
    ownPresets,
  ]);
  const context = {
    presets,
    isAllowed: createAllowList(allowHosts),
    readVariable: () => ({ value: undefined }),
  };
  return {
    presets,
    complete(draft) {
      const entry = sourceSchema.safeParse(draft);
      if (!entry.success) throw new UserError(entry.error.issues.map(({ message }) => message).join("; "));
      const { source, problems } = fillSource(entry.data, "here", context);
      if (problems.length > 0) throw new UserError(problems.map(({ message }) => message).join("; "));
      return source;
    },
  };
}

const maxIdLength = 64;
const maxNameLength = 100;

/** Makes an id of an address's host (and of a channel's name), and a number where it is taken. */
export function makeId(url: URL, taken: ReadonlySet<string>): string {
  const channel = findTelegramChannel(url);
  const words = channel === null ? url.hostname.replace(/^www\./, "") : `${url.hostname}-${channel}`;
  const id = words
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  for (let n = 1; ; n++) {
    const suffix = n === 1 ? "" : `-${n}`;
    const numbered = (id || "source").slice(0, maxIdLength - suffix.length) + suffix;
    if (!taken.has(numbered)) return numbered;
  }
}

/** A page's title as a source's name; its host where it has none. */
export function makeName(title: string | null, url: URL): string {
  return cut(clean(title ?? ""), maxNameLength) || url.host.slice(0, maxNameLength);
}

const telegramHosts = new Set(["t.me", "telegram.me"]);

/** The channel of a Telegram address, with or without its preview's `/s/`; null for all others. */
export function findTelegramChannel({ hostname, pathname }: URL): string | null {
  if (!telegramHosts.has(hostname)) return null;
  return /^\/(?:s\/)?(\w{4,40})\/?$/.exec(pathname)?.[1] ?? null;
}
