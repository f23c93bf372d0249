/** Words that speak for or against an amount being a price; each set is one named feature's cue. */
import { wordSet } from "./cues.ts";

/** What the victim earns or is worth: never a price. */
export const revenue = wordSet(
  "revenue revenues turnover income profit profits sales earnings ebitda capitalization valuation valued assets umsatz ingresos receita chiffre выручка fatturato omzet",
);
/** What an attack costs its victim. */
export const damages = wordSet(
  "damage damages loss losses lost cost costs costing downtime recovery cleanup expenses overtime spent spend spending repair repairs rebuild schaden pérdidas prejuízos pertes ущерб saved waste",
);
/** What courts and regulators take. */
export const fines = wordSet(
  "fine fined fines penalty penalties settlement settle settled lawsuit lawsuits compensation damages court multa amende strafe штраф sued class",
);
/** Other money: cover, budgets, rewards. */
export const budgets = wordSet(
  "insurance insured coverage budget funding fund funds raised investment invested invest investors grant policy premium bounty reward donated donation upgrade upgrading contract salary hire deductible",
);
/** Sums of a whole industry. */
export const markets = wordSet("market annually industry globally worldwide yearly collectively economy");
/** Money that was itself stolen, or earned by crime. */
export const loot = wordSet(
  "wired siphoned theft heist fraudulent fraudulently laundered atm robbed swift withdrew cashed withdrawals withdrawal earned earn made earning earnings generated netted raked received collected processed accumulated wallets duped scammed",
);
/** Crypto assets: money between criminals. */
export const coins = new Set([
  "BTC",
  "ETH",
  "XMR",
  "LTC",
  "BCH",
  "USDT",
  "USDC",
  "DASH",
  "ZEC",
  "DOGE",
  "SOL",
  "TRX",
  "XRP",
]);
/** "… worth of bitcoin": dollars to be paid in a crypto asset. */
export const coinWords = new Set(
  "bitcoin bitcoins btc monero xmr cryptocurrency crypto ethereum eth usdt litecoin coins 比特币".split(" "),
);
