/** One field's text, read once: tokens, quantities, sentences. */
import type { TextField } from "../model.ts";
import { guessLanguage, type Language } from "./languages.ts";
import { lex, type Token } from "./lex.ts";
import { readQuantities } from "./quantities.ts";
import type { Quantity } from "./quantity.ts";
import { foldText, type FoldedText } from "./text.ts";

/** A stretch of tokens that is read as one sentence: at most 250 of them. */
export interface Sentence {
  /** Index of the first token. */
  readonly first: number;
  /** Index after the last token. */
  readonly end: number;
  readonly paragraph: number;
}

/** One field, read once. */
export interface Passage {
  readonly folded: FoldedText;
  readonly tokens: readonly Token[];
  readonly language: Language;
  readonly quantities: readonly Quantity[];
  /** The same by the number of their sentence. */
  readonly quantitiesOf: ReadonlyMap<number, readonly Quantity[]>;
  readonly sentences: readonly Sentence[];
  /** Number of the sentence of each token. */
  readonly sentenceOf: Uint32Array;
}

const abbreviations = new Set(
  "mr mrs ms dr inc ltd corp co llc jan feb mar apr jun jul aug sept sep oct nov dec rs rp approx no vs st gen sen gov rep prof etc ie eg art тыс млн руб mio mrd ca tel nr".split(
    " ",
  ),
);
// Longer ones are cut: what is looked for in a sentence then takes bounded time, whatever the text.
const maxSentence = 250;
const endMarks = new Set([".", "!", "?", "。", "！", "？", "…", "؟", "।"]);
const closers = new Set(['"', ")", "'", "]", "」", "』", "”"]);

/** Reads one field. */
export function readPassage(field: TextField, text: string, maxLength: number): Passage {
  const folded = foldText(field, text, maxLength);
  const tokens = lex(folded.text);
  const language = guessLanguage(tokens);
  const [sentences, sentenceOf] = splitSentences(tokens);
  const quantities = readQuantities(tokens, language);
  const quantitiesOf = Map.groupBy(quantities, ({ first }) => sentenceOf[first] ?? 0);
  return { folded, tokens, language, quantities, quantitiesOf, sentences, sentenceOf };
}

function splitSentences(tokens: readonly Token[]): [readonly Sentence[], Uint32Array] {
  const sentences: Sentence[] = [];
  const sentenceOf = new Uint32Array(tokens.length);
  let first = 0;
  let paragraph = 0;
  const close = (end: number): void => {
    if (end <= first) return;
    sentenceOf.fill(sentences.length, first, end);
    sentences.push({ first, end, paragraph });
    first = end;
  };
  for (let index = 1; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined || (index - first < maxSentence && !startsSentence(tokens, index, token)))
      continue;
    close(index);
    if (token.gap === "paragraph") paragraph++;
  }
  close(tokens.length);
  return [sentences, sentenceOf];
}

function startsSentence(tokens: readonly Token[], index: number, token: Token): boolean {
  if (token.gap === "paragraph") return true;
  let back = index - 1;
  while (back > 0 && closers.has(tokens[back]?.text ?? "") && index - back < 4) back--;
  const before = tokens[back];
  const ends = before !== undefined && before.kind === "mark" && endMarks.has(before.text);
  // A wrapped line goes on in lower case.
  if (token.gap === "line") return ends || !/^\p{Ll}/u.test(token.text);
  if (!ends || closers.has(token.text)) return false;
  if (before.text !== "." || "。！？".includes(before.text))
    return token.kind !== "mark" || token.gap === "space" || before.text !== ".";
  const word = tokens[back - 1];
  if (token.gap === "none")
    return /^\p{Lu}\p{Ll}/u.test(token.text) && word?.kind === "word" && word.text.length > 1;
  if (word !== undefined && word.kind === "word" && (abbreviations.has(word.key) || word.text.length === 1))
    return false;
  return !/^\p{Ll}/u.test(token.text);
}
