import {
  AppWindow,
  Cast,
  Film,
  Gauge,
  Library,
  type LucideIcon,
  MapPin,
  MonitorSmartphone,
  Proportions,
  Server,
  UsersRound,
} from 'lucide-react';
import { DECISIONS, LOCATIONS } from '#contract/enums.ts';
import type { MessageId } from '../../lib/i18n.ts';
import type { ListPart } from '../../lib/play-filter.ts';

/** A part of the filter as the bar offers it. */
export interface PartLook {
  readonly label: MessageId;
  readonly icon: LucideIcon;
  /** Its values when they are always the same, with their names. */
  readonly values?: ReadonlyArray<{ readonly value: string; readonly label: MessageId }>;
}

const TYPES = ['movie', 'episode', 'track', 'clip', 'photo'] as const;

const DECISION_NAMES = {
  'direct play': 'decision.directPlay',
  copy: 'decision.copy',
  transcode: 'decision.transcode',
} as const satisfies Record<(typeof DECISIONS)[number], MessageId>;

export const PART_LOOK: Readonly<Record<ListPart, PartLook>> = {
  user: { label: 'filter.part.user', icon: UsersRound },
  library: { label: 'filter.part.library', icon: Library },
  mediaType: {
    label: 'filter.type',
    icon: Film,
    values: TYPES.map((value) => ({ value, label: `type.${value}` as const })),
  },
  server: { label: 'filter.part.server', icon: Server },
  decision: {
    label: 'filter.decision',
    icon: Gauge,
    values: DECISIONS.map((value) => ({ value, label: DECISION_NAMES[value] })),
  },
  location: {
    label: 'filter.part.location',
    icon: MapPin,
    values: LOCATIONS.map((value) => ({ value, label: `network.${value}` as const })),
  },
  platform: { label: 'filter.part.platform', icon: MonitorSmartphone },
  player: { label: 'filter.part.player', icon: Cast },
  product: { label: 'filter.part.product', icon: AppWindow },
  resolution: { label: 'filter.part.resolution', icon: Proportions },
};

/** Those that have a button of their own where there is room. */
export const QUICK_PARTS = ['user', 'library', 'mediaType'] as const satisfies readonly ListPart[];
export const MORE_PARTS = [
  'server',
  'decision',
  'platform',
  'product',
  'player',
  'resolution',
  'location',
] as const satisfies readonly ListPart[];

/** What is either so or not. */
export const FLAG_PARTS = ['watched', 'live'] as const;
