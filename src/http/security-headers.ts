import type { FastifyHelmetOptions } from '@fastify/helmet';

const SELF = ["'self'"];
const NONE = ["'none'"];

/**
 * Headers that keep the page to itself. Nothing inline and nothing from elsewhere; the app sets styles through the
 * CSSOM, which needs no exception. HSTS, upgrades and opener isolation are for whoever adds TLS in front: over plain
 * HTTP browsers ignore them or, for the upgrade, break the page.
 */
export const SECURITY_HEADERS: FastifyHelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: NONE,
      baseUri: SELF,
      connectSrc: SELF,
      fontSrc: SELF,
      formAction: SELF,
      frameAncestors: NONE,
      imgSrc: ["'self'", 'data:'],
      manifestSrc: SELF,
      objectSrc: NONE,
      scriptSrc: SELF,
      scriptSrcAttr: NONE,
      styleSrc: SELF,
      workerSrc: SELF,
    },
  },
  strictTransportSecurity: false,
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  xFrameOptions: { action: 'deny' },
  referrerPolicy: { policy: 'same-origin' },
};
