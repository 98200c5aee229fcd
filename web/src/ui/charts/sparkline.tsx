interface Props {
  readonly values: readonly number[];
  readonly className?: string;
}

const WIDTH = 60;
const HEIGHT = 16;
const PAD = 2;

/** The course of a value in a word's space. Decorative: the value stands beside it. */
export function Sparkline({ values, className }: Props) {
  const max = Math.max(1, ...values);
  const points = values.map((value, index) => ({
    x: PAD + (index / Math.max(1, values.length - 1)) * (WIDTH - 2 * PAD),
    y: HEIGHT - PAD - (value / max) * (HEIGHT - 2 * PAD),
  }));
  const end = points.at(-1);
  if (!end || points.length < 2) return null;
  return (
    <svg
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden="true"
      className={className ?? 'shrink-0 text-accent rtl:-scale-x-100'}
    >
      <polyline
        points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.25}
        strokeLinejoin="round"
      />
      <circle cx={end.x} cy={end.y} r={2} fill="currentColor" />
    </svg>
  );
}
