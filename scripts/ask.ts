// npm run ask -- --workspace DIR "question": builds what is missing, then runs dist/ask.cjs.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureBuilt } from './build.ts';

await ensureBuilt();
createRequire(import.meta.url)(join(import.meta.dirname, '../dist/ask.cjs'));
