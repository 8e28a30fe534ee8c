import assert from 'node:assert/strict';
import { screenshotFailures } from './lib/failures.ts';
import { type Session, startSession } from './lib/session.ts';

describe('a fresh VS Code with the NetGuru package', () => {
  let session: Session;

  before(async () => {
    session = await startSession({ name: 'smoke' });
  });

  after(async () => {
    await session?.dispose();
  });

  screenshotFailures(() => session);

  it('shows NetGuru in the activity bar', async () => {
    await session.workbench().activityBarItem('NetGuru').waitFor();
  });

  it('offers the commands in the palette', async () => {
    const { quickInput } = session.workbench();
    assert.equal(await quickInput.hasCommand('NetGuru: Re-index Workspace'), true);
  });

  it('registers a language model that the Chat view can use without any key', async () => {
    await session.workbench().chat.open();
    await session.workbench().screenshot('first-start');
  });
});
