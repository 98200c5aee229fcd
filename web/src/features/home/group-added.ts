import type { LiveRow } from '#contract/live.ts';

/** One picture in the row of what is new: a thing, or several that belong together. */
export interface Added {
  readonly row: LiveRow & { readonly serverId: number };
  /** How many were added to it at about the same time; 1 for a thing alone. */
  readonly count: number;
}

const groupOf = ({ serverId, mediaType, grandparentTitle, parentTitle, parentMediaIndex, ratingKey }: Added['row']) =>
  mediaType === 'episode' || mediaType === 'track'
    ? [serverId, mediaType, grandparentTitle, parentTitle, parentMediaIndex].join('\n')
    : `${serverId} ${ratingKey}`;

/** The newest first; episodes of one season and tracks of one album in a row are one. */
export function groupAdded(rows: ReadonlyArray<Added['row']>): Added[] {
  const added: Added[] = [];
  for (const row of rows.toSorted((a, b) => (b.addedAt ?? '').localeCompare(a.addedAt ?? ''))) {
    const last = added.at(-1);
    if (last !== undefined && groupOf(last.row) === groupOf(row)) {
      added[added.length - 1] = { ...last, count: last.count + 1 };
    } else {
      added.push({ row, count: 1 });
    }
  }
  return added;
}
