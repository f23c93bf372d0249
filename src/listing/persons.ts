/** Names that are no organisation's: people by their office, authors' lines, and plain nouns in capitals. */
import { wordSet } from "./cues.ts";
import type { Token } from "./lex.ts";
import type { Passage } from "./passage.ts";

const titles = wordSet(
  "mr mrs ms dr prof professor ceo cto cio ciso cfo coo president chairman chairwoman director minister senator mayor judge spokesman spokeswoman spokesperson researcher analyst officer founder cofounder journalist reporter commissioner detective lawyer attorney",
);
const offices = wordSet(
  "head chief ceo cto cio ciso cfo coo president chairman chairwoman director minister senator mayor judge spokesman spokeswoman spokesperson researcher analyst officer founder cofounder journalist reporter commissioner professor lawyer attorney secretary",
);
// They may stand between a name's comma and the office: "the company's vice president".
const beforeOffice = wordSet(
  "the a an its his her their our former vice deputy acting company companys senior",
);

/** Whether the capitals name a person by what stands beside them: "Ana Roe, head of sales", "director Ana Roe". */
export function isPerson(tokens: readonly Token[], first: number, end: number): boolean {
  const before = tokens[first - 1];
  if (before !== undefined && tokens[first]?.gap === "space" && titles.has(before.key) && end - first >= 2)
    return true;
  if (tokens[end]?.text !== "," || end - first < 2) return false;
  let at = end + 1;
  while (at - end < 4 && beforeOffice.has(tokens[at]?.key ?? "")) at++;
  return offices.has(tokens[at]?.key ?? "");
}

/** "AnaRoeAnaRoe": an author's picture text and name run together. */
export function isDoubled(text: string): boolean {
  const half = text.slice(0, text.length / 2);
  return half + half === text && /\p{Ll}\p{Lu}/u.test(half);
}

// An author's line stands at the top.
const topLines = 3;

/** Whether the capitals are an author's line: alone in a line, or with a date, above the text; or behind "By". */
export function isByline(passage: Passage, first: number, end: number): boolean {
  const { tokens, sentences, sentenceOf, folded, quantitiesOf } = passage;
  if (folded.field !== "body" || end - first > 4 || (sentenceOf[first] ?? 0) >= topLines) return false;
  const by = tokens[first - 1]?.key === "by" ? first - 1 : first;
  const isStart = (at: number): boolean =>
    tokens[at] === undefined || tokens[at].gap === "line" || tokens[at].gap === "paragraph";
  if (!isStart(by)) return false;
  if (by < first) return end - first >= 2 && (isStart(end) || tokens[end]?.kind === "mark");
  let at = end;
  while (!isStart(at)) {
    const date = quantitiesOf.get(sentenceOf[at] ?? 0)?.find((quantity) => quantity.first === at);
    if (date?.kind === "date") at = date.end;
    else if (tokens[at]?.kind === "mark") at++;
    else return false;
  }
  return at < tokens.length && sentences.length > 1;
}

const labels = wordSet("VERIFIED UPDATED EXCLUSIVE REPOST DROP SELLING FRESH FULL HOT NEW SALE SOLD LEAK DB");
const units = wordSet("KB MB GB TB PB GIB TIB");

/** A seller's label or a size, which is no part of the name beside it; labels count in capitals only. */
export const isLabel = (token: Token, before: Token | undefined): boolean =>
  labels.has(token.text) || (before?.kind === "number" && units.has(token.text.toUpperCase()));
