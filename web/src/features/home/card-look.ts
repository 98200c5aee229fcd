import { Film, Gauge, History, LibraryBig, type LucideIcon, MonitorPlay, Music, Tv, UsersRound } from 'lucide-react';
import type { StatisticCard } from '#contract/enums.ts';
import type { HomeCard } from '#contract/statistics.ts';
import type { MessageId } from '../../lib/i18n.ts';

/** What a card is called, and its shape. */
export const CARD_LOOK: Record<StatisticCard, { readonly title: MessageId; readonly icon: LucideIcon }> = {
  top_movies: { title: 'option.homeStatsCards.top_movies', icon: Film },
  popular_movies: { title: 'option.homeStatsCards.popular_movies', icon: Film },
  top_tv: { title: 'option.homeStatsCards.top_tv', icon: Tv },
  popular_tv: { title: 'option.homeStatsCards.popular_tv', icon: Tv },
  top_music: { title: 'option.homeStatsCards.top_music', icon: Music },
  popular_music: { title: 'option.homeStatsCards.popular_music', icon: Music },
  last_watched: { title: 'option.homeStatsCards.last_watched', icon: History },
  top_libraries: { title: 'option.homeStatsCards.top_libraries', icon: LibraryBig },
  top_users: { title: 'option.homeStatsCards.top_users', icon: UsersRound },
  top_platforms: { title: 'option.homeStatsCards.top_platforms', icon: MonitorPlay },
  most_concurrent: { title: 'option.homeStatsCards.most_concurrent', icon: Gauge },
};

/** A card of titles, people, libraries or platforms. */
export type RankingCard = Extract<HomeCard, { readonly kind: 'ranking' }>;
export type RankingLine = RankingCard['lines'][number];

/** Whether a card has nothing to show. */
export const isEmptyCard = (card: HomeCard): boolean =>
  (card.kind === 'ranking' ? card.lines : card.kind === 'last_watched' ? card.plays : card.peaks).length === 0;
