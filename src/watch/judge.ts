import type { WatchMode } from "../model.ts";
import type { WordBreaks } from "./cjk-words.ts";
import { Context, type Occurrence } from "./context.ts";
import { isBreachNoun, isCompanyNoun, isCompanyVerb, isDataNoun } from "./cue-words.ts";
import { listCues } from "./cues.ts";
import { isLegalPrefix } from "./legal-forms.ts";
import { weighSpelling } from "./spelling-worth.ts";
import { findVeto } from "./vetoes.ts";

/** What an occurrence is worth, and why. */
export interface Verdict {
  readonly score: number;
  readonly cues: readonly string[];
  /** What rules it out; null where nothing does. */
  readonly veto: string | null;
}

/** Score from which a mention is a match. */
export function threshold(mode: WatchMode): number {
  return mode === "strict" ? 5 : mode === "broad" ? 2 : 3;
}

const nothing: Verdict = { score: 0, cues: [], veto: null };

/** Weighs one occurrence of a name by what stands around it. */
export function judge(occurrence: Occurrence, spellings: readonly string[], breaks: WordBreaks): Verdict {
  const context = new Context(occurrence, spellings, breaks);
  const veto = findVeto(context);
  if (veto !== null) return { ...nothing, veto };
  const worth = weighSpelling(context);
  if (worth === null) return { ...nothing, veto: "not written as a name" };
  if (isWithinBareName(context)) return { ...nothing, score: 1, cues: ["one word of a longer name"] };
  const cues: string[] = [];
  let score = worth;
  for (const [more, cue] of listCues(context)) {
    score += more;
    cues.push(cue);
  }
  return { score, cues, veto: null };
}

/** Whether a title is nothing but a longer name, of which this is one word: "Parker Mills" is not Parker. */
function isWithinBareName(context: Context): boolean {
  const { first, last, field } = context.occurrence;
  const { stream } = field;
  if (
    field.field === "body" ||
    first !== last ||
    context.isPossessive ||
    stream.count > 6 ||
    stream.count === 1
  )
    return false;
  if (context.legalForm !== null || isLegalPrefix(context.word(first - 1))) return false;
  for (let token = 0; token < stream.count; token++) {
    if (token > 0 && !context.isNear(token)) return false;
    if (token >= first && token <= last) continue;
    const word = context.word(token);
    if (
      word === "and" ||
      isBreachNoun(word) ||
      isDataNoun(word) ||
      isCompanyVerb(word) ||
      isCompanyNoun(word)
    )
      return false;
    if (!/^[\p{Lu}\p{N}]/u.test(stream.raw(token))) return false;
  }
  return true;
}
