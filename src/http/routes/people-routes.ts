import { z } from 'zod';
import { IdParameter } from '#contract/common.ts';
import { LogQuery, SignInPage, SignInQuery } from '#contract/logs.ts';
import { AddressPage, PeoplePage, PeopleQuery, PersonDetail } from '#contract/people.ts';
import { json, type Route } from '../route.ts';

const params = z.object({ id: IdParameter });

/** People. */
export const peopleRoutes: readonly Route[] = [
  json({
    method: 'GET',
    path: '/api/v3/users',
    need: 'sign-in',
    id: 'listUsers',
    tags: ['users'],
    summary: 'People with what they watched, searched and in any order',
    errors: [503],
    query: PeopleQuery,
    response: PeoplePage,
    run: ({ deps, visible, query }) => deps.native.people(visible, query),
  }),
  json({
    method: 'GET',
    path: '/api/v3/users/:id',
    need: 'sign-in',
    id: 'getUser',
    tags: ['users'],
    summary: 'A person with their watch time and players',
    errors: [404, 503],
    params,
    response: PersonDetail,
    run: ({ deps, visible, params: { id } }) => deps.native.person(visible, id),
  }),
  json({
    method: 'GET',
    path: '/api/v3/users/:id/addresses',
    need: 'sign-in',
    id: 'listUserAddresses',
    tags: ['users'],
    summary: 'The addresses a person was seen at, the latest first',
    errors: [404, 503],
    params,
    query: LogQuery.pick({ offset: true, limit: true }),
    response: AddressPage,
    run: ({ deps, visible, params: { id }, query }) => deps.native.addresses(visible, id, query),
  }),
  json({
    method: 'GET',
    path: '/api/v3/sign-ins',
    need: 'sign-in',
    id: 'listSignIns',
    tags: ['users'],
    summary: 'Tries to sign in, successful or not',
    errors: [503],
    query: SignInQuery,
    response: SignInPage,
    run: ({ deps, visible, query }) => deps.native.signIns(visible, query),
  }),
];
