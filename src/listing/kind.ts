/** What a post is about, and how its offer stands: phrases that vote. */
import type { ListingKind, ListingStatus } from "../model.ts";
import { hasWord, wordSet } from "./cues.ts";
import { isGlyphText } from "./glyph-cues.ts";
import type { Incidents } from "./incidents.ts";
import { amountVotes, isLeakedAfterRefusal } from "./kind-evidence.ts";
import { lazily } from "./lazy.ts";
import type { Passage } from "./passage.ts";
import { longestPhrase, phraseTable, type PhraseTable } from "./phrases.ts";

type Ballot<Choice> = readonly (readonly [choice: Choice, weight: number, phrases: string])[];

type VotedKind = Exclude<ListingKind, "other">;

const kinds: Ballot<VotedKind> = [
  [
    "ransom",
    3,
    `ransom|ransoms|ransom demand|held to ransom|threatening to release|threatening to publish|threatened to release|threatened to publish|threaten to release|threaten to publish|demands are not met|ransom note|ransomware|ransomware attack|extort|extorted|extorting|extortion|extortionists|blackmail|blackmailed|blackmailing|held hostage|holding hostage|double extortion|sextortion|demanded payment|demanding payment|
     rescate|resgate|rançon|lösegeld|erpresser|erpressen|erpressung|riscatto|losgeld|выкуп|вымогатели|шантаж|勒索|赎金|身代金|랜섬웨어|몸값|okup|okupu|tebusan|円を要求|ドルを要求|fidye|chantaje|extorsión|extorsão|chantage|atacante pide|atacantes piden|atacantes exigen|hackers piden|hackers pedem|hackers exigem|criminosos pedem|pirates réclament|pirates exigent|angreifer fordern|angreifer verlangen|хакеры требуют|злоумышленники требуют|ランサムウェア|脅迫|pay the ransom|payer la rançon|pagar el rescate|pagar o resgate|lösegeld zahlen|заплатить выкуп|платить выкуп|вымогатели требовали|erpresst|勒索软件`,
  ],
  [
    "ransom",
    3.5,
    "decryptor|decryptors|decryption tool|decryption key|decryption keys|decrypt your files|unlock all systems|your data will be published|your negotiator|our demand|timer|prevent the publication|data will be published|leak site|or data would be released|unless you pay|do not pay we will|if paid|give up|to make a decision|our discount|discount offer|goodwill|pay us|you pay|you need to pay|to pay|deletion of your data|proof of deletion|delete all data",
  ],
  [
    "ransom",
    1.2,
    "encrypted files|encrypts files|encrypted the files|your files|encrypts|locked out of|decrypt|decrypted|decryption|your data|pay the|discount|in bitcoin|btc wallet",
  ],
  [
    "sale",
    2.2,
    "for sale|selling|sells|promote the info|promote the data|promote the information|sell the|to sell|offered to sell|offering to sell|put up for sale|on sale|i sell|we sell|i am selling|wts|selling database|buyer|buyers|seller|vendor|asking price|for sale on|being sold|sold on|sold for|price|продам|продаю|продажа|vendo|vende|se vende|à vendre|zu verkaufen|zum verkauf|verkaufe|цена|precio|prix|preis|preço|价格|価格|за штуку|за все|出售|售卖|售价|販売|販売中|à venda|a la venta|en venta|puso a la venta|venden|je vends|vends|affirme vendre|vendre les données|vendre une base|vender los datos|vender os dados|daten zu verkaufen|verkaufen|продают|продает|売ります|販売します|譲ります|auktion|startgebot|sofortkauf|puja inicial|lance inicial|mise à prix|achat immédiat|起拍价|開始価格|オークション|min order|minimum order|price list|in stock|одни руки|прайс|wholesale|bulk price|met en vente|mis en vente|en vente|sprzedaje|na sprzedaż|database sold|dijual|te koop|sprzedam|in vendita|販売",
  ],
  [
    "sale",
    1.5,
    "start price|starting price|starting bid|blitz|blitz price|bid step|has been sold|was sold to|sold to one buyer|продано|была продана|vendido a|已售|拍卖|аукцион|блиц|subasta|leilão|enchères|versteigerung",
  ],
  [
    "sale",
    0.8,
    "bieten|bietet|ofrecen|ofrece|offrent|oferecem|предлагает|предлагают|offer|offers|offering|listed|advert|advertised|bid|bids|auction|marketplace|dark web|dark web marketplace|biedt",
  ],
  [
    "leak",
    0.6,
    "leaked|leak|leaks|fuite|filtración|vazamento|datenleck|утечка|утечки|泄露|流出|漏えい|bocor|wyciek",
  ],
  [
    "leak",
    1.8,
    "giving away|giveaway|give away|sharing the|sharing my|gratuitamente|gratuitement|divulgados gratuitamente|dumped|dump|data dump|published online|posted online|free download|for free|released the data|doxxed|doxing|download link|leaked online|leaked database|слив|слили|freely available|made public by|免费公开|免费下载|公开下载|免费分享|無料で公開|無料公開|бесплатно|descarga gratuita|download gratuito|téléchargement gratuit|kostenlos",
  ],
  [
    "exposure",
    2.6,
    "exposed on the internet|publicly accessible|publicly exposed|publicly available|left exposed|left open|left unsecured|unsecured|unprotected|misconfigured|misconfiguration|missettings|open to the public|without a password|without password|set to public|accidentally uploaded|accidentally|inadvertently|inadvertent|mistakenly|open database|exposed database|unprotected database|not properly blocked|cloud environment|s3 bucket|amazon s3|exposed server|public repository|github account|not password protected|anyone with the link|sin protección|sin contraseña|acceso público|quedaron expuestos|quedaron expuestas|expostos na internet|sem senha|acesso público|accessible publiquement|librement accessible|sans mot de passe|ungeschützt|öffentlich zugänglich|frei zugänglich|offen im netz|ohne passwort|в открытом доступе|попали в открытый доступ|без пароля|配置错误|未授权访问|公网暴露|無防備|誰でも閲覧できる|外部から閲覧できる|設定ミス|left publicly|publicly facing|mongo db",
  ],
  [
    "breach",
    1.3,
    "breach|breached|data breach|security incident|security breach|hacked|hack|intrusion|intruder|intruders|broke into|got into|outsiders|unauthorized access|unauthorised access|illegally accessed|compromised|cyberattack|cyber attack|cyber-attack|stolen|stole|attackers|skimming|malware|phishing|stolen data|数据泄露|不正アクセス|hackerangriff|cyberangriff|datenpanne|piratage|cyberattaque|violation de données|hackeo|ciberataque|brecha de datos|brecha de seguridad|ataque cibernético|ataque hacker|взлом|кибератака|утечка данных|взломали|被黑|被盗|入侵",
  ],
  ["breach", 0.8, "hacker|hackers"],
  [
    "access",
    4,
    "initial access|network access|rdp access|vpn access|domain admin|selling access|access to the network|shell access|citrix access|webshell access|admin access for sale|corporate access|доступ в сеть|доступ к сети|продаю доступ|продам доступ|acceso rdp|acceso citrix|acceso vpn|vendo acceso|se vende acceso|acceso a la red|accès rdp|accès vpn|accès au réseau|acesso rdp|acesso vpn|vendo acesso|acesso à rede|vpn zugang|rdp zugang|zugang zum netzwerk|webmail access|vpn access|vpn权限|rdp权限|内网权限|域管理员|shell权限|アクセス権を販売",
  ],
];

const statuses: Ballot<ListingStatus> = [
  [
    "sold",
    3,
    "sold out|sold -|- sold|sold :|sold !|database sold|already sold|has been sold|have been sold|sold to one buyer|[ sold ]|( sold )|продано|vendido|verkauft|已售|已售出|売却済み",
  ],
  [
    "released",
    3,
    "for free|free download|available for free|free of charge|released the data|published the data|published all|fully published|disclosed fully|full leak|data has been published|made it available for free|leaked in full|now public|all data published|data published|given away|giving away|gratuitamente|gratuitement|無料で公開|公开下载|бесплатно|gratis|免费|kostenlos",
  ],
  [
    "withdrawn",
    3,
    "withdrew the listing|listing removed|thread deleted|removed the listing|no longer for sale|deleted the post|withdrawn|taken down by the seller|removed the offer|no longer available",
  ],
  [
    "auction",
    2.5,
    "auction|starting bid|start price|blitz|blitz price|highest bid|bidding|current bid|bid step|аукцион|старт|блиц|subasta|leilão|enchères|versteigerung|auktion|startgebot|puja inicial|lance inicial|mise à prix|開始価格|オークション|拍卖|競売",
  ],
  [
    "negotiating",
    2,
    "negotiating|negotiation|negotiations|in talks|under negotiation|переговоры|negociación|verhandlung",
  ],
  [
    "offered",
    1.2,
    "for sale|selling|sells|asking price|offered to sell|offering|price|продам|продажа|vendo|à vendre|zu verkaufen|出售|à venda|put up for sale|offers to sell|dijual|biedt",
  ],
];

const tableOf = <Choice>(ballot: Ballot<Choice>): PhraseTable<readonly [Choice, number]> =>
  phraseTable(
    ballot.flatMap(([choice, weight, phrases]) =>
      phrases
        .split("|")
        .map((phrase): [string, readonly [Choice, number]] => [phrase.trim(), [choice, weight]]),
    ),
  );

const kindTable = lazily(() => tableOf(kinds));
const statusTable = lazily(() => tableOf(statuses));

/** A title says more than a sentence far down. */
const titleFactor = 2.5;
/** The first half of an article tells its own matter; the rest, what lies around it. */
const laterFactor = 0.5;

/** Votes by choice: repeated phrases count less and less (by the root of their number). */
function votes<Choice extends string>(
  table: PhraseTable<readonly [Choice, number]>,
  passages: readonly Passage[],
  incidents: Incidents,
): ReadonlyMap<Choice, number> {
  const sums = new Map<Choice, number>();
  const seen = new Map<string, number>();
  for (const passage of passages) {
    const { tokens, folded } = passage;
    for (let index = 0; index < tokens.length;) {
      const found = longestPhrase(table, tokens, index);
      if (found === null) {
        index++;
        continue;
      }
      if (!incidents.isOther(passage, index)) {
        const [choice, weight] = found.value;
        const phrase = `${choice} ${tokens[index]?.key ?? ""}`;
        const times = (seen.get(phrase) ?? 0) + 1;
        seen.set(phrase, times);
        const factor =
          folded.field === "title" ? titleFactor : index > 60 && index > tokens.length / 2 ? laterFactor : 1;
        sums.set(choice, (sums.get(choice) ?? 0) + (weight * factor) / Math.sqrt(times));
      }
      index = found.end;
    }
  }
  return sums;
}

/** What the post is about, with the votes that decided it. */
export function readKind(
  passages: readonly Passage[],
  incidents: Incidents,
): { kind: ListingKind; votes: Readonly<Record<string, number>> } {
  const sums = new Map(votes(kindTable(), passages, incidents));
  const add = (kind: VotedKind, weight: number): void => void sums.set(kind, (sums.get(kind) ?? 0) + weight);
  for (const passage of passages)
    for (const [kind, weight] of amountVotes(passage, incidents)) if (weight > 0) add(kind, weight);
  if (passages.some((passage) => isLeakedAfterRefusal(passage, incidents))) {
    add("leak", least + (sums.get("ransom") ?? 0));
    sums.delete("ransom");
  }
  return {
    kind: decide((kind) => sums.get(kind) ?? 0, passages.some(opensAsGift)),
    votes: Object.fromEntries([...sums].map(([choice, sum]) => [choice, Math.round(sum * 100) / 100])),
  };
}

/**
 * Every article about an offer speaks of hackers and breaches too, so the more special kind wins as soon as it is well supported;
 * only extortion must outvote the others, since every second article mentions ransomware in passing.
 */
function decide(votes: (kind: VotedKind) => number, isGift: boolean): ListingKind {
  const [ransom, breach, sale, exposure, leak, access] = [
    votes("ransom"),
    votes("breach"),
    votes("sale"),
    votes("exposure"),
    votes("leak"),
    votes("access"),
  ];
  const others = Math.max(breach, sale, exposure, leak, access);
  if (ransom > least && ransom >= others) return "ransom";
  if (access >= 4 && access >= sale * 0.6) return "access";
  if (isGift && leak >= 1.8) return "leak";
  if (sale >= 2.2 && sale >= breach * 0.35 && sale >= exposure) return "sale";
  if (exposure >= 2.6 && exposure >= breach * 0.4) return "exposure";
  if (leak >= 1.8 && leak > breach) return "leak";
  if (breach > least) return "breach";
  return leak > 0.5 ? "leak" : exposure > least ? "exposure" : sale > least ? "sale" : "other";
}

const giftWords = wordSet(
  "free giveaway giving gratis gratuit gratuite gratuitement gratuito gratuita gratuitamente kostenlos бесплатно раздаю",
);
const glyphGift = /免费|無料/;
// Further down, what is free is the sample.
const opening = 10;
/** Whether a field begins with a gift: "Sharing the Harbour Lines dump, free". */
const opensAsGift = (passage: Passage): boolean =>
  hasWord(passage.tokens, 0, opening, giftWords) ||
  (isGlyphText(passage) && glyphGift.test(passage.folded.text.slice(0, 2 * opening)));

const least = 0.9;

// As much as "released the data".
const refusedWeight = 3;

/** How the offer stands; null where nothing is offered. */
export function readStatus(
  passages: readonly Passage[],
  incidents: Incidents,
  kind: ListingKind,
): ListingStatus | null {
  const sums = new Map(votes(statusTable(), passages, incidents));
  if (passages.some((passage) => isLeakedAfterRefusal(passage, incidents)))
    sums.set("released", (sums.get("released") ?? 0) + refusedWeight);
  let status: ListingStatus | null = null;
  let most = 0.9;
  for (const [choice, sum] of sums) if (sum > most) [status, most] = [choice, sum];
  if (
    status !== null &&
    status !== "sold" &&
    status !== "released" &&
    kind !== "sale" &&
    kind !== "ransom" &&
    kind !== "access"
  )
    return null;
  // Extortion is no offer.
  if (status === "offered" && kind === "ransom") return null;
  return status ?? (kind === "sale" || kind === "access" ? "offered" : null);
}
