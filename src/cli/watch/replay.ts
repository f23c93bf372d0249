import type { Replay, ReplayedAlert, Services } from "../../discord/command.ts";
import { describeError } from "../../errors.ts";
import type { Watch } from "../../model.ts";
import { wordsFor } from "../../words/words.ts";

const maxTitleLength = 160;

/** Tells on stderr what a new watch would have alerted of: as `/watch add` does, in plain text. */
export async function tellReplay({ id, serverId }: Watch, { replays }: Services): Promise<void> {
  const words = wordsFor("en").replay;
  let replay: Replay;
  try {
    replay = await replays.replay(serverId, id);
  } catch (error) {
    // It is watched all the same: nobody should add it again.
    process.stderr.write(`note: it is watched. ${words.lookBackFailed} (${describeError(error)})\n`);
    return;
  }
  const { alerts, examples, span } = replay;
  const where = span.isCut ? words.newest(span.posts, span.days) : words.days(span.days);
  const result = span.posts === 0 ? words.noPosts : words.alerted(alerts, where).replaceAll("**", "");
  process.stderr.write(`${[result, ...examples.map(describeExample)].join("\n")}\n`);
}

function describeExample({ title, sourceName, at, match }: ReplayedAlert): string {
  const { reason, tiers, fields, parties } = wordsFor("en").replay;
  const { text, tier, field, party, cues } = match;
  const why = reason(tiers[tier], text, fields[field], parties[party], cues.join(", "));
  const day = at.toISOString().slice(0, 10);
  return `  ${plain(title)} (${plain(sourceName)}, ${day}): ${plain(why)}`;
}

/** One line without what would steer a terminal; posts are hostile. */
function plain(text: string): string {
  return text
    .slice(0, maxTitleLength)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Z}]+/gu, " ")
    .trim();
}
