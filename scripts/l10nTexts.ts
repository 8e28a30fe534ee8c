import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..');

function templateOf(node: ts.CallExpression): string | undefined {
  const { expression } = node;
  const isSentence = ts.isIdentifier(expression) && expression.text === 'sentence';
  const isL10n =
    ts.isPropertyAccessExpression(expression) && expression.getText() === 'vscode.l10n.t';
  if (!isSentence && !isL10n) return undefined;
  const [first] = node.arguments;
  if (first && ts.isStringLiteralLike(first)) return first.text;
  return undefined;
}

/** Every English text of the source that is translated: the templates of sentence() and l10n.t(). */
export function l10nTexts(): Set<string> {
  const texts = new Set<string>();
  for (const file of globSync('src/**/*.ts', { cwd: root })) {
    const source = readFileSync(join(root, file), 'utf8');
    const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      const text = ts.isCallExpression(node) ? templateOf(node) : undefined;
      if (text !== undefined) texts.add(text);
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  return texts;
}

if (import.meta.main) console.log(JSON.stringify([...l10nTexts()].sort(), null, 1));
