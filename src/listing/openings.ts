/** Whether the author of a post is the one who offers or demands. */
import type { ListingKind } from "../model.ts";
import { hasWord, wordSet } from "./cues.ts";
import { isGlyphText } from "./glyph-cues.ts";
import type { Passage } from "./passage.ts";

const offering = wordSet(
  `selling sell wts auction offering price contact dm pm telegram tox jabber session escrow leaking sharing
   vendo vendemos ofrezco ofreço ofereço vends vendons propose verkaufe verkaufen biete продам продаю продаем аукцион`,
);
const firstPerson = wordSet("i im ive we our my us me je jai nous ich wir yo nosotros eu nós я мы");
// A text that begins with one of these has left out who does it: its author.
const openers = wordSet(
  "selling wts sharing leaking auction vendo vendemos ofrezco ofereço vends verkaufe biete продам продаю раздаю сливаю",
);
const openingPairs = new Set([
  "se vende",
  "se venden",
  "a vendre",
  "zu verkaufen",
  "for sale",
  "a venda",
  "en venta",
]);
const glyphOpening =
  /^[^。\n]{0,6}(?:出售|售卖|转让|低价出|急售|分享)|^[^。\n]{0,60}(?:売ります|販売します|譲ります|販売いたします|公開します|を販売。|で販売。)/;
const glyphOffer = /出售|售卖|转让|販売|売ります/;
// Words of those who tell of others' offers.
const reporting = wordSet(
  `said says say according reported reports hacker hackers attacker attackers researcher researchers gang criminals seller sellers vendor confirmed announced
   police authorities experts spokesperson actor claims claimed alleged allegedly
   laut angreifer hacker täter erpresser forscher behörden según atacante atacantes piratas policía investigadores afirma
   segundo criminosos polícia pesquisadores selon pirate pirates police chercheurs хакер хакеры хакеров злоумышленники вымогатели исследователи сообщает`,
);
const glyphReporting = /黑客|攻击者|研究人员|媒体|据报道|报道|ハッカー|攻撃者|報道|によると|研究者/;

// The opening of a longer text says nothing of the rest.
const maxLooked = 400;
const maxMenu = 250;

/**
 * Whether a post's author offers or demands: a seller's title, an offer's opening, the first person, or a short menu that
 * speaks of nobody else.
 */
export function offersItself(passages: readonly Passage[], kind: ListingKind, hasPrice: boolean): boolean {
  if (kind !== "sale" && kind !== "ransom" && kind !== "leak" && kind !== "access") return false;
  const isReport = passages.some(reports);
  if (kind === "sale" || kind === "access") {
    const length = passages.reduce((sum, { tokens }) => sum + tokens.length, 0);
    if (hasPrice && !isReport && length <= maxMenu) return true;
  }
  return passages.some((passage) => opensAsOffer(passage, isReport));
}

const reports = ({ tokens, folded }: Passage): boolean =>
  hasWord(tokens, 0, maxLooked, reporting) || glyphReporting.test(folded.text.slice(0, maxLooked));

function opensAsOffer(passage: Passage, isReport: boolean): boolean {
  const { tokens, folded } = passage;
  if (isGlyphText(passage))
    return (
      !isReport &&
      (folded.field === "title" ? glyphOffer : glyphOpening).test(folded.text.slice(0, maxLooked))
    );
  const looked = Math.min(tokens.length, maxLooked);
  if (folded.field === "title") return hasWord(tokens, 0, 4, offering) || opensInPairs(passage);
  const [first, second] = [tokens[0]?.key ?? "", tokens[1]?.key ?? ""];
  if (openers.has(first) || (firstPerson.has(first) && openers.has(second)) || opensInPairs(passage))
    return true;
  return (
    hasWord(tokens, 0, looked, firstPerson) &&
    hasWord(tokens, 0, looked, offering) &&
    tokens.length < maxLooked
  );
}

const opensInPairs = ({ tokens }: Passage): boolean =>
  openingPairs.has(`${tokens[0]?.key ?? ""} ${tokens[1]?.key ?? ""}`);
