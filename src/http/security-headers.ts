import type { FastifyHelmetOptions } from '@fastify/helmet';
import type { WebConfig } from '#config/environment-web.ts';

const SELF = ["'self'"];
const NONE = ["'none'"];

/** For answers that are given before any route is looked for: they are JSON and nothing else. */
export const BARE_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

type WebHeaders = Pick<WebConfig, 'isHstsSent' | 'frameAncestors'>;

const YEAR_SECONDS = 31_536_000;

/**
 * Headers that keep the page to itself. Nothing inline and nothing from elsewhere; the app sets styles through the
 * CSSOM, which needs no exception. Upgrades and opener isolation are for whoever adds TLS in front: over plain HTTP browsers ignore
 * them or, for the upgrade, break the page. HSTS shuts out whoever comes without TLS for a year, so it is sent when it was asked for.
 */
export const securityHeaders = ({ isHstsSent, frameAncestors }: WebHeaders): FastifyHelmetOptions => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: NONE,
      baseUri: SELF,
      connectSrc: SELF,
      fontSrc: SELF,
      formAction: SELF,
      frameAncestors: frameAncestors.length === 0 ? NONE : ["'self'", ...frameAncestors],
      imgSrc: ["'self'", 'data:'],
      manifestSrc: SELF,
      objectSrc: NONE,
      scriptSrc: SELF,
      scriptSrcAttr: NONE,
      styleSrc: SELF,
      workerSrc: SELF,
    },
  },
  strictTransportSecurity: isHstsSent && { maxAge: YEAR_SECONDS, includeSubDomains: false },
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  // It knows no list; browsers that know frame-ancestors do not look at it.
  xFrameOptions: frameAncestors.length === 0 && { action: 'deny' },
  referrerPolicy: { policy: 'same-origin' },
});
