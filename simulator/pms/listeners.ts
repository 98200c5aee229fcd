import { type Notification, notificationText } from '../playback/notification.ts';

/** One client of the notification stream. */
export interface Listener {
  /** Whether its filter lets this type through. */
  accepts(type: string): boolean;
  event(notification: Notification, text: string): void;
  raw(text: string): void;
  ping(): void;
  /** Polite close. */
  close(): void;
  /** The connection just goes away. */
  abort(): void;
  /** Ends the connection in the middle of a frame. */
  cutFrame(): void;
}

/** How well the notification stream works; each flag is one way for it not to. */
export interface StreamHealth {
  /** New sockets get 503. */
  refused: boolean;
  /** Notifications are lost. */
  muted: boolean;
  /** Nothing is sent at all, not even pings. */
  silent: boolean;
}

export interface Listeners {
  readonly health: StreamHealth;
  size(): number;
  add(listener: Listener): void;
  remove(listener: Listener): void;
  notify(notification: Notification): void;
  /** Sends a text as it is, whatever the health. */
  raw(text: string): void;
  ping(): void;
  each(run: (listener: Listener) => void): void;
  heal(): void;
}

/** The clients that hear what the server has to tell. */
export function makeListeners(): Listeners {
  const all = new Set<Listener>();
  const health: StreamHealth = { refused: false, muted: false, silent: false };
  const each = (run: (listener: Listener) => void): void => {
    for (const listener of [...all]) run(listener);
  };
  return {
    health,
    size: () => all.size,
    add: (listener) => void all.add(listener),
    remove: (listener) => void all.delete(listener),
    notify(notification) {
      if (health.muted || all.size === 0) return;
      const text = notificationText(notification);
      each((listener) => {
        if (listener.accepts(notification.type)) listener.event(notification, text);
      });
    },
    raw: (text) => each((listener) => listener.raw(text)),
    ping() {
      if (!health.silent) each((listener) => listener.ping());
    },
    each,
    heal: () => void Object.assign(health, { refused: false, muted: false, silent: false }),
  };
}

/**
 * Reads the `filters` parameter of a notification stream: a list of types to send, or `-type` for those not to.
 * Without one everything but `log` is sent (Plex protocol notes 4.1).
 */
export function readFilter(filters: string | undefined): (type: string) => boolean {
  const names = (filters ?? '').split(',').filter(Boolean);
  const wanted = new Set(names.filter((name) => !name.startsWith('-')));
  const unwanted = new Set(names.filter((name) => name.startsWith('-')).map((name) => name.slice(1)));
  return (type) => (wanted.size > 0 ? wanted.has(type) : type !== 'log') && !unwanted.has(type);
}
