/** Numbers in digits and in words, exact: a decimal string with an exponent, never a product of floats. */
import { lazily } from "./lazy.ts";
import { hasDecimalComma, type Language } from "./languages.ts";
import { lookupKey, type Token } from "./lex.ts";
import { scaleAt } from "./scales.ts";

/** A number as read. */
export interface NumberReading {
  readonly value: number;
  /** The other reading of "1.234", where both are possible. */
  readonly otherwise: number | null;
  /** Index after the last token. */
  readonly end: number;
  readonly worded: boolean;
  readonly scaled: boolean;
}

const wordValues: readonly (readonly [value: number, words: string])[] = [
  [1, "one|a|an|uno|una|un|um|uma|ein|eine|une|een|en|ett|bir|один|одна|uno|एक"],
  [1.5, "anderthalb|eineinhalb|полтора|полторы"],
  [2.5, "zweieinhalb"],
  [2, "two|dos|deux|dois|duas|zwei|due|twee|två|iki|два|две|दो"],
  [3, "three|tres|trois|três|drei|tre|drie|üç|три|तीन"],
  [4, "four|cuatro|quatre|quatro|vier|quattro|fyra|dört|четыре|चार"],
  [5, "five|cinco|cinq|fünf|cinque|vijf|fem|beş|пять|पांच|पाँच"],
  [6, "six|seis|sechs|sei|zes|sex|altı|шесть|छह"],
  [7, "seven|siete|sept|sete|sieben|sette|zeven|sju|yedi|семь|सात"],
  [8, "eight|ocho|huit|oito|acht|otto|åtta|sekiz|восемь|आठ"],
  [9, "nine|nueve|neuf|nove|neun|negen|nio|dokuz|девять|नौ"],
  [10, "ten|diez|dix|dez|zehn|dieci|tien|tio|десять|दस"],
  [11, "eleven|once|onze|elf|undici|elva|onbir|одиннадцать|ग्यारह"],
  [12, "twelve|doce|douze|doze|zwölf|dodici|twaalf|tolv|двенадцать|बारह"],
  [13, "thirteen|trece|treize|treze|dreizehn|tredici|dertien|тринадцать|तेरह"],
  [14, "fourteen|catorce|quatorze|catorze|vierzehn|quattordici|veertien"],
  [15, "fifteen|quince|quinze|fünfzehn|quindici|vijftien|femton|пятнадцать|पंद्रह"],
  [16, "sixteen|dieciséis|seize|dezesseis|sechzehn|sedici|zestien"],
  [17, "seventeen|diecisiete|dezessete|siebzehn|diciassette|zeventien"],
  [18, "eighteen|dieciocho|dezoito|achtzehn|diciotto|achttien"],
  [19, "nineteen|diecinueve|dezenove|neunzehn|diciannove|negentien"],
  [20, "twenty|veinte|vingt|vinte|zwanzig|venti|twintig|tjugo|yirmi|двадцать|बीस"],
  [25, "veinticinco|venticinque|पच्चीस"],
  [30, "thirty|treinta|trente|trinta|dreissig|trenta|dertig|trettio|otuz|тридцать|तीस"],
  [40, "forty|cuarenta|quarante|quarenta|vierzig|quaranta|veertig|fyrtio|kırk|сорок|चालीस"],
  [45, "quarantacinque|पैंतालीस"],
  [50, "fifty|cincuenta|cinquante|cinquenta|fünfzig|cinquanta|vijftig|femtio|elli|пятьдесят|पचास"],
  [60, "sixty|sesenta|soixante|sessenta|sechzig|sessanta|zestig|sextio|altmış|шестьдесят|साठ"],
  [70, "seventy|setenta|siebzig|settanta|zeventig|yetmiş|семьдесят"],
  [80, "eighty|ochenta|oitenta|achtzig|ottanta|tachtig|seksen|восемьдесят"],
  [90, "ninety|noventa|neunzig|novanta|negentig|doksan|девяносто"],
  [100, "hundred|cien|ciento|cent|cem|cento|hundert|honderd|hundra|yüz|сто|सौ"],
  [200, "doscientos|duzentos|zweihundert|двести"],
  [500, "quinientos|quinhentos|fünfhundert|пятьсот"],
  [700, "setecientos|siebenhundert"],
];
/** Words that are numbers only before a scale word: "a million", "half a billion". */
const articles = new Set("a an one un una une um uma ein eine einer een en ett a bir".split(" "));
const glyphDigits = "〇一二三四五六七八九";
const glyphForms: ReadonlyMap<string, number> = new Map([
  ["零", 0],
  ["两", 2],
  ["兩", 2],
  ["壹", 1],
  ["貳", 2],
  ["叁", 3],
]);

/** The English words come first in their rows; others are read only where the text is in another language ("nio" is nine, and a car maker). */
const englishWords = lazily(
  (): ReadonlyMap<string, number> =>
    new Map(
      wordValues.flatMap(([value, forms]) =>
        forms
          .split("|")
          .slice(0, value === 1 ? 3 : 1)
          .map((form): [string, number] => [form, value]),
      ),
    ),
);
const allWords = lazily((): ReadonlyMap<string, number> => {
  const table = new Map<string, number>();
  for (const [value, forms] of wordValues)
    for (const form of forms.split("|")) if (!table.has(lookupKey(form))) table.set(lookupKey(form), value);
  return table;
});
const wordsOf = (language: Language): ReadonlyMap<string, number> =>
  language === "en" ? englishWords() : allWords();

const glyphDigit = (text: string): number | null => {
  const digit = glyphDigits.indexOf(text);
  return digit >= 0 ? digit : (glyphForms.get(text) ?? null);
};

// Longer runs are identifiers, not amounts.
const maxDigits = 30;

/** Written apart, but still one quantity. */
const near = (token: Token | undefined): token is Token => token !== undefined && token.gap !== "paragraph";

/** Reads the number that begins at `index`, its scale words included. */
export function numberAt(
  tokens: readonly Token[],
  index: number,
  language: Language,
  afterMoney = false,
): NumberReading | null {
  const token = tokens[index];
  if (token === undefined) return null;
  if (token.kind === "number") return digitsAt(tokens, index, language, afterMoney);
  if (token.kind === "glyph")
    return glyphDigit(token.text) === null && !(token.text === "十")
      ? null
      : addingAt(tokens, index, 0, index, language);
  return token.kind === "word" ? wordsAt(tokens, index, language) : null;
}

function digitsAt(
  tokens: readonly Token[],
  index: number,
  language: Language,
  afterMoney: boolean,
): NumberReading | null {
  const token = tokens[index];
  if (token === undefined || token.text.length > maxDigits) return null;
  const first = scaleAt(tokens, index + 1, language);
  const next = tokens[index + 1];
  const [mantissa, other] = decimalOf(
    token.text,
    language,
    first !== null && near(next) && !first.value.letter,
  );
  if (mantissa === null) return null;
  if (first?.value.adds === true && near(next))
    return addingAt(tokens, index + 1, Number(mantissa), index, language);
  let exponent = 0;
  let end = index + 1;
  for (let scale = first; scale !== null && near(tokens[end]); scale = scaleAt(tokens, end, language)) {
    if (scale.value.adds) break;
    const glued = tokens[end]?.gap === "none" || tokens[end]?.gap === "hyphen";
    if (scale.value.letter && !(glued || (afterMoney && tokens[end]?.gap === "space"))) break;
    // "5 k records" is five thousand, "5 m away" is not five million.
    if (!scale.value.letter || exponent === 0) exponent += scale.value.exponent;
    end = scale.end;
    if (scale.value.letter) break;
  }
  const scaled = exponent > 0;
  return {
    value: Number(`${mantissa}e${exponent}`),
    otherwise: other === null ? null : Number(`${other}e${exponent}`),
    end,
    worded: false,
    scaled,
  };
}

/** The decimal string that digits with separators mean, and the other possible one. */
function decimalOf(
  raw: string,
  language: Language,
  scaled: boolean,
): [mantissa: string | null, otherwise: string | null] {
  const plain = raw.replace(/[' ]/g, "");
  const commas = plain.split(",").length - 1;
  const dots = plain.split(".").length - 1;
  if (commas === 0 && dots === 0) return [plain, null];
  if (commas > 0 && dots > 0) {
    const decimalComma = plain.lastIndexOf(",") > plain.lastIndexOf(".");
    const [group, decimal] = decimalComma ? [".", ","] : [",", "."];
    if (plain.split(decimal).length > 2) return [null, null];
    return [plain.replaceAll(group, "").replace(decimal, "."), null];
  }
  const separator = commas > 0 ? "," : ".";
  const groups = plain.split(separator);
  const tail = groups.at(-1) ?? "";
  const joined = groups.join("");
  if (groups.length > 2)
    return groups
      .slice(1)
      .every((group) => group.length === 3 || (separator === "," && group.length === 2)) && tail.length === 3
      ? [joined, null]
      : [null, null];
  const decimal = groups.join(".");
  if (tail.length !== 3 || (groups[0]?.length ?? 0) > 3 || groups[0]?.startsWith("0") === true)
    return [decimal, null];
  const separatesDecimals = (separator === ",") === hasDecimalComma(language);
  return scaled && separatesDecimals ? [decimal, joined] : [joined, decimal];
}

/** Chinese, Japanese and Korean: "1万2千345", "四十九兆九千五百億". */
function addingAt(
  tokens: readonly Token[],
  from: number,
  initial: number,
  index: number,
  language: Language,
): NumberReading | null {
  let total = 0;
  let section = 0;
  let current = initial;
  let seen = from > index;
  let scaled = false;
  let at = from;
  for (let token = tokens[at]; near(token); token = tokens[at]) {
    if (token.gap === "line") break;
    const scale = scaleAt(tokens, at, language);
    const digit = token.kind === "glyph" ? glyphDigit(token.text) : null;
    if (scale?.value.adds === true) {
      const unit = 10 ** scale.value.exponent;
      if (scale.value.exponent < 4) section += (seen ? current : 1) * unit;
      else {
        const part = section + current;
        // "1万億": units of units multiply what stands before them.
        total = total > 0 && part === 0 ? total * unit : total + (part === 0 && !seen ? 1 : part) * unit;
        section = 0;
      }
      current = 0;
      seen = false;
      scaled = true;
      at = scale.end;
    } else if (digit !== null && !(token.gap === "space" && at > from)) {
      current = current * 10 + digit;
      seen = true;
      at++;
    } else if (token.kind === "number" && scaled && !seen) {
      const [mantissa] = decimalOf(token.text, language, false);
      if (mantissa === null) break;
      current = Number(mantissa);
      seen = true;
      at++;
    } else break;
  }
  if (at === index) return null;
  const value = Number((total + section + current).toPrecision(15));
  return { value, otherwise: null, end: at, worded: tokens[index]?.kind === "glyph", scaled };
}

function wordsAt(tokens: readonly Token[], index: number, language: Language): NumberReading | null {
  const fraction = fractionAt(tokens, index, language);
  if (fraction !== null) return fraction;
  const words = wordsOf(language);
  let total = 0;
  let current = 0;
  let at = index;
  let seen = false;
  let scaled = false;
  for (let token = tokens[at]; near(token) && token.kind === "word"; token = tokens[at]) {
    const value = words.get(token.key);
    const scale = scaleAt(tokens, at, language);
    if (value === 100 && seen && current > 0 && current < 10) current *= 100;
    else if (scale !== null && !scale.value.letter && !scale.value.adds && seen && scale.value.exponent > 2) {
      total = (total + current) * 10 ** scale.value.exponent;
      current = 0;
      scaled = true;
      at = scale.end;
      const half = halfAfter(tokens, at);
      if (half === null) continue;
      total += 0.5 * 10 ** scale.value.exponent;
      at = half;
      break;
    } else if (
      value !== undefined &&
      !(seen && articles.has(token.key)) &&
      (current === 0 || (current % 10 === 0 && value < current))
    ) {
      current += value;
      seen = true;
    } else if (
      joinsNumbers(token.key) &&
      seen &&
      tokens[at + 1] !== undefined &&
      (words.get(tokens[at + 1]?.key ?? "") ?? 100) < 100 &&
      current >= 20
    ) {
      // "forty and five": the next word goes on with the number
    } else break;
    at++;
  }
  if (!seen || at === index) return null;
  if (at === index + 1 && articles.has(tokens[index]?.key ?? "") && tokens[index]?.key !== "one") return null;
  while (at > index + 1 && joinsNumbers(tokens[at - 1]?.key ?? "")) at--;
  return { value: Number((total + current).toPrecision(15)), otherwise: null, end: at, worded: true, scaled };
}

const joinsNumbers = (key: string): boolean => key === "and" || key === "y" || key === "e" || key === "et";

const halves = new Set("medio media meio meia demi demie mezzo half".split(" "));

/** Index after "y medio", "et demi", "and a half" behind a scale word; null where it does not stand there. */
function halfAfter(tokens: readonly Token[], at: number): number | null {
  if (!joinsNumbers(tokens[at]?.key ?? "")) return null;
  const half = tokens[at + 1]?.key === "a" ? at + 2 : at + 1;
  return halves.has(tokens[half]?.key ?? "") ? half + 1 : null;
}

/** "half a million", "one and a half million", "a quarter million", "three quarters billion". */
function fractionAt(tokens: readonly Token[], index: number, language: Language): NumberReading | null {
  let at = index;
  const first = tokens[at]?.key ?? "";
  let times = 1;
  if (articles.has(first)) at++;
  else if (first !== "half" && first !== "quarter") {
    const count = wordsOf(language).get(first);
    if (count === undefined || count > 9) return null;
    times = count;
    at++;
  }
  if (first !== "half" && first !== "quarter") {
    if (tokens[at]?.key === "and" && tokens[at + 1]?.key === "a" && tokens[at + 2]?.key === "half") {
      const scale = scaleAt(tokens, at + 3, language);
      if (scale === null || scale.value.letter || scale.value.exponent < 3) return null;
      const value = (times + 0.5) * 10 ** scale.value.exponent;
      return { value, otherwise: null, end: scale.end, worded: true, scaled: true };
    }
  }
  const key = tokens[at]?.key;
  const part = key === "half" ? 0.5 : key === "quarter" || key === "quarters" ? 0.25 : null;
  if (part === null) return null;
  at++;
  if (tokens[at]?.key === "of") at++;
  if (articles.has(tokens[at]?.key ?? "")) at++;
  const scale = scaleAt(tokens, at, language);
  if (scale === null || scale.value.letter || scale.value.exponent < 3) return null;
  return {
    value: times * part * 10 ** scale.value.exponent,
    otherwise: null,
    end: scale.end,
    worded: true,
    scaled: true,
  };
}
