/** What speaks for a kind of listing besides phrases: prices of a menu, demands, and what followed a refusal. */
import type { ListingKind } from "../model.ts";
import { withBareAmounts } from "./bare-amounts.ts";
import { hasWord, wordSet } from "./cues.ts";
import { isGlyphText } from "./glyph-cues.ts";
import type { Incidents } from "./incidents.ts";
import type { Passage } from "./passage.ts";
import { findPriceChanges } from "./price-changes.ts";
import { isDemanded } from "./price-roles.ts";
import type { MoneyQuantity } from "./quantity.ts";
import { isUnitPrice, isVolumePrice } from "./unit-prices.ts";

/** A kind that amounts speak for. */
type Spoken = Extract<ListingKind, "sale" | "ransom">;

// Several such amounts say no more than two.
const maxSpoken = 2;
// An offer is short; an article may speak of prices by the piece too.
const maxOffer = 250;
const weight = 1.2;

/** What a field's amounts say: the prices of a menu and a changed price offer, a demand extorts. */
export function amountVotes(passage: Passage, incidents: Incidents): ReadonlyMap<Spoken, number> {
  const { tokens, sentences, sentenceOf } = passage;
  const amounts = withBareAmounts(passage).filter(
    (quantity): quantity is MoneyQuantity =>
      quantity.kind === "money" && !incidents.isOther(passage, quantity.first),
  );
  const changes = findPriceChanges(passage, amounts);
  let items = 0;
  const found: Record<Spoken, number> = { sale: 0, ransom: 0 };
  for (const amount of amounts) {
    const sentence = sentences[sentenceOf[amount.first] ?? 0];
    if (sentence === undefined) continue;
    if (isDemanded(passage, amount.first, sentence)) found.ransom++;
    else if (
      tokens.length <= maxOffer &&
      (isUnitPrice(passage, amount) ||
        isVolumePrice(passage, amount) ||
        changes.current.has(amount.first) ||
        amount.currency === "CREDITS")
    )
      found.sale++;
    else if (tokens.length <= maxOffer && endsItem(passage, amount)) items++;
  }
  // One such line may state anything: "Revenue: $5 million".
  if (items > 1) found.sale += items;
  return new Map(
    (["sale", "ransom"] as const).map((kind) => [kind, weight * Math.min(found[kind], maxSpoken)]),
  );
}

/** "Mail access: 40$": the price at the end of a menu's item. */
function endsItem({ tokens }: Passage, { first, end }: MoneyQuantity): boolean {
  const [before, next] = [tokens[first - 1], tokens[end]];
  return (
    before !== undefined &&
    [":", "-", "–", "="].includes(before.text) &&
    tokens[first - 2]?.kind === "word" &&
    (next === undefined || next.kind === "mark" || next.gap === "line" || next.gap === "paragraph")
  );
}

const released = wordSet(
  `leaked leak published released dumped posted uploaded publicó publicaron filtró filtraron divulgou divulgaram vazou vazaram publicou
   publicaram divulgados publicados publicadas publié publiés publiées publient diffusé divulgué veröffentlicht veröffentlichten veröffentlichte выложили выложил опубликовали опубликовал слили слил`,
);
const refused = wordSet(
  `refused refusing refuses declined declining rejected negó negaron rechazó rehusó recusou recusaram refusé refusa weigerte weigerten geweigert
   verweigerte abgelehnt отказалась отказался отказались отказа отказалось`,
);
const because = wordSet(
  "after because when since as tras después porque depois após apos quando après car nachdem weil da после поскольку когда",
);
const paying = wordSet(
  `ransom pay paying payment demand rescate pagar resgate rançon payer lösegeld zahlen zahlung выкуп выкупа платить заплатить`,
);
const glyphRefusal =
  /拒绝[^。]{0,8}(?:赎金|支付|付款)|拒付赎金|(?:身代金|支払い)[^。]{0,8}(?:拒否|拒ん|応じ(?:ず|なかった))/;
const glyphRelease = /公开|公布|泄露|发布|公開|流出|掲載/;

/** "The gang leaked the data after the city refused to pay": the extortion is over, the data is out. */
export function isLeakedAfterRefusal(passage: Passage, incidents: Incidents): boolean {
  const { tokens, sentences, folded } = passage;
  return sentences.some(({ first, end }, number) => {
    if (incidents.isOther(passage, first)) return false;
    if (isGlyphText(passage)) {
      const text = folded.text.slice(tokens[first]?.start ?? 0, tokens[end - 1]?.end ?? 0);
      const refusal = glyphRefusal.exec(text);
      return (
        refusal !== null &&
        /[后後]|ため|たため|因/.test(text) &&
        glyphRelease.test(text.replace(refusal[0], ""))
      );
    }
    const at = refusalIn(passage, first, end);
    if (at < 0 || !hasWord(tokens, at, Math.min(end, at + 6), paying)) return false;
    const joint = indexOfWord(passage, first, at, because);
    // "after it refused to pay, the gang leaked …" or the other way round
    return (
      hasWord(tokens, first, joint, released) ||
      (joint >= 0 && hasWord(tokens, at, end, released)) ||
      isFollowedByRelease(passage, number)
    );
  });
}

/** "… refused to pay. The data was published." */
function isFollowedByRelease({ tokens, sentences }: Passage, number: number): boolean {
  const next = sentences[number + 1];
  if (next === undefined) return false;
  for (let at = next.first; at < next.end; at++)
    if (participles.has(tokens[at]?.key ?? ""))
      return hasWord(tokens, at - 3, at, been) && !hasWord(tokens, at - 3, at, yet);
  return false;
}

const participles = wordSet(
  "leaked published released dumped posted publiés publiées publié publicados publicadas divulgados divulgadas veröffentlicht опубликованы выложены",
);
const been = wordSet("was were been été fueron foram wurden wurde были");
const yet = wordSet("not be werden pas no não не");

/** Where a sentence tells of a refusal, or of no payment; -1 where it does not. */
function refusalIn(passage: Passage, first: number, end: number): number {
  const { tokens } = passage;
  for (let at = first; at < end; at++)
    if (
      refused.has(tokens[at]?.key ?? "") ||
      (tokens[at]?.key === "not" && /^(?:pay|paid)$/.test(tokens[at + 1]?.key ?? ""))
    )
      return at;
  return -1;
}

function indexOfWord({ tokens }: Passage, first: number, end: number, words: ReadonlySet<string>): number {
  for (let at = first; at < end; at++) if (words.has(tokens[at]?.key ?? "")) return at;
  return -1;
}
