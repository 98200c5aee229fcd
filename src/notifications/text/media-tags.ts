/** Tags that show a part of a text for one kind of item only (notification notes 2.2). */

const TAGS = ['movie', 'show', 'season', 'episode', 'artist', 'album', 'track'];

/**
 * Leaves out what is for other kinds of items, and the tags of this one. Without a kind, or with one that has no tag,
 * every such part is left out.
 */
export const resolveMediaTags = (template: string, mediaType: string | null): string =>
  template.replace(PATTERNS.get(mediaType ?? '') ?? NO_KIND, '');

const patternFor = (mediaType: string | null): RegExp =>
  new RegExp(
    TAGS.map((tag) => (tag === mediaType ? `<${tag}>|</${tag}>` : `<${tag}>[\\s\\S]*?</${tag}>`)).join('|'),
    'gi',
  );

const NO_KIND = patternFor(null);
const PATTERNS: ReadonlyMap<string, RegExp> = new Map(TAGS.map((tag) => [tag, patternFor(tag)]));
