import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { l10nTexts } from '../../../scripts/l10nTexts.ts';

const root = join(import.meta.dirname, '../../..');

function readTexts(path: string): Map<string, string> {
  const parsed: unknown = JSON.parse(readFileSync(join(root, path), 'utf8'));
  assert.ok(typeof parsed === 'object' && parsed !== null);
  return new Map(Object.entries(parsed).map(([key, value]) => [key, String(value)]));
}

function placeholders(text: string): string {
  return [...new Set(text.match(/\{\d\}/g) ?? [])].sort().join();
}

describe('translations', () => {
  const bundle = readTexts('src/l10n/bundle.l10n.pt-br.json');
  const english = readTexts('src/l10n/package.nls.json');
  const portuguese = readTexts('src/l10n/package.nls.pt-br.json');

  it('cover every text of the source, and no other', () => {
    assert.deepEqual([...bundle.keys()].sort(), [...l10nTexts()].sort());
  });

  it('keep the placeholders of the English text', () => {
    for (const [text, translation] of bundle) {
      assert.equal(placeholders(translation), placeholders(text), text);
    }
  });

  it('cover the manifest', () => {
    const manifest = readFileSync(join(root, 'package.json'), 'utf8');
    const used = [...manifest.matchAll(/"%([\w.]+)%"/g)].map((match) => match[1] ?? '');
    assert.ok(used.length > 20);
    assert.deepEqual([...new Set(used)].sort(), [...english.keys()].sort());
    assert.deepEqual([...portuguese.keys()], [...english.keys()]);
  });

  it('translate the manifest', () => {
    const same = [...english].filter(([key, text]) => portuguese.get(key) === text);
    assert.deepEqual(
      same.map(([key]) => key),
      ['extension.displayName', 'view.panel'],
    );
  });
});
