/** Words that speak for one reading of what stands near them; each set is one named cue. */
import type { Token } from "./lex.ts";

/** A set of words in the form of tokens' keys: lower case, without accents. */
export const wordSet = (words: string): ReadonlySet<string> =>
  new Set(
    words
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .normalize("NFC")
      .split(/\s+/)
      .filter((word) => word !== ""),
  );

/** Verbs and participles of taking and laying open, in languages other than English. */
export const takingForms = `
  robados robadas robado robada robo robó robaron roban sustraídos sustraídas sustrajeron sustraído filtró filtraron filtrados filtradas filtrado filtrada filtración filtran expuso expusieron expuestos expuestas expuesto expuesta
  comprometidos comprometidas comprometió comprometieron obtuvo obtuvieron accedieron accedió publicó publicaron publicados publicadas divulgó divulgaron divulgados divulgadas difundió difundieron extrajeron extrajo extraídos copiaron copió descargaron vendidos vendidas vulnerados
  roubados roubadas roubado roubada roubo roubou roubaram furtados furtadas vazou vazaram vazados vazadas vazado vazada vazamento vazam expôs expuseram expostos expostas exposto exposta comprometidos comprometidas divulgou divulgaram divulgados divulgadas publicou
  copiaram copiou acessaram acessou acessados acessadas obtiveram obteve extraíram baixaram vendidos
  volé volés volée volées dérobé dérobés dérobée dérobées fuité fuitées fuite fuites exposé exposés exposée exposées compromis compromise compromises divulgué divulgués divulguées publié publiés publiée publiées diffusé diffusés diffusées exfiltré exfiltrés exfiltrées consulté consultés consultées
  copié copiés copiées téléchargé téléchargés téléchargées détenir détiennent récupéré récupérés récupérées piraté piratés piratées concerné concernés concernées touchés touchées affectés affectées
  gestohlen gestohlene gestohlenen entwendet entwendete erbeutet erbeutete erbeuteten kopiert kopierte kopierten abgeflossen abgegriffen abgegriffene abgezogen veröffentlicht veröffentlichte veröffentlichten geleakt geleakte offengelegt exponiert ausgelesen kompromittiert kompromittierte
  tauchten auftauchten aufgetaucht einsehbar erlangt erlangten stahlen betroffen betroffene heruntergeladen
  украл украли украдены украдена украдено украденные украденных похитили похитил похищены похищена похищено похищенные похищенных утекли утекла утекло утекших слили слил слиты слита слито слитые скомпрометированы скомпрометирована скомпрометировано опубликовали опубликовал опубликованы опубликована
  опубликовано выложили выложил выложены выложена выложено попали попала попало раскрыты раскрыта раскрыто получили получил скачали скачал завладели появились появилась оказались оказалась затронуты затронула затронул обнаружены содержит содержат содержал содержала
  compromesse compromessa rubati rubate rubato sottratta diffuse pubblicate wykradziono wyciekła wyciekli bocornya sottratti sottratte esfiltrati diffusi pubblicati esposti esposte compromessi trafugati gestolen gelekt gelekte buitgemaakt ingezien gekopieerd blootgesteld wyciekły wyciekło skradziono skradzione wykradli ujawniono ujawnione bocor dibocorkan dicuri diretas sızdırıldı çalındı çalınan`;

/** Something came into the wrong hands. */
export const exposureWords = wordSet(`
  ${takingForms}
  ciberataque hackeo hackeados vulneración atacantes ciberdelincuentes fuga brecha vende vendo venden vendem exposição ataque invasores hackers violação vendita cyberattaque piratage pirates attaquants vendre vend angriff angreifer hacker erpresser verkaufe verkauft
  datendiebstahl datenpanne cyberangriff утечки утечку утечке слива взлома взломали взломал взломан взломана хакеры хакеров злоумышленники злоумышленников вымогатели доступе продаю продаются продаётся продается kebocoran memuat sızıntı satılık aanval hackers wycieku
  steals harvest harvests harvesting collect collecting collected intercept intercepts intercepted intercepting exfiltrate exfiltrates exfiltrating ransacked posting scouring swiping capture captures capturing grab grabs grabbing loot looted
  breach breached breaches breaching leak leaked leaks leaking leakage exposed exposing exposes expose exposure stolen stole steal stealing theft compromised compromise compromising
  hacked hack hacks hackers hacker accessed obtained dumped disclosed disclosing disclosure published revealed exfiltrated downloaded scraped harvested affected impacted affecting impacting
  victims taken copied sold selling sell sale dump cyberattack cyber-attack intrusion unauthorized unauthorised unsecured misconfigured unprotected offering traded circulating posted surfaced appeared
  released contained contains containing included including includes lost spilled swiped pilfered siphoned grabbed hijacked infected skimming skimmed attackers attack attacks attacked
  robados robadas filtrados filtradas filtración expuestos expuestas vendidos venta vazados vazadas vazamento expostos venda volées volés fuite piraté piratage exposées vente gestohlen gestohlene entwendet geleakt
  abgegriffen veröffentlicht datenleck verkauf gestolen gelekt datalek utekly украдены утечка слиты слив утекли продажа продам взлом wyciek skradzione bocor dicuri dijual vazaram hackeo`);
/** The text lists what was taken. */
export const listingWords = wordSet(`
  including include includes included contain contains contained containing comprised comprising comprises consisting consists exposed exposing exposes stolen stole leaked leaking compromised accessed obtained revealed
  disclosed disclosing dumped listed such like fields columns namely follows following also plus alongside with detailing featured held stored collected gathered harvested scraped extracted data information details
  incluyen incluyendo incluye contienen contiene como incluem inclui incluindo contêm contendo comprennent contenant comprenant enthalten enthält darunter umfassen umfasst beinhaltet включая содержит содержащие данные
  bevat waaronder zoals zawiera datos dados données daten`);
/** What a seller or an extorter does. */
export const askingWords = wordSet(`
  advert advertised advertising listed ask asks asked asking demand demands demanded demanding ransom ransoms price prices priced sell sells selling sale sold offer offers offered offering want wants wanted pay pays paying paid payment payments payable extort extorted
  extortion extorting blackmail blackmailed seek seeks sought seeking charge charges charging charged request requests requested requesting require requires fee fees buy buyer buyers purchase purchased purchasing bid bids cost costs deal
  bought auction send sends sending transfer decrypt decryption decryptor decryptors unlock unlocking key recover restore return release deposit deposited accept accepts accepting hand give fiyat pris कीमत kostet kosten costaria custaria custa compra cuesta coute valor discount last final amount
  bieten bietet anbieten angeboten ofrecen ofrece offrent oferecem предлагает предлагают precio vende vendía venta pide piden exige exigen rescate preço venda vende pede pedem pedia exige resgate prix vend vente demande demandent exige rançon preis verkauf verlangt verlangen fordert fordern forderte lösegeld
  prezzo vendita chiede chiedono riscatto vraagt prijs losgeld цена цену продам продаю продажа продает просит выкуп требует требуют стоимость cena okup harga dijual tebusan fiyat fidye`);
/** Extortion, in its own words. */
export const ransomWords = wordSet(
  "ransom ransoms extort extorted extortion extortionists blackmail blackmailed blackmailing ransomware decrypt decryptor decryption rescate resgate rançon lösegeld erpresser erpresst riscatto losgeld выкуп шантаж вымогатели okup tebusan fidye sextortion",
);

/** Whether one of the words stands in `tokens[first, end)`. */
export function hasWord(
  tokens: readonly Token[],
  first: number,
  end: number,
  words: ReadonlySet<string>,
): boolean {
  for (let index = Math.max(0, first); index < end && index < tokens.length; index++)
    if (words.has(tokens[index]?.key ?? "")) return true;
  return false;
}

/** Distance in tokens to the nearest of the words before `index` (not further than `limit`), else null. */
export function distanceBefore(
  tokens: readonly Token[],
  index: number,
  from: number,
  words: ReadonlySet<string>,
  limit: number,
): number | null {
  for (let back = index - 1; back >= from && index - back <= limit; back--)
    if (words.has(tokens[back]?.key ?? "")) return index - back;
  return null;
}

/** Distance in tokens to the nearest of the words from `index` on. */
export function distanceAfter(
  tokens: readonly Token[],
  index: number,
  end: number,
  words: ReadonlySet<string>,
  limit: number,
): number | null {
  for (let at = index; at < end && at - index < limit; at++)
    if (words.has(tokens[at]?.key ?? "")) return at - index + 1;
  return null;
}
