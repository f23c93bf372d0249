// Single characters that may stand before a name without being part of it: prepositions, particles, "former", "via".
const mayPrecede =
  "向对對被的在和与與从從由是有称稱前为為至到及让讓使或给給就于於把将將对跟同原系属屬指据據因以如该該此各某每但而又也都已正未遭窃偷黑了着過过、";

/** Tells where Chinese words end; the segmenter behind it is made when it is first needed. */
export class WordBreaks {
  #segmenter: Intl.Segmenter | null = null;

  /**
   * Whether a short Han name stands for itself between `start` and `end`.
   *
   * 安达 does in 入侵安达矿业, not in 康安达矿业, where a lone character before it makes another name.
   */
  stands(text: string, start: number, end: number): boolean {
    const from = Math.max(0, start - 8);
    const to = Math.min(text.length, end + 4);
    this.#segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
    let before = "";
    let beforeThat = "";
    for (const { segment, index } of this.#segmenter.segment(text.slice(from, to))) {
      const at = from + index;
      if (at >= end) break;
      if (at < start && at + segment.length > start) return false;
      if (at < end && at + segment.length > end) return false;
      if (at >= start) continue;
      beforeThat = before;
      before = segment;
    }
    if (!isLoneHan(before) || mayPrecede.includes(before)) return true;
    // Two lone characters are a word that the segmenter does not know.
    return isLoneHan(beforeThat) && !mayPrecede.includes(beforeThat);
  }
}

function isLoneHan(segment: string): boolean {
  return /^\p{Script=Han}$/u.test(segment);
}
