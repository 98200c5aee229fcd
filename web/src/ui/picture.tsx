import { type ReactNode, useState } from 'react';

interface Props {
  /** Its address; null for none. */
  readonly src: string | null;
  readonly className: string;
  /** What stands in its frame when there is none, or it cannot be loaded. */
  readonly fallback?: ReactNode;
}

/** A decorative picture that leaves its frame behind when it cannot be had. */
export function Picture({ src, className, fallback }: Props) {
  const [failed, setFailed] = useState<string | null>(null);
  if (src === null || failed === src) {
    return (
      <span aria-hidden="true" className={`inline-flex items-center justify-center text-text-3 ${className}`}>
        {fallback}
      </span>
    );
  }
  return (
    <img
      src={src}
      alt=""
      loading="lazy"
      decoding="async"
      className={`object-cover ${className}`}
      onError={() => setFailed(src)}
    />
  );
}
