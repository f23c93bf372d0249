import type { Translations } from "./translations.ts";

const en = {
  noPosts: "No post is stored yet to try it on.",
  alerted: (times: number, span: string) =>
    times === 0
      ? `It would not have alerted in ${span}.`
      : `It would have alerted **${times === 1 ? "once" : `${times} times`}** in ${span}.`,
  days: (days: number) => `the last ${days} days`,
  newest: (posts: number, days: number) => `the newest ${posts} posts of the last ${days} days`,
  untitled: "Untitled post",
  tiers: { confirmed: "confirmed", likely: "likely", possible: "possible" },
  fields: {
    title: "title",
    body: "body",
    author: "author",
    victim: "victim",
    actor: "actor",
    domain: "domain",
  },
  parties: { victim: "the victim", "third-party": "a third party", mentioned: "only mentioned" },
  reason: (tier: string, quote: string, field: string, party: string, cues: string) =>
    `${tier}, “${quote}” in its ${field}, ${party}${cues === "" ? "" : `: ${cues}`}`,

  posted: (count: number, where: string) =>
    `${count === 1 ? "1 alert is" : `${count} alerts are`} on the way to ${where}.`,
  nothingNew: (where: string) => `Nothing new for ${where === "" ? "any channel" : where}.`,
  known: (count: number) => `${count} had alerted there already.`,
  left: (count: number) => `${count} older ones were left out: more at once would flood the channel.`,
  post: "Post these",
  edit: "Edit",
  discard: "Discard",

  quoted: (title: string) => `“${title}”`,
  prevents: (change: string, post: string, watch: string) =>
    `**${change}** would have kept ${post} from **${watch}**.`,
  noChange: (post: string, watch: string) =>
    `No exclusion would keep ${post} from **${watch}**: require a word with \`/watch edit\`, or remove the watch.`,
  silences: (alerts: number, span: string) =>
    alerts === 0
      ? `It would have silenced no other alert in ${span}.`
      : `It would also have silenced **${alerts === 1 ? "1 alert" : `${alerts} alerts`}** in ${span}:`,
  save: "Save",
  wider: "Wider",
  narrower: "Narrower",
  notOther: (company: string) => `Not ${company}`,
  lookBackFailed: "What it would have alerted of could not be looked up.",

  alertGone: "This alert is kept no longer.",
  watchGone: (company: string) => `“${company}” is watched no longer.`,
  listingGone: "The listing of this alert is kept no longer.",
  noMatch: (watch: string) => `This post is no match of “${watch}” any more.`,
  changedSince: (watch: string) => `“${watch}” was changed since: press the alert's button again.`,
};

/** What a watch would have found: said after `/watch add`, and by [Not us]. */
export const replay: Translations<typeof en> = {
  en,
  zh: {
    noPosts: "还没有保存任何帖子可供试用。",
    alerted: (times, span) =>
      times === 0 ? `在${span}不会发出警报。` : `在${span}会发出 **${times}** 次警报。`,
    days: (days) => `最近 ${days} 天内`,
    newest: (posts, days) => `最近 ${days} 天内最新的 ${posts} 个帖子中`,
    untitled: "无标题帖子",
    tiers: { confirmed: "确认", likely: "很可能", possible: "可能" },
    fields: {
      title: "标题",
      body: "正文",
      author: "作者",
      victim: "受害者",
      actor: "威胁行为者",
      domain: "域名",
    },
    parties: { victim: "为受害者", "third-party": "为第三方", mentioned: "仅被提及" },
    reason: (tier, quote, field, party, cues) =>
      `${tier}，${field}中的“${quote}”，${party}${cues === "" ? "" : `：${cues}`}`,

    posted: (count, where) => `${count} 条警报正发往 ${where}。`,
    nothingNew: (where) => (where === "" ? "没有新的警报可发。" : `没有新的警报发往 ${where}。`),
    known: (count) => `其中 ${count} 条此前已在那里发过。`,
    left: (count) => `较早的 ${count} 条未发送：一次太多会刷屏。`,
    post: "发送这些",
    edit: "编辑",
    discard: "放弃",

    quoted: (title) => `“${title}”`,
    prevents: (change, post, watch) => `**${change}** 可使 ${post} 不再触发 **${watch}**。`,
    noChange: (post, watch) =>
      `没有任何排除能使 ${post} 不触发 **${watch}**：请用 \`/watch edit\` 设置必含词，或移除该监控。`,
    silences: (alerts, span) =>
      alerts === 0 ? `在${span}不会漏掉其他警报。` : `在${span}还会漏掉 **${alerts}** 条警报：`,
    save: "保存",
    wider: "更宽",
    narrower: "更窄",
    notOther: (company) => `不是 ${company}`,
    lookBackFailed: "未能查看它本会发出哪些警报。",

    alertGone: "该警报已不再保存。",
    watchGone: (company) => `“${company}”已不再监控。`,
    listingGone: "该警报的信息已不再保存。",
    noMatch: (watch) => `该帖子已不再匹配“${watch}”。`,
    changedSince: (watch) => `“${watch}”之后被修改过：请重新按警报上的按钮。`,
  },
  ja: {
    noPosts: "試せる投稿がまだ保存されていません。",
    alerted: (times, span) =>
      times === 0
        ? `${span}では、アラートはありませんでした。`
        : `${span}では、**${times} 件**のアラートになっていました。`,
    days: (days) => `直近 ${days} 日間`,
    newest: (posts, days) => `直近 ${days} 日間の最新 ${posts} 件の投稿`,
    untitled: "題名のない投稿",
    tiers: { confirmed: "確実", likely: "可能性が高い", possible: "可能性あり" },
    fields: {
      title: "題名",
      body: "本文",
      author: "投稿者",
      victim: "被害者",
      actor: "脅威アクター",
      domain: "ドメイン",
    },
    parties: { victim: "被害者", "third-party": "第三者", mentioned: "言及のみ" },
    reason: (tier, quote, field, party, cues) =>
      `${tier}、${field}の「${quote}」、${party}${cues === "" ? "" : `：${cues}`}`,

    posted: (count, where) => `${count} 件のアラートを ${where} に送信中です。`,
    nothingNew: (where) =>
      where === "" ? "新しく送るアラートはありません。" : `${where} に新しく送るアラートはありません。`,
    known: (count) => `${count} 件はすでに送信済みです。`,
    left: (count) => `古い ${count} 件は省きました。一度に多く送るとチャンネルがあふれます。`,
    post: "これらを送信",
    edit: "編集",
    discard: "破棄",

    quoted: (title) => `「${title}」`,
    prevents: (change, post, watch) =>
      `**${change}** とすると、${post} は **${watch}** に一致しなくなります。`,
    noChange: (post, watch) =>
      `${post} を **${watch}** から外せる除外はありません。\`/watch edit\` で必須の語を設定するか、監視を削除してください。`,
    silences: (alerts, span) =>
      alerts === 0
        ? `${span}では、ほかに止まるアラートはありません。`
        : `${span}では、ほかに **${alerts} 件**のアラートが止まります：`,
    save: "保存",
    wider: "広げる",
    narrower: "狭める",
    notOther: (company) => `${company} ではない`,
    lookBackFailed: "どのアラートが届いたはずかは調べられませんでした。",

    alertGone: "このアラートはもう保存されていません。",
    watchGone: (company) => `「${company}」はもう監視していません。`,
    listingGone: "このアラートの掲載はもう保存されていません。",
    noMatch: (watch) => `この投稿はもう「${watch}」に一致しません。`,
    changedSince: (watch) => `「${watch}」はその後変更されました。アラートのボタンをもう一度押してください。`,
  },
};
