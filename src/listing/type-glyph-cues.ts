/** Cues beside data types in scripts without spaces, found once a passage. */
import { lazily } from "./lazy.ts";
import type { Passage } from "./passage.ts";
import { longestPhrase, phraseTable } from "./phrases.ts";

type Cue = "exposure" | "list" | "advice" | "trick" | "ability";

const cueWords: readonly (readonly [Cue, string])[] = [
  [
    "exposure",
    `泄露 泄漏 洩露 外泄 外洩 被盗 盗取 盗走 盗窃 窃取 窃得 竊取 出售 售卖 兜售 贩卖 販售 公开 公開 曝光 暴露 流出 拖库 脱库 入侵 勒索 被黑 黑客 获取 获得 拿到 掌握 转让 下载 挂出 遭 暗网 漏えい 漏洩 漏出 盗まれ 窃取 販売 売りに出 閲覧 不正アクセス 持ち出 ダウンロード 流失 유출 탈취 해킹 판매 공개 노출 도난`,
  ],
  ["list", "包括 包含 含有 字段 涉及 内容 如下 以及 含む 項目 等 など 포함"],
  ["advice", "建议 提醒 修改密码 更改密码 重置 变更 変更 注意 推奨 呼びかけ 변경"],
  ["trick", "钓鱼 诈骗 冒充 伪造 虚假 フィッシング 偽 なりすまし 피싱"],
  ["ability", "能够 可以 可窃取 功能"],
];
const table = lazily(() =>
  phraseTable<Cue>(
    cueWords.flatMap(([cue, words]) => words.split(/\s+/).map((word): [string, Cue] => [word, cue])),
  ),
);

/** A cue and the token it begins with. */
export interface GlyphCue {
  readonly cue: Cue;
  readonly at: number;
}

/** Finds the cues of a passage by the number of their sentence. */
export function findGlyphCues({ tokens, sentenceOf }: Passage): ReadonlyMap<number, readonly GlyphCue[]> {
  const found: GlyphCue[] = [];
  for (let at = 0; at < tokens.length;) {
    const match = tokens[at]?.kind === "glyph" ? longestPhrase(table(), tokens, at) : null;
    if (match !== null) found.push({ cue: match.value, at });
    at = match?.end ?? at + 1;
  }
  return Map.groupBy(found, ({ at }) => sentenceOf[at] ?? 0);
}
