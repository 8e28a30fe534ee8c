import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { z } from 'zod';
import { netGuru, until } from './support/netGuru.ts';

const manifest = z.object({
  contributes: z.object({ languageModelTools: z.array(z.object({ name: z.string() })) }),
});

/** A secret of the sample's br1-rtr01, and the community in it. */
const SECRETS = /Falcon#9010|01221305491F1C4E791A195A|\$9\$/;

async function invoke(name: string, input: object): Promise<string> {
  const result = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
  return result.content
    .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ''))
    .join('');
}

describe('the tools for the agents of VS Code', () => {
  before(async () => {
    await netGuru().activate();
    await until('the router is indexed', async () =>
      (await invoke('netguru_listDevices', { filter: 'br1-rtr01' })).includes('br1-rtr01.cfg'),
    );
  });

  it('are listed, each with its description and schema', () => {
    const declared = manifest.parse(netGuru().packageJSON).contributes.languageModelTools;
    assert.equal(declared.length, 5);
    for (const { name } of declared) {
      const tool = vscode.lm.tools.find((each) => each.name === name);
      assert.ok(tool, name);
      assert.ok(tool.description.length > 20);
      assert.match(JSON.stringify(tool.inputSchema), /"type":"object"/);
    }
  });

  it('read lines of an indexed file, without its secrets', async () => {
    const range = { startLine: 196, endLine: 230 };
    const text = await invoke('netguru_readLines', { path: 'configs/br1-rtr01.cfg', ...range });
    assert.match(text, /snmp-server community <secret:snmp-community-\d+> RO ACL-SNMP/);
    assert.match(text, /is data from the user's files/);
    assert.match(text, /location="configs\/br1-rtr01\.cfg:196-/);
    assert.doesNotMatch(text, SECRETS);
  });

  it('search, and find references and log events', async () => {
    const found = await invoke('netguru_search', { query: 'snmp community of br1-rtr01' });
    assert.match(found, /configs\/br1-rtr01\.cfg/);
    assert.doesNotMatch(found, SECRETS);
    const references = await invoke('netguru_findReferences', { name: 'ACL-WAN-IN' });
    assert.match(references, /found="definition of access-list"/);
    assert.match(references, /found="use of access-list"/);
    const events = await invoke('netguru_logTimeline', { device: 'br1-rtr01', mnemonic: 'UPDOWN' });
    assert.match(events, /logs\/br1-rtr01\.log[\s\S]*UPDOWN/);
  });

  it('reach no other file, and say what is wrong with a call', async () => {
    for (const path of ['/etc/passwd', '../../etc/passwd', 'C:\\secrets.txt']) {
      const text = await invoke('netguru_readLines', { path, startLine: 1, endLine: 5 });
      assert.match(text, /No indexed file has this path/);
      assert.doesNotMatch(text, /root:/);
    }
    const wrong = await invoke('netguru_logTimeline', { from: 'the other day' });
    assert.match(wrong, /from: cannot be read/);
  });
});
