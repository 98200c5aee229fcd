import { describe, expect, test } from 'vitest';
import { ROLES, type Role } from '#contract/enums.ts';
import type { AccountId, ServerId, UserId } from '#contract/ids.ts';
import { type Actor, gives, mayDo, NEEDS, type Need, NOBODY, visibleTo } from './actor.ts';
import { mayManage } from './rights.ts';

const account = (role: Role, userId: number | null = null): Actor => ({
  kind: 'account',
  accountId: 1 as AccountId,
  name: 'x',
  role,
  userId: userId as UserId | null,
  sessionHash: '',
});
const key = (scope: 'read' | 'write' | 'admin', serverId: number | null = null): Actor => ({
  kind: 'key',
  keyId: 1,
  name: 'k',
  scope,
  serverId: serverId as ServerId | null,
});

describe('what an actor may do', () => {
  test.each<[string, Actor, Need]>([
    ['nobody', NOBODY, 'nothing'],
    ['an owner', account('owner'), 'admin'],
    ['an administrator', account('admin'), 'admin'],
    ['a viewer', account('viewer'), 'sign-in'],
    ['a guest', account('guest'), 'sign-in'],
    ['a key that reads', key('read'), 'read'],
    ['a key that writes', key('write'), 'write'],
    ['a key that administers', key('admin'), 'admin'],
    ['a key that reads one server', key('read', 5), 'read'],
    ['a key that would administer one server', key('admin', 5), 'write'],
  ])('%s', (_what, actor, most) => {
    expect(gives(actor)).toBe(most);
    for (const need of NEEDS) expect(mayDo(actor, need)).toBe(NEEDS.indexOf(need) <= NEEDS.indexOf(most));
  });
});

describe('what an actor sees', () => {
  test.each<[string, Actor, object]>([
    ['an owner', account('owner', 7), { kind: 'all', serverId: null }],
    ['an administrator', account('admin'), { kind: 'all', serverId: null }],
    ['a viewer', account('viewer', 7), { kind: 'own', userId: 7 }],
    ['a guest', account('guest', 7), { kind: 'own', userId: 7 }],
    ['a viewer who is nobody in particular', account('viewer'), { kind: 'own', userId: 0 }],
    ['nobody', NOBODY, { kind: 'own', userId: 0 }],
    ['a key', key('read'), { kind: 'all', serverId: null }],
    ['a key for one server', key('admin', 5), { kind: 'all', serverId: 5 }],
  ])('%s', (_what, actor, visible) => expect(visibleTo(actor)).toEqual(visible));
});

describe('whom an actor manages', () => {
  const ALL = [...ROLES];
  test.each<[string, Actor, Role[]]>([
    ['nobody', NOBODY, []],
    ['an owner', account('owner'), ALL],
    ['an administrator', account('admin'), ['viewer', 'guest']],
    ['a viewer', account('viewer'), []],
    ['a guest', account('guest'), []],
    ['a key that writes', key('write'), []],
    ['a key that administers', key('admin'), ['viewer', 'guest']],
    ['a key for one server', key('admin', 5), []],
  ])('%s', (_what, actor, roles) => expect(ROLES.filter((role) => mayManage(actor, role))).toEqual(roles));
});
