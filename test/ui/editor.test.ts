import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Session, startSession } from './lib/session.ts';

const ROUTER = 'configs/br1-rtr01.cfg';
/** `ip access-group ACL-WAN-IN in`, with the cursor in the name. */
const ACL_LINE = 77;
const ACL_COLUMN = 22;

const NGINX =
  'events {\n    worker_connections 768;\n}\nhttp {\n    server {\n        listen 80;\n    }\n}\n';

describe('a configuration in the editor', () => {
  let session: Session;

  before(async () => {
    session = await startSession({
      name: 'editor',
      prepare: (workspaceDir) => writeFileSync(join(workspaceDir, 'nginx.conf'), NGINX),
    });
  });

  after(async () => {
    await session?.dispose();
  });

  it('has its sections in the outline', async () => {
    const workbench = session.workbench();
    await workbench.editors.open(ROUTER);
    await workbench.command('Explorer: Focus on Outline View');
    const rows = session.page().locator('.outline-tree .monaco-list-row');
    await rows.filter({ hasText: 'hostname br1-rtr01' }).waitFor();
    await rows.filter({ hasText: 'vrf definition MGMT' }).waitFor();
    await workbench.screenshot('editor-outline');
  });

  it('shows what a referenced access list holds', async () => {
    const workbench = session.workbench();
    const { quickInput, editors } = workbench;
    await quickInput.pickFrom(`:${ACL_LINE}:${ACL_COLUMN}`, quickInput.row(String(ACL_LINE)));
    await editors
      .position()
      .filter({ hasText: `Ln ${ACL_LINE}, Col ${ACL_COLUMN}` })
      .waitFor();
    await workbench.command('Show or Focus Hover');
    const hover = session.page().locator('.monaco-hover:visible');
    await hover.filter({ hasText: 'permit ospf any any' }).waitFor();
    await workbench.screenshot('editor-hover');
    assert.match(await hover.first().innerText(), /br1-rtr01\.cfg, lines 176–185/);
    await hover.locator('a', { hasText: 'lines 176–185' }).click();
    await editors.position().filter({ hasText: 'Ln 176' }).waitFor();
  });

  it('leaves a file of something else as it was', async () => {
    const workbench = session.workbench();
    await workbench.editors.open('nginx.conf');
    await workbench.command('Explorer: Focus on Outline View');
    await session.page().getByText("No symbols found in document 'nginx.conf'").first().waitFor();
  });
});
