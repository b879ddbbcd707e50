import type { NoisePicture } from "@/lib/view/noise-view";

const WIDTH = 640;
const HEIGHT = 40;
const MARGIN = 10;
const COLOURS = { good: "var(--good)", bad: "var(--bad)", neutral: "var(--edge)" };

/**
 * A difference against the noise: the band is how far the baseline differs from itself, the dot the upgrade, its line the
 * range that is safe to check any day. One scale for all, with no difference on it. Drawn on the server.
 */
export function NoisePlot({ picture: { noise, interval, label } }: { picture: NoisePicture }) {
  const { value, anyDay, today, tone } = interval;
  const range = anyDay ?? today;
  const low = Math.min(0, noise.low, range.low, value);
  const high = Math.max(0, noise.high, range.high, value);
  const scale = high > low ? (WIDTH - 2 * MARGIN) / (high - low) : 0;
  const at = (position: number) => Number((MARGIN + (position - low) * scale).toFixed(1));
  const middle = HEIGHT / 2;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} className="block w-full max-w-2xl">
      <rect
        x={at(noise.low)}
        width={Math.max(2, at(noise.high) - at(noise.low))}
        y={0}
        height={HEIGHT}
        rx={3}
        fill="var(--baseline)"
        opacity={0.3}
      />
      <line x1={at(0)} x2={at(0)} y1={0} y2={HEIGHT} stroke="var(--edge)" strokeDasharray="2 3" />
      <line
        x1={at(range.low)}
        x2={at(range.high)}
        y1={middle}
        y2={middle}
        stroke={COLOURS[tone]}
        strokeWidth={3}
        strokeLinecap="round"
      />
      <circle cx={at(value)} cy={middle} r={7} fill={COLOURS[tone]} />
    </svg>
  );
}
