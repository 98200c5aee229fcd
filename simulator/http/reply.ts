import type { Element } from '../wire/element.ts';

/** What a route answers; `null` stands for "no such thing" and becomes a 404 of the service's flavour. */
export type Reply =
  | { readonly kind: 'element'; readonly element: Element; readonly status?: number }
  | { readonly kind: 'document'; readonly body: string; readonly type: string; readonly status?: number }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly type: string }
  | { readonly kind: 'status'; readonly status: number };

export const element = (node: Element, status?: number): Reply =>
  status === undefined ? { kind: 'element', element: node } : { kind: 'element', element: node, status };
export const text = (body: string, type = 'text/plain'): Reply => ({ kind: 'document', body, type });
export const bytes = (content: Uint8Array, type: string): Reply => ({ kind: 'bytes', bytes: content, type });
export const status = (code: number): Reply => ({ kind: 'status', status: code });
