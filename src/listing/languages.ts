/** Which language a text is in, as far as numbers and ambiguous words depend on it. */
import { lazily } from "./lazy.ts";
import { lookupKey, type Token } from "./lex.ts";

/** Languages with words of their own in the tables. */
export type Language =
  | "en"
  | "es"
  | "pt"
  | "fr"
  | "de"
  | "it"
  | "nl"
  | "sv"
  | "pl"
  | "tr"
  | "id"
  | "ru"
  | "zh"
  | "ja"
  | "ko"
  | "hi";

// Small words that are frequent in one of these languages and rare in the others.
const smallWords: readonly (readonly [Language, string])[] = [
  ["en", "the of and to is was for with that from by were has have are this will you your we price data"],
  [
    "es",
    "el los las del y con una por su sus esta fue millones datos precio correo según han de fueron clientes empresa contraseñas nombres nombre direcciones dirección teléfono teléfonos registros vendo robaron usuarios",
  ],
  [
    "pt",
    "os das dos em um uma não com foi são mais por seus dados preço pelo pela ao milhões de foram clientes empresa senha senhas nomes nome endereços endereço telefone telefones registros usuários divulgou vazaram vazamento",
  ],
  [
    "fr",
    "le les des et une du dans est pour par sur sont aux données prix ont été ces de vendre lignes numéros numéro adresses adresse noms mots passe fuite fichier",
  ],
  [
    "de",
    "der die das und von mit den ist für auf wurde wurden ein eine sich nicht preis daten hat dem des zu bei verkaufe kunden namen passwörter adressen sowie datensätze telefonnummern",
  ],
  ["it", "il gli di che della delle con sono una dei nel stato prezzo dati ha per degli"],
  ["nl", "de het een van zijn op te voor dat met niet prijs gegevens heeft zo aan naar"],
  ["sv", "och att det som en av för är till med på har pris uppgifter inte kronor miljoner"],
  ["pl", "nie sie na jest od do cena dane oraz został numery przez które wycieku"],
  ["tr", "ve bir bu için ile fiyat veri olarak milyon milyar olan bin"],
  ["id", "yang dan di dengan untuk dari data harga pada itu juga tersebut juta nomor alamat"],
];
// Enough to decide; a whole book need not be counted.
const maxTokensLooked = 600;

const wordLanguages = lazily((): ReadonlyMap<string, readonly Language[]> => {
  const byWord = new Map<string, Language[]>();
  for (const [language, words] of smallWords)
    for (const word of words.split(" ").map(lookupKey))
      byWord.set(word, [...(byWord.get(word) ?? []), language]);
  return byWord;
});

const glyphLanguage = (code: number): Language =>
  code >= 0xac00 ? "ko" : code >= 0x3040 && code <= 0x30ff ? "ja" : "zh";

/** Guesses a text's language; English where nothing speaks for another. */
export function guessLanguage(tokens: readonly Token[]): Language {
  const votes = new Map<Language, number>();
  const vote = (language: Language, weight: number): void =>
    void votes.set(language, (votes.get(language) ?? 0) + weight);
  const looked = Math.min(tokens.length, maxTokensLooked);
  for (let index = 0; index < looked; index++) {
    const token = tokens[index];
    if (token === undefined || token.kind === "number" || token.kind === "mark") continue;
    if (token.kind === "glyph") {
      const language = glyphLanguage(token.text.charCodeAt(0));
      // Japanese is written with Han characters too; kana decide.
      vote(language, language === "ja" ? 3 : 0.6);
      continue;
    }
    const code = token.text.charCodeAt(0);
    if (code >= 0x400 && code <= 0x4ff) vote("ru", 1);
    else if (code >= 0x900 && code <= 0x97f) vote("hi", 1);
    else for (const language of wordLanguages().get(token.key) ?? []) vote(language, 1);
  }
  let best: Language = "en";
  let most = votes.get("en") ?? 0;
  for (const [language, count] of votes) if (count > most) [best, most] = [language, count];
  return best;
}

/** Whether the language writes 1.5 with a comma. */
export const hasDecimalComma = (language: Language): boolean =>
  !["en", "zh", "ja", "ko", "hi"].includes(language);
