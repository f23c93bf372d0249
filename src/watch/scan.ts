import { agreement, type Disguise, findDisguises } from "./disguise.ts";
import type { Host } from "./domains.ts";
import type { FieldText } from "./field-text.ts";
import { squeeze } from "./fold.ts";
import { endsHere, endsStrong, opens, opensStrong, opensTwo, opensTwoStrong } from "./gate.ts";
import { nameKey } from "./name-key.ts";
import { domainsOf, type Registry, type Spelling } from "./registry.ts";
import { chain } from "./token-hash.ts";

/** A place where a watched company may stand, by what was found there. */
export type Mention =
  | {
      readonly kind: "name";
      readonly field: FieldText;
      readonly first: number;
      readonly last: number;
      readonly spelling: Spelling;
    }
  | {
      readonly kind: "host";
      readonly field: FieldText;
      readonly first: number;
      readonly last: number;
      readonly spelling: Spelling;
      readonly host: Host;
      /** What of the host agrees: the watched domain, the same under a country's suffix, the name, the name with a legal form. */
      readonly agrees: "domain" | "sibling" | "label" | "stem";
    }
  | {
      readonly kind: "disguise";
      readonly field: FieldText;
      readonly disguise: Disguise;
      /** 1 weakly, 2 well. */
      readonly agreement: 1 | 2;
    };

// Mentions of one company in one post that are weighed; the rest says the same.
const maxMentions = 400;
// Tails that companies put behind their name in a host.
const labelTail =
  /(?:incorporated|inc|corp|corporation|group|groupe|gruppe|grupo|gruppo|company|companies|co|ltd|llc|gmbh|holdings?|usa|intl|international|online|global|plc)$/;

/**
 * Finds what of a post may be watched names and domains, by the number of the subject that is meant.
 *
 * @param keepsPlain - keep words that are not written as names too: they never match, and explain why
 */
export function scan(
  registry: Registry,
  fields: readonly FieldText[],
  keepsPlain: boolean,
): Map<number, Mention[]> {
  const found = new Map<number, Mention[]>();
  const keep = (number: number, mention: Mention): void => {
    const mentions = found.get(number);
    if (mentions === undefined) found.set(number, [mention]);
    else if (mentions.length < maxMentions) mentions.push(mention);
  };
  for (const field of fields) {
    if (field.field !== "domain") scanNames(registry, field, keepsPlain, keep);
    scanHosts(registry, field, keep);
    if (field.field === "title" || field.field === "victim") scanDisguises(registry, field, keep);
  }
  return found;
}

type Keep = (number: number, mention: Mention) => void;

function scanNames(registry: Registry, field: FieldText, keepsPlain: boolean, keep: Keep): void {
  const { stream } = field;
  const { admittedTokens, admitted, count } = stream;
  const isShort = field.field !== "body";
  // A whole field may be the label of a host, which the gate knows nothing of.
  if (isShort && count === 1) scanFrom(registry, field, 0, 0, false, keep);
  else {
    for (let next = 0; next < admitted; next++) {
      const first = admittedTokens[next] as number;
      const hash = stream.hash(first);
      const flags = registry.flags(hash);
      const isPlain =
        !keepsPlain &&
        first > 0 &&
        isPlainWord(stream.text, stream.start(first)) &&
        !(isShort && followsTag(stream.text, stream.start(first)));
      // Most of what a text shares with a list of names are ordinary words in small letters.
      const ends = (flags & (isPlain ? endsStrong : endsHere)) !== 0;
      const goesOn =
        (flags & (isPlain ? opensStrong : opens)) !== 0 &&
        first + 1 < count &&
        (registry.flags(chain(hash, stream.hash(first + 1))) & (isPlain ? opensTwoStrong : opensTwo)) !== 0;
      if (ends) scanFrom(registry, field, first, first, isPlain, keep);
      else if (goesOn) scanFrom(registry, field, first, first + 1, isPlain, keep);
    }
  }
}

/** Looks up the names that begin at a token and end at `from` or behind it. */
function scanFrom(
  registry: Registry,
  field: FieldText,
  first: number,
  from: number,
  isPlain: boolean,
  keep: Keep,
): void {
  const { stream } = field;
  const { count } = stream;
  let a = stream.hash(first);
  let b = stream.check(first);
  let hasComma = false;
  for (let last = first; ;) {
    const value = last < from ? 1 : registry.prefix(a, b);
    if (last >= from) {
      if (value === 0) return;
      for (
        let posting = registry.firstPosting(value);
        posting !== 0;
        posting = registry.nextPosting(posting)
      ) {
        if (isPlain && !registry.isStrong(posting)) continue;
        const spelling = registry.spelling(posting);
        if (spelling.isDomain || (hasComma && !spelling.hasComma)) continue;
        const isWhole = field.field !== "body" && first === 0 && last === count - 1;
        if ((spelling.form === "label" || spelling.form === "domain") && !isWhole) continue;
        keep(registry.subjectNumber(posting), { kind: "name", field, first, last, spelling });
      }
      if (!registry.goesOn(value)) return;
    }
    if (++last >= count) return;
    const gap = stream.gap(last);
    if (gap === "break") return;
    if (gap === "comma") hasComma = true;
    a = chain(a, stream.hash(last));
    b = chain(b, stream.check(last));
  }
}

/** Whether a token is written like an ordinary word: two small letters (or one alone), so not "eBay". */
function isPlainWord(text: string, at: number): boolean {
  return (
    isSmallLetter(text.charCodeAt(at)) && !(text.charCodeAt(at + 1) >= 65 && text.charCodeAt(at + 1) <= 90)
  );
}

/** Whether a tag in brackets stands right before a place: "[SELLING] anchor customers". */
function followsTag(text: string, at: number): boolean {
  return text.charAt(at - 1) === "]" || (text.charAt(at - 1) === " " && text.charAt(at - 2) === "]");
}

function isSmallLetter(unit: number): boolean {
  return unit >= 97 && unit <= 122;
}

function scanHosts(registry: Registry, field: FieldText, keep: Keep): void {
  for (const { host, first, last, counts } of field.hosts) {
    if (!counts) continue;
    const offer = (posting: number, agrees: "domain" | "sibling" | "label" | "stem"): void => {
      for (let at = posting; at !== 0; at = registry.nextPosting(at)) {
        const spelling = registry.spelling(at);
        if (spelling.form === "domain" || spelling.isDomain !== (agrees === "domain" || agrees === "sibling"))
          continue;
        keep(registry.subjectNumber(at), { kind: "host", field, first, last, spelling, host, agrees });
      }
    };
    const labels = host.host.split(".");
    for (let from = Math.max(0, labels.length - 6); from <= labels.length - 2; from++) {
      offer(registry.domainPosting(labels.slice(from).join(".")), "domain");
    }
    const [suffix = "", country] = host.suffix.split(".");
    if (country !== undefined) offer(registry.domainPosting(`${host.label}.${suffix}`), "sibling");
    const label = squeeze(host.label);
    offer(registry.wordPosting(label), "label");
    const bare = label.startsWith("the") ? label.slice(3) : label;
    const stem = bare.replace(labelTail, "");
    if (stem !== label && stem.length >= 3) offer(registry.wordPosting(stem), "stem");
    if (bare !== label && bare !== stem && bare.length >= 3) offer(registry.wordPosting(bare), "stem");
  }
}

function scanDisguises(registry: Registry, field: FieldText, keep: Keep): void {
  for (const disguise of findDisguises(field.stream.text)) {
    for (const key of disguise.keys) {
      if (disguise.by === "masked" || disguise.by === "truncated") {
        const longest = disguise.by === "masked" ? key.length : Number.POSITIVE_INFINITY;
        for (const subject of registry.alike(key, longest)) {
          const agrees = agreement(disguise, key, nameKey(subject.terms.name), domainsOf(subject.terms));
          if (agrees !== 0) keep(subject.number, { kind: "disguise", field, disguise, agreement: agrees });
        }
      } else {
        for (
          let posting = registry.wordPosting(key);
          posting !== 0;
          posting = registry.nextPosting(posting)
        ) {
          const { strength, isDomain, form } = registry.spelling(posting);
          if (isDomain || form === "label" || form === "domain" || strength !== "strong") continue;
          const number = registry.subjectNumber(posting);
          keep(number, { kind: "disguise", field, disguise, agreement: 2 });
        }
      }
    }
  }
}
