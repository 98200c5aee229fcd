import { CircleHelp, Globe, House, type LucideIcon, Smartphone } from 'lucide-react';
import type { Location } from '#contract/enums.ts';
import type { NetworkView } from '#contract/media.ts';
import { bitrate } from '../../lib/format.ts';
import { type MessageId, t } from '../../lib/i18n.ts';

const LOOK: Record<Location, { icon: LucideIcon; label: MessageId }> = {
  lan: { icon: House, label: 'network.lan' },
  wan: { icon: Globe, label: 'network.wan' },
  cellular: { icon: Smartphone, label: 'network.cellular' },
};

const UNKNOWN = { icon: CircleHelp, label: 'unknown' } as const;

interface Props {
  readonly network: NetworkView;
  /** The word for readers only, where there is little room. */
  readonly isIconOnly?: boolean;
}

/** Inside or outside the house, and how much. */
export function NetworkWords({ network, isIconOnly = false }: Props) {
  const { icon: Icon, label } = network.location === null ? UNKNOWN : LOOK[network.location];
  return (
    <span className="tabular inline-flex shrink-0 items-center gap-1.5 text-text-2">
      <Icon size={14} strokeWidth={1.75} aria-hidden="true" />
      <span className={isIconOnly ? 'sr-only' : 'network-word'}>{t(label)}</span>
      <span className="font-semibold text-text">{bitrate(network.bandwidthKbps)}</span>
    </span>
  );
}
