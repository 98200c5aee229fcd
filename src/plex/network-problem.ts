/** What went wrong on the way to a server, as the end of a sentence that begins with its name. */
const SAYINGS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses the connection',
  ECONNRESET: 'closed the connection',
  EPIPE: 'closed the connection',
  UND_ERR_SOCKET: 'closed the connection',
  EHOSTUNREACH: 'cannot be reached over the network',
  ENETUNREACH: 'cannot be reached over the network',
  ETIMEDOUT: 'does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'does not answer',
  ENOTFOUND: 'has an address whose name is not known',
  EAI_AGAIN: 'has an address whose name cannot be looked up at the moment',
  CERT_HAS_EXPIRED: 'has a certificate that has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'has a certificate that is not trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'has a certificate that is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'has a certificate that is not trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'has a certificate that is not trusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'has a certificate for another name than its address',
  ERR_SSL_WRONG_VERSION_NUMBER: 'does not speak TLS on this port (an address with http:// may be meant)',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'does not speak TLS on this port (an address with http:// may be meant)',
  EPROTO: 'does not speak TLS on this port (an address with http:// may be meant)',
  HPE_INVALID_CONSTANT: 'does not speak HTTP on this port',
};

/** The innermost error of a chain of causes; attempts over several addresses count as their first failure. */
function rootOf(error: unknown): unknown {
  if (error instanceof AggregateError && error.errors.length > 0) return rootOf(error.errors[0]);
  if (error instanceof Error && error.cause instanceof Error) return rootOf(error.cause);
  return error;
}

const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;

/** For example `refuses the connection (ECONNREFUSED)`. Never contains a header or an address with a query. */
export function networkProblem(error: unknown): string {
  const root = rootOf(error);
  const code = codeOf(root);
  if (code !== null) return `${SAYINGS[code] ?? 'cannot be reached'} (${code})`;
  const message = root instanceof Error ? root.message : String(root);
  return message === 'terminated' ? 'closed the connection' : `cannot be reached (${message.slice(0, 160)})`;
}
