import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Need } from '#auth/actor.ts';
import type { AuditEntry } from '#auth/auth.ts';
import { ErrorBody } from '#contract/common.ts';
import { redact } from '#log';
import { describeError, Problem } from '#problem';
import { cookiePlaceOf } from './caller.ts';
import type { HttpDeps } from './deps.ts';
import { type SessionCookie, sessionCookie } from './session-cookie.ts';
import { type VisitCookie, visitCookie } from './visit-cookie.ts';
import { type Who, whoOf } from './who-calls.ts';

type Schema = z.ZodType;
type Parsed<S> = S extends Schema ? z.output<S> : undefined;

interface Described {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the base path; parameters as `:name`. */
  readonly path: string;
  /** Who may call it; `nothing` only for what stands on the list of open routes. */
  readonly need: Need;
  /** Open to anybody, and still told who calls. */
  readonly asksWho?: boolean;
  /** `operationId` of the API description: what a generated client calls it. */
  readonly id: string;
  readonly tags: readonly string[];
  readonly summary: string;
  /** Codes other than 400 and 500 this route may answer with an error body; those of who may call are added. */
  readonly errors?: readonly number[];
}

interface Inputs<P, Q, B> {
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
}

interface Call<P, Q, B> extends Who {
  /** The cookie the answer sets. */
  readonly cookie: SessionCookie;
  /** The cookie of visits to others who sign people in. */
  readonly visit: VisitCookie;
  readonly deps: HttpDeps;
  readonly params: Parsed<P>;
  readonly query: Parsed<Q>;
  readonly body: Parsed<B>;
}

/** What is noted of a change; null when it is not worth a note. */
type Noted<C, A> = (call: C, answer: A) => AuditEntry | null;

/** A route that answers JSON: what `run` resolves to is checked against `response`. */
interface JsonRoute<P, Q, B, R extends Schema> extends Described, Inputs<P, Q, B> {
  readonly response: R;
  /** 200 unless said otherwise; a function when it depends on the answer, with every code it may give. */
  readonly status?: 201 | 202 | { readonly codes: readonly number[]; of(answer: z.output<R>): number };
  run(call: Call<P, Q, B>): Promise<z.output<R>>;
  /** For what an administrator changes, unless the rooms behind note it themselves. */
  readonly audit?: Noted<Call<P, Q, B>, z.output<R>>;
}

/** A route that answers with nothing (204). */
interface EmptyRoute<P, Q, B> extends Described, Inputs<P, Q, B> {
  readonly response: 'none';
  run(call: Call<P, Q, B>): Promise<void>;
  readonly audit?: (call: Call<P, Q, B>) => AuditEntry | null;
}

/** A route that writes its answer itself: a stream or bytes. `content` describes it. */
interface RawRoute<P, Q> extends Described, Inputs<P, Q, undefined> {
  readonly method: 'GET';
  readonly content: { readonly description: string; readonly types: readonly string[]; readonly schema: Schema };
  send(
    call: Call<P, Q, undefined> & { readonly request: FastifyRequest; readonly reply: FastifyReply },
  ): Promise<FastifyReply>;
}

/** A route that takes bytes as they arrive and answers JSON; the parser of its scope must leave the stream alone. */
interface BytesRoute<P, Q, R extends Schema> extends Described, Inputs<P, Q, undefined> {
  readonly method: 'PUT';
  readonly response: R;
  run(call: Call<P, Q, undefined> & { readonly source: Readable; readonly reply: FastifyReply }): Promise<z.output<R>>;
}

/** A route of any kind, ready to be registered. */
export interface Route extends Described {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly hasHead: boolean;
  handle(deps: HttpDeps, request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
}

const Nothing = z.undefined();
const Bytes = z.unknown().meta({ type: 'string', format: 'binary' });
const BYTES_TYPE = 'application/octet-stream';

const CALLERS: Readonly<Record<Exclude<Need, 'nothing'>, string>> = {
  'sign-in': 'For everybody who is signed in, who sees what is theirs, and for keys.',
  read: 'For administrators, and for keys.',
  write: 'For administrators, and for keys that may write.',
  admin: 'For administrators, and for keys that may administrate.',
};
const KNOWN_CALLER = [{ key: [] }, { bearer: [] }, { cookie: [] }];

function schemaOf(described: Described, inputs: Inputs<unknown, unknown, unknown>, success: Record<number, unknown>) {
  const hasInput = inputs.params !== undefined || inputs.query !== undefined || inputs.body !== undefined;
  const ofNeed = described.need === 'nothing' ? [] : [401, 403, 503];
  const codes = new Set([...(hasInput ? [400] : []), ...ofNeed, ...(described.errors ?? []), 500]);
  const errors = [...codes].filter((code) => !(code in success));
  return {
    operationId: described.id,
    tags: [...described.tags],
    summary: described.summary,
    ...(described.need !== 'nothing' && { description: CALLERS[described.need], security: KNOWN_CALLER }),
    ...(inputs.params !== undefined && { params: inputs.params }),
    ...(inputs.query !== undefined && { querystring: inputs.query }),
    ...(inputs.body !== undefined && { body: inputs.body }),
    response: { ...success, ...Object.fromEntries(errors.map((code) => [code, ErrorBody])) },
  };
}

/** The parts of a request as the compiled schemas left them; the types are those of the schemas in the same table row. */
const callOf = <P, Q, B>(deps: HttpDeps, request: FastifyRequest, reply: FastifyReply): Call<P, Q, B> => ({
  deps,
  ...whoOf(request, deps),
  cookie: sessionCookie(reply, cookiePlaceOf(request, deps)),
  visit: visitCookie(reply, cookiePlaceOf(request, deps)),
  params: request.params as Parsed<P>,
  query: request.query as Parsed<Q>,
  body: request.body as Parsed<B>,
});

/** What was done is done: that it could not be noted is for the log. */
async function note({ deps, by }: Pick<Call<unknown, unknown, unknown>, 'deps' | 'by'>, entry: AuditEntry | null) {
  if (entry === null) return;
  try {
    await deps.auth.audit.note(by, entry);
  } catch (error) {
    deps.log.error({ action: entry.action, reason: redact(describeError(error)) }, 'a change could not be noted');
  }
}

/** A row of a table of routes that answer JSON. */
export function json<R extends Schema, P = undefined, Q = undefined, B = undefined>(row: JsonRoute<P, Q, B, R>): Route {
  const { status } = row;
  const codes = typeof status === 'object' ? status.codes : [status ?? 200];
  return {
    ...row,
    schema: schemaOf(row, row, Object.fromEntries(codes.map((code) => [code, row.response]))),
    hasHead: row.method === 'GET',
    async handle(deps, request, reply) {
      const call = callOf<P, Q, B>(deps, request, reply);
      const answer = await row.run(call);
      await note(call, row.audit?.(call, answer) ?? null);
      return reply.code(typeof status === 'object' ? status.of(answer) : (status ?? 200)).send(answer);
    },
  };
}

/** A row of a table of routes that answer nothing. */
export function empty<P = undefined, Q = undefined, B = undefined>(row: EmptyRoute<P, Q, B>): Route {
  return {
    ...row,
    schema: schemaOf(row, row, { 204: Nothing }),
    hasHead: false,
    async handle(deps, request, reply) {
      const call = callOf<P, Q, B>(deps, request, reply);
      await row.run(call);
      await note(call, row.audit?.(call) ?? null);
      return reply.code(204).send();
    },
  };
}

/** A row of a table of routes that write their answer themselves. */
export function raw<P = undefined, Q = undefined>(row: RawRoute<P, Q>): Route {
  const { description, types, schema } = row.content;
  const content = Object.fromEntries(types.map((type) => [type, { schema }]));
  return {
    ...row,
    schema: schemaOf(row, row, { 200: { description, content } }),
    hasHead: false,
    handle: (deps, request, reply) => row.send({ ...callOf<P, Q, undefined>(deps, request, reply), request, reply }),
  };
}

/** A row of a table of routes that take bytes. */
export function bytes<R extends Schema, P = undefined, Q = undefined>(row: BytesRoute<P, Q, R>): Route {
  return {
    ...row,
    schema: { ...schemaOf(row, { ...row, body: Bytes }, { 200: row.response }), consumes: [BYTES_TYPE] },
    hasHead: false,
    async handle(deps, request, reply) {
      const { body: source } = request;
      if (!(source instanceof Readable)) throw new Problem('invalid', `The body must be sent as ${BYTES_TYPE}`);
      return reply.send(await row.run({ ...callOf<P, Q, undefined>(deps, request, reply), source, reply }));
    },
  };
}

/** Lets the routes of a scope take bytes: they are handed on as they arrive, however many there are. */
export function takeBytes(scope: FastifyInstance): void {
  scope.addContentTypeParser(BYTES_TYPE, (_request, payload, done) => done(null, payload));
}

/** Puts a table of routes on the app. */
export function register(app: FastifyInstance, deps: HttpDeps, routes: readonly Route[]): void {
  for (const route of routes) {
    app.route({
      method: route.method,
      url: route.path,
      schema: route.schema,
      config: { need: route.need, asksWho: route.asksWho ?? false },
      exposeHeadRoute: route.hasHead,
      handler: (request, reply) => route.handle(deps, request, reply),
    });
  }
}
