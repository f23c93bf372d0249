/** Words that speak for or against an amount being a price; each set is one named feature's cue. */
import { wordSet } from "./cues.ts";

/** One cue: words that are tokens, and words of scripts without spaces. */
export interface Cue {
  readonly words: ReadonlySet<string>;
  readonly glyphs: readonly string[];
}

/** What the victim earns or is worth: never a price. */
export const revenue: Cue = {
  words: wordSet(
    "rev revenue revenues turnover income profit profits sales earnings ebitda capitalization valuation valued assets umsatz ingresos receita chiffre выручка fatturato omzet facturación facturacion factura faturamento faturou lucro bénéfice gewinn оборот прибыль shares stock",
  ),
  glyphs: "营收 收入 营业额 市值 股价 利润 売上 年商 利益 時価総額 株価 매출 영업이익".split(" "),
};
/** What is promised to others: "a reward of up to $900". */
export const rewards = wordSet(
  "reward rewards bounty monitoring recompensa récompense belohnung kopfgeld награда награду вознаграждение",
);
/** What is traded at an exchange. */
export const shares = wordSet("shares stock aktie aktien acciones ações акции акций");
/** What an attack costs its victim. */
export const damages: Cue = {
  words: wordSet(
    "damage damages loss losses lost cost costs costing downtime recovery cleanup expenses overtime spent spend spending repair repairs rebuild schaden pérdidas prejuízos pertes ущерб ущерба ущербе убытки убытков потери saved waste perdidas prejuizo dommages reparación wiederherstellung",
  ),
  glyphs: "损失 损害 花费 耗资 被害額 損害 復旧 費用 피해액 손실 복구".split(" "),
};
/** What courts and regulators take. */
export const fines: Cue = {
  words: wordSet(
    "fine fined fines penalty penalties settlement settlements claimant claimants settle settled lawsuit lawsuits compensation damages court multa amende strafe штраф sued class pénalité geldbuße bußgeld sanción indemnización indemnizaciones indemnisation indemnização entschädigung schadenersatz schadensersatz vergleich acuerdo компенсация компенсации компенсацию штрафа lawyers attorneys",
  ),
  glyphs: "罚款 处罚 和解 赔偿 赔付 罰金 賠償 和解金 罰金 制裁金 課徴金 벌금 과징금 과태료".split(" "),
};
/** Other money: cover, budgets, rewards. */
export const budgets: Cue = {
  words: wordSet(
    "insurance insured coverage budget funding fund funds raised investment invested invest investors grant policy premium tips aid aide aides ayuda ayudas beihilfe subsidy bounty bounties reward rewards donate donated donates donation donations charity monitoring voucher vouchers refund refunds bonus bonuses salaries wage wages tuition upgrade upgrading contract salary hire deductible presupuesto orçamento haushalt бюджет seguro assurance versicherung страховка reimbursed reimburse gutschein gutscheine spende gespendet belohnung kopfgeld prämie gehalt gehälter vertrag auftrag vale cupón recompensa donación donaron donó sueldo salario contrato bono bon chèque prime récompense don dons salaire contrat doação doou salário recompensa premio ваучер награда вознаграждение пожертвовал пожертвования зарплата контракт субсидия подарок",
  ),
  glyphs:
    "预算 融资 投资 保险 补助 悬赏 奖金 代金券 捐 合同 工资 补偿 優待券 商品券 報奨金 懸賞金 寄付 契約 給与 補償 補助金 予算 保険 예산 보험 투자".split(
      " ",
    ),
};
/** Sums of a whole industry. */
export const markets: Cue = {
  words: wordSet(
    "market annually industry globally worldwide yearly collectively economy average averages averaged median",
  ),
  glyphs: "市场规模 全行业 平均 市場規模 業界全体 평균".split(" "),
};
/** Money that was itself stolen, or earned by crime. */
export const loot: Cue = {
  words: wordSet(
    "wired siphoned theft heist fraudulent fraudulently laundered atm robbed swift withdrew cashed withdrawals withdrawal earned earn made earning earnings generated netted raked received collected processed accumulated wallets duped scammed",
  ),
  glyphs: "盗走 转走 洗钱 获利 盗まれた 不正送金 탈취".split(" "),
};
/** Taken themselves: "stole $8 million". */
export const taken = wordSet(
  "took stole stolen drained drain siphoned robaron roubaram volé gestohlen украли похитили",
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
/** The same in scripts without spaces. */
export const coinGlyphs =
  "暗号資産 仮想通貨 ビットコイン モネロ 加密货币 虚拟货币 等额比特币 比特币 门罗币 비트코인 암호화폐".split(
    " ",
  );
