/** The contract between the protocol and the commands that answer. */
import type { LiveServer } from '#catalogue/live-server.ts';
import type { MediaInfoCache } from '#catalogue/media-info.ts';
import type { EpochMs } from '#clock';
import type { Settings } from '#config/settings.ts';
import type { PlayId, SessionId } from '#contract/ids.ts';
import type { Db } from '#db/pool.ts';
import type { Exporter } from '#exports/exporter.ts';
import type { ImageProxy } from '#images/proxy.ts';
import type { Log } from '#log';
import type { LiveNow } from '#monitoring/activity-live.ts';
import type { SendNow } from '#notifications/outbox/send-now.ts';
import type { ApiKeyGrant, Scope } from './access.ts';
import type { Json, JsonObject } from './json.ts';
import { type ParamSpecs, type ParamValues, readParams, type SentParams } from './params.ts';
import type { Reply } from './reply.ts';

/** Other rooms a command may ask; one that is not there yet is absent. */
export interface Services {
  /** Whether the Plex server answers; null when none is configured. */
  readonly serverConnected?: () => Promise<boolean | null>;
  /** Opens what was sealed for the database. @throws Problem `invalid` when it was sealed with another key. */
  readonly openSecret?: (sealed: string) => string;
  /** Seals a secret for the database. */
  readonly sealSecret?: (secret: string) => string;
  /** The Plex server that is meant where a client knows of one only; null while nobody speaks to it. */
  readonly plex?: () => Promise<LiveServer | null>;
  /** Reads who may use the main server, or its libraries, anew; null while there is no server. */
  readonly readAnew?: (what: 'people' | 'libraries') => Promise<boolean | null>;
  /** Plays that were given other items since the start, for batches of such changes. */
  readonly movedPlays?: Set<PlayId>;
  /** The latest lines of the log, as JSON, the oldest first. */
  readonly logLines?: () => readonly string[];
  /** What registries say of an address. */
  readonly whois?: (address: string) => Promise<JsonObject>;
  /** The identifier of a server at an address, which may be none of ours; null when none answers. */
  readonly identify?: (url: string) => Promise<string | null>;
  /** The identifier of a server on this machine; null when there is none. */
  readonly localServer?: () => Promise<string | null>;
  /** The files of libraries, kept while nobody asks for them anew. */
  readonly mediaInfo?: MediaInfoCache;
  /** Makes, keeps and deletes exports of metadata. */
  readonly exports?: Exporter;
  /** Pictures of servers. */
  readonly images?: ImageProxy;
  /** What is live now; from memory unless something changed. */
  readonly activity?: () => Promise<LiveNow>;
  /** Sends a message through an agent at once; null when there is no such agent. */
  readonly sendNow?: SendNow;
  /** Asks a stream's server to end it; an empty text is replaced. @throws Problem `not_found`, `refused`, `upstream`, `unavailable`. */
  readonly terminate?: (id: SessionId, message: string) => Promise<void>;
}

/** What commands share; made anew for every request, so that settings are current. */
export interface CommandRoom {
  readonly db: Db;
  readonly settings: Settings;
  /** The current moment; stands still in test mode. */
  now(): EpochMs;
  /** IANA name of the zone in which days, hours and months are meant. */
  readonly timeZone: string;
  readonly services: Services;
}

export interface CommandContext extends CommandRoom {
  readonly log: Log;
  /** Whose key was sent. */
  readonly grant: ApiKeyGrant;
  /** Everything that was sent but the parameters of the protocol itself, for commands with names of their own making. */
  readonly sent: SentParams;
  /**
   * Says until when the answer stays as it is if nothing changes; the earliest of several counts. An answer of a command
   * that looks at the clock and does not say this is not kept.
   */
  holdsUntil(at: EpochMs): void;
}

/**
 * What a handler returns: the envelope's `data`, or a `Reply` that says more. `null` is the reference's way of
 * failing without a word (status 400); `message` and `result` of an object move into the envelope (API notes 3).
 */
export type Answer = Json | Reply;

/** How a refused request for this command looks (API notes 4): files answer nothing, a look-up repeats the message. */
export type RefusalForm = 'envelope' | 'empty' | 'message-in-data';

interface Described {
  /** As sent in `cmd`. */
  readonly name: string;
  /** One sentence, without a full stop, for `docs`. */
  readonly summary: string;
  /** What a key must be allowed to; `read` unless said otherwise. */
  readonly access: Scope;
  readonly refusal: RefusalForm;
  /** Answered without a key, and when the API is switched off. */
  readonly isOpen: boolean;
  readonly params: ParamSpecs;
}

/**
 * What answers are made of beside parameters, settings and the clock: plays with all that describes them, people and
 * libraries; or these and running streams.
 */
export type MadeOf = 'records' | 'records and streams';

/** A command that is answered. */
export interface ReadyCommand extends Described {
  readonly state: 'ready';
  /** Its answers are kept until that changes; absent for everything else. */
  readonly madeOf?: MadeOf;
  /** @throws whatever its handler throws */
  run(sent: SentParams, context: CommandContext): Promise<Answer>;
}

/** A command whose room does not exist yet. */
export interface WaitingCommand extends Described {
  readonly state: 'waiting';
  /** The room it waits for. */
  readonly room: string;
}

export type Command = ReadyCommand | WaitingCommand;

interface Declaration {
  readonly name: string;
  readonly summary: string;
  readonly access?: Scope;
  readonly refusal?: RefusalForm;
  readonly isOpen?: boolean;
}

const described = <S extends ParamSpecs>(declaration: Declaration & { readonly params: S }) => ({
  name: declaration.name,
  summary: declaration.summary,
  access: declaration.access ?? 'read',
  refusal: declaration.refusal ?? 'envelope',
  isOpen: declaration.isOpen ?? false,
  params: declaration.params,
});

/** Declares a command with its handler; parameters are read and, where they must be, refused before it runs. */
export function defineCommand<const S extends ParamSpecs>(
  declaration: Declaration & {
    readonly params: S;
    readonly madeOf?: MadeOf;
    handle(params: ParamValues<S>, context: CommandContext): Promise<Answer> | Answer;
  },
): ReadyCommand {
  return {
    ...described(declaration),
    ...(declaration.madeOf === undefined ? {} : { madeOf: declaration.madeOf }),
    state: 'ready',
    async run(sent, context) {
      const outcome = readParams(declaration.params, sent);
      if (outcome.ok) return declaration.handle(outcome.values, context);
      context.log.debug({ cmd: declaration.name, parameter: outcome.parameter }, 'a parameter was refused');
      return outcome.reply;
    },
  };
}

/** Declares a command that is known but has nobody to answer it yet. */
export const waitingCommand = (
  declaration: Declaration & { readonly params: ParamSpecs; readonly room: string },
): WaitingCommand => ({ ...described(declaration), state: 'waiting', room: declaration.room });
