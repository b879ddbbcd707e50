import type { Interval } from "@/lib/view/interval-view";

type Props = { interval: Interval; label: string };

const WIDTH = 200;
const HEIGHT = 24;
const MARGIN = 8;
const COLOURS = { good: "var(--good)", bad: "var(--bad)", neutral: "var(--edge)" };

/**
 * A difference around no difference: thick is today's range, thin the one that is safe to check any day.
 * Drawn on the server; each plot has its own scale, wide enough for its any-day range.
 */
export function ForestPlot({ interval, label }: Props) {
  const { value, today, anyDay, tone } = interval;
  const reach = Math.max(...[today.low, today.high, anyDay?.low ?? 0, anyDay?.high ?? 0, value].map(Math.abs));
  const scale = reach === 0 ? 0 : (WIDTH / 2 - MARGIN) / reach;
  const x = (at: number) => (WIDTH / 2 + at * scale).toFixed(1);
  const colour = COLOURS[tone];
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={label}
      className="block h-6 w-full max-w-56 md:min-w-28"
    >
      <line x1={WIDTH / 2} x2={WIDTH / 2} y1={0} y2={HEIGHT} stroke="var(--edge)" strokeDasharray="2 3" />
      {anyDay && (
        <line
          x1={x(anyDay.low)}
          x2={x(anyDay.high)}
          y1={HEIGHT / 2}
          y2={HEIGHT / 2}
          stroke={colour}
          strokeWidth={1.5}
        />
      )}
      <line
        x1={x(today.low)}
        x2={x(today.high)}
        y1={HEIGHT / 2}
        y2={HEIGHT / 2}
        stroke={colour}
        strokeWidth={6}
        strokeLinecap="round"
        opacity={0.45}
      />
      <circle cx={x(value)} cy={HEIGHT / 2} r={4.5} fill={colour} />
    </svg>
  );
}
