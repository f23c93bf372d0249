import { cut, escapeMarkdown } from "../../src/alert/text.ts";
import type { Feedback, Proposal, Services } from "../../src/discord/command.ts";
import { type Answer, makeButton, makeRows, showName } from "./answer.ts";
import { describeSpan, renderExample } from "./replay.ts";

/**
 * Answers [Not us]: the narrowest change that would have prevented the alert, and what else it would have silenced.
 *
 * @param asked - number of the proposal, from 0: a wider one each time
 */
export async function renderFeedback(
  serverId: string,
  deliveryId: string,
  asked: number,
  services: Services,
): Promise<Answer> {
  const feedback = await services.replays.propose(serverId, deliveryId);
  const { watch, title, proposals } = feedback;
  const at = Math.min(Math.max(0, asked), proposals.length - 1);
  const proposal = proposals[at];
  const subject = `“${escapeMarkdown(cut(title, 160)) || "Untitled post"}”`;
  if (proposal === undefined) {
    const advice = "require a word with `/watch edit`, or remove the watch";
    return { content: `No exclusion would keep ${subject} from **${showName(watch)}**: ${advice}.` };
  }
  const lines = [
    `**${escapeMarkdown(proposal.words)}** would have kept ${subject} from **${showName(watch)}**.`,
    renderSilenced(proposal, feedback),
    ...proposal.examples.map(renderExample),
  ];
  const buttons = [
    makeButton(`watch:adopt:${deliveryId}:${proposal.key}`, "Save"),
    ...(at + 1 < proposals.length ? [makeButton(`watch:wider:${deliveryId}:${at + 1}`, "Wider")] : []),
    ...(at > 0 ? [makeButton(`watch:wider:${deliveryId}:${at - 1}`, "Narrower")] : []),
  ];
  return { embeds: [{ description: lines.join("\n") }], components: makeRows(buttons) };
}

function renderSilenced({ alerts }: Proposal, { span }: Feedback): string {
  const where = describeSpan(span);
  if (alerts === 0) return `It would have silenced no other alert in ${where}.`;
  return `It would also have silenced **${alerts === 1 ? "1 alert" : `${alerts} alerts`}** in ${where}:`;
}
