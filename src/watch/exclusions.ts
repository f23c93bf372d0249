import type { Match, WatchTerms } from "../model.ts";
import {
  attackVerb,
  breachNoun,
  companyVerb,
  dataNoun,
  functionWord,
  preposition,
  smallWord,
} from "./cue-words.ts";
import { isOf } from "./word-kinds.ts";
import { normaliseDomain } from "./domains.ts";
import { FieldText } from "./field-text.ts";
import { FoldTable, squeeze } from "./fold.ts";
import { isDescriptive, legalFormLength } from "./legal-forms.ts";
import { isCommonWord } from "./lexicon.ts";
import { checkWatchTerms } from "./terms.ts";
import { TokenStream } from "./tokens.ts";
import { createWatchIndex, type MatchInput } from "./watch-index.ts";

/** A change to a watch after which a post is no match of it any more. */
export interface Exclusion {
  /** What of the terms changes: `{...terms, ...change}`. */
  readonly change: Partial<WatchTerms>;
  /** The change for the person who chooses, at most 100 characters: `exclude "Anchor Bay Marina"`. */
  readonly words: string;
}

const maxPhraseLength = 60;
const maxNameTokens = 8;
// Han and kana are a token each: two more make the next word.
const maxSingles = 2;
const maxProposals = 8;

/**
 * Proposes what to change in a watch whose match was wrong, the narrowest change first.
 *
 * First come the longer name that the match is part of and the words beside it, then stricter matching,
 * then the alias or the domain that matched. Each was tried: with it the post would not have alerted.
 *
 * @param match - the wrong match, as the index found it in this post
 * @returns up to eight; none where only removing the watch would help
 */
export function proposeExclusions(terms: WatchTerms, post: MatchInput, match: Match): readonly Exclusion[] {
  const index = createWatchIndex();
  const proposals: Exclusion[] = [];
  for (const proposal of listIdeas(terms, post, match)) {
    if (proposals.length >= maxProposals) break;
    const changed = { ...terms, ...proposal.change };
    if (checkWatchTerms(changed).problems.length > 0) continue;
    index.add(changed);
    const [left] = index.find(post);
    // What was shown as possible has to go; what alerted may stay as possible.
    const isPrevented = left === undefined || (left.tier === "possible" && match.tier !== "possible");
    if (isPrevented) proposals.push(proposal);
  }
  return proposals;
}

function* listIdeas(terms: WatchTerms, post: MatchInput, match: Match): Generator<Exclusion> {
  const given = new Set(terms.exclude.map(squeeze));
  for (const phrase of listPhrases(post, match)) {
    const key = squeeze(phrase);
    // Commas part the entries where somebody edits the list.
    if (key === "" || given.has(key) || phrase.length > maxPhraseLength || phrase.includes(",")) continue;
    given.add(key);
    yield { change: { exclude: [...terms.exclude, phrase] }, words: `exclude "${phrase}"` };
  }
  if (terms.mode !== "strict") yield { change: { mode: "strict" }, words: "match strictly" };
  const named = squeeze(match.text);
  const alias = terms.aliases.find((one) => squeeze(one) === named);
  if (alias !== undefined) {
    yield {
      change: { aliases: terms.aliases.filter((one) => one !== alias) },
      words: `drop the alias "${alias.slice(0, maxPhraseLength)}"`,
    };
  }
  const host = match.by === "domain" ? normaliseDomain(match.text) : null;
  const domain = terms.domains.find((one) => host !== null && normaliseDomain(one) === host);
  if (domain !== undefined) {
    yield {
      change: { domains: terms.domains.filter((one) => one !== domain) },
      words: `drop the domain ${domain.slice(0, maxPhraseLength)}`,
    };
  }
  if (terms.domains.length > 0 && terms.require.length === 0) {
    yield { change: { require: terms.domains }, words: "match only where one of the domains stands too" };
  }
}

/** Phrases of the post that hold the match, the longest first; then a word of its longer name alone. */
function listPhrases(post: MatchInput, match: Match): string[] {
  const value = post[match.field];
  if (typeof value !== "string" || value.slice(match.start, match.end) !== match.text) return [];
  const text = new FieldText(match.field, new TokenStream(new FoldTable()).read(value));
  const { stream } = text;
  const first = findToken(stream, match.start);
  const last = findToken(stream, match.end - 1);
  const phrase = (from: number, to: number): string =>
    value.slice(stream.start(from), stream.end(to)).replaceAll(/[\p{Cc}\p{Z}]+/gu, " ");
  const isPlainName = (match.by === "name" || match.by === "alias") && !text.isInAddress(first);
  // A host or a disguise is rarely anybody else's; a subdomain is narrower than its domain.
  if (!isPlainName) return [match.text.replaceAll(/[\p{Cc}\p{Z}]+/gu, " ")];
  const to = reach(text, last, 1);
  const from = reach(text, first, -1);
  const phrases: string[] = [];
  if (from < first && to > last) phrases.push(phrase(from, to));
  if (to > last) phrases.push(phrase(first, to));
  if (from < first) phrases.push(phrase(from, last));
  for (const [token, edge] of [
    [last + 1, last + 1],
    [first - 1, first],
  ] as const) {
    if (isTold(text, token) && isJoined(text, edge))
      phrases.push(phrase(Math.min(token, first), Math.max(token, last)));
  }
  const alone = tokensOf(from, first - 1)
    .concat(tokensOf(last + 1, to))
    .filter((token) => isDistinguishing(stream.word(token)))
    .toSorted((one, other) => stream.word(other).length - stream.word(one).length);
  return [...phrases, ...alone.slice(0, 1).map((token) => phrase(token, token))];
}

function findToken(stream: TokenStream, at: number): number {
  let low = 0;
  let high = stream.count - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stream.end(middle) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How far the longer name goes on to one side: over words with capitals, and small words between two of them. */
function reach(text: FieldText, edge: number, step: 1 | -1): number {
  let reached = edge;
  for (let token = edge + step; Math.abs(token - edge) < maxNameTokens; token += step) {
    const parted = step === 1 ? token : token + 1;
    if (!isJoined(text, parted)) break;
    if (text.stream.gap(parted) === "none" && Math.abs(token - edge) > maxSingles) break;
    if (isTold(text, token) && isPartOfName(text, token)) reached = token;
    else if (!joinsNames(text.stream.word(token))) break;
  }
  return reached;
}

/** "Bank of Anchor", "Anchor & Sons", "Anchor's Pizza"; "Prices at Anchor" is no name. */
function joinsNames(word: string): boolean {
  return word === "of" || (isOf(word, smallWord) && !isOf(word, preposition));
}

function isPartOfName(text: FieldText, token: number): boolean {
  const { stream } = text;
  return stream.isCapital(token) || /^[\p{Lo}\p{N}]/u.test(stream.raw(token));
}

/** Whether a token is neither talk of the leak nor grammar, and so may tell one company from another. */
function isTold(text: FieldText, token: number): boolean {
  const word = text.stream.word(token);
  if (word === "" || isOf(word, functionWord | smallWord)) return false;
  return !isOf(word, breachNoun | dataNoun | companyVerb | attackVerb);
}

function isJoined(text: FieldText, token: number): boolean {
  const gap = text.stream.gap(token);
  return gap !== "break" && gap !== "comma" && gap !== "dot" && gap !== "slash";
}

function isDistinguishing(word: string): boolean {
  return word.length >= 4 && !isCommonWord(word) && !isDescriptive(word) && legalFormLength([word]) === 0;
}

function tokensOf(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
}
