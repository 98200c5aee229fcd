import { ROLES, type Role } from '#contract/enums.ts';
import { t } from '../../lib/i18n.ts';
import { useAccount } from '../../lib/session.ts';
import type { Option } from '../../ui/select.tsx';

/** Roles by their names. */
export const roleOptions = (roles: readonly Role[]): readonly Option[] =>
  roles.map((value) => ({ value, label: t(`role.${value}`) }));

/** The roles that whoever is signed in may give: the owner makes administrators, administrators the rest. */
export function useGivenRoles(): readonly Option[] {
  const own = useAccount()?.role;
  return roleOptions(ROLES.filter((role) => role === 'viewer' || (own === 'owner' && role === 'admin')));
}

/** The role of this name. */
export const roleNamed = (name: string): Role | undefined => ROLES.find((role) => role === name);
