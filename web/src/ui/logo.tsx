import { MARK } from './mark.ts';

/** The mark alone; decorative, the name stands beside it or in a label. */
export function Mark({ size }: { readonly size: number }) {
  return (
    <svg viewBox={MARK.viewBox} width={size} height={size} aria-hidden="true" className="shrink-0">
      <g transform={MARK.turn}>
        {MARK.shapes.map((shape) => (
          <rect key={`${shape.x} ${shape.y} ${shape.fill}`} {...shape} />
        ))}
        <ellipse {...MARK.rim} />
        <ellipse {...MARK.lens} />
        <ellipse {...MARK.glint} />
      </g>
    </svg>
  );
}
