/**
 * An authenticator in software, for tests: makes keys and signs challenges as WebAuthn (levels 2 and 3) describes it. Written
 * from the specification, so that the library is not tested with itself.
 */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();

/** CBOR (RFC 8949), as much of it as attestations need. */
export function cbor(value: number | string | Buffer | Map<unknown, unknown>): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const entries = [...value].flat().map((one) => cbor(one as string));
  return Buffer.concat([head(5, value.size), ...entries]);
}

function head(kind: number, size: number): Buffer {
  const first = kind << 5;
  if (size < 24) return Buffer.from([first | size]);
  if (size < 256) return Buffer.from([first | 24, size]);
  return Buffer.from([first | 25, size >> 8, size & 255]);
}

const [KEY_TYPE, ALGORITHM, CURVE, X, Y] = [1, 3, -1, -2, -3];

/** An ES256 key in COSE form (RFC 9053). */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  const part = (text: string): Buffer => Buffer.from(text, 'base64url');
  const es256: [number, unknown][] = [
    [KEY_TYPE, 2],
    [ALGORITHM, -7],
    [CURVE, 1],
    [X, part(x)],
    [Y, part(y)],
  ];
  return cbor(new Map<unknown, unknown>(es256));
}

const USER_PRESENT = 1;
const USER_VERIFIED = 4;
const HAS_KEY = 64;

export interface Options {
  readonly challenge?: unknown;
  readonly rp?: unknown;
  readonly rpId?: unknown;
}

/** What a test bends. */
export interface Bend {
  readonly origin?: string;
  readonly rpId?: string;
  readonly isVerified?: boolean;
  readonly counter?: number;
  readonly challenge?: string;
}

export interface Authenticator {
  readonly credentialId: string;
  /** Answers the options of a registration. */
  create(options: Options, origin: string, bend?: Bend): ReturnType<typeof registration>;
  /** Answers the options of a sign-in, counting up. */
  get(options: Options, origin: string, bend?: Bend): ReturnType<typeof assertion>;
}

/** A new authenticator with one key. `counts`: it counts its signatures; those that are copied between devices do not. */
export function createAuthenticator({ counts = true }: { readonly counts?: boolean } = {}): Authenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credential = { id: randomBytes(32), publicKey, privateKey };
  let counter = 0;
  return {
    credentialId: credential.id.toString('base64url'),
    create: (options, origin, bend = {}) => registration(credential, askedOf(options, origin, 0, bend)),
    get(options, origin, bend = {}) {
      if (counts) counter++;
      return assertion(credential, askedOf(options, origin, counter, bend));
    },
  };
}

interface Credential {
  readonly id: Buffer;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

interface Asked {
  readonly challenge: string;
  readonly origin: string;
  readonly rpId: string;
  readonly flags: number;
  readonly counter: number;
}

function askedOf({ challenge, rp, rpId }: Options, origin: string, counter: number, bend: Bend): Asked {
  const named = typeof rp === 'object' && rp !== null && 'id' in rp ? rp.id : rpId;
  return {
    challenge: bend.challenge ?? String(challenge),
    origin: bend.origin ?? origin,
    rpId: bend.rpId ?? String(named),
    flags: USER_PRESENT | (bend.isVerified === false ? 0 : USER_VERIFIED),
    counter: bend.counter ?? counter,
  };
}

const clientData = (type: string, { challenge, origin }: Asked): Buffer =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

function authenticatorData({ rpId, flags, counter }: Asked, more: Buffer = Buffer.alloc(0)): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  return Buffer.concat([sha256(rpId), Buffer.from([flags | (more.length > 0 ? HAS_KEY : 0)]), count, more]);
}

const named = (id: Buffer) => {
  const text = id.toString('base64url');
  return { id: text, rawId: text, type: 'public-key' as const, clientExtensionResults: {} };
};

function registration({ id, publicKey }: Credential, asked: Asked) {
  const length = Buffer.from([0, id.length]);
  const authData = authenticatorData(asked, Buffer.concat([Buffer.alloc(16), length, id, coseKey(publicKey)]));
  const attestation = cbor(
    new Map<unknown, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', authData],
    ]),
  );
  return {
    ...named(id),
    response: {
      clientDataJSON: clientData('webauthn.create', asked).toString('base64url'),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal'],
    },
  };
}

function assertion({ id, privateKey }: Credential, asked: Asked) {
  const client = clientData('webauthn.get', asked);
  const authData = authenticatorData(asked);
  const signature = sign('sha256', Buffer.concat([authData, sha256(client)]), privateKey);
  return {
    ...named(id),
    response: {
      clientDataJSON: client.toString('base64url'),
      authenticatorData: authData.toString('base64url'),
      signature: signature.toString('base64url'),
      userHandle: null,
    },
  };
}
