/** One request from its parameters to its answer (API notes 2 and 3). */
import { type Log, redact } from '#log';
import { describeError } from '#problem';
import { type ApiAccess, type ApiKeyGrant, includesScope, isRightMode, NOBODY, scopeOf } from './access.ts';
import type { Command, CommandContext, CommandRoom } from './command.ts';
import { type Output, PLAIN_JSON, type Rendered, readOutput, render, replyOf } from './envelope.ts';
import { replyToError } from './failure.ts';
import { type KeepDeps, keptAnswer } from './keep-answer.ts';
import { lastSent, readBoolean, type SentParams } from './params.ts';
import type { Registry } from './registry.ts';
import { failed, isRaw, type Reply, raw } from './reply.ts';

export interface DispatchDeps {
  readonly log: Log;
  readonly access: ApiAccess;
  readonly registry: Registry;
  /** What commands share. @throws Problem `unavailable` while the program starts. */
  room(): Promise<CommandRoom>;
  /** Notes that a command which changes something was run, and with which parameters (their names). */
  noteChange?(grant: ApiKeyGrant, change: NotedChange): Promise<void>;
  /** Where answers are kept; absent where none are. */
  readonly keep?: KeepDeps;
}

export interface NotedChange {
  readonly command: string;
  readonly parameters: readonly string[];
  readonly ipAddress: string | null;
}

export interface ApiRequest {
  readonly sent: SentParams;
  /** A key sent in a header; one among the parameters counts more. */
  readonly headerKey: string | undefined;
  /** Where it comes from; null when nobody knows. */
  readonly ipAddress?: string | null;
}

/** Parameters of the protocol, which no command sees. `app` stays when it is no flag: an import names a program so. */
const PROTOCOL_PARAMS: ReadonlySet<string> = new Set(['apikey', 'cmd', 'out_type', 'callback', 'debug', 'profileme']);

/** Answers a request. Never throws: whatever goes wrong is an answer. */
export async function answerRequest(request: ApiRequest, deps: DispatchDeps): Promise<Rendered> {
  const output = readOutput(request.sent);
  if (typeof output === 'string') return render(failed(output, { status: 500 }), PLAIN_JSON);
  const cmd = lastSent(request.sent, 'cmd') ?? '';
  try {
    return render(await replyTo(request, output, deps), output);
  } catch (error) {
    return render(replyToError(error, cmd, deps.log), output);
  }
}

async function replyTo(request: ApiRequest, output: Output, deps: DispatchDeps): Promise<Reply> {
  const command = deps.registry.find(lastSent(request.sent, 'cmd') ?? '');
  if (command?.isOpen) return runCommand(command, NOBODY, { request, output }, deps);
  const entrance = await enter(request, command, deps);
  if (!entrance.isOpen) return refused(entrance.message, command);
  return runCommand(entrance.command, entrance.grant, { request, output }, deps);
}

type Entrance =
  | { readonly isOpen: true; readonly command: Command; readonly grant: ApiKeyGrant }
  | { readonly isOpen: false; readonly message: string };

const closed = (message: string): Entrance => ({ isOpen: false, message });

/** The checks in the order clients know; the first that fails gives the message (API notes 2). */
async function enter(request: ApiRequest, command: Command | undefined, deps: DispatchDeps): Promise<Entrance> {
  const { access, registry } = deps;
  const key = keyOf(request);
  const grant = key == null ? null : await access.authenticate(key, request.ipAddress ?? null);
  // A program's key that is good says that there are such keys, and that not all of them are switched off.
  const state = grant?.kind === 'key' ? 'on' : await access.state();
  if (state === 'off') return closed('API not enabled');
  if (state === 'no-key') return closed('API key not generated');
  if (key === undefined) return closed('Parameter apikey is required');
  const cmd = lastSent(request.sent, 'cmd');
  const possible = `Possible commands are: ${registry.names.join(', ')}`;
  if (cmd === undefined) return closed(`Parameter cmd is required. ${possible}`);
  if (command === undefined) return closed(`Unknown command: ${cmd}. ${possible}`);
  const isApp = readBoolean(lastSent(request.sent, 'app') ?? '');
  if (grant === null || !isRightMode(grant, isApp, command.name)) return closed('Invalid apikey');
  if (grant.isElsewhere) return closed('This apikey is for one server, and this API tells of others');
  if (!includesScope(scopeOf(grant), command.access))
    return closed(`This apikey may not use the command ${command.name}`);
  return { isOpen: true, command, grant };
}

/** The key that was sent; null when several different ones were, undefined when none was. */
function keyOf({ sent, headerKey }: ApiRequest): string | null | undefined {
  const [key, ...others] = new Set(sent.get('apikey') ?? []);
  return others.length > 0 ? null : (key ?? headerKey);
}

/** The refusal in the form in which clients of this command expect it (API notes 4). */
function refused(message: string, command: Command | undefined): Reply {
  return command?.refusal === 'empty' ? raw('', 'text/html', { status: 400 }) : inForm(failed(message), command);
}

function inForm(reply: Reply, command: Command | undefined): Reply {
  if (command?.refusal !== 'message-in-data' || isRaw(reply) || reply.result !== 'error') return reply;
  return failed(reply.message, { status: reply.status, data: { error: reply.message } });
}

interface Asked {
  readonly request: ApiRequest;
  readonly output: Output;
}

async function runCommand(
  command: Command,
  grant: ApiKeyGrant,
  { request, output }: Asked,
  deps: DispatchDeps,
): Promise<Reply> {
  if (command.state === 'waiting') return inForm(failed(`The command ${command.name} is not available yet`), command);
  try {
    const room = await deps.room();
    const sent = ownParams(request.sent);
    const run = async (time: Pick<CommandContext, 'now' | 'holdsUntil'>): Promise<Reply> =>
      inForm(replyOf(await command.run(sent, { ...room, log: deps.log, grant, sent, ...time })), command);
    if (command.madeOf === undefined || deps.keep === undefined) {
      const reply = await run({ now: room.now, holdsUntil: () => undefined });
      await noteChange(command, grant, { request, reply, sent }, deps);
      return reply;
    }
    const asked = { command, grant, sent, output, room };
    return await keptAnswer(deps.keep, asked, async (time) => render(await run(time), output));
  } catch (error) {
    return inForm(replyToError(error, command.name, deps.log), command);
  }
}

/** What was done is noted when it succeeded; that it could not be noted does not undo it. */
async function noteChange(
  command: Command,
  grant: ApiKeyGrant,
  { request, reply, sent }: { readonly request: ApiRequest; readonly reply: Reply; readonly sent: SentParams },
  deps: DispatchDeps,
): Promise<void> {
  const hasFailed = isRaw(reply) ? reply.status >= 400 : reply.result === 'error';
  if (command.access === 'read' || hasFailed) return;
  const change = { command: command.name, parameters: [...sent.keys()], ipAddress: request.ipAddress ?? null };
  await deps.noteChange?.(grant, change).catch((error: unknown) => {
    deps.log.error({ cmd: command.name, reason: redact(describeError(error)) }, 'a change could not be noted');
  });
}

const ownParams = (sent: SentParams): SentParams =>
  new Map(
    [...sent]
      .filter(([name, values]) => !PROTOCOL_PARAMS.has(name) && !(name === 'app' && readBoolean(values.at(-1) ?? '')))
      .map(([name, values]) => [name, values.map(storable)] as const),
  );

/** No text of the database can hold this character, so none is ever looked for or stored. */
const storable = (value: string): string => value.replaceAll('\0', '\uFFFD');
