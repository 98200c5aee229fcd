import { Switch } from 'react-aria-components/Switch';
import { type MessageId, t } from '../lib/i18n.ts';
import { prefer, usePreferences } from '../lib/preferences.ts';
import { Keys } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { AREAS } from './areas.ts';

const REST: ReadonlyArray<{ keys: string; label: MessageId }> = [
  { keys: 'Ctrl K', label: 'palette.open' },
  { keys: '/', label: 'keys.filter' },
  { keys: 'j', label: 'keys.next' },
  { keys: 'k', label: 'keys.previous' },
  { keys: 'Enter', label: 'keys.open' },
  { keys: 'Esc', label: 'keys.close' },
  { keys: 't', label: 'keys.theme' },
  { keys: 'd', label: 'keys.density' },
  { keys: '?', label: 'keys.help' },
];

/** All shortcuts, and the switch that turns single keys off. */
export function HelpSheet({ onClose }: { readonly onClose: () => void }) {
  const { hasShortcuts } = usePreferences();
  const areas = AREAS.map(({ keys, label }) => ({ keys, label }));
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
      <Switch
        isSelected={hasShortcuts}
        onChange={(isOn) => prefer({ hasShortcuts: isOn })}
        className="group mt-6 flex cursor-pointer items-center gap-3 text-body"
      >
        <span className="flex h-5 w-9 items-center rounded-full border border-line-strong bg-raised p-0.5 transition-colors group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-accent group-data-selected:border-accent-solid group-data-selected:bg-accent-solid">
          <span className="size-3.5 rounded-full bg-text-2 transition-transform group-data-selected:translate-x-4 group-data-selected:bg-accent-on rtl:group-data-selected:-translate-x-4" />
        </span>
        {t('help.switch')}
      </Switch>
    </Modal>
  );
}
