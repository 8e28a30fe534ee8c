import type { ModelInfo } from './provider.ts';

/** A model family: its context and output size in tokens, and its place among the others. */
interface Family {
  readonly pattern: RegExp;
  readonly maxInputTokens: number;
  readonly maxOutputTokens: number;
  /** Higher is better; without it the version in the id decides. */
  readonly rank?: number;
}

/** Sizes as the providers' model pages give them; for newer versions of a line, its smallest. */
const OPENAI_FAMILIES: readonly Family[] = [
  {
    pattern: /^gpt-[\d.]+-chat-latest/,
    maxInputTokens: 111_616,
    maxOutputTokens: 16_384,
  },
  {
    pattern: /^gpt-(?:[5-9]|\d{2})/,
    maxInputTokens: 272_000,
    maxOutputTokens: 128_000,
  },
  {
    pattern: /^o3-mini/,
    maxInputTokens: 100_000,
    maxOutputTokens: 100_000,
    rank: 4.3,
  },
  {
    pattern: /^o4-mini/,
    maxInputTokens: 100_000,
    maxOutputTokens: 100_000,
    rank: 4.5,
  },
  {
    pattern: /^o3/,
    maxInputTokens: 100_000,
    maxOutputTokens: 100_000,
    rank: 4.6,
  },
  {
    pattern: /^o1/,
    maxInputTokens: 100_000,
    maxOutputTokens: 100_000,
    rank: 4.3,
  },
  { pattern: /^gpt-4\.1/, maxInputTokens: 1_014_808, maxOutputTokens: 32_768 },
  {
    pattern: /^gpt-4o-mini/,
    maxInputTokens: 111_616,
    maxOutputTokens: 16_384,
    rank: 3.6,
  },
  {
    pattern: /^(?:chat)?gpt-4o/,
    maxInputTokens: 111_616,
    maxOutputTokens: 16_384,
    rank: 4.05,
  },
  {
    pattern: /^gpt-4-(?:turbo|\d{4}-preview)/,
    maxInputTokens: 123_904,
    maxOutputTokens: 4_096,
    rank: 3.4,
  },
  {
    pattern: /^gpt-4(?:-|$)/,
    maxInputTokens: 6_144,
    maxOutputTokens: 2_048,
    rank: 3.3,
  },
  {
    pattern: /^gpt-3\.5/,
    maxInputTokens: 12_289,
    maxOutputTokens: 4_096,
    rank: 3,
  },
];

const CLAUDE_FAMILIES: readonly Family[] = [
  {
    pattern: /^claude-3-(?:opus|sonnet|haiku)/,
    maxInputTokens: 195_904,
    maxOutputTokens: 4_096,
  },
  { pattern: /^claude-3-5/, maxInputTokens: 191_808, maxOutputTokens: 8_192 },
  { pattern: /^claude-/, maxInputTokens: 168_000, maxOutputTokens: 32_000 },
];

/** Small enough for the usual context setting of local servers and of unknown services. */
const UNKNOWN_MODEL = { maxInputTokens: 28_672, maxOutputTokens: 4_096 };

const NOT_CHAT =
  /embed|whisper|tts|speech|transcri|audio|realtime|moderation|dall-e|image|sora|video|rerank|guard/i;
/** OpenAI models that exist only outside Chat Completions, or that search the web themselves. */
const NOT_CHAT_COMPLETIONS =
  /-pro(?:-|$)|codex|deep-research|search|computer-use|instruct|gpt-live|^o1-(?:mini|preview)|vision-preview|^(?:babbage|davinci)/;
const OPENAI_NAME = /^(?:ft:)?(?:gpt-|chatgpt-|o\d|babbage|davinci|codex-|computer-use)/;
const SNAPSHOT = /-(?:\d{4}-\d{2}-\d{2}|\d{8})$/;

/** OpenAI's own smaller models, by how far they stay behind their version. */
const SMALLER: readonly (readonly [RegExp, number])[] = [
  [/-astra/, -0.15],
  [/-terra/, 0.3],
  [/-(?:mini|luna)/, 0.45],
  [/-nano/, 0.6],
  [/-chat-latest/, 0.05],
];

/** The chat models among the ids of an OpenAI or compatible server, best first. */
export function openAiModels(ids: readonly string[]): readonly ModelInfo[] {
  const known = new Set(ids);
  const usable = [...known].filter((id) => isChatModel(id) && !isRepeated(id, known));
  return usable
    .map((id) => ({ info: describeOpenAiModel(id), rank: openAiRank(id) }))
    .sort((a, b) => b.rank - a.rank || a.info.id.localeCompare(b.info.id))
    .map(({ info }) => info);
}

/** A dated snapshot beside the name that points to it is the same model twice. */
function isRepeated(id: string, known: ReadonlySet<string>): boolean {
  return SNAPSHOT.test(id) && known.has(id.replace(SNAPSHOT, ''));
}

function isChatModel(id: string): boolean {
  if (NOT_CHAT.test(id)) return false;
  return !OPENAI_NAME.test(id) || !NOT_CHAT_COMPLETIONS.test(id);
}

function describeOpenAiModel(id: string): ModelInfo {
  const family = familyOf(OPENAI_FAMILIES, baseName(id)) ?? UNKNOWN_MODEL;
  const { maxInputTokens, maxOutputTokens } = family;
  return { id, name: openAiName(id), maxInputTokens, maxOutputTokens };
}

function openAiRank(id: string): number {
  const base = baseName(id);
  const family = familyOf(OPENAI_FAMILIES, base);
  if (!family) return 0;
  const version = family.rank ?? Number(/\d+(?:\.\d+)?/.exec(base)?.[0] ?? 0);
  const smaller = family.rank === undefined ? SMALLER.find(([name]) => name.test(base))?.[1] : 0;
  const snapshot = SNAPSHOT.test(base) ? 0.01 : 0;
  return version - (smaller ?? 0) - snapshot;
}

/** `ft:gpt-4o-mini-2024-07-18:org::id` is a gpt-4o-mini. */
function baseName(id: string): string {
  return id.startsWith('ft:') ? (id.split(':')[1] ?? id) : id;
}

function openAiName(id: string): string {
  if (id.startsWith('ft:') || !OPENAI_NAME.test(id)) return id;
  const date = SNAPSHOT.exec(id)?.[0].slice(1);
  const [first = id, ...words] = id
    .replace(SNAPSHOT, '')
    .replace(/^(?:chat)?gpt-/, 'GPT-')
    .split(/(?<!^GPT)-/);
  const name = [first, ...words.map(titleCase)].join(' ');
  return date ? `${name} (${date})` : name;
}

function titleCase(word: string): string {
  return /^(?:mini|nano|latest|chat|turbo)$/.test(word)
    ? word
    : word.charAt(0).toUpperCase() + word.slice(1);
}

/** What Anthropic's model list says of one model; compatible servers leave fields out. */
export interface ClaudeModel {
  readonly id: string;
  readonly displayName?: string;
  readonly maxInputTokens?: number;
  readonly maxOutputTokens?: number;
  readonly lifecycle?: string;
}

/** Tokens that a model takes in, by its name; a cautious number for names that nobody knows. */
export function maxInputTokensOf(model: string): number {
  const family =
    familyOf(CLAUDE_FAMILIES, model) ?? familyOf(OPENAI_FAMILIES, baseName(model)) ?? UNKNOWN_MODEL;
  return family.maxInputTokens;
}

/** The models that answer, best first: newest generation, then line, then version. */
export function claudeModels(models: readonly ClaudeModel[]): readonly ModelInfo[] {
  return models
    .filter((model) => model.lifecycle !== 'retired')
    .map((model) => ({
      info: describeClaudeModel(model),
      rank: claudeRank(model),
    }))
    .sort((a, b) => compareRanks(b.rank, a.rank) || a.info.id.localeCompare(b.info.id))
    .map(({ info }) => info);
}

function describeClaudeModel(model: ClaudeModel): ModelInfo {
  const family = familyOf(CLAUDE_FAMILIES, model.id) ?? UNKNOWN_MODEL;
  return {
    id: model.id,
    name: model.displayName || model.id,
    maxInputTokens: model.maxInputTokens || family.maxInputTokens,
    maxOutputTokens: model.maxOutputTokens || family.maxOutputTokens,
  };
}

/** Lines from the least to the most suited as a default; lines that we do not know lie between. */
const CLAUDE_LINES = ['haiku', '', 'sonnet', 'opus'];

/** `claude-opus-4-8` and the older `claude-3-5-sonnet-20241022` alike. */
function claudeRank({ id, lifecycle }: ClaudeModel): readonly number[] {
  const undated = id.replace(SNAPSHOT, '');
  const [major = 0, minor = 0] = (undated.match(/(?<=-)\d{1,2}(?=-|$)/g) ?? []).map(Number);
  const line = CLAUDE_LINES.findIndex((name) => name !== '' && id.includes(name));
  return [lifecycle === 'deprecated' ? 0 : 1, major, line < 0 ? 1 : line, minor];
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function familyOf(families: readonly Family[], id: string): Family | undefined {
  return families.find(({ pattern }) => pattern.test(id));
}
