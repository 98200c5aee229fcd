/** How requests to Plex travel, asked for anew at each of them, so that a changed setting counts at once. */
import type { Settings } from '#config/settings.ts';

/** Sends one request. */
export type Fetch = (url: URL, init: RequestInit) => Promise<Response>;

export interface NetworkSettings {
  /** Until an answer begins, between two pieces of it, and without a sign of life of the notifications. */
  readonly timeoutMs: number;
  readonly verifiesCertificates: boolean;
  /** In which texts are wanted, e.g. `de`. */
  readonly language: string;
  /** How often a lost connection for notifications is tried anew before it counts as lost. */
  readonly socketAttempts: number;
  readonly socketPauseMs: number;
  /** How often a server that was lost is asked again. */
  readonly socketRoundMs: number;
}

export type Network = () => Promise<NetworkSettings>;

export const DEFAULT_NETWORK: NetworkSettings = {
  timeoutMs: 15_000,
  verifiesCertificates: true,
  language: new Intl.Locale(new Intl.DateTimeFormat().resolvedOptions().locale).language,
  socketAttempts: 5,
  socketPauseMs: 5_000,
  socketRoundMs: 30_000,
};

/** The same for good, with the defaults for what is not said. */
export const fixedNetwork = (changes: Partial<NetworkSettings> = {}): Network => {
  const settings = { ...DEFAULT_NETWORK, ...changes };
  return async () => settings;
};

type Read = Pick<
  Settings,
  'plexTimeoutSeconds' | 'verifyCertificates' | 'plexLanguage' | 'websocketAttempts' | 'websocketRetrySeconds'
>;

/** What the settings say. While they cannot be read, what they said last. */
export function networkFrom(current: () => Promise<Read>): Network {
  let known = DEFAULT_NETWORK;
  return async () => {
    try {
      const settings = await current();
      known = {
        ...DEFAULT_NETWORK,
        timeoutMs: settings.plexTimeoutSeconds * 1_000,
        verifiesCertificates: settings.verifyCertificates,
        language: settings.plexLanguage || DEFAULT_NETWORK.language,
        socketAttempts: settings.websocketAttempts,
        socketPauseMs: settings.websocketRetrySeconds * 1_000,
      };
    } catch {
      // A database that is away must not keep Plex from being asked.
    }
    return known;
  };
}
