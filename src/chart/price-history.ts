import type { PricePoint } from "../model.ts";
import { drawChart, renderPng, type Size } from "./draw.ts";
import { accent, axis, ink, makeTitle } from "./style.ts";

const size: Size = { width: 800, height: 320 };
const hourMs = 60 * 60 * 1000;

/** What a price's history shows. */
export interface PriceHistory {
  /** Of one currency, oldest first, one at least. */
  readonly points: readonly PricePoint[];
  /** The price holds until then: where the line ends. */
  readonly until: Date;
  /** Shows an amount of the points' currency: `$4,000`. */
  readonly show: (amount: number) => string;
  readonly title: string;
}

/** Draws what was asked over time as steps, since a price holds until it is changed. */
export async function drawPriceHistory(history: PriceHistory): Promise<Buffer> {
  return renderPng(drawSvg(history), size);
}

function drawSvg({ points, until, show, title }: PriceHistory): string {
  const first = points[0]?.at.getTime() ?? 0;
  const last = points.at(-1);
  const end = Math.max(until.getTime(), (last?.at.getTime() ?? first) + hourMs);
  const steps = points.map(({ at, amount }) => ({
    value: [at.getTime(), amount],
    label: { show: true, formatter: show(amount) },
  }));
  return drawChart(
    {
      title: makeTitle(title, { left: 20, top: 14 }),
      grid: { left: 96, right: 40, top: 70, bottom: 44 },
      xAxis: {
        type: "time",
        min: first,
        max: end,
        ...axis,
        axisLabel: { ...axis.axisLabel, hideOverlap: true, formatter: showDay(end - first) },
      },
      yAxis: {
        type: "value",
        min: 0,
        splitNumber: 3,
        ...axis,
        axisLabel: { ...axis.axisLabel, formatter: show },
      },
      series: [
        {
          type: "line",
          step: "end",
          symbol: "circle",
          symbolSize: 9,
          showSymbol: true,
          lineStyle: { color: accent, width: 3 },
          itemStyle: { color: accent },
          areaStyle: { color: accent, opacity: 0.14 },
          // Beside the step that leads to it, not on it.
          label: { position: [12, -24], color: ink, fontSize: 14, fontWeight: "bold" },
          data: [...steps, { value: [end, last?.amount ?? 0], symbol: "none" }],
        },
      ],
    },
    size,
  );
}

/** Days, or hours where the whole history is shorter than two. */
function showDay(spanMs: number): (time: number) => string {
  return (time) => {
    const iso = new Date(time).toISOString();
    return spanMs < 48 * hourMs ? `${iso.slice(5, 10)} ${iso.slice(11, 16)}` : iso.slice(0, 10);
  };
}
