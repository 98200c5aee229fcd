import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProxiedImage } from '#images/proxy.ts';

/** Plex paths carry a version and ours are signed, so a picture never changes under its address. */
const CACHE_CONTROL = 'private, max-age=31536000, immutable';

/** Whether an `If-None-Match` header names this entity tag (RFC 9110 13.1.2, weak comparison). */
export function matchesEtag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}

/** Sends a picture, or 304 when the browser has it. */
export function sendImage(image: ProxiedImage, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.header('cache-control', CACHE_CONTROL).header('etag', image.etag);
  if (matchesEtag(request.headers['if-none-match'], image.etag)) return reply.code(304).send();
  return reply.type(image.contentType).send(image.bytes);
}
