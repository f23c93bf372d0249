import type { Translations } from "./translations.ts";

const en = {
  title: "Leakwatch tells you when a company you care about is listed",
  steps: [
    "**1.** `/watch add company:… domains:…` watches a company. Its domains find most.",
    "**2.** `/alerts channel channel:…` chooses where alerts go; without it, they go where you typed step 1.",
    "**3.** `/alerts test` posts an example there. Real alerts arrive by themselves from step 1 on.",
  ],
  more: "More",
  others: [
    "`/watch list`, `show`, `edit`, `test`, `import`, `export`, …: the companies watched",
    "`/listings recent`, `search`, `show` and `/stats`: what the sources have published",
    "`/alerts role`, `quiet`, `digest`, `mute`, `log`: who is told when, and what was told",
    "`/sources list`, `show`, `poll`: what is read, and whether that works",
    "`/doctor` finds out why nothing arrives",
  ],
  good: "Good to know",
  note:
    "`/watch` and `/alerts` need Manage Server; Server Settings → Integrations admits others. " +
    "A listing is what somebody claims, not what has been proved.",
};

/** What `/help` says, and the greeting of a new server. */
export const help: Translations<typeof en> = {
  en,
  zh: {
    title: "您关注的公司一旦被挂出，Leakwatch 会立即通知您",
    steps: [
      "**1.** `/watch add company:… domains:…` 开始监控一家公司。填写域名最有效。",
      "**2.** `/alerts channel channel:…` 选择警报频道；不设置时发到执行第 1 步的频道。",
      "**3.** `/alerts test` 在该频道发送一条示例。从第 1 步起，真实警报会自动到达。",
    ],
    more: "更多",
    others: [
      "`/watch list`、`show`、`edit`、`test`、`import`、`export` 等：所监控的公司",
      "`/listings recent`、`search`、`show` 和 `/stats`：各来源发布的内容",
      "`/alerts role`、`quiet`、`digest`、`mute`、`log`：通知谁、何时通知、已通知什么",
      "`/sources list`、`show`、`poll`：读取哪些来源，是否正常",
      "`/doctor` 检查为什么收不到警报",
    ],
    good: "须知",
    note:
      "`/watch` 和 `/alerts` 需要“管理服务器”权限；可在“服务器设置 → 整合”中授权他人。" +
      "列出的信息只是某人的说法，并未得到证实。",
  },
  ja: {
    title: "気になる企業が掲載されたら Leakwatch がお知らせします",
    steps: [
      "**1.** `/watch add company:… domains:…` で企業の監視を始めます。ドメインの登録が最も効果的です。",
      "**2.** `/alerts channel channel:…` でアラートの送信先を選びます。未設定なら手順 1 を実行した場所に届きます。",
      "**3.** `/alerts test` で例を送信します。実際のアラートは手順 1 から自動で届きます。",
    ],
    more: "その他",
    others: [
      "`/watch list`、`show`、`edit`、`test`、`import`、`export` など：監視中の企業",
      "`/listings recent`、`search`、`show` と `/stats`：情報源が公開した内容",
      "`/alerts role`、`quiet`、`digest`、`mute`、`log`：誰にいつ知らせるか、何を知らせたか",
      "`/sources list`、`show`、`poll`：何を読み、正常かどうか",
      "`/doctor` でアラートが届かない理由を調べます",
    ],
    good: "知っておくこと",
    note:
      "`/watch` と `/alerts` には「サーバー管理」権限が必要です。「サーバー設定 → 連携サービス」で他の人にも許可できます。" +
      "掲載内容は誰かの主張であり、事実と確認されたものではありません。",
  },
};
