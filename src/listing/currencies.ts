/** Names, signs and codes of currencies, from Intl and a table of what it lacks. */
import { lazily } from "./lazy.ts";
import type { Token } from "./lex.ts";
import { longestPhrase, phraseTable, type PhraseMatch, type PhraseTable } from "./phrases.ts";

/** One way to write a currency. */
export interface CurrencyName {
  readonly code: string;
  /** `sign` and `code` stand before or after the number, `word` after it. */
  readonly form: "sign" | "code" | "word";
  /** Part of the unit: 0.01 for cents. */
  readonly unit: number;
  /** The more exact of two names wins: "USD" over "$". */
  readonly exact: boolean;
}

const locales = [
  "en",
  "es",
  "pt",
  "fr",
  "de",
  "it",
  "nl",
  "sv",
  "tr",
  "ru",
  "zh",
  "ja",
  "ko",
  "hi",
  "pl",
  "id",
];
const codes = (
  "USD EUR GBP JPY CNY INR RUB KRW BRL CAD AUD NZD CHF SEK NOK DKK MXN HKD TWD SGD TRY UAH PLN CZK HUF ZAR NGN IDR MYR PHP THB VND ILS AED SAR EGP PKR BDT LKR " +
  "KZT GEL CRC LAK ARS CLP COP PEN RON BGN KES ESP NLG FIM DEM ITL"
).split(" ");
// Also written in lower case; the others only in capitals ("try", "all" and "top" are words).
const lowerCodes = new Set(
  "usd eur gbp rub cny rmb inr cad aud nzd brl mxn jpy chf sek nok dkk hkd pln uah btc eth xmr ltc usdt usdc bch doge".split(
    " ",
  ),
);
const notCodes = new Set(["TRY", "PEN", "COP", "THB", "LAK"]);

const own: readonly (readonly [code: string, form: CurrencyName["form"], unit: number, names: string])[] = [
  ["USD", "sign", 1, "$|﹩|us $|$ us|u.s $|us dollar $"],
  ["CAD", "sign", 1, "c $|ca $|can $|$ c|$ ca|$ can"],
  ["AUD", "sign", 1, "a $|au $|aus $|$ a|$ au"],
  ["NZD", "sign", 1, "nz $|$ nz"],
  ["HKD", "sign", 1, "hk $|$ hk"],
  ["TWD", "sign", 1, "nt $|nt"],
  ["SGD", "sign", 1, "s $"],
  ["MXN", "sign", 1, "mx $|mex $"],
  ["BRL", "sign", 1, "r $"],
  ["EUR", "sign", 1, "€"],
  ["GBP", "sign", 1, "£"],
  ["JPY", "sign", 1, "¥"],
  ["CNY", "sign", 1, "cn ¥|rmb ¥"],
  ["RUB", "sign", 1, "₽"],
  ["INR", "sign", 1, "₹|rs|rs ."],
  ["KRW", "sign", 1, "₩"],
  ["UAH", "sign", 1, "₴"],
  ["TRY", "sign", 1, "₺"],
  ["ILS", "sign", 1, "₪"],
  ["NGN", "sign", 1, "₦"],
  ["PHP", "sign", 1, "₱"],
  ["KZT", "sign", 1, "₸"],
  ["GEL", "sign", 1, "₾"],
  ["VND", "sign", 1, "₫"],
  ["LKR", "sign", 1, "ரூ"],
  ["IDR", "sign", 1, "rp|rp ."],
  ["BTC", "sign", 1, "₿|ƀ"],
  ["ETH", "sign", 1, "ξ"],
  ["PLN", "word", 1, "zł|zlotych|zloty"],
  [
    "USD",
    "word",
    1,
    "dollar|dollars|us dollar|us dollars|american dollars|bucks|dólar|dólares|dolar|dolares|dollari|dollaro|dolarów|dolarow|dolary|us-dollar|dollar us|dollars us|dollars américains|доллар|доллара|долларов|баксов|бакса|долл|долларов сша|$ сша|美元|美金|美刀|刀|ドル|米ドル|달러|미국 달러|डॉलर|अमेरिकी डॉलर|abd doları|abd dolar|abd $|doları|dolardan|dolara|dollars usd|dólares americanos|dólares estadounidenses|dolar as",
  ],
  ["EUR", "word", 1, "euro|euros|d'euro|d'euros|евро|欧元|歐元|ユーロ|유로|यूरो|avro|eur"],
  [
    "GBP",
    "word",
    1,
    "pound|pounds|pound sterling|pounds sterling|quid|libra|libras|livres|livres sterling|sterline|sterlin|sterline|фунтов|фунта|英镑|ポンド|파운드|पाउंड|pfund|ponden",
  ],
  ["JPY", "word", 1, "yen|yens|yenes|иен|日元|日圆|円|엔|येन"],
  ["CNY", "word", 1, "yuan|renminbi|rmb|元|人民币|元人民币|人民幣|人民元|块|塊|元钱|위안|юаней|юаня"],
  ["RUB", "word", 1, "ruble|rubles|rouble|roubles|руб|рублей|рубля|рубль|卢布|rublos|roubles russes|р"],
  ["INR", "word", 1, "rupee|rupees|indian rupees|रुपये|रुपए|卢比|rupien|indische rupien|rupias|roupies"],
  ["KRW", "word", 1, "원|韩元|ウォン"],
  ["BRL", "word", 1, "real|reais|reales|reals|reais brasileiros"],
  ["TRY", "word", 1, "tl|lira|türk lirası"],
  [
    "CHF",
    "word",
    1,
    "franc|francs|swiss francs|francs suisses|franco|francos|franchi|franken|frank|スイスフラン|スイス・フラン|瑞士法郎|프랑|फ़्रैंक|फ्रैंक|फ़्रैंक",
  ],
  ["SEK", "word", 1, "kronor|krona|spänn|swedish kronor"],
  ["NOK", "word", 1, "norwegian kroner|kroner"],
  ["HKD", "word", 1, "hong kong dollars|港元|港币|dólares de hong kong"],
  ["TWD", "word", 1, "新台币|台币|ニュー台湾ドル|台湾ドル|新臺幣"],
  ["CAD", "word", 1, "canadian dollars|加元|dollars canadiens|캐나다 달러|$ c"],
  ["AUD", "word", 1, "australian dollars|澳元|호주 달러|dólares australianos"],
  ["NGN", "word", 1, "naira|ナイラ"],
  ["UAH", "word", 1, "гривен|грн|hryvnia"],
  ["ESP", "word", 1, "peseta|pesetas|페세타"],
  ["NLG", "word", 1, "guilders|florins|florins holandeses|florines|florines holandeses|휠던|네덜란드 휠던"],
  ["FIM", "word", 1, "markka|marcos finlandeses|fin markı"],
  ["MXN", "word", 1, "pesos mexicanos|mexican pesos|pesos"],
  ["IDR", "word", 1, "rupiah"],
  ["ZAR", "word", 1, "rand"],
  ["CRC", "word", 1, "콜론"],
  ["LAK", "word", 1, "킵"],
  ["LAK", "word", 0.01, "att"],
  ["KRW", "word", 1, "won"],
  [
    "BTC",
    "word",
    1,
    "btc|btcs|bitcoin|bitcoins|биткоин|биткоинов|биткоина|биткойн|биткойнов|比特币|比特幣|ビットコイン|비트코인|xbt",
  ],
  ["ETH", "word", 1, "eth|ether|ethereum|эфира|以太币|以太坊"],
  ["XMR", "word", 1, "xmr|monero|монеро|门罗币"],
  ["LTC", "word", 1, "ltc|litecoin|litecoins"],
  ["USDT", "word", 1, "usdt|tether|泰达币|usdt trc20"],
  ["USDC", "word", 1, "usdc"],
  ["BCH", "word", 1, "bch|bitcoin cash"],
  ["DOGE", "word", 1, "doge|dogecoin"],
  ["DASH", "word", 1, "dash coin|dash coins"],
  ["ZEC", "word", 1, "zec|zcash"],
  ["SOL", "word", 1, "solana"],
  ["TRX", "word", 1, "trx|tron"],
  ["XRP", "word", 1, "xrp"],
  ["CREDITS", "word", 1, "credits|forum credits|site credits|кредитов|积分|points of forum"],
  [
    "USD",
    "word",
    0.01,
    "cent|cents|centavo|centavos|centesimi|centesimo|sent|центов|美分|セント|센트|सेंट|sen|सेन|kwartje|penny|pennies",
  ],
  ["EUR", "word", 0.01, "centimes|centime|céntimos|centimos"],
  ["GBP", "word", 0.01, "pence|पेंस"],
  ["TRY", "word", 0.01, "kuruş"],
  ["RUB", "word", 0.01, "копеек"],
  ["CNY", "word", 0.1, "角|毛"],
  ["CNY", "word", 0.01, "分"],
  ["JPY", "word", 0.01, "銭|日本銭"],
];
const dollars: readonly (readonly [code: string, country: string])[] = [
  ["USD", "USD"],
  ["CAD", "CAD"],
  ["AUD", "AUD"],
  ["NZD", "NZD"],
  ["HKD", "HKD"],
  ["SGD", "SGD"],
  ["MXN", "MXN"],
];
/** Crypto assets that are no stable coins: "1.075 BTC" has decimals. */
export const isCoin = (code: string): boolean =>
  ["BTC", "ETH", "XMR", "LTC", "BCH", "DASH", "ZEC", "SOL"].includes(code);

function* intlNames(): Generator<readonly [string, CurrencyName]> {
  for (const locale of locales)
    for (const currency of codes) {
      const format = new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "name" });
      // Slavic languages have a third form, for two to four.
      for (const amount of locale === "ru" || locale === "pl" ? [1, 2, 5] : [1, 5]) {
        const name = format.formatToParts(amount).find(({ type }) => type === "currency")?.value;
        if (name !== undefined) yield [name, { code: currency, form: "word", unit: 1, exact: true }];
      }
    }
}

const currencyTable = lazily((): PhraseTable<CurrencyName> => {
  const entries: (readonly [string, CurrencyName])[] = [];
  for (const [code, country] of dollars)
    entries.push([`${country} $`, { code, form: "sign", unit: 1, exact: true }]);
  for (const [code, form, unit, names] of own)
    for (const name of names.split("|"))
      entries.push([name, { code, form, unit, exact: name.length > 1 && name !== "¥" }]);
  for (const code of codes)
    if (!notCodes.has(code)) entries.push([code, { code, form: "code", unit: 1, exact: true }]);
  entries.push(["NTD", { code: "TWD", form: "code", unit: 1, exact: true }]);
  return phraseTable([...entries, ...intlNames()]);
});

/** Finds the currency that is named at `index`. */
export function currencyAt(tokens: readonly Token[], index: number): PhraseMatch<CurrencyName> | null {
  const token = tokens[index];
  if (token === undefined || token.kind === "number" || token.kind === "host" || token.kind === "link")
    return null;
  const found = longestPhrase(currencyTable(), tokens, index);
  if (found === null) return null;
  const { form } = found.value;
  // "a $9,000 ransom" is no Australian dollar.
  if (
    form === "sign" &&
    (token.text === "a" ||
      token.text === "s" ||
      (/^[AS]$/.test(token.text) && tokens[index + 1]?.gap !== "none"))
  )
    return null;
  if (form === "code" && found.end === index + 1 && token.text === token.key && !lowerCodes.has(token.key))
    return null;
  return found;
}
