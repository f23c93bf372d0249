import { randomUUID } from "node:crypto";
import type { WatchInput } from "../discord/command.ts";
import { UserError } from "../errors.ts";
import type { Watch } from "../model.ts";
import { deriveId } from "../store/ids.ts";
import { normaliseDomain } from "../watch/domains.ts";
import { checkWatchTerms } from "../watch/terms.ts";
import { sayEach } from "../words/words.ts";

/** Most watches of one server: they are kept in memory, which all servers share. */
export const maxWatches = 25_000;

/** A watch as its owner wants it, and advice about names that are ambiguous. */
export interface EditedWatch {
  readonly watch: Watch;
  readonly warnings: readonly string[];
}

/** A watch of which nothing is typed yet. */
export function draftWatch(
  serverId: string,
  by: { readonly userId: string; readonly channelId: string | null },
  now: Date,
): Watch {
  return {
    id: deriveId("watch", randomUUID()),
    serverId,
    name: "",
    aliases: [],
    domains: [],
    exclude: [],
    require: [],
    mode: "normal",
    mentions: "off",
    channelId: null,
    addedInChannelId: by.channelId,
    roleId: null,
    paused: false,
    createdBy: by.userId,
    createdAt: now,
  };
}

/**
 * Makes a watch with what was typed over it.
 *
 * @throws `UserError` where that leaves it unusable
 */
export function editWatch(watch: Watch, input: Partial<WatchInput>): EditedWatch {
  const { company, channelId, roleId, mentions, mode, ...lists } = input;
  const edited: Watch = {
    ...watch,
    name: tidy(company ?? watch.name),
    aliases: tidyAll(lists.aliases ?? watch.aliases),
    // What is no domain stays as it was typed, so that the check can name it.
    domains: tidyAll((lists.domains ?? watch.domains).map((domain) => normaliseDomain(domain) ?? domain)),
    exclude: tidyAll(lists.exclude ?? watch.exclude),
    require: tidyAll(lists.require ?? watch.require),
    mode: mode ?? watch.mode,
    mentions: mentions ?? watch.mentions,
    channelId: channelId === undefined ? watch.channelId : channelId,
    roleId: roleId === undefined ? watch.roleId : roleId,
  };
  const { problems, warnings } = checkWatchTerms(edited);
  if (problems.length > 0) throw new UserError(problems.join("\n"));
  return { watch: edited, warnings };
}

/** Refuses what would be more than {@link maxWatches}. */
export function tooManyWatches(): UserError {
  return new UserError(sayEach(({ watch }) => watch.tooMany(maxWatches)));
}

function tidy(text: string): string {
  return text
    .normalize("NFC")
    .replaceAll(/[\p{Cc}\p{Z}]+/gu, " ")
    .trim();
}

function tidyAll(texts: readonly string[]): string[] {
  return [...new Set(texts.map(tidy).filter((text) => text !== ""))];
}
