import type { Match, WatchTerms } from "../model.ts";
import { FoldTable } from "./fold.ts";
import { threshold } from "./judge.ts";
import { domainsOf } from "./registry.ts";
import { type Variant, VariantMaker } from "./variants.ts";
import { createWatchIndex, type MatchInput } from "./watch-index.ts";
import type { Candidate } from "./weigh.ts";

/** One spelling that a watch looks for. */
interface LookedFor {
  /** As it is compared, folded: `dorfner tools`. */
  readonly words: string;
  /** How much it says by itself: `strong` everywhere, the others with a cue beside them. */
  readonly strength: Variant["strength"];
  readonly form: Variant["form"];
  readonly isAlias: boolean;
}

/** What every stage makes of a post for one watch, in the order in which they follow; JSON as it is. */
export interface Stages {
  /** The spellings that the name and its aliases are looked for in. */
  readonly spellings: readonly LookedFor[];
  /** The domains that are looked for, registrable: `nio.example`. */
  readonly domains: readonly string[];
  /** The fields that are read, folded to tokens; the first 2,000 characters of each. */
  readonly normalised: Readonly<Record<string, string>>;
  /** Every place where the company may stand: its cues with their weights, what vetoed it, its tier. */
  readonly candidates: readonly Candidate[];
  /** The score from which a candidate of this watch is `likely`; three more, and it is `confirmed`. */
  readonly bar: number;
  /** Why the watch's own words rule the post out (`excluded by "drill"`); null where they do not. */
  readonly ruledOut: string | null;
  /** Tier, party and evidence; null where the watch stays silent. */
  readonly match: Match | null;
}

/**
 * Tells stage by stage why a watch does or does not match a post.
 *
 * The watch need not be in force. For all watches at once, {@link WatchIndex.explain} tells the same without the spellings.
 *
 * @see {@link WatchIndex}
 */
export function explainWatch(terms: WatchTerms, post: MatchInput): Stages {
  const { normalised, watches } = createWatchIndex([terms]).explain(post);
  const [found] = watches;
  return {
    spellings: listSpellings(terms),
    domains: domainsOf(terms),
    normalised,
    candidates: found?.candidates ?? [],
    bar: threshold(terms.mode),
    ruledOut: found?.ruledOut ?? null,
    match: found?.match ?? null,
  };
}

function listSpellings(terms: WatchTerms): LookedFor[] {
  const maker = new VariantMaker(new FoldTable());
  const spellings = new Map<string, LookedFor>();
  for (const [at, name] of [terms.name, ...terms.aliases].entries()) {
    for (const { words, strength, form } of maker.variants(name)) {
      const key = words.join(" ");
      if (!spellings.has(key)) spellings.set(key, { words: key, strength, form, isAlias: at > 0 });
    }
  }
  return [...spellings.values()];
}
