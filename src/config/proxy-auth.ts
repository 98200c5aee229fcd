/** A reverse proxy that signs people in, as the environment declares it (authentication notes 14). */
import { BlockList } from 'node:net';
import { z } from 'zod';
import { Problem } from '#problem';
import { addNetwork } from './network-addresses.ts';

export interface ProxyAuth {
  /** In which header the proxy says who somebody is. */
  readonly header: string;
  /** The peers that are believed, by the connection itself. */
  readonly from: BlockList;
  /** Somebody the header names for the first time becomes a viewer, or what the roles say. */
  readonly creates: boolean;
  /** A header with the groups of a person, and what they make of them; null: accounts keep the role they have here. */
  readonly roleHeader: string | null;
  /** The first group that somebody is in decides. */
  readonly roles: readonly { readonly value: string; readonly role: 'admin' | 'viewer' }[];
}

const HEADER = /^[a-z][a-z0-9-]{0,99}$/i;
/** What requests are read by, or what says where they come from: none of them names a person. */
const TAKEN: ReadonlySet<string> = new Set(
  ['authorization', 'cookie', 'host', 'origin', 'forwarded', 'x-api-key', 'connection', 'upgrade', 'user-agent'].concat(
    ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-prefix', 'content-type', 'accept'],
  ),
);

const header = (name: string) =>
  z
    .string()
    .trim()
    .refine((text) => HEADER.test(text) && !TAKEN.has(text.toLowerCase()), `${name} must be a header like Remote-User`)
    .optional();

export const PROXY_AUTH_VARIABLES = {
  SPYGLASS_PROXY_AUTH_HEADER: header('SPYGLASS_PROXY_AUTH_HEADER'),
  SPYGLASS_PROXY_AUTH_FROM: z.string().trim().optional(),
  SPYGLASS_PROXY_AUTH_CREATE: z
    .enum(['0', '1', 'true', 'false'])
    .transform((value) => value === '1' || value === 'true')
    .default(false),
  SPYGLASS_PROXY_AUTH_ROLE_HEADER: header('SPYGLASS_PROXY_AUTH_ROLE_HEADER'),
  SPYGLASS_PROXY_AUTH_ROLES: z.string().trim().optional(),
} as const;

type Given = z.output<z.ZodObject<typeof PROXY_AUTH_VARIABLES>>;

const Role = z.enum(['admin', 'viewer']);

/** @throws Problem `invalid` with one sentence. */
export function proxyAuthOf(e: Given): ProxyAuth | undefined {
  const { SPYGLASS_PROXY_AUTH_HEADER: name, SPYGLASS_PROXY_AUTH_FROM: from } = e;
  const { SPYGLASS_PROXY_AUTH_ROLE_HEADER: roleHeader, SPYGLASS_PROXY_AUTH_ROLES: roles } = e;
  if ((name === undefined) !== (from === undefined))
    throw new Problem('invalid', 'SPYGLASS_PROXY_AUTH_HEADER and SPYGLASS_PROXY_AUTH_FROM belong together', {
      hint: 'Anybody could write the header; only the addresses of your proxy may be believed',
    });
  if ((roleHeader === undefined) !== (roles === undefined))
    throw new Problem('invalid', 'SPYGLASS_PROXY_AUTH_ROLE_HEADER and SPYGLASS_PROXY_AUTH_ROLES belong together');
  if (name === undefined || from === undefined) {
    if (roleHeader === undefined && !e.SPYGLASS_PROXY_AUTH_CREATE) return undefined;
    throw new Problem('invalid', 'SPYGLASS_PROXY_AUTH_... has a meaning with SPYGLASS_PROXY_AUTH_HEADER only');
  }
  return Object.freeze({
    header: name,
    from: networksOf(from),
    creates: e.SPYGLASS_PROXY_AUTH_CREATE,
    roleHeader: roleHeader ?? null,
    roles: rolesOf(roles ?? ''),
  });
}

const listOf = (text: string): string[] => text.split(/[\s,]+/).filter((entry) => entry !== '');

function networksOf(text: string): BlockList {
  const networks = listOf(text);
  const list = new BlockList();
  for (const network of networks) {
    // A network of all addresses would let anybody be anybody.
    if (/\/0+$/.test(network) || !addNetwork(list, network))
      throw new Problem(
        'invalid',
        `SPYGLASS_PROXY_AUTH_FROM: ${network} is no address or network such as 10.0.0.2 or 172.18.0.0/16`,
      );
  }
  if (networks.length === 0)
    throw new Problem('invalid', 'SPYGLASS_PROXY_AUTH_FROM must list the addresses of your proxy');
  return list;
}

function rolesOf(text: string): ProxyAuth['roles'] {
  const entries = text.split(',').map((entry) => entry.trim());
  return entries
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [value = '', given, ...more] = entry.split('=').map((part) => part.trim());
      const role = Role.safeParse(given).data;
      if (value === '' || role === undefined || more.length > 0)
        throw new Problem('invalid', `SPYGLASS_PROXY_AUTH_ROLES: "${entry}" must be GROUP=admin or GROUP=viewer`);
      return { value, role };
    });
}
