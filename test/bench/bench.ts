import { parseArgs } from 'node:util';
import { ensureBuilt } from '../../scripts/build.ts';
import { benchIndex } from './indexing.ts';
import { benchKnowledge } from './knowledge.ts';
import { benchRetrieval } from './retrieval.ts';

const USAGE = `npm run bench -- retrieval --workspaces DIR --questions FILE [--k 5] [--dump OUT]
npm run bench -- knowledge --questions FILE [--dump OUT]
npm run bench -- index --workspace DIR`;

function required(value: string | undefined, option: string): string {
  if (value) return value;
  console.error(`--${option} is missing.\n${USAGE}`);
  process.exit(2);
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    workspaces: { type: 'string' },
    workspace: { type: 'string' },
    questions: { type: 'string' },
    k: { type: 'string', default: '5' },
    dump: { type: 'string' },
  },
});

async function run(): Promise<object> {
  switch (positionals[0]) {
    case 'retrieval':
      return benchRetrieval({
        workspaces: required(values.workspaces, 'workspaces'),
        questions: required(values.questions, 'questions'),
        k: Number(values.k),
        dump: values.dump,
      });
    case 'knowledge':
      return benchKnowledge({
        questions: required(values.questions, 'questions'),
        dump: values.dump,
      });
    case 'index':
      return benchIndex(required(values.workspace, 'workspace'));
    default:
      console.error(USAGE);
      return process.exit(2);
  }
}

await ensureBuilt();
console.log(JSON.stringify(await run()));
