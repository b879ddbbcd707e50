"use client";

import { Bar, BarChart, CartesianGrid, ErrorBar, ResponsiveContainer, XAxis, YAxis } from "recharts";

export type CostBar = { name: string; value: number; low: number; high: number };

const ROW_HEIGHT = 46;
const MAX_NAME = 24;

/** Cost per accepted artifact as bars, the range of each as a whisker. The same numbers stand in a table. */
export function CostChart({ bars, label, unit }: { bars: CostBar[]; label: string; unit: string }) {
  const data = bars.map(({ name, value, low, high }) => ({ name, value, range: [value - low, high - value] }));
  const longest = Math.max(...bars.map((bar) => Math.min(MAX_NAME, bar.name.length)));
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
              domain={[0, "auto"]}
              tickFormatter={(value: number) =>
                `${unit}${value.toLocaleString("en-US", { maximumSignificantDigits: 3 })}`
              }
              tick={{ fill: "var(--dim)", fontSize: 12 }}
              axisLine={false}
              tickLine={false}
            />
            <YAxis
              type="category"
              dataKey="name"
              width={longest * 6.6 + 14}
              tickFormatter={(name: string) => (name.length > MAX_NAME ? `${name.slice(0, MAX_NAME - 1)}…` : name)}
              tick={{ fill: "var(--ink)", fontSize: 12 }}
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
