import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS } from '#tautulli/api-v2/commands.ts';
import { describeCommands } from '#tautulli/api-v2/describe.ts';
import { createRegistry } from '#tautulli/api-v2/registry.ts';

/** Relative to the repository. */
export const API_DOCUMENT = 'docs/api-v2.md';

const INTRODUCTION = `# The API of Tautulli

Programs that ask Tautulli go on asking Spyglass, at the same address and with the same key. \`npm run docs:api\` makes this
page from the commands; changes here are overwritten.

## Asking

- **Address:** \`/api/v2?apikey=KEY&cmd=COMMAND\`, below the base path if there is one. Every method is taken; parameters
  stand in the address or in a form.
- **Key:** the key of an imported installation stays good. \`SPYGLASS_API_KEY\` declares one more. It may also be sent
  as \`X-Api-Key\` or as \`Authorization: Bearer\`.
- **Answers:** \`{"response": {"result", "message", "data"}}\`. \`out_type=xml\`, \`callback=NAME\` and \`debug=1\` do what they
  did. A refusal has status 400, and \`message\` says why when Tautulli would say it.
- **Release:** \`get_tautulli_info\` answers as v2.17.2, because programs refuse what they do not know. The release of
  Spyglass stands in \`/readyz\`.

## What is different

- \`sql\` is refused: the database is reached with its own tools.
- \`get_settings\` shows no secrets, and the default of Tautulli for keys that are no setting here.
- A parameter that is sent twice counts as sent last, and unknown ones are ignored by every command.
- A key can be limited: \`read\` answers what only reads, \`write\` also what changes something, \`admin\` everything.
- A command that waits answers 400 and says so.
- Streams that ran when an old database was copied come along: \`get_history\` and \`get_stream_data\` show them until their
  server is watched here and says what runs. \`get_activity\` shows what servers say that can be heard.

## Commands
`;

/** The document as the commands make it now. */
export const apiDocument = (): string => `${INTRODUCTION}\n${describeCommands(createRegistry(COMMANDS).commands)}`;

/** Whether the file below `root` is missing or says something else. */
export function isApiDocumentStale(root: string): boolean {
  try {
    return readFileSync(join(root, API_DOCUMENT), 'utf8') !== apiDocument();
  } catch {
    return true;
  }
}

export const writeApiDocument = (root: string): void => writeFileSync(join(root, API_DOCUMENT), apiDocument());
