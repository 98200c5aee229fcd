import { XMLParser } from 'fast-xml-parser';
import type { Simulator } from '../simulator.ts';

/** One answer as a test looks at it. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Asks the media server as its owner; a path may carry its own token. */
export async function ask(
  sim: Simulator,
  path: string,
  init: { token?: string | null; headers?: Record<string, string>; method?: string; service?: 'pms' | 'plextv' } = {},
): Promise<Answer> {
  const token = init.token === undefined ? sim.token : init.token;
  const response = await fetch(`${init.service === 'plextv' ? sim.plextvUrl : sim.pmsUrl}${path}`, {
    method: init.method ?? 'GET',
    headers: { ...(token === null ? {} : { 'X-Plex-Token': token }), ...init.headers },
  });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    text: await response.text(),
  };
}

export type XmlNode = Record<string, unknown>;

const LISTS = new Set(['Video', 'Track', 'Photo', 'Directory', 'Media', 'Part', 'Stream', 'Hub', 'Setting']);
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseAttributeValue: false,
  isArray: (name) => LISTS.has(name),
});

/** The root element of an XML answer. */
export function parseXml(text: string, root = 'MediaContainer'): XmlNode {
  const document = parser.parse(text, true) as Record<string, XmlNode>;
  const node = document[root];
  if (node === undefined) throw new Error(`no ${root} in ${text.slice(0, 200)}`);
  return node;
}

/** Children of one name. */
export const nodes = (node: XmlNode, name: string): XmlNode[] => (node[name] as XmlNode[] | undefined) ?? [];

export interface SocketClient {
  readonly messages: { type: string; entry: Record<string, unknown> }[];
  readonly socket: WebSocket;
  /** Resolves when the predicate holds for what has arrived. */
  until(done: (messages: SocketClient['messages']) => boolean): Promise<void>;
  readonly closed: Promise<number>;
}

const WAIT_MS = 3000;

/** Opens the notification socket and collects what arrives. */
export async function listen(sim: Simulator, query = ''): Promise<SocketClient> {
  const url = `${sim.pmsUrl.replace('http', 'ws')}/:/websockets/notifications?X-Plex-Token=${sim.token}${query}`;
  const socket = new WebSocket(url);
  const messages: SocketClient['messages'] = [];
  const waiting = new Set<() => void>();
  socket.addEventListener('message', (event) => {
    try {
      const container = JSON.parse(String(event.data)).NotificationContainer as Record<string, unknown>;
      const payload = Object.entries(container).find(([name]) => name !== 'type' && name !== 'size')?.[1];
      const [entry = {}] = payload as Record<string, unknown>[];
      messages.push({ type: String(container.type), entry });
    } catch {
      messages.push({ type: 'unreadable', entry: { text: String(event.data) } });
    }
    for (const wake of waiting) wake();
  });
  const closed = new Promise<number>((resolve) => {
    socket.addEventListener('close', (event) => resolve(event.code));
  });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error('the socket was refused')));
  });
  const until: SocketClient['until'] = (done) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`waited in vain; got ${JSON.stringify(messages)}`)), WAIT_MS);
      const look = (): void => {
        if (!done(messages)) return;
        clearTimeout(timer);
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return { messages, socket, until, closed };
}
