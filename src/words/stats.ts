import type { Translations } from "./translations.ts";

const en = {
  title: (listings: number, since: string) =>
    `${listings.toLocaleString("en-US")} listing${listings === 1 ? "" : "s"} since ${since}`,
  server: "This server",
  actors: "Busiest threat actors",
  prices: "Prices asked",
  alerts: (sent: number, updates: number) =>
    `${sent} alert${sent === 1 ? "" : "s"} · ${updates} update${updates === 1 ? "" : "s"}`,
  waiting: (count: number) => `${count} waiting`,
  failed: (count: number) => `${count} failed`,
  price: (count: number, currency: string, median: string, highest: string) =>
    `${count} in ${currency}: median ${median}, highest ${highest}`,
  picture: (weeks: string, actors: string) => `Listings a week: ${weeks}. Busiest threat actors: ${actors}.`,
};

/** What `/stats` says. */
export const stats: Translations<typeof en> = {
  en,
  zh: {
    title: (listings, since) => `自 ${since} 起共 ${listings.toLocaleString("zh-CN")} 条信息`,
    server: "本服务器",
    actors: "最活跃的威胁行为者",
    prices: "要价",
    alerts: (sent, updates) => `警报 ${sent} 条 · 更新 ${updates} 条`,
    waiting: (count) => `等待中 ${count} 条`,
    failed: (count) => `失败 ${count} 条`,
    price: (count, currency, median, highest) => `${currency} ${count} 条：中位数 ${median}，最高 ${highest}`,
    picture: (weeks, actors) => `每周条数：${weeks}。最活跃的威胁行为者：${actors}。`,
  },
  ja: {
    title: (listings, since) => `${since} 以降の掲載 ${listings.toLocaleString("ja-JP")} 件`,
    server: "このサーバー",
    actors: "活発な脅威アクター",
    prices: "提示価格",
    alerts: (sent, updates) => `アラート ${sent} 件 · 更新 ${updates} 件`,
    waiting: (count) => `待機中 ${count} 件`,
    failed: (count) => `失敗 ${count} 件`,
    price: (count, currency, median, highest) => `${currency} ${count} 件：中央値 ${median}、最高 ${highest}`,
    picture: (weeks, actors) => `週ごとの掲載数：${weeks}。活発な脅威アクター：${actors}。`,
  },
};
