import type { APIEmbed, ButtonBuilder } from "discord.js";
import { cut, escapeMarkdown, joinWithin } from "../../src/alert/text.ts";
import type { PostedReplay, Replay, ReplayedAlert, ReplaySpan } from "../../src/discord/command.ts";
import type { Match, Watch } from "../../src/model.ts";
import type { Words } from "../../src/words/words.ts";
import { makeButton } from "./answer.ts";

const maxReplayLength = 2200;
const maxTitleLength = 160;
const maxReasonLength = 300;

/** Tells what a watch would have alerted of, with the newest examples. */
export function renderReplay({ alerts, examples, span }: Replay, words: Words): APIEmbed {
  const { replay } = words;
  const text = span.posts === 0 ? replay.noPosts : replay.alerted(alerts, describeSpan(span, words));
  const quotes = examples.map((example) => renderExample(example, words));
  return { description: joinWithin([text, ...quotes], "\n", maxReplayLength, words.general.more) };
}

/** Names the posts that were looked at: "the last 90 days". */
export function describeSpan({ days, posts, isCut }: ReplaySpan, { replay }: Words): string {
  return isCut ? replay.newest(posts, days) : replay.days(days);
}

/** Quotes one alert: the post's title, its source, when, and why. */
export function renderExample({ title, sourceName, at, match }: ReplayedAlert, { replay }: Words): string {
  const name = escapeMarkdown(cut(title, maxTitleLength)) || replay.untitled;
  const when = `<t:${Math.floor(at.getTime() / 1000)}:D>`;
  return `> **${name}**\n> ${escapeMarkdown(cut(sourceName, 80))}, ${when} · ${renderReason(match, replay)}`;
}

/** Says why a post matched: "“Harbour Lines” in its title, the victim: legal form follows". */
function renderReason({ text, field, party, tier, cues }: Match, replay: Words["replay"]): string {
  const { reason, tiers, fields, parties } = replay;
  const said = reason(tiers[tier], cut(text, 80), fields[field], parties[party], cues.join(", "));
  return escapeMarkdown(cut(said, maxReasonLength));
}

/** Says what [Post these] has done. */
export function renderPosted({ channelIds, posted, known, left }: PostedReplay, { replay }: Words): string {
  const where = channelIds.map((id) => `<#${id}>`).join(", ");
  const facts = [
    posted === 0 ? replay.nothingNew(where) : replay.posted(posted, where),
    ...(known === 0 ? [] : [replay.known(known)]),
    ...(left === 0 ? [] : [replay.left(left)]),
  ];
  return facts.join(" ");
}

/** The buttons below a replay; the watch is in force, they only add or undo. */
export function makeReplayButtons(
  { id }: Watch,
  { alerts }: Pick<Replay, "alerts">,
  { replay }: Words,
): ButtonBuilder[] {
  return [
    ...(alerts === 0 ? [] : [makeButton(`watch:post:${id}`, replay.post)]),
    makeButton(`watch:form:${id}`, replay.edit),
    makeButton(`watch:remove:${id}`, replay.discard),
  ];
}
