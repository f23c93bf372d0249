import type { APIEmbed, ButtonBuilder } from "discord.js";
import { cut, escapeMarkdown, joinWithin } from "../../src/alert/text.ts";
import type { PostedReplay, Replay, ReplayedAlert, ReplaySpan } from "../../src/discord/command.ts";
import type { Match, Watch } from "../../src/model.ts";
import { makeButton } from "./answer.ts";

const maxReplayLength = 2200;
const maxTitleLength = 160;
const maxReasonLength = 300;

const partyWords = {
  victim: "the victim",
  "third-party": "a third party",
  mentioned: "only mentioned",
} as const satisfies Record<Match["party"], string>;

/** Tells what a watch would have alerted of, with the newest examples. */
export function renderReplay({ alerts, examples, span }: Replay): APIEmbed {
  const text = span.posts === 0 ? "No post is stored yet to try it on." : renderCount(alerts, span);
  return { description: joinWithin([text, ...examples.map(renderExample)], "\n", maxReplayLength) };
}

function renderCount(alerts: number, span: ReplaySpan): string {
  const times =
    alerts === 0 ? "It would not have alerted" : `It would have alerted **${countTimes(alerts)}**`;
  return `${times} in ${describeSpan(span)}.`;
}

function countTimes(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

/** Names the posts that were looked at: "the last 90 days". */
export function describeSpan({ days, posts, isCut }: ReplaySpan): string {
  return isCut ? `the newest ${posts} posts of the last ${days} days` : `the last ${days} days`;
}

/** Quotes one alert: the post's title, its source, when, and why. */
export function renderExample({ title, sourceName, at, match }: ReplayedAlert): string {
  const name = escapeMarkdown(cut(title, maxTitleLength)) || "Untitled post";
  const when = `<t:${Math.floor(at.getTime() / 1000)}:D>`;
  return `> **${name}**\n> ${escapeMarkdown(cut(sourceName, 80))}, ${when} · ${renderReason(match)}`;
}

/** Says why a post matched: "“Harbour Lines” in its title, the victim: legal form follows". */
function renderReason({ text, field, party, tier, cues }: Match): string {
  const why = cues.length === 0 ? "" : `: ${cues.join(", ")}`;
  return escapeMarkdown(
    cut(`${tier}, “${cut(text, 80)}” in its ${field}, ${partyWords[party]}${why}`, maxReasonLength),
  );
}

/** Says what [Post these] has done. */
export function renderPosted({ channelIds, posted, known, left }: PostedReplay): string {
  const alerts = posted === 1 ? "1 alert is" : `${posted} alerts are`;
  const where = channelIds.map((id) => `<#${id}>`).join(", ");
  const facts = [
    posted === 0 ? `Nothing new for ${where || "any channel"}.` : `${alerts} on the way to ${where}.`,
    ...(known === 0 ? [] : [`${known} had alerted there already.`]),
    ...(left === 0 ? [] : [`${left} older ones were left out: more at once would flood the channel.`]),
  ];
  return facts.join(" ");
}

/** The buttons below a replay; the watch is in force, they only add or undo. */
export function makeReplayButtons({ id }: Watch, { alerts }: Pick<Replay, "alerts">): ButtonBuilder[] {
  return [
    ...(alerts === 0 ? [] : [makeButton(`watch:post:${id}`, "Post these")]),
    makeButton(`watch:form:${id}`, "Edit"),
    makeButton(`watch:remove:${id}`, "Discard"),
  ];
}
