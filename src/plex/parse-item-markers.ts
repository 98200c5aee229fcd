/** `Marker` elements: where intros, credits and commercials are (Plex protocol notes 3.3). */
import { z } from 'zod';
import { integer, milliseconds, text } from './attributes.ts';
import type { Marker } from './facts.ts';
import { childrenNamed, type XmlElement } from './xml.ts';

const MarkerAttributes = z.object({
  id: integer,
  type: text,
  startTimeOffset: milliseconds,
  endTimeOffset: milliseconds,
  final: text,
});

const TRUE_WORDS: ReadonlySet<string> = new Set(['1', 'true', 't', 'yes', 'y', 'on']);

/** Markers in document order; only the first credits marker is "first". */
export function parseMarkers(element: XmlElement): readonly Marker[] {
  let creditsSeen = 0;
  return childrenNamed(element, 'Marker').flatMap((child): Marker[] => {
    const { id, type, startTimeOffset, endTimeOffset, final } = MarkerAttributes.parse(child.attributes);
    if (type === null) return [];
    const isCredits = type === 'credits';
    if (isCredits) creditsSeen += 1;
    return [
      {
        id: id ?? 0,
        type,
        startMs: startTimeOffset ?? 0,
        endMs: endTimeOffset ?? 0,
        isFirst: isCredits && creditsSeen === 1,
        isFinal: isCredits && TRUE_WORDS.has(final?.toLowerCase() ?? ''),
      },
    ];
  });
}
