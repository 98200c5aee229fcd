import { CircleCheck, TriangleAlert, X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Button } from 'react-aria-components/Button';
import { clock } from '../lib/clock.ts';
import { t } from '../lib/i18n.ts';
import { IconButton } from './button.tsx';

/** What can still be done about it, such as taking it back. */
export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
  /** It can wait: the toast stays until it is done or closed. */
  readonly isPatient?: boolean;
}

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly action: ToastAction | undefined;
  readonly isProblem: boolean;
}

const VISIBLE_MS = 6000;
/** Long enough to read it, find out that it was a mistake, and get there. */
const WITH_ACTION_MS = 10_000;
const listeners = new Set<() => void>();
let toasts: readonly Toast[] = [];
let lastId = 0;

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

const close = (id: number): void => set(toasts.filter((shown) => shown.id !== id));

/** Says that something did not work, for ten seconds. */
export const problemToast = (text: string): void => show(text, undefined, true);

/** Says that something worked, for a few seconds; for ten when there is something to do about it. */
export const toast = (text: string, action?: ToastAction): void => show(text, action, false);

function show(text: string, action: ToastAction | undefined, isProblem: boolean): void {
  lastId += 1;
  const id = lastId;
  set([...toasts, { id, text, action, isProblem }]);
  if (action?.isPatient) return;
  clock.after(action === undefined && !isProblem ? VISIBLE_MS : WITH_ACTION_MS, () => close(id));
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Where toasts appear; polite to screen readers. */
export function Toaster() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-[calc(var(--bottom-bar)+1rem)] z-50 flex flex-col items-center gap-2 px-4 sm:bottom-6"
    >
      {shown.map(({ id, text, action, isProblem }) => (
        <p
          key={id}
          className="animate-rise flex max-w-full items-center gap-2 rounded-card bg-overlay px-4 py-3 text-body text-text shadow-overlay"
        >
          {isProblem ? (
            <TriangleAlert size={16} strokeWidth={2} aria-hidden="true" className="shrink-0 text-danger" />
          ) : (
            <CircleCheck size={16} strokeWidth={2} aria-hidden="true" className="shrink-0 text-ok" />
          )}
          {text}
          {action !== undefined && (
            <Button
              onPress={() => {
                close(id);
                action.run();
              }}
              className="touch-target pointer-events-auto relative -my-1 ms-2 shrink-0 cursor-pointer rounded-control px-2 py-1 font-semibold text-accent hover:bg-raised"
            >
              {action.label}
            </Button>
          )}
          {action?.isPatient && (
            <IconButton label={t('close')} className="pointer-events-auto size-8" onPress={() => close(id)}>
              <X size={16} strokeWidth={1.75} aria-hidden="true" />
            </IconButton>
          )}
        </p>
      ))}
    </div>
  );
}
