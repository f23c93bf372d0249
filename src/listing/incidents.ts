/** Which parts of a text belong to other incidents than the one that a post is about. */
import { hasWord, wordSet } from "./cues.ts";
import { lazily } from "./lazy.ts";
import type { Token } from "./lex.ts";
import type { Passage, Sentence } from "./passage.ts";
import { longestPhrase, phraseTable } from "./phrases.ts";

/** What belongs to other incidents. */
export interface Incidents {
  /** Whether the token stands in what is told of another incident, or in a trailer of other news. */
  readonly isOther: (passage: Passage, token: number) => boolean;
}

// "rest": what follows it in its paragraph is of another incident; "after": only what follows it in its sentence.
const turns = lazily(() =>
  phraseTable<"rest" | "after">(
    (
      [
        [
          "rest",
          "not the first|isn't the first|is not the only|not the only one|hardly the first|in the past|nor is it the first|no es la primera|nicht das erste mal|nicht der erste|ce n'est pas la première|não é a primeira|не первый|не первая|不是第一次|并非首次|不是首次|in a separate incident|in a separate attack|in a separate breach|in another incident|in an unrelated|in other news|other recent breaches|other recent attacks|other recent victims|past incidents|previous incidents|similar breaches|the latest in a string|the latest in a series|the latest in a line|en otro incidente|in einem anderen fall|dans un autre incident|em outro incidente|в другом инциденте",
        ],
        [
          "after",
          "comes after|came after|comes just|comes weeks after|comes days after|comes months after|comes a month after|comes less than|follows a similar|follows similar|following similar|following a similar|unrelated to|separate from the|not to be confused with",
        ],
      ] as const
    ).flatMap(([turn, phrases]) =>
      phrases.split("|").map((phrase): [string, "rest" | "after"] => [phrase, turn]),
    ),
  ),
);
const trailerHeads = lazily(() =>
  phraseTable<true>(
    "related posts|related articles|related article|related news|related stories|read more|read also|see also|you may also like|more from|more news|recommended|recommended for you|popular posts|recent posts|latest news|trending|become a fan|subscribe to|share this|leia também|lea también|lire aussi|lesen sie auch|相关新闻|相关阅读|推荐阅读|関連記事|читайте также"
      .split("|")
      .map((phrase): [string, true] => [phrase, true]),
  ),
);

const beginnings = lazily(() =>
  phraseTable<true>(
    "last year|last month|last week|last spring|last summer|a year ago|a year earlier|two years ago|months ago|a month ago|a month earlier|years earlier|earlier this year|im vorjahr|im vergangenen jahr|letztes jahr|vor einem jahr|el año pasado|hace un año|no ano passado|há um ano|l'an dernier|l'année dernière|il y a un an|в прошлом году|год назад|годом ранее"
      .split("|")
      .map((phrase): [string, true] => [phrase, true]),
  ),
);
// "its competitor Oakline", "das Konkurrenzunternehmen Oakline"
const peers = wordSet(
  `rival competitor another fellow neighbouring neighboring konkurrent wettbewerber konkurrenten competidor competidora rival concurrent concorrente
   конкурент конкурента соперник`,
);
const glyphPast = /^(?:早在)?(?:(?:19|20)\d\d年|去年|前年|昨年|一昨年|上月|先月)/;
const glyphPeers = /竞争对手|同行|另一家|另一(?:起|个)|同業|競合|別の/;
const isName = (token: Token | undefined): boolean =>
  token?.kind === "word" && /^\p{Lu}\p{L}/u.test(token.text);

/** Finds the parts that tell of other incidents. */
export function findIncidents(passages: readonly Passage[]): Incidents {
  const marks = new Map<Passage, Uint8Array>();
  // Names of the title are known in the body.
  const known = new Set<string>();
  for (const passage of passages) marks.set(passage, markOthers(passage, known));
  return { isOther: (passage, token) => marks.get(passage)?.[token] === 1 };
}

function markOthers(passage: Passage, known: Set<string>): Uint8Array {
  const { tokens, sentences } = passage;
  const other = new Uint8Array(tokens.length);
  for (const [number, sentence] of sentences.entries()) {
    for (let index = sentence.first; index < sentence.end; index++) {
      if (other[index] === 1) break;
      const found = longestPhrase(turns(), tokens, index);
      // "in the past three months" is of this incident; "attacked in the past" ends its sentence.
      if (
        found === null ||
        (tokens[found.end - 1]?.key === "past" &&
          found.end < sentence.end &&
          tokens[found.end]?.kind !== "mark")
      )
        continue;
      const turn = found.value;
      if (turn === "after") other.fill(1, index, sentence.end);
      else if (number > 0)
        other.fill(1, isHeadline(passage, sentence) ? sentence.end : index, zoneEnd(passage, number));
      break;
    }
  }
  for (const [number, sentence] of sentences.entries()) {
    const { first, end } = sentence;
    if (other[first] !== 1 && tellsOfAnother(passage, number, known)) other.fill(1, first, end);
    else for (let at = first; at < end; at++) if (isName(tokens[at])) known.add(tokens[at]?.key ?? "");
  }
  const trailer = trailerStart(passage);
  if (trailer < tokens.length) other.fill(1, trailer);
  return other;
}

/**
 * Whether a sentence tells what befell somebody else at another time: "In 2021 rival Oakline paid $4 million".
 *
 * It begins in the past and names a peer, or only such names as the text did not know before; or it comes first and the
 * next one turns to the present: "A year ago … from Oakline. Now it lists …".
 */
function tellsOfAnother(passage: Passage, number: number, known: ReadonlySet<string>): boolean {
  const { tokens, sentences, folded } = passage;
  const sentence = sentences[number];
  if (sentence === undefined || folded.field !== "body") return false;
  const { first, end } = sentence;
  const text = folded.text.slice(tokens[first]?.start ?? 0, tokens[end - 1]?.end ?? 0);
  if (glyphPast.test(text)) return number > 0 && glyphPeers.test(text.slice(0, 40));
  if (number > 0)
    for (let at = first; at < Math.min(first + 10, end - 1); at++)
      if (peers.has(tokens[at]?.key ?? "") && isName(tokens[at + 1]) && hasPast(tokens, first, at))
        return true;
  if (longestPhrase(beginnings(), tokens, first) === null && !isYear(tokens, first)) return false;
  if (number === 0) return presentStarts.has(tokens[end]?.key ?? "") && tokens[end]?.gap === "space";
  const own = tokens.slice(first + 1, end);
  const firstName = own.findIndex(isName);
  return (
    firstName >= 0 &&
    known.size > 0 &&
    own.every((token) => !isName(token) || !known.has(token.key)) &&
    !hasWord(tokens, first, end, ofItself)
  );
}

const presentStarts = wordSet("now today this jetzt nun heute ahora agora maintenant теперь сейчас");
// "Last year it paid …": the sentence goes on about the same party.
const ofItself = wordSet(
  "it its they their he his we our us i you company same er sie ihr ihre sein su sus seu sua son sa ses leur он она они его её их компания",
);
const yearStarts = wordSet("in im en em в");
const isYear = (tokens: readonly Token[], first: number): boolean =>
  yearStarts.has(tokens[first]?.key ?? "") && /^(?:19|20)\d\d$/.test(tokens[first + 1]?.text ?? "");
/** The sentence begins in the past, or with the peer itself. */
const hasPast = (tokens: readonly Token[], first: number, at: number): boolean =>
  at - first <= 1 || isYear(tokens, first) || longestPhrase(beginnings(), tokens, first) !== null;

/** Where a turn's paragraph ends; below a headline, where the next headline stands. */
function zoneEnd(passage: Passage, number: number): number {
  const { sentences, tokens } = passage;
  const from = sentences[number];
  if (from === undefined) return tokens.length;
  const headline = isHeadline(passage, from);
  for (let at = number + 1; at < sentences.length; at++) {
    const sentence = sentences[at];
    if (sentence === undefined) break;
    const gap = tokens[sentence.first]?.gap;
    if (headline ? isHeadline(passage, sentence) : gap === "paragraph" || gap === "line")
      return sentence.first;
  }
  return tokens.length;
}

const startsLine = (passage: Passage, sentence: Sentence): boolean => {
  const gap = passage.tokens[sentence.first]?.gap;
  return gap === "line" || gap === "paragraph";
};

/** A line of its own without an end mark. */
function isHeadline(passage: Passage, sentence: Sentence): boolean {
  if (!startsLine(passage, sentence)) return false;
  const next = passage.tokens[sentence.end];
  if (next !== undefined && next.gap !== "line" && next.gap !== "paragraph") return false;
  const last = passage.tokens[sentence.end - 1];
  const words = sentence.end - sentence.first;
  return (
    last !== undefined &&
    words >= 4 &&
    words <= 30 &&
    (last.kind !== "mark" || last.text === "?" || last.text === '"')
  );
}

const isProse = (passage: Passage, sentence: Sentence): boolean => {
  const last = passage.tokens[sentence.end - 1];
  return sentence.end - sentence.first > 8 && last !== undefined && /^[.!。！"]$/.test(last.text);
};

/**
 * Where a trailer of other news begins: lines without an end mark after an article in sentences.
 *
 * A single line is none, unless a heading such as "Related posts" announces it; nor is anything in a post of short lines.
 */
function trailerStart(passage: Passage): number {
  const { sentences, tokens } = passage;
  let prose = 0;
  for (const sentence of sentences) if (isProse(passage, sentence)) prose++;
  if (prose < 4) return tokens.length;
  let first = sentences.length;
  let headlines = 0;
  let announced = false;
  for (let at = sentences.length - 1; at >= 0; at--) {
    const sentence = sentences[at];
    if (sentence === undefined || isProse(passage, sentence) || !startsLine(passage, sentence)) break;
    first = at;
    if (isHeadline(passage, sentence)) headlines++;
    if (longestPhrase(trailerHeads(), tokens, sentence.first) !== null) announced = true;
  }
  const start = sentences[first];
  return start !== undefined && (announced || headlines >= 2) ? start.first : tokens.length;
}
