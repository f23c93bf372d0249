/** Whose data it is, and who offers or demands: victims and threat actors by scored evidence. */
import type { Actor, Victim } from "../model.ts";
import { askingWords, exposureWords, hasWord } from "./cues.ts";
import type { Incidents } from "./incidents.ts";
import { groupAt } from "./groups.ts";
import type { Token } from "./lex.ts";
import type { Passage } from "./passage.ts";
import { isByline, isDoubled, isLabel, isPerson } from "./persons.ts";
import { longestPhrase } from "./phrases.ts";
import { dataCompound, isPlain, neverTable, placeTable } from "./plain-names.ts";
import { evidenceAt } from "./text.ts";

interface Mention {
  readonly passage: Passage;
  readonly first: number;
  readonly end: number;
  readonly name: string;
  readonly key: string;
  /** One plain word that begins a sentence, where any word is capitalised. */
  readonly isStart: boolean;
  /** All there is of the title. */
  readonly isWhole: boolean;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));
const suffering = words(
  "suffered confirmed confirms disclosed announced admitted left acknowledged apologized apologizes apologises learned discovered notified revealed warned warns responds responded issued hit breached hacked leaks leaked exposed exposes blackmailed extorted notifies reports was has had investigating says said",
);
const incidentNouns = words(
  "breach hack leak breaches leaks database data customers customer users user accounts server servers systems hacked cyberattack attack incident databases app website records",
);
const ofWords = words("of at on against from hit targeting breached hacked by for");
const beforeOf = words(
  "breach hack leak database data server attack customers users accounts stolen hacking breaches records info information belonging extorting blackmailing clients employees",
);
const attributing = words(
  "according told reported reports per via reuters spokesman spokesperson researcher researchers analyst expert experts ceo",
);
const nameJoints = words("of & and the de for");

/** Reads the victims of a post, the surest first. */
export function readVictims(
  passages: readonly Passage[],
  incidents: Incidents,
  actors: ReadonlySet<string>,
): readonly Victim[] {
  const sure = new Set<string>();
  const mentions = passages.flatMap((passage) => {
    const whole = wholeTitle(passage);
    return whole === null ? findNames(passage) : [whole];
  });
  for (const mention of mentions)
    if (!mention.isStart || suffering.has(mention.passage.tokens[mention.end]?.key ?? ""))
      sure.add(mention.key);
  const persons = new Set(
    mentions
      .filter(({ passage, first, end, isWhole }) => !isWhole && isPerson(passage.tokens, first, end))
      .map(({ key }) => key),
  );
  const authors = authorsOf(mentions);
  const scores = new Map<string, { score: number; best: Mention; times: number }>();
  for (const mention of mentions) {
    if (
      !sure.has(mention.key) ||
      actors.has(mention.key) ||
      persons.has(mention.key) ||
      authors.has(mention.key) ||
      incidents.isOther(mention.passage, mention.first)
    )
      continue;
    const gain = victimScore(mention) + (mention.isWhole ? 4 : 0);
    const known = scores.get(mention.key);
    if (known === undefined) scores.set(mention.key, { score: gain, best: mention, times: 1 });
    else
      scores.set(mention.key, {
        score: known.score + gain * (known.times < 6 ? 0.6 : 0.1),
        best: known.best,
        times: known.times + 1,
      });
  }
  const ranked = [...scores.values()]
    .filter(({ score }) => score >= 1.4)
    .toSorted((a, b) => b.score - a.score);
  const top = ranked[0]?.score ?? 0;
  return ranked
    .filter(({ score }) => score >= top * 0.5)
    .slice(0, 3)
    .map(({ best, score }) => {
      const { passage, first, end } = best;
      return {
        name: best.name,
        ...evidenceAt(
          passage.folded,
          passage.tokens[first]?.start ?? 0,
          endOfName(passage.tokens[end - 1]),
          Math.min(0.95, 0.4 + score / 20),
        ),
      };
    });
}

/** Those whose name stands nowhere but above the text; where nobody else is named it is a list's entry. */
function authorsOf(mentions: readonly Mention[]): ReadonlySet<string> {
  const above = new Set<string>();
  const within = new Set<string>();
  for (const { passage, first, end, key, isWhole } of mentions)
    (!isWhole && isByline(passage, first, end) ? above : within).add(key);
  return within.size === 0 ? within : above.difference(within);
}

/** Without the possessive. */
const endOfName = (token: Token | undefined): number =>
  token === undefined ? 0 : /['’]s$/i.test(token.text) ? token.end - 2 : token.end;

/** A short title that is nothing but a name: what lists of breaches and victims give. */
function wholeTitle(passage: Passage): Mention | null {
  const { tokens, folded } = passage;
  if (folded.field !== "title" || tokens.length === 0 || tokens.length > 6) return null;
  const text = folded.text.trim();
  if (
    !tokens.every(
      (token) =>
        token.kind === "host" ||
        token.kind === "glyph" ||
        /^[\p{Lu}\d&.(),+-]/u.test(token.text) ||
        nameJoints.has(token.key),
    )
  )
    return null;
  // "Data leak", "情報流出": says what happened, not to whom.
  if (
    hasWord(tokens, 0, tokens.length, exposureWords) ||
    hasWord(tokens, 0, tokens.length, askingWords) ||
    /[流漏泄售売窃]|黑客|勒索|攻击|攻撃|入侵|降价|权限|拍卖|オークション|数据|データ|情報|客户|顧客/.test(
      text,
    ) ||
    isPlain(tokens, 0, tokens.length) ||
    tokens.some(({ key }) => dataCompound.test(key)) ||
    tokens.some((token, at) => isLabel(token, tokens[at - 1]))
  )
    return null;
  if (longestPhrase(neverTable(), tokens, 0)?.end === tokens.length) return null;
  return {
    passage,
    first: 0,
    end: tokens.length,
    name: text,
    key: text.toLowerCase(),
    isStart: false,
    isWhole: true,
  };
}

/** Runs of capitalised words that may name an organisation. */
function findNames(passage: Passage): readonly Mention[] {
  const { tokens, sentences, sentenceOf, folded } = passage;
  const found: Mention[] = [];
  const labelled = folded.field === "title" ? (titleLabels.exec(folded.text)?.[0].length ?? 0) : 0;
  for (let index = 0; index < tokens.length;) {
    const never =
      longestPhrase(neverTable(), tokens, index) ??
      longestPhrase(placeTable(), tokens, index) ??
      groupAt(tokens, index);
    const token = tokens[index];
    if (never !== null) {
      index = never.end;
      continue;
    }
    if (
      token === undefined ||
      token.start < labelled ||
      !isCapital(token, tokens[index + 1]) ||
      leading.has(token.key) ||
      describes(token, tokens[index + 1]) ||
      isLabel(token, tokens[index - 1])
    ) {
      index++;
      continue;
    }
    let end = index + 1;
    while (end < tokens.length && end - index < 6 && continuesName(tokens, end)) end++;
    // "Hafen AG Datenleck" is the Hafen AG's.
    while (end > index + 1 && dataCompound.test(tokens[end - 1]?.key ?? "")) end--;
    const starts = sentences[sentenceOf[index] ?? 0]?.first === index;
    const text = folded.text.slice(token.start, endOfName(tokens[end - 1]));
    const isStart =
      starts && end === index + 1 && token.kind === "word" && !/[\p{Lu}\d]/u.test(token.text.slice(1));
    if (
      !(isStart && commonStarts.has(token.key)) &&
      text.length > 1 &&
      !isDoubled(text) &&
      !isPlain(tokens, index, end)
    )
      found.push({
        passage,
        first: index,
        end,
        name: text,
        key: text.toLowerCase(),
        isStart,
        isWhole: false,
      });
    index = end;
  }
  return found;
}

const commonStarts = words(
  "the a an in on at it its this that these those he she they we i you and but or if when while as after before since for from with by to of according what how why who where there here no not all some many most more other another each every also however although though because so then than once during despite among both because meanwhile unlike our your my his her their welcome please hackers hacker data information customers users foreign chinese local part experts researchers security cyber anyone nothing something following only even like such further subsequent welcome once instead despite fortunately based regarding expand neither affected sensitive car data bank one two three image views share welcome become report update hi hello new",
);

// Capitals of a sentence or a headline, never of the name that follows.
const leading = words(
  "the a an in on at after when our we you they i this for if as but and or by to of from with is are was be",
);

// "[SELLING] [PRICE DROP] …": what a forum puts before a title names nobody.
const titleLabels = /^(?:\s*[[【][^\]】]{1,40}[\]】])+/;

const describing = words(
  "carmaker automaker chipmaker drugmaker planemaker toymaker retailer insurer lender airline startup manufacturer broker supplier developer operator giant",
);

/** "Carmaker NIO": a headline's capital on what the company is, not on its name. */
const describes = (token: Token, next: Token | undefined): boolean =>
  describing.has(token.key) && next !== undefined && next.gap === "space" && isCapital(next);

const isCapital = (token: Token, next?: Token): boolean =>
  (token.kind === "word" &&
    /^(?:\p{Lu}|[a-z]{1,2}\p{Lu})/u.test(token.text) &&
    (token.text.length > 1 || next?.gap === "hyphen")) ||
  (token.kind === "host" && !token.text.includes("@"));

function continuesName(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const before = tokens[at - 1];
  if (
    token === undefined ||
    token.gap === "line" ||
    token.gap === "paragraph" ||
    before === undefined ||
    /['’]s$/i.test(before.text)
  )
    return false;
  if (token.kind === "word" && /^\p{Lu}/u.test(token.text)) return !isLabel(token, before);
  const next = tokens[at + 1];
  return token.text === "&" && next !== undefined && isCapital(next);
}

function victimScore(mention: Mention): number {
  const { passage, first, end } = mention;
  const { tokens, folded, sentenceOf } = passage;
  let score = 0.35;
  if (folded.field === "title") score += 2;
  if ((sentenceOf[first] ?? 0) < 3) score += 0.8;
  const next = tokens[end];
  const before = tokens[first - 1];
  if (next !== undefined && suffering.has(next.key))
    score += ["was", "has", "had", "says", "said"].includes(next.key) ? 0.5 : 1.6;
  if (next !== undefined && incidentNouns.has(next.key)) score += 1.4;
  if (before !== undefined && ofWords.has(before.key) && beforeOf.has(tokens[first - 2]?.key ?? ""))
    score += 1.4;
  if (/['’]s$/i.test(tokens[end - 1]?.text ?? "") && next !== undefined && incidentNouns.has(next.key))
    score += 0.8;
  if (
    before !== undefined &&
    (attributing.has(before.key) || (before.key === "to" && tokens[first - 2]?.key === "according"))
  )
    score -= 1.5;
  if (
    next !== undefined &&
    (next.key === "reported" || next.key === "researchers" || next.key === "researcher")
  )
    score -= 1.2;
  return score;
}

const announcing = words(
  "username handle nickname alias pseudonym called named known goes hacker vendor seller actor group gang user broker crew collective operators by hackers attacker",
);
const acting = words(
  "claimed claims posted selling sells offered offers listed advertised demanded demands gang ransomware crew",
);

/** Reads the threat actors of a post: groups by name, and handles by how they are introduced. */
export function readActors(passages: readonly Passage[], incidents: Incidents): readonly Actor[] {
  const found = new Map<string, Actor>();
  const add = (passage: Passage, first: number, end: number, name: string, confidence: number): void => {
    const key = name.toLowerCase();
    if (found.has(key) || incidents.isOther(passage, first)) return;
    found.set(key, {
      name,
      ...evidenceAt(
        passage.folded,
        passage.tokens[first]?.start ?? 0,
        endOfName(passage.tokens[end - 1]),
        confidence,
      ),
    });
  };
  for (const passage of passages) {
    const { tokens, folded } = passage;
    for (let index = 0; index < tokens.length; index++) {
      const group = groupAt(tokens, index);
      if (group !== null && /\p{Lu}|\d/u.test(tokens[index]?.text ?? "")) {
        add(passage, index, group.end, group.value, 0.8);
        index = group.end - 1;
        continue;
      }
      const handle = handleAt(tokens, index);
      if (handle !== null && !isPlace(tokens, handle.first) && !isPlace(tokens, index)) {
        add(
          passage,
          handle.first,
          handle.end,
          folded.text.slice(tokens[handle.first]?.start ?? 0, endOfName(tokens[handle.end - 1])),
          handle.confidence,
        );
      }
    }
  }
  return [...found.values()].slice(0, 5);
}

const isPlace = (tokens: readonly Token[], index: number): boolean =>
  longestPhrase(placeTable(), tokens, index) !== null;

/** `username "XJP"`, `a vendor who goes by Fox2000`, `GreyFox, a vendor on …`. */
function handleAt(
  tokens: readonly Token[],
  index: number,
): { first: number; end: number; confidence: number } | null {
  const token = tokens[index];
  if (token === undefined || token.kind !== "word") return null;
  if (announcing.has(token.key)) {
    let at = index + 1;
    while (at < tokens.length && at - index < 7 && links.has(tokens[at]?.key ?? "")) at++;
    const quoted = tokens[at]?.text === '"' || tokens[at]?.text === "'";
    if (quoted) at++;
    const named = tokens[at];
    if (
      named !== undefined &&
      named.gap !== "paragraph" &&
      (quoted ? named.kind === "word" || named.kind === "number" : looksLikeHandle(named))
    ) {
      if (!quoted && at === index + 1 && ["by", "known", "called", "named"].includes(token.key)) return null;
      let end = at + 1;
      while (quoted && end < tokens.length && end - at < 4 && tokens[end]?.kind === "word") end++;
      if (quoted && tokens[end]?.kind !== "mark") return null;
      return { first: at, end, confidence: quoted ? 0.85 : 0.6 };
    }
  }
  if (
    /\p{Ll}\p{Lu}|\p{L}\d/u.test(token.text) &&
    looksLikeHandle(token) &&
    (acting.has(tokens[index + 1]?.key ?? "") ||
      (tokens[index + 1]?.text === "," &&
        ["a", "the"].includes(tokens[index + 2]?.key ?? "") &&
        announcing.has(tokens[index + 3]?.key ?? "")))
  )
    return { first: index, end: index + 1, confidence: 0.5 };
  return null;
}

const links = words(
  "the a an with username handle nickname alias name of who that is as goes by going known using called under user hacker uses called named online calling themselves himself itself going",
);

/** Mixed case or digits within: "Fox2000", "XJP", "GreyFox". */
const looksLikeHandle = (token: Token): boolean =>
  token.kind === "word" &&
  token.text.length >= 3 &&
  (/^\p{Lu}+$/u.test(token.text)
    ? token.text.length <= 5 &&
      !/^(?:FBI|CEO|CIO|CISO|NSA|USA|BTC|USD|SSN|API|PII|IBM|UK|EU|ICO|HHS|IRS)$/.test(token.text)
    : /\p{Ll}\p{Lu}|\d/u.test(token.text) && /\p{L}/u.test(token.text));
