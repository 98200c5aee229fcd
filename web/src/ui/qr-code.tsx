import { encode } from 'uqr';

/** White around the code, in squares: cameras want it. */
const QUIET_ZONE = 3;

/** A text for a camera. Always dark on white: many apps do not read it the other way round. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-48 shrink-0 rounded-control"
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#0a0f13" />
    </svg>
  );
}
