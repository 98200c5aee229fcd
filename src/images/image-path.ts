/** Longer than any path Plex makes. */
const MAX_LENGTH = 1_000;

/** What could lead away from the path as written: parents, empty parts, queries, escapes of these, controls. */
const MISLEADING = /\.\.|\/\/|[\\?#\s\p{Cc}]|%(?:2e|2f|5c|00)/iu;

/** Where Plex keeps pictures outside the server: people, channels, artwork. The server's own transcoder fetches them. */
const WEB_PICTURES: readonly { readonly host: string; readonly under: string }[] = [
  { host: 'plex.tv', under: '/users/' },
  { host: 'metadata-static.plex.tv', under: '/' },
  { host: 'provider-static.plex.tv', under: '/' },
  { host: 'image.tmdb.org', under: '/' },
];

function isWebPicture(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  const isPlain = url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
  return (
    isPlain &&
    !MISLEADING.test(url.pathname) &&
    WEB_PICTURES.some(({ host, under }) => url.host === host && url.pathname.startsWith(under))
  );
}

/**
 * Whether a picture may be asked of a Plex server: a plain path on it, or the address of a known place for web
 * pictures. We sign only what Plex named, but Plex names what its library's files and plugins say.
 */
export function isImagePath(path: string): boolean {
  if (path.length > MAX_LENGTH) return false;
  return path.startsWith('/') ? path.length > 1 && !MISLEADING.test(path) : isWebPicture(path);
}

/** Names that lead somewhere inside a network. */
const INNER_NAME = /(?:^|\.)(?:localhost|local|internal|lan|home|arpa)$/;

/**
 * Whether this is the address of a picture somewhere on the web, by a name: guides keep the signs of channels
 * anywhere. Only for people who may ask for any picture: the server fetches what it is told to.
 */
export function isWebAddress(address: string): boolean {
  if (address.length > MAX_LENGTH || !/^https?:\/\//.test(address) || !URL.canParse(address)) return false;
  const { hostname, username, password, port } = new URL(address);
  const isName = hostname.includes('.') && !/^[\d.]+$|^\[/.test(hostname) && !INNER_NAME.test(hostname);
  return isName && username === '' && password === '' && port === '';
}
