/** What stands around a phrase that names a data type, as features for its weights. */
import { distanceAfter, distanceBefore, exposureWords, hasWord, listingWords } from "./cues.ts";
import type { Token } from "./lex.ts";
import type { Passage } from "./passage.ts";
import {
  advice,
  contact,
  evidence,
  including,
  modal,
  possible,
  remedy,
  single,
  takenAfter,
  takenBefore,
  tricking,
} from "./type-cues.ts";
import type { GlyphCue } from "./type-glyph-cues.ts";
import { isHabit, isMachineAddress, isMeans, isMeasure } from "./type-means.ts";
import type { TypeMention } from "./type-mentions.ts";
import { isOtherThing } from "./type-scope.ts";
import type { Feature } from "./weights.ts";

/** What speaks for and against a list of types in `tokens[first, end)`. */
export function runFeatures(
  passage: Passage,
  first: number,
  end: number,
  tellsOfExposure: boolean,
): Set<Feature<"dataType">> {
  const { tokens, sentences, sentenceOf, folded } = passage;
  const sentence = sentences[sentenceOf[first] ?? 0] ?? { first, end, paragraph: 0 };
  const features = new Set<Feature<"dataType">>();
  if (folded.field === "title") features.add("in the title");
  if (
    distanceBefore(tokens, first, sentence.first, listingWords, 9) !== null ||
    tokens[first - 1]?.text === ":" ||
    hasWord(tokens, first, end, including)
  )
    features.add("list is introduced");
  if (distanceBefore(tokens, first, sentence.first, exposureWords, 12) !== null)
    features.add("what was taken stands before it");
  if (distanceAfter(tokens, end, sentence.end, takenAfter, 9) !== null)
    features.add("what happened to it stands after it");
  if (takingBefore(tokens, first, sentence.first)) features.add("taking stands right before it");
  if (hasWord(tokens, sentence.first, sentence.end, exposureWords))
    features.add("sentence tells of exposure");
  if (tellsOfExposure) features.add("text tells of exposure");
  if (distanceBefore(tokens, first, sentence.first, advice, 7) !== null) features.add("advice");
  if (distanceBefore(tokens, first, sentence.first, possible, 5) !== null) features.add("general remark");
  if (distanceBefore(tokens, first, sentence.first, modal, 25) !== null) features.add("only possible");
  if (distanceBefore(tokens, first, sentence.first, remedy, 10) !== null) features.add("told of a remedy");
  if (distanceBefore(tokens, first, sentence.first, evidence, 10) !== null) features.add("no evidence of it");
  if (hasWord(tokens, sentence.first, sentence.end, tricking)) features.add("told of a trick");
  if ((sentenceOf[first] ?? 0) < 8) features.add("near the beginning");
  return features;
}

/** In tokens, each of which is one character: a clause or two. */
const glyphReach = 40;

/** What cues in a script without spaces say of the list in `tokens[first, end)`. */
export function glyphFeatures(
  cues: readonly GlyphCue[],
  first: number,
  end: number,
): readonly Feature<"dataType">[] {
  const features: Feature<"dataType">[] = [];
  for (const { cue, at } of cues) {
    const before = at < first && first - at <= glyphReach;
    const after = at >= end && at - end < glyphReach;
    if (cue === "exposure") {
      features.push("sentence tells of exposure");
      if (before) features.push("what was taken stands before it");
      if (after) features.push("what happened to it stands after it");
    } else if (cue === "list" && (before || after)) features.push("list is introduced");
    else if (cue === "advice" && (before || after)) features.push("advice");
    else if (cue === "trick") features.push("told of a trick");
    else if (cue === "ability" && before) features.push("only possible");
  }
  return features;
}

/** "password-stealing malware" takes nothing in what follows. */
function takingBefore(tokens: readonly Token[], first: number, from: number): boolean {
  const distance = distanceBefore(tokens, first, from, takenBefore, 4);
  return distance !== null && tokens[first - distance]?.gap !== "hyphen";
}

/**
 * What speaks for and against one type of a list.
 *
 * @param ofPeople - whether the list names what is known of people
 */
export function ownFeatures(
  passage: Passage,
  mention: TypeMention,
  ofPeople: boolean,
): readonly Feature<"dataType">[] {
  const { tokens } = passage;
  const from = passage.sentences[passage.sentenceOf[mention.first] ?? 0]?.first ?? 0;
  const before = tokens[mention.first - 1];
  const second = tokens[mention.first - 2];
  const features: Feature<"dataType">[] = [];
  if (
    before?.key === "without" ||
    (before?.key === "out" && second?.key === "with") ||
    (second?.key === "without" && (before?.key === "a" || before?.key === "any" || before?.key === "the"))
  )
    features.push("not present at all");
  if (before !== undefined && contact.has(before.key)) features.push("means of contact");
  if (isMeasure(tokens, mention.first, from)) features.push("advice");
  if (isHabit(tokens, mention.first, from)) features.push("told of a habit");
  if (
    single.has(before?.key ?? "") ||
    isOtherThing(passage, mention) ||
    (!ofPeople && isMachineAddress(passage, mention))
  )
    features.push("part of another thing");
  if (isMeans(tokens, mention)) features.push("served to break in");
  if (isCounted(tokens, mention.first)) features.push("is counted");
  const last = tokens[mention.end - 1]?.key ?? "";
  if (
    passage.language === "en" &&
    !last.endsWith("s") &&
    !/(?:data|information|info|history|birth|code|audio|footage|payroll|traffic|correspondence)$/.test(
      last,
    ) &&
    tokens[mention.end]?.key !== "hashes"
  )
    features.push("in the singular");
  return features;
}

/** "650,000 pieces of user addresses". */
function isCounted(tokens: readonly Token[], first: number): boolean {
  for (let at = first - 1; at >= first - 6; at--) {
    const token = tokens[at];
    if (token === undefined || token.kind === "mark") return false;
    if (token.kind === "number") return token.text.length > 2 || at < first - 1;
  }
  return false;
}
