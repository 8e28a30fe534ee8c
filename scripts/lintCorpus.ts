// node scripts/lintCorpus.ts: checks every document of the corpus; part of `npm run check`.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lintDocument } from './corpus/lintDocument.ts';

const root = join(import.meta.dirname, '..');
const paths = globSync('corpus/**/*.md', { cwd: root }).sort();
let problems = 0;
for (const path of paths) {
  const file = join(root, path);
  const exists = (relative: string): boolean => existsSync(join(dirname(file), relative));
  for (const problem of lintDocument(path, readFileSync(file, 'utf8'), exists)) {
    problems++;
    console.error(`${path}:${problem}`);
  }
}
console.log(`corpus: ${paths.length} documents, ${problems} problems`);
process.exit(problems === 0 && paths.length > 0 ? 0 : 1);
