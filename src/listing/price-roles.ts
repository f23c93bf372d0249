/** Which role a price has: what stands beside it, as named features. */
import { distanceAfter, distanceBefore, hasWord, ransomWords, wordSet } from "./cues.ts";
import { glyphsNear, isGlyphText } from "./glyph-cues.ts";
import type { Passage, Sentence } from "./passage.ts";
import { isAskedFirst } from "./price-changes.ts";
import type { Cue } from "./price-cues.ts";
import { isGroupAt } from "./groups.ts";
import type { MoneyQuantity } from "./quantity.ts";
import type { Place } from "./text.ts";
import type { Choice, Feature, Judge } from "./weights.ts";

/** How an amount stands to another one of the text. */
interface Relation {
  /** Another amount took its place. */
  readonly isFormer: boolean;
  /** It took another amount's place. */
  readonly isCurrent: boolean;
  /** It stands in brackets behind an amount of another currency. */
  readonly isEquivalent: boolean;
}

/** What is known of the whole text. */
interface RoleContext {
  readonly isOffer: boolean;
  readonly isRansom: boolean;
  readonly judge: Judge;
}

type RoleFeature = Feature<"priceRole">;

/** Cues that stand within so many tokens before the amount, or right behind it. */
const namedRoles: readonly (readonly [RoleFeature, cue: Cue, before: number])[] = [
  [
    "start word beside it",
    {
      words: wordSet(
        "start starting starts mise opening beginning старт стартовая начальная startpreis startgebot départ inicial inicio salida partenza",
      ),
      glyphs: ["起拍", "起价", "開始価格", "시작가"],
    },
    3,
  ],
  [
    "step word beside it",
    {
      words: wordSet("step steps шаг increment incremento bid-step paso pas schritt passo"),
      glyphs: ["加价", "入札単位"],
    },
    3,
  ],
  [
    "blitz word beside it",
    {
      words: wordSet(
        "blitz блиц buyout bin buynow instant sofortkauf immédiat immediat inmediata inmediato imediata imediato",
      ),
      glyphs: ["一口价", "即決", "즉시구매"],
    },
    4,
  ],
  [
    "minimum word beside it",
    {
      words: wordSet(
        "minimum min minimal minimally mínima mínimo minima minimo mindest mindestens mindestbestellung mindestabnahme least минимум минимальная минимальный",
      ),
      glyphs: ["最低", "最少", "최소"],
    },
    5,
  ],
];
const changeWords = wordSet(
  "initially originally first previously formerly earlier was before initial original until raised lowered reduced reducing dropped cut down zuerst anfangs primero inicialmente",
);
const presentWords = wordSet("now today");
const paid: Cue = {
  words: wordSet(
    "paid bought purchased transferred handed paying gezahlt bezahlt überwiesen pagó pagou pagaron pagaram payé versé заплатил заплатила заплатили выплатила выплатили",
  ),
  glyphs: ["支付了", "已支付", "付了", "支払った", "支払いました", "지불했"],
};
const paidAfter = wordSet("gezahlt bezahlt überwiesen paid");
const demandWords = wordSet("demand demanded demanding asked asking if must unless be");
const passive = wordSet("be get being to");
const extorting: Cue = {
  words: wordSet(
    "demand demands demanded demanding extort extorted exigen exigieron exige exigent exigé fordern forderten verlangen требуют требовали exigem exigiram",
  ),
  glyphs: ["索要", "勒索", "赎金", "身代金", "몸값"],
};
const toWord = wordSet("to");

/** Chooses the role of an amount that is a price. */
export function choosePriceRole(
  passage: Passage,
  quantity: MoneyQuantity,
  sentence: Sentence,
  { isOffer, isRansom, judge }: RoleContext,
  place: Place,
  relation: Relation,
): Choice<"priceRole"> {
  const { tokens } = passage;
  const { first, end } = quantity;
  const features = new Set<RoleFeature>();
  const isBefore = (words: ReadonlySet<string>, limit: number): boolean =>
    distanceBefore(tokens, first, sentence.first, words, limit) !== null;
  const inSentence = glyphsNear(passage, first, end);
  const inClause = glyphsNear(passage, first, end, "clause");
  const isSaid = ({ words, glyphs }: Cue, limit: number): boolean =>
    isBefore(words, limit) || inSentence(glyphs);
  const isBehind = (words: ReadonlySet<string>): boolean =>
    distanceAfter(tokens, end, sentence.end, words, 1) !== null;

  for (const [feature, { words, glyphs }, before] of namedRoles)
    if (isBefore(words, before) || isBehind(words) || inClause(glyphs)) features.add(feature);
  if (isBuyNow(passage, first)) features.add("blitz word beside it");
  if (isOffer) features.add("text is an offer");
  if (isRansom) features.add("text is about ransom");
  if (hasWord(tokens, sentence.first, sentence.end, ransomWords)) features.add("ransom word in the sentence");
  if (isSaid(extorting, 6)) features.add("demand before it");
  if (isDemanded(passage, first, sentence)) features.add("extorters ask it");
  if (buysSomething(passage, end, sentence.end)) features.add("for something that it buys");
  if (isAskedFirst(passage, first) && !isBefore(presentWords, 8)) features.add("said to be the first");
  if (
    tokens[first - 1]?.key === "from" &&
    hasWord(tokens, end, end + 4, toWord) &&
    hasWord(tokens, sentence.first, first, changeWords)
  )
    features.add("raised or lowered from it");
  if (isSaid(paid, 7) || isBehind(paidAfter)) {
    features.add("paid word beside it");
    // "was asked for $900 and paid $300", but not "asked to be paid $300"
    const isDirect =
      paid.words.has(tokens[first - 1]?.key ?? "") && !passive.has(tokens[first - 2]?.key ?? "");
    if (!isDirect && hasWord(tokens, sentence.first, first, demandWords)) features.add("only demanded");
  }
  if (relation.isFormer) features.add("replaced by another price");
  else if (relation.isCurrent) features.add("replaces another price");
  if (relation.isEquivalent) features.add("equals a price in another currency");
  return judge.choose("priceRole", features, place);
}

const extorters: Cue = {
  words: wordSet(
    `gang group hackers hacker attackers attacker criminals extortionists cybercriminals intruders crew bande gruppe grupo groupe pirates pirate
     piratas atacantes criminosos angreifer täter erpresser kriminelle хакеры злоумышленники вымогатели группировка преступники`,
  ),
  glyphs: ["黑客", "攻击者", "攻撃者", "犯行グループ", "ハッカー", "해커"],
};
const asks: Cue = {
  words: wordSet(
    `asks asked asking wants wanted want demand demands demanded demanding pide piden pidió pidieron pede pedem pediu pediram demande demandent demandé réclame réclament
     exige exigen exigieron exigem exigiram exigent will wollen fordert fordern forderte forderten verlangt verlangen verlangte verlangten просит просят просили требует требуют требовали`,
  ),
  glyphs: ["要求", "索要", "요구"],
};
const selling = wordSet(
  "sell sells selling sale sold seller sellers offers offered offering listed advertised auction buyers buyer vende venden vend verkauft verkaufen продает продают",
);

const sellingGlyphs = ["售", "卖", "販売", "판매"];

/** "The attackers want $900", in a sentence that sells nothing. */
export function isDemanded(passage: Passage, first: number, sentence: Sentence): boolean {
  const { tokens, folded } = passage;
  if (hasWord(tokens, sentence.first, sentence.end, selling)) return false;
  if (isGlyphText(passage)) {
    const text = folded.text.slice(tokens[sentence.first]?.start ?? 0, tokens[sentence.end - 1]?.end ?? 0);
    const says = (words: readonly string[]): boolean => words.some((word) => text.includes(word));
    return says(extorters.glyphs) && says(asks.glyphs) && !says(sellingGlyphs);
  }
  return (
    distanceBefore(tokens, first, sentence.first, asks.words, 9) !== null &&
    (hasWord(tokens, sentence.first, first, extorters.words) ||
      tokens.slice(sentence.first, first).some((_, at) => isGroupAt(tokens, sentence.first + at)))
  );
}

/** "buy now for $900", "buy it now: $900" */
function isBuyNow({ tokens }: Passage, first: number): boolean {
  const keys = tokens.slice(Math.max(0, first - 4), first).map(({ key }) => key);
  const at = keys.indexOf("buy");
  return at >= 0 && (keys[at + 1] === "now" || (keys[at + 1] === "it" && keys[at + 2] === "now"));
}

const forWord = wordSet("for");
// What a victim gets for its money is no ware.
const relief = wordSet(
  "not decryption decryptor decrypt decrypting key keys unlock unlocking return returning restoring deleting silence",
);

/** "50 rubles for all 12 million logins", not "for the decryption key". */
function buysSomething({ tokens }: Passage, end: number, sentenceEnd: number): boolean {
  const distance = distanceAfter(tokens, end, sentenceEnd, forWord, 7);
  return (
    distance !== null && !hasWord(tokens, end + distance, Math.min(end + distance + 4, sentenceEnd), relief)
  );
}
