import type { Translations } from "./translations.ts";

const en = {
  well: "All is well",
  ill: (count: number) => `${count} ${count === 1 ? "thing needs" : "things need"} your attention`,
  unseen: (channel: string) =>
    `${channel}: I do not see this channel. It was deleted, or I lack View Channel there. ` +
    "Choose another with `/alerts channel`, or let me in.",
  purposes: { alerts: "alerts", digest: "digest", health: "health" },
  mayPost: (channel: string) => `${channel}: I may post there.`,
  mayNotPost: (channel: string, missing: string) =>
    `${channel}: give me ${missing} there (Edit Channel → Permissions).`,
  noWatch: "No company is watched. `/watch add company:… domains:…` adds the first.",
  unrouted: (names: string) =>
    `Alerts of ${names} have nowhere to go: choose a channel with \`/alerts channel\`.`,
  late: (count: number, span: string) =>
    `${count} messages wait, the oldest for ${span}: Discord is slow, or the process that delivers is not running.`,
  none: "No message waits.",
  underway: (count: number) => `${count} messages are on their way.`,
  held: (count: number) =>
    `${count} messages are held, since their channel takes none; they go out once it does. \`/alerts log\` names them.`,
  failed: (count: number) =>
    `${count} messages failed for good; \`/alerts log state:failed\` says why and can retry.`,
  noSource: "No source is enabled: whoever runs Leakwatch sets `enabled: true` in `feeds/`.",
  read: (read: number, enabled: number) => `${read} of ${enabled} enabled sources are read.`,
  failing: (failing: number, enabled: number, names: string) =>
    `${failing} of ${enabled} enabled sources fail: ${names}. \`/sources show\` says what each needs.`,
  overdue: (span: string) =>
    `Visits are ${span} behind: the process that polls is not running, or has too much to do.`,
  noRates:
    "No exchange rates were taken yet, so that alerts show amounts as stated alone: the log of the process that polls says why.",
  oldRates: (span: string) =>
    `The exchange rates are ${span} old and are shown no longer: see whether \`LEAKWATCH_RATES_URL\` still answers.`,
  rates: (span: string) => `The exchange rates are ${span} old.`,
  ahead: (span: string) =>
    `The clock of Leakwatch's machine is ${span} ahead of Discord's: let it be set by NTP.`,
  behind: (span: string) =>
    `The clock of Leakwatch's machine is ${span} behind Discord's: let it be set by NTP.`,
  clock: "The clock agrees with Discord's.",
  noIntent: "The intent Guilds is missing, so that I see no channels.",
  stall: (span: string) => `The process stood still for ${span} lately: its machine has too little to give.`,
  days: (count: number) => `${count} days`,
  hours: (count: number) => `${count} hours`,
  minutes: (count: number) => `${count} minutes`,
  seconds: (count: number) => `${count} second${count === 1 ? "" : "s"}`,
};

/** What `/doctor` says. */
export const doctor: Translations<typeof en> = {
  en,
  zh: {
    well: "一切正常",
    ill: (count) => `有 ${count} 项需要处理`,
    unseen: (channel) =>
      `${channel}：我看不到这个频道。它已被删除，或我没有“查看频道”权限。请用 \`/alerts channel\` 另选频道，或给我权限。`,
    purposes: { alerts: "警报", digest: "摘要", health: "来源状态" },
    mayPost: (channel) => `${channel}：我可以在此发消息。`,
    mayNotPost: (channel, missing) => `${channel}：请给我权限 ${missing}（编辑频道 → 权限）。`,
    noWatch: "还没有监控任何公司。用 `/watch add company:… domains:…` 添加第一家。",
    unrouted: (names) => `${names} 的警报无处可发：请用 \`/alerts channel\` 选择频道。`,
    late: (count, span) => `有 ${count} 条消息在等待，最早的已等 ${span}：Discord 缓慢，或发送进程没有运行。`,
    none: "没有等待中的消息。",
    underway: (count) => `${count} 条消息正在发送。`,
    held: (count) => `${count} 条消息被搁置，因为目标频道暂不接收；恢复后会自动发出。详见 \`/alerts log\`。`,
    failed: (count) => `${count} 条消息最终失败；\`/alerts log state:failed\` 说明原因并可重试。`,
    noSource: "没有启用任何来源：请运行者在 `feeds/` 中设置 `enabled: true`。",
    read: (read, enabled) => `已启用 ${enabled} 个来源，其中 ${read} 个读取正常。`,
    failing: (failing, enabled, names) =>
      `已启用 ${enabled} 个来源，其中 ${failing} 个失败：${names}。\`/sources show\` 说明各自需要什么。`,
    overdue: (span) => `访问已落后 ${span}：轮询进程没有运行，或负担过重。`,
    noRates: "尚未取得汇率，警报只显示原始金额：轮询进程的日志说明原因。",
    oldRates: (span) => `汇率已有 ${span} 未更新，不再显示：请检查 \`LEAKWATCH_RATES_URL\` 是否仍有响应。`,
    rates: (span) => `汇率取自 ${span}前。`,
    ahead: (span) => `Leakwatch 所在机器的时钟比 Discord 快 ${span}：请用 NTP 校时。`,
    behind: (span) => `Leakwatch 所在机器的时钟比 Discord 慢 ${span}：请用 NTP 校时。`,
    clock: "时钟与 Discord 一致。",
    noIntent: "缺少 Guilds 意图，我看不到频道。",
    stall: (span) => `进程最近曾停顿 ${span}：机器资源不足。`,
    days: (count) => `${count} 天`,
    hours: (count) => `${count} 小时`,
    minutes: (count) => `${count} 分钟`,
    seconds: (count) => `${count} 秒`,
  },
  ja: {
    well: "すべて正常です",
    ill: (count) => `対応が必要な項目が ${count} 件あります`,
    unseen: (channel) =>
      `${channel}：このチャンネルが見えません。削除されたか、「チャンネルを見る」権限がありません。` +
      "`/alerts channel` で別のチャンネルを選ぶか、権限を付与してください。",
    purposes: { alerts: "アラート", digest: "ダイジェスト", health: "情報源の状態" },
    mayPost: (channel) => `${channel}：投稿できます。`,
    mayNotPost: (channel, missing) =>
      `${channel}：権限 ${missing} を付与してください（チャンネルの編集 → 権限）。`,
    noWatch: "監視中の企業がありません。`/watch add company:… domains:…` で最初の企業を追加してください。",
    unrouted: (names) =>
      `${names} のアラートの送信先がありません。\`/alerts channel\` でチャンネルを選んでください。`,
    late: (count, span) =>
      `${count} 件のメッセージが待機中で、最も古いものは ${span} 待っています。Discord が遅いか、配信プロセスが動いていません。`,
    none: "待機中のメッセージはありません。",
    underway: (count) => `${count} 件のメッセージを送信中です。`,
    held: (count) =>
      `送信先が受け付けないため ${count} 件を保留中です。回復すると自動で送信されます。\`/alerts log\` で確認できます。`,
    failed: (count) =>
      `${count} 件が送信に失敗しました。\`/alerts log state:failed\` で理由を確認し再試行できます。`,
    noSource: "有効な情報源がありません。運用者が `feeds/` で `enabled: true` を設定してください。",
    read: (read, enabled) => `有効な情報源 ${enabled} 件のうち ${read} 件を読み取れています。`,
    failing: (failing, enabled, names) =>
      `有効な情報源 ${enabled} 件のうち ${failing} 件が失敗しています：${names}。\`/sources show\` で対処を確認できます。`,
    overdue: (span) => `巡回が ${span} 遅れています。巡回プロセスが停止しているか、負荷が高すぎます。`,
    noRates:
      "為替レートがまだ取得されていないため、アラートには記載どおりの金額だけを表示します。理由は巡回プロセスのログにあります。",
    oldRates: (span) =>
      `為替レートは ${span} 前のもので、表示されなくなりました。\`LEAKWATCH_RATES_URL\` が応答するか確認してください。`,
    rates: (span) => `為替レートは ${span} 前のものです。`,
    ahead: (span) => `Leakwatch の時計が Discord より ${span} 進んでいます。NTP で合わせてください。`,
    behind: (span) => `Leakwatch の時計が Discord より ${span} 遅れています。NTP で合わせてください。`,
    clock: "時計は Discord と一致しています。",
    noIntent: "Guilds インテントがないため、チャンネルが見えません。",
    stall: (span) => `プロセスが最近 ${span} 停止しました。マシンの余力が不足しています。`,
    days: (count) => `${count} 日`,
    hours: (count) => `${count} 時間`,
    minutes: (count) => `${count} 分`,
    seconds: (count) => `${count} 秒`,
  },
};
