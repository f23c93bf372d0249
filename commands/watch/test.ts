import { cut, escapeMarkdown, joinWithin } from "../../src/alert/text.ts";
import type { TestedCandidate, TestedWatch, TextTest } from "../../src/discord/command.ts";
import type { Match } from "../../src/model.ts";
import { type Answer, showName } from "./answer.ts";

const maxWatches = 5;
const maxCandidates = 6;
const maxFieldLength = 1024; // Discord's limits, this one and the next
const maxDescriptionLength = 4096;
const maxEmbedLength = 5500; // Discord's 6,000, less what stands around it

/** Shows what each stage of matching makes of a text. */
export function renderTest({ normalised, watches }: TextTest): Answer {
  const texts = Object.entries(normalised).map(
    ([field, words]) => `**Normalised ${field}** ${escapeMarkdown(cut(words, 600)) || "nothing to read"}`,
  );
  const [first] = watches;
  if (first === undefined) {
    const none = "No watched company is found in it, not even a place to look at.";
    return { embeds: [{ description: cut([...texts, none].join("\n"), maxDescriptionLength) }] };
  }
  const description = cut(texts.join("\n"), maxDescriptionLength);
  const fields: { name: string; value: string }[] = [];
  let length = description.length;
  for (const tested of [...watches].sort(bySurety).slice(0, maxWatches)) {
    const name = cut(`${showName(tested.watch, 80)}: ${describeOutcome(tested)}`, 256);
    const value = joinWithin(renderStages(tested), "\n", maxFieldLength);
    if (length + name.length + value.length > maxEmbedLength) break;
    length += name.length + value.length;
    fields.push({ name, value });
  }
  const left = watches.length - fields.length;
  const footer = left === 0 ? {} : { footer: { text: `${left} more: name one with watch:` } };
  return { embeds: [{ description, fields, ...footer }] };
}

function bySurety(one: TestedWatch, other: TestedWatch): number {
  const tiers: readonly (Match["tier"] | undefined)[] = ["confirmed", "likely", "possible"];
  const rank = ({ match }: TestedWatch): number => (match === null ? 3 : tiers.indexOf(match.tier));
  return rank(one) - rank(other);
}

function describeOutcome({ watch, match, silence }: TestedWatch): string {
  if (match === null) return "no match";
  if (watch.paused) return "paused, else a match";
  if (silence === null) return "would alert";
  return silence === "digest" ? "digest only" : `no alert, ${silence}`;
}

function renderStages({ candidates, bar, ruledOut, match }: TestedWatch): string[] {
  if (candidates.length === 0) return ["**Candidates** none: neither a name nor a domain of it stands there"];
  const more = candidates.length - maxCandidates;
  return [
    ...candidates.slice(0, maxCandidates).map((candidate) => renderCandidate(candidate, bar)),
    ...(more > 0 ? [`… and ${more} places more`] : []),
    ...(ruledOut === null ? [] : [`**Own words** ${escapeMarkdown(cut(ruledOut, 200))}`]),
    match === null
      ? "**Tier** none"
      : `**Tier** ${match.tier}, by ${match.by}; **party** ${match.party}, “${escapeMarkdown(cut(match.text, 80))}”`,
  ];
}

function renderCandidate(candidate: TestedCandidate, bar: number): string {
  const { text, field, by, worth, cues, score, veto, tier } = candidate;
  const weighed = cues.map(([weight, words]) => `${weight < 0 ? "−" : "+"}${Math.abs(weight)} ${words}`);
  const facts = [
    `**Candidate** “${escapeMarkdown(cut(text, 80))}” in the ${field}, by ${by}, worth ${worth}`,
    `**cues** ${weighed.length === 0 ? "none" : escapeMarkdown(cut(weighed.join(", "), 300))}`,
    `**veto** ${veto === null ? "none" : escapeMarkdown(cut(veto, 100))}`,
    `score ${score} (likely from ${bar}) → ${tier ?? "no match"}`,
  ];
  return facts.join(" · ");
}
