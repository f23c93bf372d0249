import type { Listing, Match, Post, TextField, WatchTerms } from "../model.ts";
import { WordBreaks } from "./cjk-words.ts";
import { FieldText } from "./field-text.ts";
import type { FoldTable } from "./fold.ts";
import { decideParty, tierRank } from "./party.ts";
import { domainsOf, Registry, type Subject } from "./registry.ts";
import { type Mention, scan } from "./scan.ts";
import { TokenStream } from "./tokens.ts";
import { type Candidate, weighMentions } from "./weigh.ts";

/** What of a post is looked at; the post's own `url` never counts as a domain match. */
export type MatchInput = {
  readonly [K in "title" | "body" | "author" | "victim" | "actor" | "domain" | "url"]?:
    | Post[K]
    | null
    | undefined;
} & { readonly listing?: Listing | undefined };

/** What each stage made of a post, for one watch. */
interface WatchExplanation {
  readonly watch: string;
  readonly candidates: readonly Candidate[];
  /** Why the watch's own words rule it out; null where they do not. */
  readonly ruledOut: string | null;
  readonly match: Match | null;
}

/** What each stage made of a post; made for reading, as JSON. */
interface Explanation {
  /** The fields that were read, folded to tokens; the first 2,000 characters of each. */
  readonly normalised: Readonly<Record<string, string>>;
  readonly watches: readonly WatchExplanation[];
}

/** All watches of a process, looked for at once. */
export interface WatchIndex {
  /** In force at once; re-adding an id replaces it. */
  add(terms: WatchTerms): void;
  remove(id: string): void;
  /**
   * Finds the watches that a post concerns.
   *
   * @returns the best match of each watch, its evidence slicing back to the post's own text; never throws
   */
  find(post: MatchInput): Match[];
  /** Tells stage by stage why a post does or does not concern the watches, or one of them. */
  explain(post: MatchInput, id?: string): Explanation;
  /** Number of watches. */
  readonly size: number;
}

const maxFieldLength = 256 * 1024;
// Authors and actors are not looked at: a seller's name concerns nobody. The order is that of preference for evidence.
const readFields = ["victim", "title", "domain", "body"] as const satisfies TextField[];

/** Makes an index over some watches. */
export function createWatchIndex(watches: Iterable<WatchTerms> = []): WatchIndex {
  const index = new Index();
  for (const watch of watches) index.add(watch);
  return index;
}

interface Weighed {
  readonly match: Omit<Match, "watch"> | null;
  readonly candidates: readonly Candidate[];
  readonly ruledOut: string | null;
}

class Index implements WatchIndex {
  readonly #registry = new Registry();
  readonly #streams = new Map<TextField, TokenStream>();
  readonly #breaks = new WordBreaks();

  get size(): number {
    return this.#registry.size;
  }

  add(terms: WatchTerms): void {
    this.#registry.add(terms);
  }

  remove(id: string): void {
    this.#registry.remove(id);
  }

  find(post: MatchInput): Match[] {
    const found: Match[] = [];
    const fields = this.#read(post);
    for (const [number, mentions] of scan(this.#registry, fields, false)) {
      const subject = this.#registry.subject(number);
      if (subject === null) continue;
      const { match } = this.#weigh(subject, mentions, post, fields);
      if (match !== null) for (const watch of subject.ids) found.push({ watch, ...match });
    }
    return found;
  }

  explain(post: MatchInput, id?: string): Explanation {
    const fields = this.#read(post);
    const normalised: Record<string, string> = {};
    for (const { field, stream } of fields) {
      const words = Array.from({ length: Math.min(stream.count, 400) }, (_, token) => stream.word(token));
      normalised[field] = words.join(" ").slice(0, 2000);
    }
    const watches: WatchExplanation[] = [];
    for (const [number, mentions] of scan(this.#registry, fields, true)) {
      const subject = this.#registry.subject(number);
      if (subject === null) continue;
      const { match, candidates, ruledOut } = this.#weigh(subject, mentions, post, fields);
      for (const watch of subject.ids) {
        if (id !== undefined && watch !== id) continue;
        watches.push({ watch, candidates, ruledOut, match: match === null ? null : { watch, ...match } });
      }
    }
    return { normalised, watches };
  }

  #read(post: MatchInput): FieldText[] {
    const read: FieldText[] = [];
    for (const field of readFields) {
      const text = post[field];
      if (typeof text !== "string" || text === "") continue;
      const stream = this.#streams.get(field) ?? this.#registry.createStream();
      this.#streams.set(field, stream);
      read.push(new FieldText(field, stream.read(text.slice(0, maxFieldLength))));
    }
    return read;
  }

  #weigh(
    subject: Subject,
    mentions: readonly Mention[],
    post: MatchInput,
    fields: readonly FieldText[],
  ): Weighed {
    const { terms } = subject;
    const domains = domainsOf(terms);
    const company = { spellings: [terms.name, ...terms.aliases], domains, mode: terms.mode };
    const candidates = weighMentions(mentions, company, this.#breaks);
    const accepted = candidates.filter((candidate) => candidate.tier !== null);
    let [best] = accepted;
    if (best === undefined) return { match: null, candidates, ruledOut: null };
    const ruledOut = ruleOut(subject, fields, this.#registry.fold);
    if (ruledOut !== null) return { match: null, candidates, ruledOut };
    for (const candidate of accepted) if (isBetter(candidate, best)) best = candidate;
    const sure = accepted.filter((candidate) => candidate.tier !== "possible");
    const party = decideParty(terms, domains, sure.length > 0 ? sure : accepted, {
      victim: post.victim,
      domain: post.domain,
      listing: post.listing,
      textOf: (name) => fields.find((text) => text.field === name)?.stream.text ?? "",
    });
    const { field, start, end, text, by, tier, score, cues } = best;
    const confidence = Math.round(Math.min(0.99, 0.4 + score * 0.06) * 100) / 100;
    const match = {
      tier: tier ?? "possible",
      by,
      party,
      cues: cues.map(([, words]) => words),
      field,
      start,
      end,
      text,
      confidence,
    } as const;
    return { match, candidates, ruledOut };
  }
}

function isBetter(one: Candidate, other: Candidate): boolean {
  const byTier = tierRank(one.tier ?? "possible") - tierRank(other.tier ?? "possible");
  if (byTier !== 0) return byTier < 0;
  const order: readonly TextField[] = readFields;
  const byField = order.indexOf(one.field) - order.indexOf(other.field);
  return byField !== 0 ? byField < 0 : one.score > other.score;
}

/** Why a watch's own words rule a match out; null where they do not. */
function ruleOut(subject: Subject, fields: readonly FieldText[], fold: FoldTable): string | null {
  const { exclude, require } = subject.terms;
  if (exclude.length === 0 && require.length === 0) return null;
  const folded = fields
    .map(
      ({ stream }) => ` ${Array.from({ length: stream.count }, (_, token) => stream.word(token)).join(" ")} `,
    )
    .join("\n");
  const stream = new TokenStream(fold);
  const stands = (words: string): boolean => {
    const { count } = stream.read(words.slice(0, 300));
    const key = Array.from({ length: count }, (_, token) => stream.word(token)).join(" ");
    return key !== "" && folded.includes(` ${key} `);
  };
  const excluded = exclude.find(stands);
  if (excluded !== undefined) return `excluded by "${excluded}"`;
  return require.length > 0 && !require.some(stands) ? "none of the required words" : null;
}
