import type { ListingKind } from "../model.ts";

/** The family of the fonts that come along. */
export const fontFamily = "DejaVu Sans";

// A ground of its own: the same picture is read on Discord's dark and its light theme.
export const ground = "#20232b";
export const ink = "#f2f3f5";
/** What may stand back: axes, lines, notes. */
export const faint = "#a5abb8";
const line = "#3b404d";
export const accent = "#e8710a";

/** One colour a kind, told apart also by those who see few colours: their lightness differs. */
export const kindColours = {
  ransom: "#e5484d",
  sale: "#f5a524",
  leak: "#8e6fe0",
  access: "#2aa7b8",
  breach: "#4f83e6",
  exposure: "#8fce7a",
  other: "#9aa1ae",
} as const satisfies Record<ListingKind, string>;

export const axis = {
  axisLine: { lineStyle: { color: line } },
  axisTick: { show: false },
  axisLabel: { color: faint, fontSize: 13 },
  splitLine: { lineStyle: { color: line } },
} as const;

/** Titles a panel; `left` and `top` as the chart places it. */
export function makeTitle(text: string, place: { left: number | string; top: number | string }) {
  return { text, ...place, textStyle: { color: ink, fontSize: 16, fontWeight: "bold" } } as const;
}
