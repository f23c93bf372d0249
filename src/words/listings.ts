import type { Translations } from "./translations.ts";

const en = {
  title: (total: number) => (total === 0 ? "No listings" : total === 1 ? "1 listing" : `${total} listings`),
  newest: (shown: number, total: number) => `The newest ${shown} of ${total} listings.`,
  nothingFits: "No listing fits. Fewer options or shorter words find more.",
  nothingRead: "Nothing has been read yet. `/sources list` says what is read, and when.",
  footer: "/listings show listing:… tells everything about one, by the id before it",
  unknown: (id: string) => `No listing has the id or the title ${id}. Look for it with \`/listings search\`.`,
  unknownDataType: (typed: string) =>
    `No data type is called ${typed}. Take one that is suggested as you type.`,
  unknownSource: (typed: string) => `No source is called ${typed}. Take one that is suggested as you type.`,
  unknownSince: "since takes hours, days or weeks back (24h, 7d, 2w) or a date (2026-01-31).",
  gone: "This list is no longer kept. Run the command again.",
  filter: {
    text: "text",
    company: "company",
    actor: "actor",
    kind: "kind",
    dataType: "data type",
    source: "source",
    minPrice: "at least",
    since: (time: string) => `since ${time}`,
  },
};

/** What `/listings` says. */
export const listings: Translations<typeof en> = {
  en,
  zh: {
    title: (total) => (total === 0 ? "没有信息" : `${total} 条信息`),
    newest: (shown, total) => `共 ${total} 条信息,以下是最新的 ${shown} 条。`,
    nothingFits: "没有符合条件的信息。减少条件或用更短的词可以找到更多。",
    nothingRead: "尚未读取任何内容。`/sources list` 说明读取哪些来源、何时读取。",
    footer: "/listings show listing:… 按前面的编号查看一条的全部内容",
    unknown: (id) => `没有编号或标题为 ${id} 的信息。请用 \`/listings search\` 查找。`,
    unknownDataType: (typed) => `没有名为 ${typed} 的数据类型。请选择输入时给出的建议。`,
    unknownSource: (typed) => `没有名为 ${typed} 的来源。请选择输入时给出的建议。`,
    unknownSince: "since 可填小时、天或周(24h、7d、2w),或日期(2026-01-31)。",
    gone: "该列表已不再保存。请重新执行命令。",
    filter: {
      text: "文本",
      company: "公司",
      actor: "行为者",
      kind: "种类",
      dataType: "数据类型",
      source: "来源",
      minPrice: "不低于",
      since: (time) => `自 ${time} 起`,
    },
  },
  ja: {
    title: (total) => (total === 0 ? "掲載はありません" : `掲載 ${total} 件`),
    newest: (shown, total) => `掲載 ${total} 件のうち最新の ${shown} 件です。`,
    nothingFits: "条件に合う掲載はありません。条件を減らすか、短い語にすると見つかりやすくなります。",
    nothingRead: "まだ何も読み取っていません。`/sources list` で何をいつ読むかを確認できます。",
    footer: "/listings show listing:… に前の ID を指定すると詳細を表示します",
    unknown: (id) => `ID または題名が ${id} の掲載はありません。\`/listings search\` で探してください。`,
    unknownDataType: (typed) =>
      `${typed} というデータ種別はありません。入力中に表示される候補から選んでください。`,
    unknownSource: (typed) => `${typed} という情報源はありません。入力中に表示される候補から選んでください。`,
    unknownSince: "since には時間・日・週(24h、7d、2w)または日付(2026-01-31)を指定してください。",
    gone: "この一覧はもう保存されていません。コマンドをもう一度実行してください。",
    filter: {
      text: "本文",
      company: "企業",
      actor: "アクター",
      kind: "種類",
      dataType: "データ種別",
      source: "情報源",
      minPrice: "下限",
      since: (time) => `${time} 以降`,
    },
  },
};
