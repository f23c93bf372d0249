import { cut, escapeMarkdown } from "../../src/alert/text.ts";
import type { Services } from "../../src/discord/command.ts";
import type { Watch } from "../../src/model.ts";
import type { Words } from "../../src/words/words.ts";
import { type Answer, makeButton, makeRows, showName } from "./answer.ts";
import { describeSpan, renderExample } from "./replay.ts";

const maxOtherRows = 4; // Discord's limits, these three, with the row of the proposal above
const buttonsPerRow = 5;
const maxLabelLength = 80;

/**
 * Answers [Not us]: the narrowest change that would have prevented the alert, and what else it would have silenced.
 *
 * @param asked - number of the proposal, from 0: a wider one each time
 * @param watchId - of one of several companies that the alert concerns; absent: the first
 */
export async function renderFeedback(
  serverId: string,
  { deliveryId, asked = 0, watchId }: { deliveryId: string; asked?: number; watchId?: string | undefined },
  services: Services,
  words: Words,
): Promise<Answer> {
  const feedback = await services.replays.propose(serverId, deliveryId, watchId);
  const { watch, others, title, proposals } = feedback;
  const at = Math.min(Math.max(0, asked), proposals.length - 1);
  const proposal = proposals[at];
  const { replay } = words;
  const subject = replay.quoted(escapeMarkdown(cut(title, 160)) || replay.untitled);
  const name = showName(watch, words);
  const otherRows = makeOtherRows(deliveryId, others, words);
  if (proposal === undefined) return { content: replay.noChange(subject, name), components: otherRows };
  const lines = [
    replay.prevents(escapeMarkdown(proposal.words), subject, name),
    replay.silences(proposal.alerts, describeSpan(feedback.span, words)),
    ...proposal.examples.map((example) => renderExample(example, words)),
  ];
  const turn = (to: number): string => `watch:wider:${deliveryId}:${to}:${watch.id}`;
  const buttons = [
    makeButton(`watch:adopt:${deliveryId}:${proposal.key}:${watch.id}`, replay.save),
    ...(at + 1 < proposals.length ? [makeButton(turn(at + 1), replay.wider)] : []),
    ...(at > 0 ? [makeButton(turn(at - 1), replay.narrower)] : []),
  ];
  return { embeds: [{ description: lines.join("\n") }], components: [...makeRows(buttons), ...otherRows] };
}

/** The buttons that ask about the other companies of an alert; those that find no room come when one of these is settled. */
function makeOtherRows(deliveryId: string, others: readonly Watch[], { replay }: Words) {
  const buttons = others
    .slice(0, maxOtherRows * buttonsPerRow)
    .map(({ id, name }) =>
      makeButton(`watch:wider:${deliveryId}:0:${id}`, cut(replay.notOther(name), maxLabelLength)),
    );
  const rows = Array.from({ length: Math.ceil(buttons.length / buttonsPerRow) }, (_, row) =>
    makeRows(buttons.slice(row * buttonsPerRow, (row + 1) * buttonsPerRow)),
  );
  return rows.flat();
}
