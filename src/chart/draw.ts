import { fileURLToPath } from "node:url";
import { renderAsync } from "@resvg/resvg-js";
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, MarkLineComponent, TitleComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { fontFamily, ground } from "./style.ts";

/** Size in CSS pixels; the picture has twice as many each way. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Draws a chart as SVG, without a browser. */
export function drawChart(option: EChartsCoreOption, size: Size): string {
  // Registering again costs nothing, and importing this file does nothing.
  use([BarChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, TitleComponent, SVGRenderer]);
  const chart = init(null, null, { renderer: "svg", ssr: true, ...size });
  try {
    chart.setOption({ animation: false, backgroundColor: ground, textStyle: { fontFamily }, ...option });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

// Scripts that the font beside us lacks; whoever reads them has fonts for them installed.
const needsSystemFonts =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

/** Makes a PNG of a chart, on a thread of its own. */
export async function renderPng(svg: string, { width }: Size): Promise<Buffer> {
  const files = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"].map((file) =>
    fileURLToPath(new URL(`ttf/${file}`, import.meta.resolve("dejavu-fonts-ttf/package.json"))),
  );
  const image = await renderAsync(svg, {
    fitTo: { mode: "width", value: width * 2 },
    font: {
      fontFiles: files,
      loadSystemFonts: needsSystemFonts.test(svg),
      defaultFontFamily: fontFamily,
      sansSerifFamily: fontFamily,
    },
  });
  return image.asPng();
}
