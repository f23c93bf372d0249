/** Cues in scripts without spaces: words are no tokens there, so they are looked for in the clause's text. */
import type { Passage } from "./passage.ts";

// In characters. What speaks of an amount stands before it more often than behind it.
const reachBefore = 14;
const reachAfter = 8;

const ends = { sentence: /[。！？\n]/, clause: /[。！？，、,;；\n]/ };

/**
 * Looks for words near `tokens[first, end)`: in its clause behind it, or before it.
 *
 * @param scope - how far back they may stand
 * @returns what tells whether one of the words stands there; always false in languages with spaces
 */
export function glyphsNear(
  passage: Passage,
  first: number,
  end: number,
  scope: keyof typeof ends = "sentence",
): (words: readonly string[]) => boolean {
  if (!isGlyphText(passage)) return () => false;
  const { tokens, folded } = passage;
  const start = tokens[first]?.start ?? 0;
  const stop = tokens[end - 1]?.end ?? start;
  const before =
    folded.text
      .slice(Math.max(0, start - reachBefore), start)
      .split(ends[scope])
      .at(-1) ?? "";
  const [after = ""] = folded.text.slice(stop, stop + reachAfter).split(ends.clause);
  return (words) => words.some((word) => before.includes(word) || after.includes(word));
}

/** Whether a passage is in a language that is written without spaces. */
export const isGlyphText = ({ language }: Passage): boolean =>
  language === "zh" || language === "ja" || language === "ko";
