import { appPath } from './base-path.ts';
import { clock } from './clock.ts';

const HOUR_MS = 3_600_000;

/** Tells when a newer app is ready; `useIt` reloads the page with it. */
export type OnNewer = (useIt: () => void) => void;

function watchFor(registration: ServiceWorkerRegistration, onNewer: OnNewer): void {
  const offer = (): void => {
    const { waiting } = registration;
    // Without a controller this is the first one, and the page is as new as it.
    if (waiting && navigator.serviceWorker.controller) onNewer(() => waiting.postMessage('take-over'));
  };
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => installing.state === 'installed' && offer());
  });
  offer();
}

/** Keeps the app at hand for when there is no network, and looks for a newer one when the page is looked at again. */
export async function keepAtHand(onNewer: OnNewer): Promise<void> {
  // Browsers know no service workers at addresses that are not secure.
  if (!('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  const hadController = serviceWorker.controller !== null;
  serviceWorker.addEventListener('controllerchange', () => hadController && location.reload());
  const registration = await serviceWorker.register(appPath('/sw.js'), { scope: appPath('/') });
  watchFor(registration, onNewer);
  let lookedAt = clock.monotonic();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || clock.monotonic() - lookedAt < HOUR_MS) return;
    lookedAt = clock.monotonic();
    registration.update().catch(() => undefined);
  });
}
