import { parseArgs } from 'node:util';
import { ensureBuilt } from '../../scripts/build.ts';
import { benchCaptures } from './captures.ts';
import { generateLog } from './generateLog.ts';
import { benchIndex } from './indexing.ts';
import { benchKnowledge } from './knowledge.ts';
import { benchLogs } from './logs.ts';
import { benchPeers } from './peers.ts';
import { benchReferences } from './references.ts';
import { benchRetrieval } from './retrieval.ts';
import { benchSyslog } from './syslog.ts';

const USAGE = `npm run bench -- retrieval --workspaces DIR --questions FILE [--k 5] [--dump OUT]
npm run bench -- knowledge --questions FILE [--dump OUT]
npm run bench -- peers --workspace DIR --questions FILE [--k 5]
npm run bench -- index --workspace DIR
npm run bench -- references --oracle DIR
npm run bench -- syslog --oracle DIR
npm run bench -- pcap --captures DIR
npm run bench -- logs --file FILE
npm run bench -- logs --generate LINES --out FILE`;

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
    captures: { type: 'string' },
    oracle: { type: 'string' },
    questions: { type: 'string' },
    file: { type: 'string' },
    generate: { type: 'string' },
    out: { type: 'string' },
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
    case 'peers':
      return benchPeers({
        workspace: required(values.workspace, 'workspace'),
        questions: required(values.questions, 'questions'),
        k: Number(values.k),
      });
    case 'index':
      return benchIndex(required(values.workspace, 'workspace'));
    case 'logs': {
      if (values.generate === undefined) return benchLogs(required(values.file, 'file'));
      const lines = Number(values.generate);
      await generateLog(lines, required(values.out, 'out'));
      return { file: values.out, lines };
    }
    case 'syslog':
      return benchSyslog(required(values.oracle, 'oracle'));
    case 'references':
      return benchReferences(required(values.oracle, 'oracle'));
    case 'pcap':
      return benchCaptures(required(values.captures, 'captures'));
    default:
      console.error(USAGE);
      return process.exit(2);
  }
}

/** What reads texts alone; the others need the model, the corpus and the workers. */
const NEEDS_NO_BUILD = new Set(['references']);

if (!NEEDS_NO_BUILD.has(positionals[0] ?? '')) await ensureBuilt();
console.log(JSON.stringify(await run()));
