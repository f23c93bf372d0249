import type { Translations } from "./translations.ts";

const en = {
  tested: (channel: string) => `Posted an example alert in ${channel}.`,
  caseThread: (thread: string) => `Case thread: ${thread}. What changes later is told there.`,

  digest: "the digest",
  health: "news of how the sources fare",
  part: (kind: string | null, severity: string | null, isCritical: boolean) =>
    [
      "alerts",
      ...(kind === null ? [] : [`of the kind “${kind}”`]),
      ...(severity === null ? [] : [isCritical ? "that are critical" : `from ${severity} severity up`]),
    ].join(" "),
  unset: (part: string) => `No channel is set for ${part} any more.`,
  alertsGoTo: (part: string, channel: string) =>
    `${part} go to ${channel} from now on, save those of a watch with a channel of its own.`,
  goesTo: (part: string, channel: string) => `${part} goes to ${channel} from now on.`,
  mayNotPost: (channel: string, missing: string) =>
    `⚠ I cannot post there: give me the permissions ${missing} in ${channel}.`,
  severities: { critical: "critical", high: "high", medium: "medium", low: "low" },

  noRole: "Alerts mention no role, save that of their watch.",
  everyAlert: (role: string) => `Every alert mentions ${role}.`,
  criticalOnes: (role: string) => `Alerts mention ${role} where they are critical.`,
  fromSeverity: (role: string, severity: string) => `Alerts mention ${role} from ${severity} severity up.`,

  noQuiet: (zone: string) => `There are no quiet hours. The server's time zone is ${zone}.`,
  quiet: (from: string, to: string, zone: string) =>
    `From ${from} to ${to} (${zone}) only critical alerts are posted; the others come in one message at the end.`,
  noDigest: "There is no digest.",
  digestComes: (every: "daily" | "weekly", at: string, zone: string) =>
    `A digest comes ${every === "daily" ? "every day" : "every Monday"} at ${at} (${zone}), ` +
    "where there is something to tell.",
  digestTo: (channel: string) => `It goes to ${channel}.`,
  digestToWatches: "It goes where your watches were added; choose with `/alerts channel for:digest`.",

  muted: (subject: string, until: string) =>
    `${subject} is muted here until ${until}. Its listings are stored all the same.`,
  unmuted: (subject: string) => `${subject} is muted no longer.`,
  subjects: {
    watch: (name: string) => `The watch ${name}`,
    source: (name: string) => `The source ${name}`,
    actor: (name: string) => `The threat actor ${name}`,
  },
  withoutName: "without a name",

  deliveries: (total: number, state: string | null) => {
    const which = state === null ? "" : ` ${state}`;
    if (total === 0) return `No deliveries${which}`;
    return total === 1 ? `1 delivery${which}` : `${total} deliveries${which}`;
  },
  states: {
    pending: "on its way",
    held: "held back by its channel",
    waiting: "kept by quiet hours",
    failed: "failed",
    sent: "sent",
  },
  inDigest: "told in one message with others",
  kinds: { fresh: "alert", update: "update", notice: "notice" },
  unnamed: "Unnamed",
  terminal: "the terminal",
  retry: (number: number) => `Retry ${number}`,

  onlyAlerts: "Only alerts go by severity and kind: leave out for:, or both of the others.",
  bothTimes: "Quiet hours need both from: and to:.",
  sameTimes: "from: and to: are the same; leave both out to have no quiet hours.",
  noTime: (typed: string) => `“${typed}” is no time of day; write one like 08:30.`,
  noTimeZone: (typed: string) => `“${typed}” is no time zone; write one like Europe/Berlin or Asia/Tokyo.`,
  ownThread: "This post of the forum is the alert's own thread.",
  mayNotOpenThread: (channel: string) =>
    `I cannot open a thread: give me Create Public Threads in ${channel}.`,
  isThread: "Discord opens no thread here, since this is a thread already.",
  messageGone: "The message of this alert is gone.",
  manyThreads: "This server has as many active threads as Discord allows; archive some first.",
  unknown: "This alert is no longer known here.",
  nothingToRetry: "There is nothing to try again: it has arrived, is on its way, or is kept no longer.",
  acknowledgedByOther: "Somebody else has acknowledged this alert; only they or Manage Server can undo it.",
  tooLate: "Somebody else was faster; look at the alert again.",
  nothingCalled: (what: string) => `Nothing here is called “${what}”.`,
  muteGone: "This mute is kept no longer.",
};

/** What `/alerts` says, and the buttons below alerts. */
export const alerts: Translations<typeof en> = {
  en,
  zh: {
    tested: (channel) => `已在 ${channel} 发送一条示例警报。`,
    caseThread: (thread) => `案件子区：${thread}。之后的变化会在那里通知。`,

    digest: "摘要",
    health: "来源状态的通知",
    part: (kind, severity, isCritical) => {
      const level = severity === null ? "" : isCritical ? "“严重”级别的" : `“${severity}”级别及以上的`;
      return `${level}${kind === null ? "" : `“${kind}”类`}警报`;
    },
    unset: (part) => `${part}不再设有频道。`,
    alertsGoTo: (part, channel) => `从现在起，${part}发往 ${channel}；设有专用频道的监控除外。`,
    goesTo: (part, channel) => `从现在起，${part}发往 ${channel}。`,
    mayNotPost: (channel, missing) => `⚠ 我无法在那里发消息：请在 ${channel} 给我权限 ${missing}。`,
    severities: { critical: "严重", high: "高", medium: "中", low: "低" },

    noRole: "警报不提及任何身份组，监控自设的除外。",
    everyAlert: (role) => `每条警报都提及 ${role}。`,
    criticalOnes: (role) => `严重警报提及 ${role}。`,
    fromSeverity: (role, severity) => `“${severity}”级别及以上的警报提及 ${role}。`,

    noQuiet: (zone) => `没有设置免打扰时段。服务器的时区为 ${zone}。`,
    quiet: (from, to, zone) => `${from} 至 ${to}（${zone}）只发送严重警报；其余在结束时汇总为一条。`,
    noDigest: "没有设置摘要。",
    digestComes: (every, at, zone) =>
      `摘要在${every === "daily" ? "每天" : "每周一"} ${at}（${zone}）发送，无内容时不发。`,
    digestTo: (channel) => `摘要发往 ${channel}。`,
    digestToWatches: "摘要发往添加监控时所在的频道；可用 `/alerts channel for:digest` 选择。",

    muted: (subject, until) => `${subject}在本服务器静音至 ${until}。相关信息仍会保存。`,
    unmuted: (subject) => `${subject}已取消静音。`,
    subjects: {
      watch: (name) => `监控 ${name} `,
      source: (name) => `来源 ${name} `,
      actor: (name) => `威胁行为者 ${name} `,
    },
    withoutName: "（无名称）",

    deliveries: (total, state) => {
      const which = state === null ? "" : `（${state}）`;
      return total === 0 ? `没有发送记录${which}` : `${total} 条发送记录${which}`;
    },
    states: {
      pending: "发送中",
      held: "因频道搁置",
      waiting: "免打扰期间保留",
      failed: "失败",
      sent: "已发送",
    },
    inDigest: "已与其他内容汇总发送",
    kinds: { fresh: "警报", update: "更新", notice: "通知" },
    unnamed: "未命名",
    terminal: "终端",
    retry: (number) => `重试 ${number}`,

    onlyAlerts: "只有警报可按级别和种类分发：请不填 for：，或不填另外两项。",
    bothTimes: "免打扰时段需要同时填写 from: 和 to：。",
    sameTimes: "from: 与 to: 相同；若不需要免打扰时段，请都不填。",
    noTime: (typed) => `“${typed}”不是有效的时间；请按 08:30 的格式填写。`,
    noTimeZone: (typed) => `“${typed}”不是有效的时区；请填写如 Asia/Shanghai 或 Europe/Berlin。`,
    ownThread: "论坛中的这个帖子就是该警报自己的子区。",
    mayNotOpenThread: (channel) => `我无法创建子区：请在 ${channel} 给我“创建公共子区”权限。`,
    isThread: "这里已是子区，Discord 不能再创建子区。",
    messageGone: "该警报的消息已不存在。",
    manyThreads: "本服务器的活跃子区已达 Discord 的上限；请先归档一些。",
    unknown: "此处已没有该警报。",
    nothingToRetry: "没有可重试的内容：它已送达、正在发送或已不再保存。",
    acknowledgedByOther: "已有其他人确认该警报；只有本人或有“管理服务器”权限的人可以撤销。",
    tooLate: "有人抢先了一步；请再看一下该警报。",
    nothingCalled: (what) => `此处没有名为“${what}”的监控、来源或威胁行为者。`,
    muteGone: "该静音已不再保存。",
  },
  ja: {
    tested: (channel) => `${channel} にアラートの例を送信しました。`,
    caseThread: (thread) => `案件スレッド：${thread}。今後の変化はそこでお知らせします。`,

    digest: "ダイジェスト",
    health: "情報源の状態のお知らせ",
    part: (kind, severity, isCritical) => {
      const level = severity === null ? "" : isCritical ? "深刻度「重大」の" : `深刻度「${severity}」以上の`;
      return `${level}${kind === null ? "" : `「${kind}」の`}アラート`;
    },
    unset: (part) => `${part}のチャンネル設定を解除しました。`,
    alertsGoTo: (part, channel) =>
      `今後、${part}は ${channel} に届きます。専用のチャンネルを持つ監視は除きます。`,
    goesTo: (part, channel) => `今後、${part}は ${channel} に届きます。`,
    mayNotPost: (channel, missing) =>
      `⚠ そこには投稿できません。${channel} で権限 ${missing} を付与してください。`,
    severities: { critical: "重大", high: "高", medium: "中", low: "低" },

    noRole: "監視ごとのロールを除き、アラートはロールに通知しません。",
    everyAlert: (role) => `すべてのアラートで ${role} に通知します。`,
    criticalOnes: (role) => `重大なアラートで ${role} に通知します。`,
    fromSeverity: (role, severity) => `深刻度「${severity}」以上のアラートで ${role} に通知します。`,

    noQuiet: (zone) => `静音時間はありません。サーバーのタイムゾーンは ${zone} です。`,
    quiet: (from, to, zone) =>
      `${from} から ${to}（${zone}）は重大なアラートだけを送信し、残りは終了時にまとめて届きます。`,
    noDigest: "ダイジェストはありません。",
    digestComes: (every, at, zone) =>
      `ダイジェストは${every === "daily" ? "毎日" : "毎週月曜日"} ${at}（${zone}）に、内容があれば届きます。`,
    digestTo: (channel) => `送信先は ${channel} です。`,
    digestToWatches: "送信先は監視を追加した場所です。`/alerts channel for:digest` で選べます。",

    muted: (subject, until) =>
      `${subject}をこのサーバーで ${until} までミュートしました。掲載は引き続き保存されます。`,
    unmuted: (subject) => `${subject}のミュートを解除しました。`,
    subjects: {
      watch: (name) => `監視 ${name} `,
      source: (name) => `情報源 ${name} `,
      actor: (name) => `脅威アクター ${name} `,
    },
    withoutName: "（名称なし）",

    deliveries: (total, state) => {
      const which = state === null ? "" : `（${state}）`;
      return total === 0 ? `送信履歴はありません${which}` : `送信履歴 ${total} 件${which}`;
    },
    states: {
      pending: "送信中",
      held: "チャンネル側で保留",
      waiting: "静音時間のため保留",
      failed: "失敗",
      sent: "送信済み",
    },
    inDigest: "ほかとまとめて送信済み",
    kinds: { fresh: "アラート", update: "更新", notice: "お知らせ" },
    unnamed: "名称なし",
    terminal: "端末",
    retry: (number) => `再試行 ${number}`,

    onlyAlerts: "深刻度と種類で分けられるのはアラートだけです。for: を省くか、ほかの二つを省いてください。",
    bothTimes: "静音時間には from: と to: の両方が必要です。",
    sameTimes: "from: と to: が同じです。静音時間をなくすには両方を省いてください。",
    noTime: (typed) => `「${typed}」は時刻ではありません。08:30 のように入力してください。`,
    noTimeZone: (typed) =>
      `「${typed}」はタイムゾーンではありません。Asia/Tokyo や Europe/Berlin のように入力してください。`,
    ownThread: "このフォーラム投稿がアラート自身のスレッドです。",
    mayNotOpenThread: (channel) =>
      `スレッドを作成できません。${channel} で「公開スレッドの作成」権限を付与してください。`,
    isThread: "ここはすでにスレッドなので、スレッドを作成できません。",
    messageGone: "このアラートのメッセージはもうありません。",
    manyThreads: "アクティブなスレッドが Discord の上限に達しています。先にいくつかアーカイブしてください。",
    unknown: "このアラートはもうここにはありません。",
    nothingToRetry: "再試行するものがありません。すでに届いたか、送信中か、もう保存されていません。",
    acknowledgedByOther:
      "ほかの人がこのアラートを確認済みにしています。取り消せるのは本人か「サーバー管理」権限を持つ人だけです。",
    tooLate: "ほかの人が先に操作しました。アラートをもう一度確認してください。",
    nothingCalled: (what) => `「${what}」という監視・情報源・脅威アクターはありません。`,
    muteGone: "このミュートはもう保存されていません。",
  },
};
