import type { WatchMode } from "../model.ts";
import type { WordBreaks } from "./cjk-words.ts";
import { Context, type Occurrence } from "./context.ts";
import { breachNoun, companyNoun, companyVerb, dataNoun, formPrefix, person } from "./cue-words.ts";
import { isOf } from "./word-kinds.ts";
import { type Cue, listCues } from "./cues.ts";
import { weighSpelling } from "./spelling-worth.ts";
import { findVeto } from "./vetoes.ts";

/** What an occurrence is worth, and why. */
export interface Verdict {
  readonly score: number;
  /** What the name says as it is written, without what stands around it. */
  readonly worth: number;
  readonly cues: readonly Cue[];
  /** What rules it out; null where nothing does. */
  readonly veto: string | null;
}

/** Score from which a mention is a match. */
export function threshold(mode: WatchMode): number {
  return mode === "strict" ? 5 : mode === "broad" ? 2 : 3;
}

const nothing: Verdict = { score: 0, worth: 0, cues: [], veto: null };

/** Weighs one occurrence of a name by what stands around it. */
export function judge(occurrence: Occurrence, spellings: readonly string[], breaks: WordBreaks): Verdict {
  const context = new Context(occurrence, spellings, breaks);
  const veto = findVeto(context);
  if (veto !== null) return { ...nothing, veto };
  const worth = weighSpelling(context);
  if (worth === null) return { ...nothing, veto: "not written as a name" };
  if (isWithinBareName(context))
    return { score: 1, worth, cues: [[1 - worth, "one word of a longer name"]], veto: null };
  const cues = listCues(context);
  const score = cues.reduce((sum, [weight]) => sum + weight, worth);
  return { score, worth, cues, veto: null };
}

/**
 * Whether a title is nothing but a longer name, of which this is a part: "Parker Mills" is not Parker, "South Bridge Inc" not Bridge.
 *
 * Names of several words that are their own ("Dovarra Systems") may stand behind others.
 */
function isWithinBareName(context: Context): boolean {
  const { first, last, field, spelling } = context.occurrence;
  const { stream } = field;
  const isOne = first === last;
  if (field.field === "body" || context.isPossessive || stream.count > 6) return false;
  if (stream.count === last - first + 1 || (!isOne && spelling.strength !== "phrase")) return false;
  if (context.is(first - 1, formPrefix)) return false;
  const isWeak = spelling.strength !== "strong";
  if (context.legalForm !== null && first === 0) return isWeak && isOne && isGroupBehind(context);
  let goesBefore = false;
  for (let token = 0; token < stream.count; token++) {
    if (token > 0 && !context.isNear(token)) return false;
    if (token >= first && token <= last) continue;
    const word = context.word(token);
    if (context.legalForm !== null && token > last) break;
    if (word === "and") {
      // "Sutter and Parker" are partners; what is no person's name is a party of its own.
      if (!isWeak || !context.is(first, person)) return false;
      continue;
    }
    if (isOf(word, breachNoun | dataNoun | companyVerb)) return false;
    const isBeside = token === first - 1 || token === context.next;
    if (isBeside && isOf(word, companyNoun)) return false;
    if (!/^[\p{Lu}\p{N}]/u.test(stream.raw(token))) return false;
    if (token < first) goesBefore = true;
  }
  return isOne || goesBefore;
}

/** "Bridge Group" as a whole title: an ordinary word makes another company with it. */
function isGroupBehind(context: Context): boolean {
  const { next, field } = context;
  return context.legalForm === false && next === field.stream.count - 1;
}
