import { BarChart, CustomChart, LineChart, ParallelChart, ScatterChart } from "echarts/charts";
import { GridComponent, MarkAreaComponent, MarkLineComponent, ParallelComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

// Only what the charts need of ECharts comes into the page.
echarts.use([
  BarChart, CustomChart, LineChart, ParallelChart, ScatterChart,
  GridComponent, MarkAreaComponent, MarkLineComponent, ParallelComponent, TooltipComponent,
  CanvasRenderer,
]);

export type Engine = echarts.ECharts;
export type Option = echarts.EChartsCoreOption;

export const start = (element: HTMLElement): Engine => echarts.init(element, null, { renderer: "canvas" });
