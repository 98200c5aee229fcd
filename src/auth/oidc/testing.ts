/** A small OpenID provider of its own, which can be told to lie. */
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the next ID token is like; everything else is as it should be. */
export interface Lies {
  /** Instead of the claims as they are. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly userInfo?: Readonly<Record<string, unknown>>;
  /** Signed with a key nobody knows. */
  readonly isForged?: boolean;
  readonly isUnsigned?: boolean;
}

export interface TestProvider {
  readonly issuer: string;
  lies: Lies;
  /** How often it was asked for each of its pages. */
  readonly asked: Map<string, number>;
  /** A person agrees: the query their browser is sent back with. Also checks what we sent them with. */
  agree(address: string): string;
  close(): Promise<void>;
}

export const CLIENT = { id: 'spyglass', secret: 'a secret: with/odd characters' } as const;

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const keys = () => generateKeyPairSync('rsa', { modulusLength: 2_048 });

interface Grant {
  readonly nonce: string;
  readonly challenge: string;
  readonly redirectUri: string;
}

export async function startProvider(): Promise<TestProvider> {
  const [own, other] = [keys(), keys()];
  const grants = new Map<string, Grant>();
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: TestProvider = {
    ...{ issuer, lies: {}, asked: new Map<string, number>() },
    agree(address) {
      const { searchParams: sent } = new URL(address);
      if (sent.get('response_type') !== 'code' || sent.get('code_challenge_method') !== 'S256')
        throw new Error('asked');
      const code = randomUUID();
      grants.set(code, {
        nonce: sent.get('nonce') ?? '',
        challenge: sent.get('code_challenge') ?? '',
        redirectUri: sent.get('redirect_uri') ?? '',
      });
      return new URLSearchParams({ code, state: sent.get('state') ?? '' }).toString();
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };

  function idToken(grant: Grant): string {
    const now = Math.floor(Date.now() / 1_000);
    const usual = { iss: issuer, aud: CLIENT.id, sub: 'ada-1', iat: now, exp: now + 300, nonce: grant.nonce };
    const claims = { ...usual, preferred_username: 'ada', ...provider.lies.claims };
    if (provider.lies.isUnsigned === true) return `${encode({ alg: 'none' })}.${encode(claims)}.`;
    const head = `${encode({ alg: 'RS256', kid: 'one' })}.${encode(claims)}`;
    const { privateKey } = provider.lies.isForged === true ? other : own;
    return `${head}.${sign('sha256', Buffer.from(head), privateKey).toString('base64url')}`;
  }

  async function token(request: IncomingMessage): Promise<[number, unknown]> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const body = new URLSearchParams(Buffer.concat(pieces).toString());
    const grant = grants.get(body.get('code') ?? '');
    grants.delete(body.get('code') ?? '');
    const [id = '', secret = ''] = Buffer.from(request.headers.authorization?.slice(6) ?? '', 'base64')
      .toString()
      .split(':')
      .map((part) => decodeURIComponent(part.replaceAll('+', ' ')));
    if (id !== CLIENT.id || secret !== CLIENT.secret) return [401, { error: 'invalid_client' }];
    const challenge = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url');
    if (grant === undefined || grant.challenge !== challenge || grant.redirectUri !== body.get('redirect_uri'))
      return [400, { error: 'invalid_grant' }];
    return [200, { access_token: 'access', token_type: 'Bearer', expires_in: 60, id_token: idToken(grant) }];
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    provider.asked.set(path, (provider.asked.get(path) ?? 0) + 1);
    const [status, body] = await pageOf(path, request);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }

  async function pageOf(path: string, request: IncomingMessage): Promise<[number, unknown]> {
    if (path === '/token') return token(request);
    if (path === '/userinfo') return [200, { sub: 'ada-1', ...provider.lies.userInfo }];
    if (path === '/keys')
      return [200, { keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256' }] }];
    if (path !== '/.well-known/openid-configuration') return [404, {}];
    return [
      200,
      {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/userinfo`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      },
    ];
  }
  return provider;
}
