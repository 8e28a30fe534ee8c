import assert from 'node:assert/strict';
import { titleFromQuestion } from '../../../src/conversations/conversation.ts';
import { MAX_CONVERSATION_TITLE_CHARACTERS } from '../../../src/core/limits.ts';

describe('titleFromQuestion', () => {
  const long =
    'why is the OSPF adjacency between rtr1 and rtr2 stuck in EXSTART after the upgrade?';
  const cases: readonly (readonly [string, string])[] = [
    ['Which AS?', 'Which AS?'],
    ['\n\n  Which\t AS?  \nmore', 'Which AS?'],
    ['@netguru /troubleshoot BGP is down', 'BGP is down'],
    ['/explain this', 'this'],
    ['/etc is full', '/etc is full'],
    ['', ''],
    [' \n ', ''],
    [long, 'why is the OSPF adjacency between rtr1 and rtr2 stuck in EXSTART after the…'],
    ['x'.repeat(200), `${'x'.repeat(MAX_CONVERSATION_TITLE_CHARACTERS - 1)}…`],
  ];
  for (const [question, title] of cases) {
    it(JSON.stringify(question.slice(0, 40)), () => {
      assert.equal(titleFromQuestion(question), title);
      assert.ok(title.length <= MAX_CONVERSATION_TITLE_CHARACTERS);
    });
  }
});
