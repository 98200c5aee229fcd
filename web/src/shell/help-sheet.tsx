import { type MessageId, t } from '../lib/i18n.ts';
import { prefer, usePreferences } from '../lib/preferences.ts';
import { Keys } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { Switch } from '../ui/switch.tsx';
import { useAreas } from './areas.ts';

const REST: ReadonlyArray<{ keys: string; label: MessageId }> = [
  { keys: 'Ctrl K', label: 'palette.open' },
  { keys: '/', label: 'keys.filter' },
  { keys: 'f', label: 'keys.filters' },
  { keys: '[', label: 'keys.rangeBack' },
  { keys: ']', label: 'keys.rangeOn' },
  { keys: 'j', label: 'keys.next' },
  { keys: 'k', label: 'keys.previous' },
  { keys: 'x', label: 'keys.select' },
  { keys: 'Enter', label: 'keys.open' },
  { keys: 'Esc', label: 'keys.close' },
  { keys: 't', label: 'keys.theme' },
  { keys: 'd', label: 'keys.density' },
  { keys: '?', label: 'keys.help' },
];

/** All shortcuts, and the switch that turns single keys off. */
export function HelpSheet({ onClose }: { readonly onClose: () => void }) {
  const { hasShortcuts } = usePreferences();
  const areas = useAreas().map(({ keys, label }) => ({ keys, label }));
  return (
    <Modal title={t('help.title')} onClose={onClose} isSheet>
      <ul className="grid gap-x-8 sm:grid-cols-2">
        {[...areas, ...REST].map(({ keys, label }) => (
          <li key={keys} className="flex h-9 items-center justify-between gap-4 border-b border-line text-body-s">
            <span className="text-text-2">{t(label)}</span>
            <Keys keys={keys} />
          </li>
        ))}
      </ul>
      <div className="mt-6">
        <Switch isSelected={hasShortcuts} onChange={(isOn) => prefer({ hasShortcuts: isOn })}>
          {t('help.switch')}
        </Switch>
      </div>
    </Modal>
  );
}
