/** A harbour at rest under the moon, as a line drawing: nobody is watching. */
export const QuietPicture = () => (
  <svg
    viewBox="0 0 120 72"
    width={120}
    height={72}
    fill="none"
    strokeWidth={1.5}
    strokeLinecap="round"
    aria-hidden="true"
    className="shrink-0 stroke-line-strong"
  >
    <path className="stroke-brass" d="M92 10a11 11 0 1 0 11 14 9 9 0 0 1-11-14Z" />
    <path className="stroke-brass" d="M70 14v4M68 16h4M44 8v3M42.500 9.500h3" />
    <path d="M8 52h104M18 59h40M66 59h30M34 66h52" opacity={0.7} />
    <path className="stroke-text-3" d="M36 52l4-7h34l6 7M52 45V20l18 21H52M52 26L41 41h11" />
  </svg>
);

/** A chart with a course drawn on it: nothing is recorded yet, or nothing matches. */
export const ChartPicture = () => (
  <svg
    viewBox="0 0 120 72"
    width={120}
    height={72}
    fill="none"
    strokeWidth={1.5}
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    className="shrink-0 stroke-line-strong"
  >
    <path d="M16 16l28-8 32 8 28-8v48l-28 8-32-8-28 8ZM44 8v48M76 16v48" opacity={0.7} />
    <path className="stroke-accent" strokeDasharray="3 5" d="M26 48c12-2 12-18 26-18s14 12 24 10 8-14 16-16" />
    <path className="stroke-brass" d="M88 20l8 8M96 20l-8 8" />
    <circle className="stroke-accent" cx={25} cy={48} r={3} />
  </svg>
);
