"use client";

import { Bar, BarChart, CartesianGrid, ErrorBar, ResponsiveContainer, XAxis, YAxis } from "recharts";

export type CostBar = { name: string; detail: string; value: number; low: number; high: number };

const ROW_HEIGHT = 46;
const MAX_NAME = 24;
const LONGEST_RANGE = 2;

/** Cost per accepted artifact as bars, the range of each as a whisker. The same numbers stand in a table. */
export function CostChart({ bars, label, unit }: { bars: CostBar[]; label: string; unit: string }) {
  const data = bars.map(({ value, low, high }, place) => ({ place, value, range: [value - low, high - value] }));
  const longest = Math.max(...bars.flatMap(({ name, detail }) => [name, detail].map((text) => shorten(text).length)));
  // An arm with hardly an accepted artifact has a range that would flatten all the others: it runs out of the picture.
  const most = Math.max(...bars.map(({ value }) => value));
  const end = roundUp(Math.min(Math.max(...bars.map(({ high }) => high)), most * LONGEST_RANGE));
  return (
    <figure aria-label={label}>
      <div aria-hidden style={{ height: bars.length * ROW_HEIGHT + 34 }}>
        <ResponsiveContainer width="100%" height="100%">
          <BarChart
            data={data}
            layout="vertical"
            margin={{ top: 0, right: 12, bottom: 0, left: 0 }}
            accessibilityLayer={false}
          >
            <CartesianGrid horizontal={false} stroke="var(--line)" />
            <XAxis
              type="number"
              domain={[0, end]}
              allowDataOverflow
              tickFormatter={(value: number) =>
                `${unit}${value.toLocaleString("en-US", { maximumSignificantDigits: 3 })}`
              }
              tick={{ fill: "var(--dim)", fontSize: 12 }}
              axisLine={false}
              tickLine={false}
            />
            <YAxis
              type="category"
              dataKey="place"
              width={longest * 6.6 + 14}
              tick={({ x, y, payload }) => <ArmTick x={Number(x)} y={Number(y)} bar={bars[payload.value]} />}
              interval={0}
              axisLine={false}
              tickLine={false}
            />
            <Bar
              dataKey="value"
              barSize={16}
              radius={3}
              fill="var(--edge)"
              fillOpacity={0.45}
              isAnimationActive={false}
            >
              <ErrorBar dataKey="range" direction="x" width={7} strokeWidth={1.5} stroke="var(--ink)" />
            </Bar>
          </BarChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
}

/** Up to a number that an axis can end with: 1, 2, 2.5, 4, 5 or 8 of a power of ten. */
function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const unit = 10 ** Math.floor(Math.log10(value));
  return unit * ([1, 2, 2.5, 4, 5, 8, 10].find((step) => step * unit >= value) ?? 10);
}

function shorten(text: string): string {
  return text.length > MAX_NAME ? `${text.slice(0, MAX_NAME - 1)}…` : text;
}

/** An arm's name, and what tells it from its model's other arms on a line of its own. */
function ArmTick({ x, y, bar }: { x: number; y: number; bar: CostBar | undefined }) {
  if (!bar) return null;
  const two = bar.detail !== "";
  return (
    <text x={x} y={y} textAnchor="end" fontSize={12} fill="var(--ink)">
      <tspan x={x} dy={two ? -2 : 4}>
        {shorten(bar.name)}
      </tspan>
      {two && (
        <tspan x={x} dy={14} fill="var(--dim)">
          {shorten(bar.detail)}
        </tspan>
      )}
    </text>
  );
}
