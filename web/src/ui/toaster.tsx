import { CircleCheck } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { clock } from '../lib/clock.ts';

interface Toast {
  readonly id: number;
  readonly text: string;
}

const VISIBLE_MS = 6000;
const listeners = new Set<() => void>();
let toasts: readonly Toast[] = [];
let lastId = 0;

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Says that something worked, for a few seconds. */
export function toast(text: string): void {
  lastId += 1;
  const id = lastId;
  set([...toasts, { id, text }]);
  clock.after(VISIBLE_MS, () => set(toasts.filter((shown) => shown.id !== id)));
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
      {shown.map(({ id, text }) => (
        <p
          key={id}
          className="animate-rise flex max-w-full items-center gap-2 rounded-card bg-overlay px-4 py-3 text-body text-text shadow-overlay"
        >
          <CircleCheck size={16} strokeWidth={2} aria-hidden="true" className="shrink-0 text-ok" />
          {text}
        </p>
      ))}
    </div>
  );
}
