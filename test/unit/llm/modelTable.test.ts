import assert from 'node:assert/strict';
import { claudeModels, openAiModels } from '../../../src/llm/modelTable.ts';

describe('openAiModels', () => {
  it('keeps chat models, best first', () => {
    const ids = [
      'text-embedding-3-small',
      'gpt-4o-mini',
      'whisper-1',
      'gpt-4',
      'o3',
      'gpt-5-mini',
      'gpt-5',
      'gpt-5-2025-08-07',
      'gpt-5-pro',
      'gpt-5.1-codex',
      'gpt-4.1',
      'gpt-image-1',
      'tts-1-hd',
      'gpt-realtime',
      'gpt-audio-mini',
      'omni-moderation-latest',
      'dall-e-3',
      'davinci-002',
      'gpt-3.5-turbo-instruct',
      'gpt-4o-search-preview',
      'o4-mini-deep-research',
      'sora-2',
      'gpt-4o-transcribe',
      'gpt-6-astra',
      'gpt-6-luna',
      'gpt-6.1-sol',
      'gpt-5.6-terra',
      'gpt-5.5',
      'gpt-5.4-nano',
      'o4-mini-2025-04-16',
      'gpt-5',
      'chatgpt-image-latest',
      'computer-use-preview',
      'gpt-4.1-mini',
    ];
    assert.deepEqual(
      openAiModels(ids).map(({ id }) => id),
      [
        'gpt-6-astra',
        'gpt-6.1-sol',
        'gpt-6-luna',
        'gpt-5.5',
        'gpt-5.6-terra',
        'gpt-5',
        'gpt-5.4-nano',
        'o3',
        'gpt-5-mini',
        'o4-mini-2025-04-16',
        'gpt-4.1',
        'gpt-4.1-mini',
        'gpt-4o-mini',
        'gpt-4',
      ],
    );
  });

  const table: readonly [string, string, number, number][] = [
    ['gpt-4o-mini-2024-07-18', 'GPT-4o mini (2024-07-18)', 111_616, 16_384],
    ['gpt-6-astra', 'GPT-6 Astra', 272_000, 128_000],
    ['gpt-5.1-chat-latest', 'GPT-5.1 chat latest', 111_616, 16_384],
    ['gpt-4.1', 'GPT-4.1', 1_014_808, 32_768],
    ['gpt-4', 'GPT-4', 6_144, 2_048],
    ['o3', 'o3', 100_000, 100_000],
    ['ft:gpt-4o-mini-2024-07-18:acme::abc', 'ft:gpt-4o-mini-2024-07-18:acme::abc', 111_616, 16_384],
    ['qwen3-coder:30b', 'qwen3-coder:30b', 28_672, 4_096],
    ['google/gemini-2.5-pro', 'google/gemini-2.5-pro', 28_672, 4_096],
  ];
  for (const [id, name, maxInputTokens, maxOutputTokens] of table) {
    it(`describes ${id}`, () => {
      assert.deepEqual(openAiModels([id]), [{ id, name, maxInputTokens, maxOutputTokens }]);
    });
  }

  it('drops what a compatible server lists beside its chat models', () => {
    const ids = ['nomic-embed-text', 'bge-reranker-v2', 'llama-guard3', 'llama3.3', 'piper-tts'];
    assert.deepEqual(
      openAiModels(ids).map(({ id }) => id),
      ['llama3.3'],
    );
  });
});

describe('claudeModels', () => {
  it('puts the newest generation, then the line, then the version first', () => {
    const ids = [
      'claude-haiku-5-5',
      'claude-3-5-sonnet-20241022',
      'claude-opus-4-8',
      'claude-sonnet-5',
      'claude-opus-5-5',
      'claude-sonnet-5-5',
      'claude-opus-4-5-20251101',
      'claude-fable-5',
    ];
    assert.deepEqual(
      claudeModels(ids.map((id) => ({ id }))).map(({ id }) => id),
      [
        'claude-opus-5-5',
        'claude-sonnet-5-5',
        'claude-sonnet-5',
        'claude-fable-5',
        'claude-haiku-5-5',
        'claude-opus-4-8',
        'claude-opus-4-5-20251101',
        'claude-3-5-sonnet-20241022',
      ],
    );
  });

  it('drops retired models and puts deprecated ones last', () => {
    const models = [
      { id: 'claude-opus-5', lifecycle: 'deprecated' },
      { id: 'claude-opus-4', lifecycle: 'active' },
      { id: 'claude-2', lifecycle: 'retired' },
    ];
    assert.deepEqual(
      claudeModels(models).map(({ id }) => id),
      ['claude-opus-4', 'claude-opus-5'],
    );
  });

  it('believes the sizes that the list gives, and knows older ones', () => {
    const models = [
      {
        id: 'claude-x',
        displayName: 'Claude X',
        maxInputTokens: 500_000,
        maxOutputTokens: 9,
      },
      { id: 'claude-3-haiku-20240307' },
    ];
    assert.deepEqual(claudeModels(models), [
      {
        id: 'claude-3-haiku-20240307',
        name: 'claude-3-haiku-20240307',
        maxInputTokens: 195_904,
        maxOutputTokens: 4_096,
      },
      {
        id: 'claude-x',
        name: 'Claude X',
        maxInputTokens: 500_000,
        maxOutputTokens: 9,
      },
    ]);
  });
});
