import type { Match, MatchTier, TextField, WatchMode } from "../model.ts";
import type { WordBreaks } from "./cjk-words.ts";
import type { Cue } from "./cues.ts";
import { tellsOfLeak } from "./disguise.ts";
import { type Host, splitHost } from "./domains.ts";
import { squeeze } from "./fold.ts";
import { judge, threshold } from "./judge.ts";
import type { Spelling } from "./registry.ts";
import type { Mention } from "./scan.ts";
import { isTradeName } from "./strength.ts";

/** One place where a watch's company may stand, and what became of it. */
export interface Candidate {
  readonly field: TextField;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly by: Match["by"];
  /** How much the spelling says by itself; `host` and `disguise` for what is no plain name. */
  readonly strength: string;
  /** What it is worth in all; {@link threshold} says from where it matches. */
  readonly score: number;
  /** What the name says as it is written; the rest of the score is its cues'. */
  readonly worth: number;
  readonly cues: readonly Cue[];
  readonly veto: string | null;
  /** Null where it is no match. */
  readonly tier: MatchTier | null;
}

/** What weighing a mention needs to know of its watch. */
export interface Company {
  readonly spellings: readonly string[];
  readonly domains: readonly string[];
  readonly mode: WatchMode;
}

const sureScore = 10;
const hostScore = 6;
const disguiseScore = 4;

/** Weighs all mentions of one company in a post, each by itself and then beside the others. */
export function weighMentions(
  mentions: readonly Mention[],
  company: Company,
  breaks: WordBreaks,
): Candidate[] {
  const weighed = mentions.map((mention) => weighMention(mention, company, breaks));
  const candidates = isNamesakes(mentions, weighed, company) ? weighed.map(doubt) : weighed;
  // "Jane Parker … Parker said": where the name is a person's once, a bare mention is that person's.
  if (!candidates.some((candidate) => candidate.veto === "a person")) return candidates;
  const bar = threshold(company.mode);
  return candidates.map((candidate) =>
    (candidate.strength === "homonym" || candidate.strength === "common") && candidate.score < bar + 2
      ? { ...candidate, tier: null, veto: "a person elsewhere in the post" }
      : candidate,
  );
}

/** Whether a post gives the site of another company of the same name, and none of this one's. */
function isNamesakes(mentions: readonly Mention[], weighed: readonly Candidate[], company: Company): boolean {
  if (company.domains.length === 0) return false;
  if (weighed.some(({ strength, tier }) => strength === "host" && tier !== "possible")) return false;
  return mentions.some(
    (mention) =>
      mention.kind === "host" &&
      mention.agrees === "label" &&
      !ownsSuffixes(squeeze(mention.host.label), company.domains),
  );
}

/** What is left of a match where the name alone speaks for it, and may be a namesake's. */
function doubt(candidate: Candidate): Candidate {
  if (candidate.tier === null || candidate.tier === "possible") return candidate;
  const cues = [...candidate.cues, [1 - candidate.score, "beside the site of a namesake"]] as const;
  return { ...candidate, score: 1, cues, tier: "possible" };
}

function weighMention(mention: Mention, company: Company, breaks: WordBreaks): Candidate {
  switch (mention.kind) {
    case "name":
      return weighName(mention, company, breaks);
    case "host":
      return weighHost(mention, company);
    case "disguise":
      return weighDisguise(mention);
    default:
      return mention satisfies never;
  }
}

function weighName(mention: Mention & { kind: "name" }, company: Company, breaks: WordBreaks): Candidate {
  const { field, first, last, spelling } = mention;
  const { stream } = field;
  const start = stream.start(first);
  const end = stream.end(last);
  const { score, worth, cues, veto } = judge({ field, first, last, spelling }, company.spellings, breaks);
  return {
    field: field.field,
    start,
    end,
    text: stream.text.slice(start, end),
    by: spelling.isAlias ? "alias" : "name",
    strength: spelling.strength,
    score,
    worth,
    cues,
    veto,
    tier: veto === null ? tierOf(score, threshold(company.mode)) : null,
  };
}

function tierOf(score: number, bar: number): MatchTier | null {
  if (score >= bar + 3) return "confirmed";
  if (score >= bar) return "likely";
  return score >= 1 ? "possible" : null;
}

function weighHost(mention: Mention & { kind: "host" }, company: Company): Candidate {
  const { field, first, last, spelling, agrees } = mention;
  const { stream } = field;
  const start = stream.start(first);
  const end = stream.end(last);
  const place = {
    field: field.field,
    start,
    end,
    text: stream.text.slice(start, end),
    by: spelling.isDomain ? "domain" : spelling.isAlias ? "alias" : "name",
    strength: "host",
    veto: null,
  } as const;
  if (agrees === "domain") return { ...place, ...onOneCue(sureScore, "official domain"), tier: "confirmed" };
  if (agrees === "sibling")
    return { ...place, ...onOneCue(hostScore, "official domain under a country's suffix"), tier: "likely" };
  const tier = labelTier(mention, company);
  const cue =
    agrees === "label" ? "domain label equals the name" : "domain label is the name and a legal form";
  return { ...place, ...onOneCue(tier === "likely" ? hostScore : 1, cue), tier };
}

/** What is weighed by one sign alone. */
function onOneCue(weight: number, words: string): Pick<Candidate, "score" | "worth" | "cues"> {
  return { score: weight, worth: 0, cues: [[weight, words]] };
}

/** How much a host's label says that is a company's name without being its official domain. */
function labelTier(mention: Mention & { kind: "host" }, company: Company): MatchTier | null {
  const { field, host, spelling, agrees } = mention;
  const { domains } = company;
  const label = squeeze(host.label);
  const isBody = field.field === "body";
  if (agrees === "stem") {
    const isWritten = company.spellings.some(
      (written) => squeeze(written) === label || `the${squeeze(written)}` === label,
    );
    if (!isWritten && (isBody || spelling.strength !== "strong" || spelling.form === "label")) return null;
  } else if (spelling.form === "label" && isBody) return null;
  // Three letters are many companies' label, and under a country's suffix anybody's.
  if (label.length <= 3 && (isBody || host.suffix.includes("."))) return "possible";
  // … as is what says no more than a trade, and an ordinary word in a country of its own.
  if (domains.length === 0 && isAnybodys(host, spelling)) return "possible";
  return ownsSuffixes(label, domains) ? "likely" : "possible";
}

/** Whether a host's label is as likely another company's: only the official domain tells them apart. */
function isAnybodys({ label, suffix }: Host, { strength, form }: Spelling): boolean {
  if (form === "full" && isTradeName(squeeze(label))) return true;
  const isOfCountry = suffix.length === 2 || suffix.includes(".");
  return isOfCountry && (strength === "common" || strength === "homonym");
}

/**
 * Whether a company may have its name under other suffixes than those of its watch.
 *
 * One that has it under .com may; one that has it under one country's suffix alone, or goes by other domains, has not got the others.
 */
function ownsSuffixes(label: string, domains: readonly string[]): boolean {
  if (domains.length === 0) return true;
  const suffixes = new Set<string>();
  for (const domain of domains) {
    const host = splitHost(domain);
    if (host !== null && squeeze(host.label) === label) suffixes.add(host.suffix);
  }
  return suffixes.size > 1 || suffixes.has("com");
}

function weighDisguise(mention: Mention & { kind: "disguise" }): Candidate {
  const { field, disguise, agreement } = mention;
  const { stream } = field;
  const { start, end, by, cue } = disguise;
  const words = Array.from({ length: stream.count }, (_, token) => stream.word(token));
  // A disguise alone is a guess; a second sign (the hidden host, most of a cut name, talk of a leak) makes it likely.
  const isLikely = agreement === 2 && (by === "truncated" || disguise.host !== null || tellsOfLeak(words));
  return {
    field: field.field,
    start,
    end,
    text: stream.text.slice(start, end),
    by,
    strength: "disguise",
    ...onOneCue(isLikely ? disguiseScore : 1, cue),
    veto: null,
    tier: isLikely ? "likely" : "possible",
  };
}
