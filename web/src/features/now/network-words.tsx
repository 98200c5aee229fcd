import { Globe, House, type LucideIcon, Smartphone } from 'lucide-react';
import type { Location } from '#contract/enums.ts';
import type { NetworkView } from '#contract/media.ts';
import { bitrate } from '../../lib/format.ts';
import { type MessageId, t } from '../../lib/i18n.ts';

const LOOK: Record<Location, { icon: LucideIcon; label: MessageId }> = {
  lan: { icon: House, label: 'network.lan' },
  wan: { icon: Globe, label: 'network.wan' },
  cellular: { icon: Smartphone, label: 'network.cellular' },
};

/** Inside or outside the house, and how much. */
export function NetworkWords({ network }: { readonly network: NetworkView }) {
  const { icon: Icon, label } = LOOK[network.location];
  return (
    <span className="tabular inline-flex shrink-0 items-center gap-1.5 text-body-s text-text-2">
      <Icon size={14} strokeWidth={1.75} aria-hidden="true" />
      {t(label)}
      <span className="font-semibold text-text">{bitrate(network.bandwidthKbps)}</span>
    </span>
  );
}
