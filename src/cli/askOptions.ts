import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ProviderId } from '../llm/provider.ts';

export const ASK_USAGE = `npm run ask -- --workspace DIR [options] "question"

  --workspace DIR     folder with configurations and logs
  --store DIR         where the index is kept (default: a folder of your cache)
  --provider NAME     openai, anthropic or none (default: the one whose key is set)
  --model NAME        model of that provider (default: its best one)
  --base-url URL      an OpenAI- or Anthropic-compatible endpoint (https, or http on loopback)
  --json              print one JSON object

Keys are read from OPENAI_API_KEY and ANTHROPIC_API_KEY. Without a key the answer is made of
the best passages.`;

export interface AskOptions {
  readonly workspace: string;
  readonly store: string;
  readonly question: string;
  readonly json: boolean;
  readonly provider: ProviderId | 'none';
  readonly apiKey: string | undefined;
  readonly model: string | undefined;
  readonly baseUrl: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** A folder outside of the user's own, one for each workspace. */
function defaultStore(workspace: string, environment: Environment): string {
  const cache = environment.XDG_CACHE_HOME || join(homedir(), '.cache');
  const name = createHash('sha256').update(workspace).digest('hex').slice(0, 16);
  return join(cache, 'netguru', name);
}

function chooseProvider(
  name: string | undefined,
  environment: Environment,
): AskOptions['provider'] {
  if (name === 'openai' || name === 'anthropic' || name === 'none') return name;
  if (name !== undefined) throw new Error(`--provider is openai, anthropic or none, not ${name}.`);
  if (environment.OPENAI_API_KEY) return 'openai';
  return environment.ANTHROPIC_API_KEY ? 'anthropic' : 'none';
}

/** @throws Error with a sentence for the user when an option is missing or wrong. */
export function parseAskOptions(args: readonly string[], environment: Environment): AskOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      workspace: { type: 'string' },
      store: { type: 'string' },
      provider: { type: 'string' },
      model: { type: 'string' },
      'base-url': { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const question = positionals.join(' ').trim();
  if (!values.workspace) throw new Error('--workspace is missing.');
  if (!question) throw new Error('The question is missing.');
  const workspace = resolve(values.workspace);
  const provider = chooseProvider(values.provider, environment);
  const keys = {
    openai: environment.OPENAI_API_KEY,
    anthropic: environment.ANTHROPIC_API_KEY,
  };
  const apiKey = provider === 'none' ? undefined : keys[provider];
  if (provider !== 'none' && !apiKey) {
    throw new Error(`--provider ${provider} needs ${provider.toUpperCase()}_API_KEY.`);
  }
  return {
    workspace,
    store: values.store ? resolve(values.store) : defaultStore(workspace, environment),
    question,
    json: values.json,
    provider,
    apiKey,
    model: values.model,
    baseUrl: values['base-url'],
  };
}
