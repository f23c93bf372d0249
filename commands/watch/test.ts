import { cut, escapeMarkdown, joinWithin } from "../../src/alert/text.ts";
import type { TestedCandidate, TestedWatch, TextTest } from "../../src/discord/command.ts";
import type { Match } from "../../src/model.ts";
import type { Words } from "../../src/words/words.ts";
import { type Answer, showName } from "./answer.ts";

const maxWatches = 5;
const maxCandidates = 6;
const maxFieldLength = 1024; // Discord's limits, this one and the next
const maxDescriptionLength = 4096;
const maxEmbedLength = 5500; // Discord's 6,000, less what stands around it

/** Shows what each stage of matching makes of a text. */
export function renderTest({ normalised, watches }: TextTest, words: Words): Answer {
  const say = words.watchTest;
  const fieldNames: Readonly<Record<string, string>> = words.replay.fields;
  const texts = Object.entries(normalised).map(([field, text]) => {
    const name = say.normalised(fieldNames[field] ?? field);
    return `**${name}** ${escapeMarkdown(cut(text, 600)) || say.empty}`;
  });
  const [first] = watches;
  if (first === undefined) {
    const description = cut([...texts, say.nothing].join("\n"), maxDescriptionLength);
    return { embeds: [{ description }] };
  }
  const description = cut(texts.join("\n"), maxDescriptionLength);
  const fields: { name: string; value: string }[] = [];
  let length = description.length;
  for (const tested of [...watches].sort(bySurety).slice(0, maxWatches)) {
    const name = cut(`${showName(tested.watch, words, 80)}: ${describeOutcome(tested, say)}`, 256);
    const value = joinWithin(renderStages(tested, words), "\n", maxFieldLength, words.general.more);
    if (length + name.length + value.length > maxEmbedLength) break;
    length += name.length + value.length;
    fields.push({ name, value });
  }
  const left = watches.length - fields.length;
  const footer = left === 0 ? {} : { footer: { text: say.left(left) } };
  return { embeds: [{ description, fields, ...footer }] };
}

function bySurety(one: TestedWatch, other: TestedWatch): number {
  const tiers: readonly (Match["tier"] | undefined)[] = ["confirmed", "likely", "possible"];
  const rank = ({ match }: TestedWatch): number => (match === null ? 3 : tiers.indexOf(match.tier));
  return rank(one) - rank(other);
}

function describeOutcome({ watch, match, silence }: TestedWatch, say: Words["watchTest"]): string {
  if (match === null) return say.noMatch;
  if (watch.paused) return say.paused;
  return silence === null ? say.alerts : say.silences[silence];
}

function renderStages({ candidates, bar, ruledOut, match }: TestedWatch, words: Words): string[] {
  const say = words.watchTest;
  if (candidates.length === 0) return [say.noCandidates];
  const more = candidates.length - maxCandidates;
  return [
    ...candidates.slice(0, maxCandidates).map((candidate) => renderCandidate(candidate, bar, words)),
    ...(more > 0 ? [say.more(more)] : []),
    ...(ruledOut === null ? [] : [`**${say.ownWords}** ${escapeMarkdown(cut(ruledOut, 200))}`]),
    match === null
      ? say.noTier
      : say.tier(
          words.replay.tiers[match.tier],
          say.by[match.by],
          say.parties[match.party],
          escapeMarkdown(cut(match.text, 80)),
        ),
  ];
}

function renderCandidate(candidate: TestedCandidate, bar: number, { watchTest: say, replay }: Words): string {
  const { text, field, by, worth, cues, score, veto, tier } = candidate;
  const weighed = cues.map(([weight, words]) => `${weight < 0 ? "−" : "+"}${Math.abs(weight)} ${words}`);
  const facts = [
    say.candidate(escapeMarkdown(cut(text, 80)), replay.fields[field], say.by[by], worth),
    `**${say.cues}** ${weighed.length === 0 ? say.none : escapeMarkdown(cut(weighed.join(", "), 300))}`,
    `**${say.veto}** ${veto === null ? say.none : escapeMarkdown(cut(veto, 100))}`,
    say.score(score, bar, tier === null ? say.noMatch : replay.tiers[tier]),
  ];
  return facts.join(" · ");
}
