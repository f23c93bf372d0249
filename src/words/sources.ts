import type { Translations } from "./translations.ts";

const en = {
  none: "No source is configured. Whoever runs Leakwatch adds them in its feeds folder.",
  title: (sources: number, failing: number) =>
    `${sources === 1 ? "1 source" : `${sources} sources`}, ${failing === 0 ? "none fails" : `${failing} failing`}`,
  next: (when: string) => `next visit ${when}`,
  read: (when: string) => `read ${when}`,
  lastRead: (when: string) => `last read ${when}`,
  neverRead: "never read",
  never: "never",
  isPaused: "paused: its address is gone",
  isNew: "not visited yet",
  isOff: "switched off",
  posts: (posts: number, ofWeek: number) =>
    `${posts} post${posts === 1 ? "" : "s"}${ofWeek === 0 ? "" : `, ${ofWeek} in 7 days`}`,
  failed: (times: number) => (times > 1 ? `failed ${times} times in a row` : "failed"),
  quiet: (day: string) => `no new posts since ${day}, against its habit`,
  partial: (code: string, reason: string) => `only a part was read (${code}): ${reason}`,

  kind: "Kind",
  preset: (kind: string, preset: string) => `${kind}, preset ${preset}`,
  visited: "Visited",
  notVisited: "not at all",
  cron: (expression: string) => `by ${expression} (UTC)`,
  units: { day: "day", hour: "hour", minute: "minute", second: "second" },
  every: (count: number, unit: string) => (count === 1 ? `every ${unit}` : `every ${count} ${unit}s`),
  stored: "Posts stored",
  respected: "respected",
  ignored: "ignored",
  lastVisit: "Last visit",
  lastReadField: "Last read",
  nextVisit: "Next visit",
  addresses: (count: number): string => (count === 1 ? "Address" : "Addresses"),
  movedTo: (address: string) => `moved for good to ${address}`,
  failingSince: (when: string, code: string) => `failing since ${when} (${code})`,
  month: "Last 30 days",
  visits: (visits: number, unchanged: number, failed: number, partial: number) =>
    [
      `${visits} visit${visits === 1 ? "" : "s"}`,
      `${unchanged} without a change`,
      ...(failed === 0 ? [] : [`${failed} failed`]),
      ...(partial === 0 ? [] : [`${partial} in part`]),
    ].join(", "),
  newPosts: (count: number, weekly: number | null, bytes: string) =>
    `${count} new post${count === 1 ? "" : "s"}${weekly === null ? "" : `, ${weekly} a week`}, ${bytes} received`,
  newest: "Newest listings",
  noListings: "None yet",

  off: "Switched off",
  pausedAtLength:
    "Paused: its address is gone for good, its server says\n" +
    "Change its entry, or use `/sources poll` to ask once more.",
  new: "Not visited yet",
  limping: (complaint: string) => `Read, but: ${complaint}`,
  well: "Read without errors",
  failing: (times: number) => (times > 1 ? `Failed ${times} times in a row` : "Failed"),
  failure: (failed: string, when: string, code: string, reason: string) =>
    `${failed}, ${when} (${code}): ${reason}`,

  nothingNew: "nothing new.",
  aborted: "given up, since Leakwatch is being stopped. It is visited again at the next start.",
  notRead: (name: string) => `${name} could not be read`,
  notAllRead: "Not all of it was read",
  first: (posts: number) => `${posts} post${posts === 1 ? "" : "s"} stored. A first visit alerts nobody.`,
  came: (fresh: number, changed: number, alerts: number, updates: number) =>
    `${fresh} new and ${changed} changed, ` +
    `${alerts} alert${alerts === 1 ? "" : "s"} and ${updates} update${updates === 1 ? "" : "s"}.`,

  unknown: (typed: string) => `No source is called ${typed}. \`/sources list\` names them all.`,
  isDisabled: (id: string) => `There is no enabled source “${id}”.`,
  visitsNone: "The process that answers here visits no sources; another one does.",
};

/** What `/sources` says. */
export const sources: Translations<typeof en> = {
  en,
  zh: {
    none: "没有配置任何来源。请 Leakwatch 的运行者在 feeds 文件夹中添加。",
    title: (sources, failing) =>
      `${sources} 个来源，${failing === 0 ? "全部正常" : `其中 ${failing} 个失败`}`,
    next: (when) => `下次访问 ${when}`,
    read: (when) => `读取于 ${when}`,
    lastRead: (when) => `上次读取于 ${when}`,
    neverRead: "从未读取",
    never: "从未",
    isPaused: "已暂停：地址已失效",
    isNew: "尚未访问",
    isOff: "已停用",
    posts: (posts, ofWeek) => `${posts} 个帖子${ofWeek === 0 ? "" : `,7 天内 ${ofWeek} 个`}`,
    failed: (times) => (times > 1 ? `连续失败 ${times} 次` : "失败"),
    quiet: (day) => `自 ${day} 起没有新帖子，一反常态`,
    partial: (code, reason) => `只读到一部分（${code}）：${reason}`,

    kind: "类型",
    preset: (kind, preset) => `${kind}，预设 ${preset}`,
    visited: "访问频率",
    notVisited: "不访问",
    cron: (expression) => `按 ${expression}(UTC)`,
    units: { day: "天", hour: "小时", minute: "分钟", second: "秒" },
    every: (count, unit) => `每 ${count} ${unit}`,
    stored: "已存帖子",
    respected: "遵守",
    ignored: "忽略",
    lastVisit: "上次访问",
    lastReadField: "上次读取",
    nextVisit: "下次访问",
    addresses: () => "地址",
    movedTo: (address) => `已永久迁至 ${address}`,
    failingSince: (when, code) => `自 ${when} 起失败（${code}）`,
    month: "最近 30 天",
    visits: (visits, unchanged, failed, partial) =>
      [
        `访问 ${visits} 次`,
        `无变化 ${unchanged} 次`,
        ...(failed === 0 ? [] : [`失败 ${failed} 次`]),
        ...(partial === 0 ? [] : [`部分读取 ${partial} 次`]),
      ].join("，"),
    newPosts: (count, weekly, bytes) =>
      `新帖子 ${count} 个${weekly === null ? "" : `，每周 ${weekly} 个`}，接收 ${bytes}`,
    newest: "最新信息",
    noListings: "暂无",

    off: "已停用",
    pausedAtLength: "已暂停：其服务器称地址已永久失效\n请修改其条目，或用 `/sources poll` 再问一次。",
    new: "尚未访问",
    limping: (complaint) => `可以读取，但：${complaint}`,
    well: "读取正常",
    failing: (times) => (times > 1 ? `连续失败 ${times} 次` : "失败"),
    failure: (failed, when, code, reason) => `${failed},${when}(${code}):${reason}`,

    nothingNew: "没有新内容。",
    aborted: "Leakwatch 正在停止，已放弃。下次启动时会再次访问。",
    notRead: (name) => `${name} 无法读取`,
    notAllRead: "未能全部读取",
    first: (posts) => `已存 ${posts} 个帖子。首次访问不发警报。`,
    came: (fresh, changed, alerts, updates) =>
      `新增 ${fresh} 个，变更 ${changed} 个；警报 ${alerts} 条，更新 ${updates} 条。`,

    unknown: (typed) => `没有名为 ${typed} 的来源。\`/sources list\` 列出全部来源。`,
    isDisabled: (id) => `没有已启用的来源“${id}”。`,
    visitsNone: "此处应答的进程不访问来源；由另一个进程访问。",
  },
  ja: {
    none: "情報源が設定されていません。Leakwatch の運用者が feeds フォルダーに追加してください。",
    title: (sources, failing) =>
      `情報源 ${sources} 件、${failing === 0 ? "すべて正常" : `失敗 ${failing} 件`}`,
    next: (when) => `次の巡回 ${when}`,
    read: (when) => `読み取り ${when}`,
    lastRead: (when) => `最後の読み取り ${when}`,
    neverRead: "未読み取り",
    never: "なし",
    isPaused: "停止中：アドレスがなくなりました",
    isNew: "未巡回",
    isOff: "無効",
    posts: (posts, ofWeek) => `投稿 ${posts} 件${ofWeek === 0 ? "" : `（7 日間で ${ofWeek} 件）`}`,
    failed: (times) => (times > 1 ? `${times} 回連続で失敗` : "失敗"),
    quiet: (day) => `いつもと違い、${day} 以降新しい投稿がありません`,
    partial: (code, reason) => `一部だけ読み取りました（${code}）：${reason}`,

    kind: "種類",
    preset: (kind, preset) => `${kind}、プリセット ${preset}`,
    visited: "巡回間隔",
    notVisited: "巡回しない",
    cron: (expression) => `${expression}(UTC)`,
    units: { day: "日", hour: "時間", minute: "分", second: "秒" },
    every: (count, unit) => `${count} ${unit}ごと`,
    stored: "保存した投稿",
    respected: "従う",
    ignored: "無視",
    lastVisit: "前回の巡回",
    lastReadField: "前回の読み取り",
    nextVisit: "次の巡回",
    addresses: () => "アドレス",
    movedTo: (address) => `${address} に恒久的に移転`,
    failingSince: (when, code) => `${when} から失敗（${code}）`,
    month: "直近 30 日間",
    visits: (visits, unchanged, failed, partial) =>
      [
        `巡回 ${visits} 回`,
        `変更なし ${unchanged} 回`,
        ...(failed === 0 ? [] : [`失敗 ${failed} 回`]),
        ...(partial === 0 ? [] : [`一部のみ ${partial} 回`]),
      ].join("、"),
    newPosts: (count, weekly, bytes) =>
      `新しい投稿 ${count} 件${weekly === null ? "" : `（週 ${weekly} 件）`}、受信 ${bytes}`,
    newest: "最新の掲載",
    noListings: "まだありません",

    off: "無効",
    pausedAtLength:
      "停止中：アドレスは恒久的になくなったとサーバーが答えています\n" +
      "設定を変更するか、`/sources poll` でもう一度確認してください。",
    new: "未巡回",
    limping: (complaint) => `読み取れますが、問題があります：${complaint}`,
    well: "正常に読み取れています",
    failing: (times) => (times > 1 ? `${times} 回連続で失敗` : "失敗"),
    failure: (failed, when, code, reason) => `${failed}、${when}(${code}):${reason}`,

    nothingNew: "新しいものはありません。",
    aborted: "Leakwatch の停止中のため中断しました。次の起動時に再び巡回します。",
    notRead: (name) => `${name} を読み取れませんでした`,
    notAllRead: "一部を読み取れませんでした",
    first: (posts) => `投稿 ${posts} 件を保存しました。初回の巡回ではアラートを送りません。`,
    came: (fresh, changed, alerts, updates) =>
      `新規 ${fresh} 件、変更 ${changed} 件、アラート ${alerts} 件、更新 ${updates} 件。`,

    unknown: (typed) => `${typed} という情報源はありません。\`/sources list\` ですべて確認できます。`,
    isDisabled: (id) => `有効な情報源「${id}」はありません。`,
    visitsNone: "ここで応答しているプロセスは巡回しません。別のプロセスが巡回します。",
  },
};
