import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { TOOLS } from '../../../src/answer/tools/tools.ts';

const ROOT = join(import.meta.dirname, '../../..');
const manifest = z.object({
  contributes: z.object({
    languageModelTools: z.array(
      z.object({
        name: z.string(),
        toolReferenceName: z.string(),
        displayName: z.string(),
        userDescription: z.string(),
        modelDescription: z.string(),
        canBeReferencedInPrompt: z.boolean(),
        inputSchema: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
});

describe('the tools that package.json contributes', () => {
  const { languageModelTools } = manifest.parse(
    JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')),
  ).contributes;

  it('are those that models of NetGuru call, described alike', () => {
    assert.deepEqual(
      languageModelTools.map(({ name, modelDescription, inputSchema }) => ({
        name: name
          .replace('netguru_', '')
          .replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
        description: modelDescription,
        inputSchema,
      })),
      TOOLS.map(({ definition }) => definition),
    );
  });

  it('have names and texts as VS Code wants them', () => {
    for (const tool of languageModelTools) {
      assert.match(tool.name, /^netguru_[a-zA-Z]+$/);
      assert.match(tool.toolReferenceName, /^[\w-]+$/);
      assert.match(tool.displayName, /^%tool\.\w+\.name%$/);
      assert.match(tool.userDescription, /^%tool\.\w+\.description%$/);
      assert.equal(tool.canBeReferencedInPrompt, true);
    }
  });
});
