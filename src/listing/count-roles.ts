/** Which role a count has: the whole, or what is shown of it, by named features. */
import { glyphsNear } from "./glyph-cues.ts";
import type { Token } from "./lex.ts";
import type { Passage, Sentence } from "./passage.ts";
import type { NumberQuantity } from "./quantity.ts";
import type { Feature } from "./weights.ts";

// "pattern" is what machines make of "sample".
const sampleWords = new Set(
  "sample samples muestra muestras amostra amostras echantillons stichprobe extrait образцы echantillon probe образец пробник proof preview pattern".split(
    " ",
  ),
);
const glyphSamples = ["样本", "样例", "样品", "示例", "サンプル", "見本", "샘플"];
// In tokens.
const near = 4;
const far = 28;

/** What speaks for a count being a sample's. */
export function sampleFeatures(
  passage: Passage,
  { first }: NumberQuantity,
  nounEnd: number,
  sentence: Sentence,
): ReadonlySet<Feature<"countRole">> {
  const { tokens, quantitiesOf, sentenceOf } = passage;
  const features = new Set<Feature<"countRole">>();
  let word = first - 1;
  const from = Math.max(sentence.first, first - far);
  while (word >= from && !isSampleWord(tokens[word])) word--;
  if (word >= from) {
    const isBeside = first - word <= near && !tokens.slice(word, first).some(isDivider);
    features.add(isBeside ? "sample word beside it" : "sample word before it");
    const others = quantitiesOf.get(sentenceOf[first] ?? 0) ?? [];
    if (others.some((other) => other.kind === "number" && other.first > word && other.first < first))
      features.add("another count between");
  }
  const behind = tokens.slice(nounEnd, Math.min(nounEnd + near, sentence.end));
  const at = behind.findIndex(isSampleWord);
  if (at >= 0)
    features.add(
      behind.slice(0, at).some(isDivider) ? "sample word behind a mark" : "sample word right behind it",
    );
  if (glyphsNear(passage, first, nounEnd, "clause")(glyphSamples)) features.add("sample word beside it");
  return features;
}

const isSampleWord = (token: Token | undefined): boolean => sampleWords.has(token?.key ?? "");

/** "sample: 500 lines" is one thing, "40,000 customers, sample …" are two. */
const isDivider = ({ kind, text }: Token): boolean => kind === "mark" && text !== ":" && text !== "(";
