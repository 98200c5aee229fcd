import { CircleHelp, Globe, House, Lock, LockOpen, type LucideIcon, Smartphone, Waypoints } from 'lucide-react';
import type { Location } from '#contract/enums.ts';
import type { NetworkView } from '#contract/media.ts';
import { bitrate } from '../../lib/format.ts';
import { type MessageId, t } from '../../lib/i18n.ts';
import { cx } from '../../ui/cx.ts';

const LOOK: Record<Location, { icon: LucideIcon; label: MessageId }> = {
  lan: { icon: House, label: 'network.lan' },
  wan: { icon: Globe, label: 'network.wan' },
  cellular: { icon: Smartphone, label: 'network.cellular' },
};

const UNKNOWN = { icon: CircleHelp, label: 'unknown' } as const;

const lookOf = ({ location }: NetworkView) => (location === null ? UNKNOWN : LOOK[location]);

interface Props {
  readonly network: NetworkView;
  /** The word for readers only, where there is little room. */
  readonly isIconOnly?: boolean;
}

/** Inside or outside the house, and how much. */
export function NetworkWords({ network, isIconOnly = false }: Props) {
  const { icon: Icon, label } = lookOf(network);
  return (
    <span className="tabular inline-flex shrink-0 items-center gap-1.5 text-text-2">
      <Icon size={14} strokeWidth={1.75} aria-hidden="true" />
      <span className={isIconOnly ? 'sr-only' : 'network-word'}>{t(label)}</span>
      <span className="font-semibold text-text">{bitrate(network.bandwidthKbps)}</span>
    </span>
  );
}

const ICON = { size: 12, strokeWidth: 2, 'aria-hidden': true, className: 'shrink-0' } as const;

/** Whether the way is encrypted, its address, and whether it goes over Plex's relay; empty when nothing is known. */
export function PlaceWords({ network, className }: { readonly network: NetworkView; readonly className: string }) {
  const { isSecure, ipAddress, isRelayed } = network;
  return (
    <span className={cx('flex min-w-0 items-center gap-1.5', className)}>
      {isSecure !== null && (
        <span className={cx('inline-flex items-center', !isSecure && 'text-warn')}>
          {isSecure ? <Lock {...ICON} /> : <LockOpen {...ICON} />}
          <span className={cx(isSecure && 'sr-only', !isSecure && 'ms-1')}>
            {t(isSecure ? 'network.secure' : 'network.insecure')}
          </span>
        </span>
      )}
      {ipAddress !== null && <span className="tabular truncate">{ipAddress}</span>}
      {isRelayed && (
        <span className="inline-flex items-center gap-1 text-warn">
          <Waypoints {...ICON} />
          {t('network.relay')}
        </span>
      )}
    </span>
  );
}
