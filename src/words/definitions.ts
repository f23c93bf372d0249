import type { Language } from "./translations.ts";

/** How a command or an option is called and described; the English name is the path's last word. */
interface Definition {
  readonly en: string;
  readonly zh: readonly [name: string, description: string];
  readonly ja: readonly [name: string, description: string];
}

// Discord's rules for names: at most 32 letters, digits, - or _; for descriptions: at most 100 characters.
const definitions = {
  watch: {
    en: "The companies that this server watches",
    zh: ["监控", "本服务器监控的公司"],
    ja: ["監視", "このサーバーが監視する企業"],
  },
  "watch add": {
    en: "Watch a company: alerts from now on",
    zh: ["添加", "监控一家公司：从现在起发出警报"],
    ja: ["追加", "企業を監視し、以後アラートを送ります"],
  },
  "watch add company": {
    en: "The company's name, as the press writes it",
    zh: ["公司", "公司名称，按媒体的写法"],
    ja: ["企業", "報道で使われる企業名"],
  },
  "watch add aliases": {
    en: "Other names, separated by commas",
    zh: ["别名", "其他名称，用逗号分隔"],
    ja: ["別名", "その他の名称（コンマ区切り）"],
  },
  "watch add domains": {
    en: "Its domains, separated by commas: they find most",
    zh: ["域名", "公司的域名，用逗号分隔：最有效"],
    ja: ["ドメイン", "企業のドメイン（コンマ区切り）：最も効果的です"],
  },
  "watch add channel": {
    en: "Where its alerts go; default: the server's alerts channel, else this one",
    zh: ["频道", "警报发往何处；默认：服务器的警报频道，否则为本频道"],
    ja: ["チャンネル", "アラートの送信先。既定はサーバーのアラート用チャンネル、なければここ"],
  },
  "watch add role": {
    en: "A role that its alerts notify; default: nobody",
    zh: ["身份组", "警报要提及的身份组；默认：不提及"],
    ja: ["ロール", "アラートで通知するロール。既定はなし"],
  },
  "watch add exclude": {
    en: "No alert for posts with one of these words, separated by commas",
    zh: ["排除", "含有这些词之一的帖子不发警报，用逗号分隔"],
    ja: ["除外", "いずれかの語を含む投稿は通知しません（コンマ区切り）"],
  },
  "watch add require": {
    en: "Alerts only for posts with one of these words, separated by commas",
    zh: ["必含", "仅对含有这些词之一的帖子发警报，用逗号分隔"],
    ja: ["必須", "いずれかの語を含む投稿だけ通知します（コンマ区切り）"],
  },
  "watch add mode": {
    en: "How sure a match must be: strict, fewer alerts; broad, more; default: normal",
    zh: ["模式", "匹配须多确定：strict 警报较少，broad 较多；默认 normal"],
    ja: ["モード", "一致の確かさ：strict は少なめ、broad は多め。既定は normal"],
  },
  "watch add mentions": {
    en: "Whether posts that only mention the company alert; default: off",
    zh: ["提及", "仅提及该公司的帖子是否发警报；默认：否"],
    ja: ["言及", "企業に言及するだけの投稿も通知するか。既定は off"],
  },
  "watch list": {
    en: "The companies watched",
    zh: ["列表", "所监控的公司"],
    ja: ["一覧", "監視中の企業"],
  },
  "watch show": {
    en: "Everything about one watch",
    zh: ["查看", "一项监控的全部内容"],
    ja: ["表示", "監視の詳細"],
  },
  "watch show watch": {
    en: "The company watched",
    zh: ["监控", "所监控的公司"],
    ja: ["監視", "監視中の企業"],
  },
  "watch edit": {
    en: "Change a watch; what is left out stays as it is",
    zh: ["编辑", "修改一项监控；未填写的保持不变"],
    ja: ["編集", "監視を変更します。省いた項目はそのままです"],
  },
  "watch edit company": {
    en: "A new name for the watch",
    zh: ["公司", "监控的新名称"],
    ja: ["企業", "監視の新しい名称"],
  },
  "watch edit aliases": {
    en: 'Other names, separated by commas; "none" empties',
    zh: ["别名", "其他名称，用逗号分隔；none 表示清空"],
    ja: ["別名", "その他の名称（コンマ区切り）。none で空にします"],
  },
  "watch edit domains": {
    en: 'Its domains, separated by commas: they find most; "none" empties',
    zh: ["域名", "公司的域名，用逗号分隔：最有效；none 表示清空"],
    ja: ["ドメイン", "企業のドメイン（コンマ区切り）：最も効果的です。none で空にします"],
  },
  "watch edit channel": {
    en: "Where its alerts go; default: the server's alerts channel, else this one",
    zh: ["频道", "警报发往何处；默认：服务器的警报频道，否则为本频道"],
    ja: ["チャンネル", "アラートの送信先。既定はサーバーのアラート用チャンネル、なければここ"],
  },
  "watch edit role": {
    en: "A role that its alerts notify; default: nobody",
    zh: ["身份组", "警报要提及的身份组；默认：不提及"],
    ja: ["ロール", "アラートで通知するロール。既定はなし"],
  },
  "watch edit exclude": {
    en: 'No alert for posts with one of these words, separated by commas; "none" empties',
    zh: ["排除", "含有这些词之一的帖子不发警报，用逗号分隔；none 表示清空"],
    ja: ["除外", "いずれかの語を含む投稿は通知しません（コンマ区切り）。none で空にします"],
  },
  "watch edit require": {
    en: 'Alerts only for posts with one of these words, separated by commas; "none" empties',
    zh: ["必含", "仅对含有这些词之一的帖子发警报，用逗号分隔；none 表示清空"],
    ja: ["必須", "いずれかの語を含む投稿だけ通知します（コンマ区切り）。none で空にします"],
  },
  "watch edit mode": {
    en: "How sure a match must be: strict, fewer alerts; broad, more; default: normal",
    zh: ["模式", "匹配须多确定：strict 警报较少，broad 较多；默认 normal"],
    ja: ["モード", "一致の確かさ：strict は少なめ、broad は多め。既定は normal"],
  },
  "watch edit mentions": {
    en: "Whether posts that only mention the company alert; default: off",
    zh: ["提及", "仅提及该公司的帖子是否发警报；默认：否"],
    ja: ["言及", "企業に言及するだけの投稿も通知するか。既定は off"],
  },
  "watch pause": {
    en: "No alerts of a watch until it is resumed",
    zh: ["暂停", "在恢复之前不再为该监控发警报"],
    ja: ["一時停止", "再開するまでこの監視のアラートを止めます"],
  },
  "watch resume": {
    en: "Alerts of a paused watch again",
    zh: ["恢复", "重新为已暂停的监控发警报"],
    ja: ["再開", "止めた監視のアラートを再開します"],
  },
  "watch remove": {
    en: "Stop watching a company",
    zh: ["移除", "不再监控一家公司"],
    ja: ["削除", "企業の監視をやめます"],
  },
  "watch test": {
    en: "What each stage of matching makes of a text",
    zh: ["测试", "展示匹配的每个阶段如何处理一段文字"],
    ja: ["テスト", "照合の各段階が文をどう扱うかを示します"],
  },
  "watch test text": {
    en: "A post's title, or its text",
    zh: ["文本", "帖子的标题或正文"],
    ja: ["本文", "投稿の題名または本文"],
  },
  "watch test watch": {
    en: "The company watched; default: all of them",
    zh: ["监控", "所监控的公司；默认：全部"],
    ja: ["監視", "監視中の企業。既定はすべて"],
  },
  "watch import": {
    en: "Watch the companies of a CSV or JSON file, 10,000 at once",
    zh: ["导入", "监控 CSV 或 JSON 文件中的公司，一次最多 10,000 家"],
    ja: ["取り込み", "CSV または JSON の企業を監視します（一度に 10,000 件まで）"],
  },
  "watch import file": {
    en: "With the columns company, aliases, domains, …, as /watch export writes them",
    zh: ["文件", "含 company、aliases、domains 等列，与 /watch export 的格式相同"],
    ja: ["ファイル", "/watch export と同じ列（company、aliases、domains など）のファイル"],
  },
  "watch export": {
    en: "The companies watched, as files that /watch import takes",
    zh: ["导出", "所监控的公司，导出为 /watch import 可读取的文件"],
    ja: ["書き出し", "監視中の企業を /watch import が読めるファイルにします"],
  },
  listings: {
    en: "What the sources have published, and what was read from it",
    zh: ["信息", "各来源发布的内容，以及从中读出的信息"],
    ja: ["掲載", "情報源が公開した内容と、そこから読み取った事実"],
  },
  "listings recent": {
    en: "The newest listings",
    zh: ["最新", "最新的信息"],
    ja: ["最新", "最新の掲載"],
  },
  "listings recent count": {
    en: "How many; default: 10",
    zh: ["数量", "显示多少条；默认 10"],
    ja: ["件数", "表示する件数。既定は 10"],
  },
  "listings recent source": {
    en: "Only from this source",
    zh: ["来源", "只看该来源"],
    ja: ["情報源", "この情報源だけ"],
  },
  "listings recent kind": {
    en: "Only listings of this kind",
    zh: ["种类", "只看该种类"],
    ja: ["種類", "この種類だけ"],
  },
  "listings recent since": {
    en: "Only newer ones: 24h, 7d, 2w, or a date such as 2026-01-31",
    zh: ["起始", "只看较新的：24h、7d、2w，或日期如 2026-01-31"],
    ja: ["以降", "新しいものだけ：24h、7d、2w、または 2026-01-31 のような日付"],
  },
  "listings search": {
    en: "Listings that fit everything you say",
    zh: ["搜索", "符合所有条件的信息"],
    ja: ["検索", "すべての条件に合う掲載"],
  },
  "listings search text": {
    en: "Words in the title or the text",
    zh: ["文本", "标题或正文中的词"],
    ja: ["本文", "題名または本文の語"],
  },
  "listings search company": {
    en: "A victim's name or domain",
    zh: ["公司", "受害者的名称或域名"],
    ja: ["企業", "被害者の名称またはドメイン"],
  },
  "listings search actor": {
    en: "A threat actor's name",
    zh: ["行为者", "威胁行为者的名称"],
    ja: ["アクター", "脅威アクターの名称"],
  },
  "listings search data-type": {
    en: "What was taken, such as Phone numbers",
    zh: ["数据类型", "被窃取的内容，如电话号码"],
    ja: ["データ種別", "盗まれたもの（電話番号など）"],
  },
  "listings search min-price": {
    en: "Asked or demanded at least, in the currency stated",
    zh: ["最低价", "要价或勒索额不低于此，以所述货币计"],
    ja: ["最低価格", "提示額の下限（記載の通貨）"],
  },
  "listings search format": {
    en: "message (default), or a file of up to 1000 listings",
    zh: ["格式", "message（默认），或最多 1000 条的文件"],
    ja: ["形式", "message（既定）、または最大 1000 件のファイル"],
  },
  "listings show": {
    en: "Everything about one listing",
    zh: ["查看", "一条信息的全部内容"],
    ja: ["表示", "掲載の詳細"],
  },
  "listings show listing": {
    en: "Its id, or a part of its title",
    zh: ["信息", "编号或标题的一部分"],
    ja: ["掲載", "ID または題名の一部"],
  },
  sources: {
    en: "What is read, and whether that works",
    zh: ["来源", "读取哪些来源，是否正常"],
    ja: ["情報源", "何を読み、正常かどうか"],
  },
  "sources list": {
    en: "All sources, those that fail first",
    zh: ["列表", "所有来源，失败的在前"],
    ja: ["一覧", "すべての情報源（失敗しているものが先）"],
  },
  "sources show": {
    en: "One source: how it fares, and what it told last",
    zh: ["查看", "一个来源：状态如何，最近发布了什么"],
    ja: ["表示", "情報源の状態と最近の内容"],
  },
  "sources show source": {
    en: "The source, by its name or id",
    zh: ["来源", "来源的名称或编号"],
    ja: ["情報源", "情報源の名称または ID"],
  },
  "sources poll": {
    en: "Visit a source now (needs Manage Server)",
    zh: ["轮询", "立即访问一个来源（需要“管理服务器”权限）"],
    ja: ["巡回", "情報源を今すぐ読みに行きます（「サーバー管理」権限が必要）"],
  },
  alerts: {
    en: "Where alerts go and when, and whether they arrive",
    zh: ["警报", "警报发往何处、何时发、是否送达"],
    ja: ["アラート", "アラートの送信先、時間帯、到達状況"],
  },
  "alerts channel": {
    en: "Choose the channel for this server's alerts, or for a part of them",
    zh: ["频道", "选择本服务器警报的频道"],
    ja: ["チャンネル", "このサーバーのアラートの送信先を選びます"],
  },
  "alerts channel channel": {
    en: "Where they go; a forum gets a post for each",
    zh: ["频道", "发往何处"],
    ja: ["チャンネル", "送信先"],
  },
  "alerts channel for": {
    en: "What goes there; default: alerts",
    zh: ["用途", "该频道接收什么；默认：警报"],
    ja: ["用途", "何を送るか。既定はアラート"],
  },
  "alerts channel severity": {
    en: "Only alerts of this severity or above",
    zh: ["级别", "仅此级别及以上"],
    ja: ["深刻度", "この深刻度以上だけ"],
  },
  "alerts channel kind": {
    en: "Only alerts of this kind",
    zh: ["种类", "仅此种类"],
    ja: ["種類", "この種類だけ"],
  },
  "alerts role": {
    en: "Choose the role that alerts mention; without a role: mention none",
    zh: ["身份组", "选择警报要提及的身份组；留空则不提及"],
    ja: ["ロール", "アラートで通知するロールを選びます。空なら通知しません"],
  },
  "alerts role role": {
    en: "Whom alerts mention",
    zh: ["身份组", "要提及的身份组"],
    ja: ["ロール", "通知するロール"],
  },
  "alerts role severity": {
    en: "From this severity up",
    zh: ["级别", "从此级别起提及"],
    ja: ["深刻度", "この深刻度から通知します"],
  },
  "alerts quiet": {
    en: "Keep all but critical alerts back at these hours; without options: at none",
    zh: ["免打扰", "每天的安静时段；严重警报照常发出，其余汇总为一条"],
    ja: ["静音時間", "毎日の静音時間。重大なものは通り、残りは後でまとめて届きます"],
  },
  "alerts quiet from": {
    en: "Time of day, such as 22:00",
    zh: ["开始", "开始时间，如 22:00；留空则关闭"],
    ja: ["開始", "開始時刻（22:00 など）。空で解除"],
  },
  "alerts quiet to": {
    en: "Time of day, such as 07:00",
    zh: ["结束", "结束时间，如 07:00"],
    ja: ["終了", "終了時刻（07:00 など）"],
  },
  "alerts quiet timezone": {
    en: "Time zone of these times and of the digest's, such as Europe/Berlin",
    zh: ["时区", "时区，如 Asia/Shanghai"],
    ja: ["タイムゾーン", "タイムゾーン（Asia/Tokyo など）"],
  },
  "alerts digest": {
    en: "Sum up regularly what alerts nobody by itself: possible matches, and mentions as you set",
    zh: ["摘要", "定期汇总可能的匹配和仅提及的内容"],
    ja: ["ダイジェスト", "可能性のある一致や言及を定期的にまとめます"],
  },
  "alerts digest every": {
    en: "How often; weekly: on Mondays",
    zh: ["频率", "off、daily 或 weekly"],
    ja: ["頻度", "off、daily、weekly"],
  },
  "alerts digest at": {
    en: "Time of day, such as 08:00; its zone: /alerts quiet timezone",
    zh: ["时间", "发送时间，如 09:00"],
    ja: ["時刻", "送信時刻（09:00 など）"],
  },
  "alerts mute": {
    en: "Hear nothing of a watch, a source or a threat actor for a while",
    zh: ["静音", "暂时不为某项监控、来源或行为者发警报"],
    ja: ["ミュート", "監視、情報源、アクターのアラートをしばらく止めます"],
  },
  "alerts mute what": {
    en: "The watch, source or threat actor",
    zh: ["对象", "监控、来源或威胁行为者"],
    ja: ["対象", "監視、情報源、脅威アクター"],
  },
  "alerts mute hours": {
    en: "How long; default: 24",
    zh: ["小时", "多少小时；默认 24"],
    ja: ["時間", "何時間か。既定は 24"],
  },
  "alerts log": {
    en: "What was delivered, what was not, and why",
    zh: ["记录", "已发送的内容，以及未送达的原因"],
    ja: ["履歴", "送信したものと、届かなかった理由"],
  },
  "alerts log count": {
    en: "Entries on a page, up to 10",
    zh: ["数量", "显示多少条"],
    ja: ["件数", "表示する件数"],
  },
  "alerts log state": {
    en: "Only those that stand so",
    zh: ["状态", "只看该状态"],
    ja: ["状態", "この状態だけ"],
  },
  "alerts test": {
    en: "Post an example alert where this server's alerts go",
    zh: ["测试", "在警报频道发送一条示例"],
    ja: ["テスト", "アラートの送信先に例を送ります"],
  },
  stats: {
    en: "Listings a week, busiest threat actors, prices asked, and this server's alerts",
    zh: ["统计", "每周条数、最活跃的行为者、要价，以及本服务器的警报"],
    ja: ["統計", "週ごとの掲載数、活発なアクター、提示価格、このサーバーのアラート"],
  },
  "stats since": {
    en: "How far back: 4w, 90d, or a date such as 2026-01-31; default: 12w, at most a year",
    zh: ["起始", "起始时间：4w、90d，或日期如 2026-01-31；默认 12w，最多一年"],
    ja: ["以降", "期間：4w、90d、または 2026-01-31 のような日付。既定は 12w、最大 1 年"],
  },
  doctor: {
    en: "Checks permissions, queue, clock and sources, and says how to mend what is wrong",
    zh: ["诊断", "检查权限、队列、时钟和来源，并说明如何解决"],
    ja: ["診断", "権限、待ち行列、時計、情報源を調べ、直し方を示します"],
  },
  help: {
    en: "Three steps to the first alert, and what else there is",
    zh: ["帮助", "收到第一条警报的三个步骤，以及其他功能"],
    ja: ["ヘルプ", "最初のアラートまでの三つの手順と、その他の機能"],
  },
} as const satisfies Readonly<Record<string, Definition>>;

/** The path of a command or an option: `watch add company`. */
export type DefinitionPath = keyof typeof definitions;

/** Every path with its English description. */
export function definitionPaths(): readonly { readonly path: string; readonly en: string }[] {
  return Object.entries(definitions).map(([path, { en }]) => ({ path, en }));
}

// Discord tells Chinese in two scripts apart; both get what there is.
const locales = { "zh-CN": "zh", "zh-TW": "zh", ja: "ja" } as const satisfies Record<
  string,
  Exclude<Language, "en">
>;

function localise<T>(pick: (language: Exclude<Language, "en">) => T): Record<keyof typeof locales, T> {
  return { "zh-CN": pick(locales["zh-CN"]), "zh-TW": pick(locales["zh-TW"]), ja: pick(locales.ja) };
}

/** Name and description of a command or an option, in every language, as Discord takes them. */
export function named(path: DefinitionPath) {
  const definition: Definition = definitions[path];
  return {
    name: path.slice(path.lastIndexOf(" ") + 1),
    description: definition.en,
    name_localizations: localise((language) => definition[language][0]),
    description_localizations: localise((language) => definition[language][1]),
  };
}

const choices = {
  kind: {
    sale: { en: "Data for sale", zh: "数据出售", ja: "データの販売" },
    ransom: { en: "Ransom demand", zh: "勒索", ja: "身代金の要求" },
    leak: { en: "Data leaked", zh: "数据泄露", ja: "データの流出" },
    breach: { en: "Data breach", zh: "数据入侵", ja: "データ侵害" },
    exposure: { en: "Data exposed", zh: "数据暴露", ja: "データの露出" },
    access: { en: "Access for sale", zh: "访问权限出售", ja: "アクセス権の販売" },
    other: { en: "Other", zh: "其他", ja: "その他" },
  },
  severity: {
    critical: { en: "critical", zh: "严重", ja: "重大" },
    high: { en: "high", zh: "高", ja: "高" },
    medium: { en: "medium", zh: "中", ja: "中" },
    low: { en: "low", zh: "低", ja: "低" },
  },
  state: {
    pending: { en: "on its way", zh: "发送中", ja: "送信中" },
    held: { en: "held back by its channel", zh: "因频道搁置", ja: "チャンネル側で保留" },
    waiting: { en: "kept by quiet hours", zh: "免打扰期间保留", ja: "静音時間のため保留" },
    failed: { en: "failed", zh: "失败", ja: "失敗" },
    sent: { en: "sent", zh: "已发送", ja: "送信済み" },
  },
  for: {
    alerts: { en: "alerts", zh: "警报", ja: "アラート" },
    digest: { en: "the digest", zh: "摘要", ja: "ダイジェスト" },
    health: { en: "how the sources fare", zh: "来源的状态", ja: "情報源の状態" },
  },
  every: {
    off: { en: "off", zh: "关闭", ja: "なし" },
    daily: { en: "day", zh: "每天", ja: "毎日" },
    weekly: { en: "week", zh: "每周", ja: "毎週" },
  },
  mode: {
    strict: { en: "strict", zh: "严格", ja: "厳格" },
    normal: { en: "normal", zh: "普通", ja: "通常" },
    broad: { en: "broad", zh: "宽松", ja: "広め" },
  },
  mentions: {
    alert: { en: "alert", zh: "警报", ja: "アラート" },
    digest: { en: "digest", zh: "摘要", ja: "ダイジェスト" },
    off: { en: "off", zh: "关闭", ja: "なし" },
  },
  format: {
    message: { en: "message", zh: "消息", ja: "メッセージ" },
    csv: { en: "csv", zh: "csv", ja: "csv" },
    json: { en: "json", zh: "json", ja: "json" },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Readonly<Record<Language, string>>>>>>;

/** The choices of an option, in every language, as Discord takes them. */
export function choicesOf(option: keyof typeof choices) {
  const named: Readonly<Record<string, Readonly<Record<Language, string>>>> = choices[option];
  return Object.entries(named).map(([value, words]) => ({
    name: words.en,
    value,
    name_localizations: localise((language) => words[language]),
  }));
}
