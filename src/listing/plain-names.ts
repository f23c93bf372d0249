/** Words in capitals that name nobody: plain nouns, what is offered, states and their adjectives. */
import { wordSet } from "./cues.ts";
import { lazily } from "./lazy.ts";
import type { Token } from "./lex.ts";
import { marketplaces, neverParties } from "./names.ts";
import { longestPhrase, phraseTable, type PhraseTable } from "./phrases.ts";

/** Forums and markets. */
export const placeTable = lazily((): PhraseTable<true> =>
  phraseTable(marketplaces.map((name): [string, true] => [name, true])),
);
/** Those who only report, and words that are no party. */
export const neverTable = lazily((): PhraseTable<true> =>
  phraseTable(neverParties.map((name): [string, true] => [name, true])),
);

const plainNouns = wordSet(
  `de del da do des du la le les el los of and the for und der die das y e et company companies customer customers client clients user users employee employees database databases data shop store bank hospital school university
   website site app retailer retail online government private personal corporate documents files passports emails phones accounts logins casino insurance
   fresh full verified updated exclusive leak dump new big member members patient patients student students voter voters subscriber subscribers
   clinic clinics hospitals banks schools universities shops stores telecom operator ministry agency pharmacy hotel hotels airline logistics crypto exchange
   records base bases list lists pack packs set sets menu price prices log logs stealer combo combos combolist combolists fullz cc ccs cvv cvvs dumps kyc dl mmn
   card cards credit debit logins admin domain network vpn rdp shell webmail sql injection exploit vuln source code sample samples read me readme update
   negotiation negotiations chat compensation donation donations reward settlement withdrawn request mail gov wage passport scans id ids
   verkaufe verkaufen zugang zugänge zugangsdaten kundendaten patientendaten nutzerdaten mitarbeiterdaten personaldaten bankdaten daten datenbank datensätze
   kunden patienten bürger mitarbeiter kliniken klinik krankenhaus krankenhäuser bank banken versicherung versicherungen schule schulen universität
   unternehmen firma firmen möbelhaus onlineshop händler behörde behörden stadtwerke lösegeld million millionen milliarden euro euros dollar dollars
   vendo vende acceso accesos base bases datos clientes pacientes usuarios empresa empresas banco bancos clínica clínicas hospitales aseguradora aseguradoras
   gobierno universidad filtración rescate millones precio precios
   acesso acessos dados banco bancos empresa usuários pacientes hospital hospitais seguradora operadora governo universidade vazado resgate milhões preço
   preis anfrage stück karten kreditkarten auktion karte tarjetas subasta cartões leilão cartes enchères range rançon vends accès données fichier fichiers entreprise entreprises banque banques hôpital hôpitaux clinique assurance assureur opérateur mutuelle gouvernement
   université fuite rançon prix mairie
   продам продаю доступ доступы база базы данные данных клиентов пациентов пользователей банк банка банков больница больниц компания компании магазин
   магазина клиника университет страховая оператор министерство подписка облако логов карты карта аукцион хакеры выкуп утечка слив`,
);
const adjectives = wordSet(
  `brazilian mexican spanish italian polish dutch turkish swiss austrian belgian portuguese argentinian chilean colombian peruvian indonesian vietnamese
   thai korean saudi egyptian nigerian african asian latin deutsche deutscher deutschen deutsches österreichische schweizer französische spanische russische
   chinesische amerikanische europäische française français françaises français belge suisse española español españolas mexicana mexicano peruano peruana
   argentina colombiana chilena brasileiro brasileira brasileiros portuguesa российских российская украинская latam emea`,
);
/** German writes in one word what others write in two: "Patientendaten", "Kundendatenbank". */
export const dataCompound = /(?:daten|datenbank|datensatze|datenleck|zugang|zugange)$/;

// A code of two letters may be a company's name too ("GE", "HP"): it is a state's only beside plain words.
const codeTable = lazily((): ReadonlySet<string> => {
  const english = new Intl.DisplayNames("en", { type: "region" });
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  return new Set(
    letters.flatMap((one) => letters.map((two) => one + two)).filter((code) => english.of(code) !== code),
  );
});

/** States and regions in the languages of posts, and their codes. */
const stateTable = lazily((): PhraseTable<true> => {
  const names = ["en", "de", "fr", "es", "pt", "ru", "zh", "ja"].flatMap((locale) => {
    const display = new Intl.DisplayNames(locale, { type: "region" });
    return [...codeTable()].map((code) => display.of(code) ?? code);
  });
  return phraseTable([...names, "USA", "UAE"].map((name): [string, true] => [name, true]));
});

/**
 * Whether nothing but such words stands there: "Retail Company", "Fullz USA", "Deutsche Kliniken Patientendaten".
 *
 * Longer names that hold one of them ("Bank of Selwyn", "Air France") are names.
 */
export function isPlain(tokens: readonly Token[], first: number, end: number): boolean {
  for (let at = first; at < end;) {
    const token = tokens[at];
    if (token === undefined) break;
    const phrase = longestPhrase(neverTable(), tokens, at) ?? longestPhrase(stateTable(), tokens, at);
    if (phrase !== null) at = Math.max(at + 1, phrase.end);
    else if (
      token.kind === "mark" ||
      (token.kind === "number" && end - first > 1) ||
      plainNouns.has(token.key) ||
      adjectives.has(token.key) ||
      dataCompound.test(token.key) ||
      (codeTable().has(token.text) &&
        (end - first > 1 || tokens[at - 1]?.kind === "word") &&
        tokens[at + 1] === undefined)
    )
      at++;
    else return false;
  }
  return true;
}
