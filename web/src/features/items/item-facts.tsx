import { shortDay } from '../../lib/format.ts';
import { t } from '../../lib/i18n.ts';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { dayWords } from './item-words.ts';
import type { Shown } from './shown.ts';

/** More of them are told by Plex. */
const FEW = 5;

function some(names: readonly string[]): string | null {
  if (names.length === 0) return null;
  const rest = names.length - FEW;
  const first = names.slice(0, FEW).join(', ');
  return rest > 0 ? t('item.andMore', { names: first, n: rest }) : first;
}

/** Who made it, who is in it, and when it came. */
export function ItemFacts({ shown }: { readonly shown: Shown }) {
  const facts: Fact[] = [
    { label: t('item.directors'), value: some(shown.directors) },
    { label: t('item.writers'), value: some(shown.writers) },
    { label: t('item.actors'), value: some(shown.actors) },
    { label: t('item.genres'), value: some(shown.genres) },
    { label: t('item.studio'), value: shown.studio },
    { label: t('item.collections'), value: some(shown.collections) },
    { label: t('item.released'), value: dayWords(shown.originallyAvailableAt) },
    { label: t('item.added'), value: shown.addedAt === null ? null : shortDay(Date.parse(shown.addedAt)) },
    { label: t('item.channel'), value: shown.isLive ? shown.channelTitle : null },
    { label: t('fact.server'), value: shown.serverName },
  ];
  return <Facts facts={facts} />;
}
