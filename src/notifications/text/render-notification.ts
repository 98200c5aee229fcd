/** From the templates of an agent to the texts that are sent (notification notes 2.1). */
import { defaultTexts } from './default-texts.ts';
import { TemplateFailure } from './failures.ts';
import { renderJson } from './json-text.ts';
import type { LookUp } from './look-up.ts';
import { resolveMediaTags } from './media-tags.ts';
import { renderText } from './render-text.ts';
import { splitArguments } from './shell-split.ts';
import { stripForAgent } from './strip-for-agent.ts';
import type { Preview, Rendered, RenderProblem, RenderRequest } from './types.ts';

const SCRIPT_AGENT = 15;
const WEBHOOK_AGENT = 25;

type Part = 'subject' | 'body';

/** The texts of one event for one agent. A part that cannot be rendered is replaced by the text of the trigger. */
export function renderNotification(request: RenderRequest): Rendered {
  const problems: RenderProblem[] = [];
  const templates = prepare(request, problems);
  if (request.agent.id === SCRIPT_AGENT) {
    const scriptArguments = renderArguments(templates.subject, lookUpOf(request), problems);
    return { ok: true, ...templates, scriptArguments, problems };
  }
  const subject = renderPart('subject', templates.subject, request, problems);
  const body = renderPart('body', templates.body, request, problems);
  if (subject === null || body === null) return { ok: false, problems };
  return { ok: true, subject, body, scriptArguments: [], problems };
}

/** The templates with their tags resolved and nothing put in. */
export const previewNotification = (request: Omit<RenderRequest, 'parameters' | 'settings'>): Preview =>
  prepare(request, []);

function prepare(
  { agent, trigger, mediaType, subjectTemplate, bodyTemplate }: Omit<RenderRequest, 'parameters' | 'settings'>,
  problems: RenderProblem[],
): Preview {
  const defaults = defaultTexts(trigger, agent.id);
  const prepareOne = (part: Part, template: unknown): string => {
    if (typeof template !== 'string') problems.push({ part, problem: 'no text is stored' });
    const text = typeof template === 'string' ? template : defaults[part];
    return trimBlanks(stripForAgent(resolveMediaTags(text, mediaType), agent.id));
  };
  return { subject: prepareOne('subject', subjectTemplate), body: prepareOne('body', bodyTemplate) };
}

const trimBlanks = (text: string): string => text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');

const lookUpOf = ({ parameters, settings }: RenderRequest): LookUp => ({
  parameters,
  evaluatesExpressions: settings.evaluatesExpressions,
  unknown: 'text',
});

/** One part; null when not even the text of the trigger can be rendered. */
function renderPart(part: Part, template: string, request: RenderRequest, problems: RenderProblem[]): string | null {
  const { agent, trigger, parameters } = request;
  const isJson = agent.sendsJson || agent.id === WEBHOOK_AGENT;
  const substitute = (text: string): string => renderText(text, lookUpOf(request));
  const rendered = attempt(part, problems, () => (isJson ? renderJson(template, substitute) : substitute(template)));
  if (rendered !== null) return rendered;
  if (isJson) return '';
  const fallback = defaultTexts(trigger, agent.id)[part];
  return attempt(part, problems, () =>
    renderText(fallback, { parameters, evaluatesExpressions: false, unknown: 'failure' }),
  );
}

/** The arguments of a script: split first, so that no value becomes two of them. */
const renderArguments = (line: string, values: LookUp, problems: RenderProblem[]): readonly string[] =>
  attempt('scriptArguments', problems, () => splitArguments(line).map((one) => renderText(one, values))) ?? [];

function attempt<T>(part: RenderProblem['part'], problems: RenderProblem[], run: () => T): T | null {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof TemplateFailure)) throw error;
    problems.push({ part, problem: error.message });
    return null;
  }
}
