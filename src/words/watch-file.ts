import type { Translations } from "./translations.ts";

const en = {
  report: (added: number, updated: number, unchanged: number, bad: number) =>
    `${added === 1 ? "1 company" : `${added} companies`} added, ${updated} changed, ${unchanged} unchanged, ` +
    `${bad === 1 ? "1 bad row" : `${bad} bad rows`}.`,
  changed: "Changed",
  ignored: "Columns not known, and left out",
  bad: "Bad rows, left out",
  advice: "Advice",
  note: (line: number, reason: string) => `line ${line}: ${reason}`,
  badNote: (line: number, reason: string) => `line ${line}: left out: ${reason}`,
  adviceNote: (line: number, reason: string) => `line ${line}: advice: ${reason}`,
  exported: (watches: number) =>
    `${watches === 1 ? "1 company" : `${watches} companies`} watched: the same twice, for a spreadsheet and as JSON. ` +
    "`/watch import` takes either.",
  exportTooLarge:
    "The files are larger than Discord takes. Whoever runs Leakwatch gets them with leakwatch watch export.",

  undone: (removed: number, restored: number) =>
    `The import was taken back: ${removed === 1 ? "1 company is" : `${removed} companies are`} no longer watched, ` +
    `${restored} as before.`,
  changedSince: "Changed since, and left alone",
  importGone: "What the import changed is kept no longer; change it with `/watch edit` or another file.",
  notAtDiscord: "The file is not at Discord: attach it to the command.",
  notGiven: (status: number) => `Discord does not give the file (HTTP ${status}).`,
  notDownloaded: (reason: string) => `The file could not be downloaded (${reason}); try again.`,
  tooLarge: "The file is larger than 4 MiB.",
  empty: "The file is empty.",
  noText: "The file is no UTF-8 text: save it as “CSV UTF-8” or JSON.",
  noJson: (reason: string) => `The file is no JSON: ${reason}`,
  tooManyRows: (rows: number) =>
    `At most ${rows} rows are taken at once: this one and what follows it were left out.`,

  noColumns: (columns: string) => `The first row must name the columns, company among them: ${columns}.`,
  columnTwice: (column: string) => `The first row names the column ${column} twice.`,
  surplusCells: (cells: number, columns: number) =>
    `${cells} cells under ${columns} columns: a cell that holds a comma needs quotation marks around it.`,
  openQuote: "A quotation mark is opened here and never closed.",
  openQuoteInList: "A quotation mark in a list is not closed.",
  noObject: "This is no JSON object.",
  lineNoJson: "The line is no JSON.",
  noCompany: "The company is missing.",
  noList: (column: string) => `${column} is no list of texts.`,
  tooMany: (column: string, entries: number) => `${column} holds ${entries} entries, which are too many.`,
  choices: (column: string, choices: string) => `${column} takes ${choices}.`,
  id: (column: string, example: string) =>
    `${column} takes an id in digits, written as text, such as ${example}.`,
  truth: (column: string) => `${column} takes yes or no.`,
  twin: (company: string, line: number) => `“${company}” stands in line ${line} already.`,
  noSuchChannel: (id: string) => `There is no channel ${id} in this server.`,
  noSuchRole: (id: string) => `There is no role ${id} in this server.`,
};

/** What `/watch import` and `/watch export` say, and what is wrong with a file or a row of it. */
export const watchFile: Translations<typeof en> = {
  en,
  zh: {
    report: (added, updated, unchanged, bad) =>
      `新增 ${added} 家公司，修改 ${updated} 家，未变 ${unchanged} 家，错误 ${bad} 行。`,
    changed: "已修改",
    ignored: "无法识别并已忽略的列",
    bad: "有误并已忽略的行",
    advice: "建议",
    note: (line, reason) => `第 ${line} 行：${reason}`,
    badNote: (line, reason) => `第 ${line} 行：已忽略：${reason}`,
    adviceNote: (line, reason) => `第 ${line} 行：建议：${reason}`,
    exported: (watches) =>
      `正在监控 ${watches} 家公司：内容相同的两个文件，分别用于电子表格和 JSON。\`/watch import\` 两种都可读取。`,
    exportTooLarge: "文件超过 Discord 允许的大小。Leakwatch 的运行者可用 leakwatch watch export 取得。",

    undone: (removed, restored) => `导入已撤销：${removed} 家公司不再监控，${restored} 家恢复原样。`,
    changedSince: "之后又被修改，未改动",
    importGone: "该次导入所作的更改已不再保存；请用 `/watch edit` 或另一个文件修改。",
    notAtDiscord: "文件不在 Discord 上：请将它附在命令中。",
    notGiven: (status) => `Discord 未提供该文件（HTTP ${status}）。`,
    notDownloaded: (reason) => `文件下载失败（${reason}）；请重试。`,
    tooLarge: "文件超过 4 MiB。",
    empty: "文件是空的。",
    noText: "文件不是 UTF-8 文本：请另存为“CSV UTF-8”或 JSON。",
    noJson: (reason) => `文件不是有效的 JSON：${reason}`,
    tooManyRows: (rows) => `一次最多读取 ${rows} 行：这一行及其后的内容已忽略。`,

    noColumns: (columns) => `第一行必须写出列名，其中须有 company：${columns}。`,
    columnTwice: (column) => `第一行中列名 ${column} 出现了两次。`,
    surplusCells: (cells, columns) => `${columns} 列之下有 ${cells} 个单元格：含逗号的单元格须用引号括起。`,
    openQuote: "此处的引号没有闭合。",
    openQuoteInList: "列表中有引号没有闭合。",
    noObject: "这不是 JSON 对象。",
    lineNoJson: "该行不是有效的 JSON。",
    noCompany: "缺少公司名称。",
    noList: (column) => `${column} 不是文本列表。`,
    tooMany: (column, entries) => `${column} 含 ${entries} 项，过多。`,
    choices: (column, choices) => `${column} 只能填 ${choices}。`,
    id: (column, example) => `${column} 须为数字 ID，并写成文本，如 ${example}。`,
    truth: (column) => `${column} 只能填 yes 或 no。`,
    twin: (company, line) => `“${company}”已在第 ${line} 行出现。`,
    noSuchChannel: (id) => `本服务器没有频道 ${id}。`,
    noSuchRole: (id) => `本服务器没有身份组 ${id}。`,
  },
  ja: {
    report: (added, updated, unchanged, bad) =>
      `追加 ${added} 件、変更 ${updated} 件、変更なし ${unchanged} 件、不正な行 ${bad} 行。`,
    changed: "変更",
    ignored: "不明なため無視した列",
    bad: "不正なため無視した行",
    advice: "助言",
    note: (line, reason) => `${line} 行目：${reason}`,
    badNote: (line, reason) => `${line} 行目：無視：${reason}`,
    adviceNote: (line, reason) => `${line} 行目：助言：${reason}`,
    exported: (watches) =>
      `監視中の企業 ${watches} 件。内容は同じで、表計算用と JSON の二つです。\`/watch import\` はどちらも読めます。`,
    exportTooLarge:
      "ファイルが Discord の上限を超えています。Leakwatch の運用者が leakwatch watch export で取得できます。",

    undone: (removed, restored) =>
      `インポートを取り消しました：${removed} 件の監視をやめ、${restored} 件を元に戻しました。`,
    changedSince: "その後変更されたため、そのまま",
    importGone:
      "インポートで変更した内容はもう保存されていません。`/watch edit` または別のファイルで変更してください。",
    notAtDiscord: "ファイルが Discord にありません。コマンドに添付してください。",
    notGiven: (status) => `Discord からファイルを取得できません（HTTP ${status}）。`,
    notDownloaded: (reason) =>
      `ファイルをダウンロードできませんでした（${reason}）。もう一度お試しください。`,
    tooLarge: "ファイルが 4 MiB を超えています。",
    empty: "ファイルが空です。",
    noText: "ファイルが UTF-8 のテキストではありません。「CSV UTF-8」か JSON で保存してください。",
    noJson: (reason) => `ファイルが JSON ではありません：${reason}`,
    tooManyRows: (rows) => `一度に読めるのは ${rows} 行までです。この行以降は無視しました。`,

    noColumns: (columns) => `先頭行には company を含む列名が必要です：${columns}`,
    columnTwice: (column) => `先頭行に列 ${column} が二度あります。`,
    surplusCells: (cells, columns) =>
      `${columns} 列に対してセルが ${cells} 個あります。コンマを含むセルは引用符で囲んでください。`,
    openQuote: "ここで始まる引用符が閉じられていません。",
    openQuoteInList: "一覧の引用符が閉じられていません。",
    noObject: "JSON オブジェクトではありません。",
    lineNoJson: "この行は JSON ではありません。",
    noCompany: "企業名がありません。",
    noList: (column) => `${column} が文字列の一覧ではありません。`,
    tooMany: (column, entries) => `${column} の項目が ${entries} 件あり、多すぎます。`,
    choices: (column, choices) => `${column} に指定できるのは ${choices} です。`,
    id: (column, example) => `${column} には ${example} のように、数字の ID を文字列で指定してください。`,
    truth: (column) => `${column} には yes か no を指定してください。`,
    twin: (company, line) => `「${company}」はすでに ${line} 行目にあります。`,
    noSuchChannel: (id) => `このサーバーにチャンネル ${id} はありません。`,
    noSuchRole: (id) => `このサーバーにロール ${id} はありません。`,
  },
};
