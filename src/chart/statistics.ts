import type { ListingKind, Statistics } from "../model.ts";
import { drawChart, renderPng, type Size } from "./draw.ts";
import { accent, axis, faint, ink, kindColours, makeTitle } from "./style.ts";

const size: Size = { width: 1000, height: 640 };
const maxName = 22;

/** The words that the picture is labelled with. */
export interface StatisticsWords {
  readonly weeks: string;
  readonly actors: string;
  readonly prices: string;
  readonly nothing: string;
  readonly kinds: Readonly<Record<ListingKind, string>>;
  /** Shows an amount in US dollars, short: `$10k`. */
  readonly showDollars: (amount: number) => string;
}

/** Draws listings by week and kind, the busiest actors, and what is asked, on one picture. */
export async function drawStatistics(statistics: Statistics, words: StatisticsWords): Promise<Buffer> {
  return renderPng(drawSvg(statistics, words), size);
}

function drawSvg({ weeks, actors, dollars }: Statistics, words: StatisticsWords): string {
  const kinds = (Object.keys(kindColours) as ListingKind[]).filter((kind) =>
    weeks.some(({ counts }) => (counts[kind] ?? 0) > 0),
  );
  const busiest = actors.toReversed();
  const isAsked = dollars.some(({ listings }) => listings > 0);
  const lower = { top: 400, bottom: 40 };
  const empty = (isEmpty: boolean): string => (isEmpty ? `  ·  ${words.nothing}` : "");
  const bar = { type: "bar", barMaxWidth: 24, label: { show: true, color: ink, fontSize: 13 } } as const;
  return drawChart(
    {
      title: [
        makeTitle(words.weeks + empty(kinds.length === 0), { left: 24, top: 16 }),
        makeTitle(words.actors + empty(actors.length === 0), { left: 24, top: 362 }),
        makeTitle(words.prices + empty(!isAsked), { left: 524, top: 362 }),
      ],
      legend: {
        top: 42,
        left: 18,
        data: kinds.map((kind) => words.kinds[kind]),
        textStyle: { color: faint, fontSize: 13 },
        // Widths of letters are only guessed without a browser.
        itemGap: 28,
        itemWidth: 14,
        itemHeight: 10,
      },
      grid: [
        { left: 60, right: 32, top: 84, height: 226 },
        { left: 190, width: 270, ...lower },
        { left: 580, right: 32, ...lower },
      ],
      xAxis: [
        { type: "category", gridIndex: 0, data: weeks.map(({ week }) => showDay(week)), ...axis },
        { type: "value", gridIndex: 1, show: false },
        {
          type: "category",
          gridIndex: 2,
          data: dollars.map((step) => nameStep(step, words)),
          ...axis,
          axisLabel: { ...axis.axisLabel, fontSize: 12, interval: 0 },
        },
      ],
      yAxis: [
        { type: "value", gridIndex: 0, minInterval: 1, ...axis },
        {
          type: "category",
          gridIndex: 1,
          data: busiest.map(({ name }) => shorten(name)),
          ...axis,
          axisLine: { show: false },
        },
        { type: "value", gridIndex: 2, show: false, minInterval: 1 },
      ],
      series: [
        ...kinds.map((kind) => ({
          type: "bar",
          name: words.kinds[kind],
          stack: "week",
          barMaxWidth: 40,
          itemStyle: { color: kindColours[kind] },
          data: weeks.map(({ counts }) => counts[kind] ?? 0),
        })),
        {
          ...bar,
          xAxisIndex: 1,
          yAxisIndex: 1,
          itemStyle: { color: kindColours.leak },
          label: { ...bar.label, position: "right" },
          data: busiest.map(({ listings }) => listings),
        },
        {
          ...bar,
          barMaxWidth: 48,
          xAxisIndex: 2,
          yAxisIndex: 2,
          itemStyle: { color: accent },
          label: { ...bar.label, position: "top" },
          data: isAsked ? dollars.map(({ listings }) => listings) : [],
        },
      ],
    },
    size,
  );
}

function showDay(day: Date): string {
  return day.toISOString().slice(5, 10);
}

function shorten(name: string): string {
  const letters = [...name];
  return letters.length <= maxName ? name : `${letters.slice(0, maxName - 1).join("")}…`;
}

function nameStep({ from, to }: Statistics["dollars"][number], { showDollars }: StatisticsWords): string {
  if (to === null) return `≥ ${showDollars(from)}`;
  return from === 0 ? `< ${showDollars(to)}` : `${showDollars(from)}–${showDollars(to)}`;
}
