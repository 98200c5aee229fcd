import type { Call } from '../http/call.ts';
import { element, type Reply } from '../http/reply.ts';
import { type Attributes, type Element, el } from '../wire/element.ts';

const START = 'X-Plex-Container-Start';
const SIZE = 'X-Plex-Container-Size';

const asked = (call: Call, name: string): string | undefined => call.query[name] ?? call.header(name.toLowerCase());

/**
 * The part of a list a request asks for, in a container that says how much there is.
 * `totalSize` and `offset` are given only when paging was asked for (Plex protocol notes 1.5).
 */
export function page<T>(
  call: Call,
  list: readonly T[],
  render: (entry: T) => Element,
  attrs: Attributes = {},
): Element {
  const start = asked(call, START);
  const size = asked(call, SIZE);
  if (start === undefined && size === undefined) {
    return el('MediaContainer', { size: list.length, ...attrs }, list.map(render));
  }
  const offset = Number(start ?? 0);
  const shown = list.slice(offset, size ? offset + Number(size) : undefined);
  return el(
    'MediaContainer',
    { size: shown.length, totalSize: list.length, offset, ...attrs },
    shown.map((entry) => render(entry)),
  );
}

export const container = (attrs: Attributes, children: readonly Element[] = []): Reply =>
  element(el('MediaContainer', { size: children.length, ...attrs }, children));

export const emptyContainer = (attrs: Attributes = {}): Reply => container({ size: 0, ...attrs });
