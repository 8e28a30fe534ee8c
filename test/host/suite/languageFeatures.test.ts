import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import { netGuru, until, workspaceFile } from './support/netGuru.ts';
import { watchWork } from './support/watchWork.ts';

const ROUTER = 'configs/br1-rtr01.cfg';
/** The rest of a device whose configuration is kept in two files. */
const SPLIT = 'configs/split-acls.cfg';
const LARGE_LINES = 20_000;
/** The longest that the host may compute in one go for a large file. */
const LIMIT_MS = 50;

const NGINX = `user www-data;
events {
    worker_connections 768;
}
http {
    server {
        listen 80;
    }
}
`;

async function open(path: string): Promise<vscode.TextDocument> {
  return vscode.workspace.openTextDocument(workspaceFile(path));
}

/** The position in the middle of `word`, in the first line that holds `text`. */
function positionOf(document: vscode.TextDocument, text: string, word: string): vscode.Position {
  for (let line = 0; line < document.lineCount; line++) {
    const content = document.lineAt(line).text;
    if (!content.includes(text)) continue;
    return new vscode.Position(line, content.indexOf(word) + Math.floor(word.length / 2));
  }
  throw new Error(`${text} is not in ${document.uri.path}`);
}

function symbols(document: vscode.TextDocument): Thenable<vscode.DocumentSymbol[] | undefined> {
  return vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', document.uri);
}

function folds(document: vscode.TextDocument): Thenable<vscode.FoldingRange[] | undefined> {
  return vscode.commands.executeCommand('vscode.executeFoldingRangeProvider', document.uri);
}

async function definitions(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<readonly string[]> {
  const found: readonly vscode.LocationLink[] = await vscode.commands.executeCommand(
    'vscode.executeDefinitionProvider',
    document.uri,
    position,
  );
  return Promise.all(
    found.map(async ({ targetUri, targetSelectionRange, targetRange }) => {
      const target = await vscode.workspace.openTextDocument(targetUri);
      return target.getText(targetSelectionRange ?? targetRange);
    }),
  );
}

async function references(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<readonly string[]> {
  const found: readonly vscode.Location[] = await vscode.commands.executeCommand(
    'vscode.executeReferenceProvider',
    document.uri,
    position,
  );
  return Promise.all(
    found.map(async ({ uri, range }) => {
      const target = await vscode.workspace.openTextDocument(uri);
      const path = vscode.workspace.asRelativePath(uri, false);
      return `${path}: ${target.lineAt(range.start.line).text.trim()} [${target.getText(range)}]`;
    }),
  );
}

async function hoverAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<readonly vscode.MarkdownString[]> {
  const found: readonly vscode.Hover[] = await vscode.commands.executeCommand(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return found
    .flatMap(({ contents }) => contents)
    .filter((content) => content instanceof vscode.MarkdownString);
}

describe('the language features', () => {
  before(async () => {
    await netGuru().activate();
  });

  it('leave the languages of files alone', async () => {
    const { contributes } = netGuru().packageJSON;
    assert.equal(contributes.languages, undefined);
    assert.equal((await open('configs/edge-mx01.conf')).languageId, 'properties');
  });

  it('outline the sections of a Cisco configuration', async () => {
    const found = await symbols(await open(ROUTER));
    const acl = found?.find(({ name }) => name === 'ip access-list extended ACL-WAN-IN');
    assert.equal(acl?.kind, vscode.SymbolKind.Array);
    assert.deepEqual([acl.range.start.line, acl.range.end.line], [175, 184]);
    const wan = found?.find(({ name }) => name === 'interface GigabitEthernet0/0/0');
    assert.equal(wan?.detail, 'WAN to wan-xr01');
    const bgp = found?.find(({ name }) => name === 'router bgp 65010');
    assert.deepEqual(
      bgp?.children.map(({ name }) => name),
      ['address-family ipv4'],
    );
  });

  it('outline a Junos configuration that VS Code takes for properties', async () => {
    const found = await symbols(await open('configs/edge-mx01.conf'));
    const interfaces = found?.find(({ name }) => name === 'interfaces');
    assert.deepEqual(
      interfaces?.children.map(({ name }) => name),
      ['ge-0/0/0', 'ge-0/0/1', 'ge-0/0/2', 'lo0'],
    );
  });

  it('fold sections', async () => {
    const found = await folds(await open(ROUTER));
    assert.ok(found?.some(({ start, end }) => start === 175 && end === 184));
  });

  it('show what a referenced access list holds', async () => {
    const document = await open(ROUTER);
    const [hover] = await hoverAt(document, positionOf(document, 'ip access-group', 'ACL-WAN-IN'));
    assert.match(hover?.value ?? '', /30 permit tcp host 192\.0\.2\.1 host 192\.0\.2\.2 eq bgp/);
    assert.match(hover?.value ?? '', /\]\(<file:\/\/.*br1-rtr01\.cfg#L176>\)/);
    assert.ok(!hover?.isTrusted);
  });

  it('show who uses a definition', async () => {
    const document = await open(ROUTER);
    const position = positionOf(document, 'ip access-list extended ACL-WAN-IN', 'ACL-WAN-IN');
    const [hover] = await hoverAt(document, position);
    assert.match(
      hover?.value ?? '',
      /interface GigabitEthernet0\/0\/0 › ip access-group ACL-WAN-IN in/,
    );
  });

  it('go to a definition', async () => {
    const document = await open(ROUTER);
    const position = positionOf(document, 'ip access-group', 'ACL-WAN-IN');
    assert.deepEqual(await definitions(document, position), ['ACL-WAN-IN']);
  });

  it('find references', async () => {
    const document = await open(ROUTER);
    const position = positionOf(document, 'ip access-group', 'ACL-WAN-IN');
    const found = await references(document, position);
    assert.ok(found.includes(`${ROUTER}: ip access-group ACL-WAN-IN in [ACL-WAN-IN]`));
    assert.ok(found.includes(`${ROUTER}: ip access-list extended ACL-WAN-IN [ACL-WAN-IN]`));
  });

  describe('with the index', () => {
    before(async () => {
      const acl = 'hostname br1-rtr01\n!\nip access-list standard ACL-VTY\n permit 10.20.0.0\n';
      await vscode.workspace.fs.writeFile(workspaceFile(SPLIT), Buffer.from(acl));
    });

    after(async () => {
      await vscode.workspace.fs.delete(workspaceFile(SPLIT));
    });

    it('find a definition in another file of the same device', async () => {
      const document = await open(ROUTER);
      const position = positionOf(document, 'access-class ACL-VTY', 'ACL-VTY');
      await until('the new file is indexed', async () => {
        const found = await definitions(document, position);
        return found.includes('ACL-VTY');
      });
      const [hover] = await hoverAt(document, position);
      assert.match(hover?.value ?? '', /permit 10\.20\.0\.0/);
      assert.match(hover?.value ?? '', /split-acls\.cfg#L3/);
    });

    it('find references in the files of other devices', async () => {
      const document = await open(ROUTER);
      const position = positionOf(document, 'ip access-group', 'ACL-WAN-IN');
      const found = await references(document, position);
      const other = 'configs/br1-rtr02.cfg: ip access-group ACL-WAN-IN in [ACL-WAN-IN]';
      assert.ok(found.includes(other), found.join('\n'));
    });

    it("go from a neighbor's address to the interface that has it", async () => {
      const document = await open(ROUTER);
      const position = positionOf(document, 'neighbor 192.0.2.1 remote-as', '192.0.2.1');
      assert.deepEqual(await definitions(document, position), ['GigabitEthernet0/0/0/0']);
      const [hover] = await hoverAt(document, position);
      assert.match(hover?.value ?? '', /description to br1-rtr01 Gi0\/0\/0/);
    });

    it('say what the code of a log message means', async () => {
      const document = await open('logs/br1-sw01.log');
      const [hover] = await hoverAt(document, positionOf(document, 'LINK-3', '%LINK-3-UPDOWN'));
      assert.match(hover?.value ?? '', /physical layer gained or lost carrier/);
      assert.match(hover?.value ?? '', /syslog-link-lineproto\.md#L\d+>/);
    });
  });

  it('follow an edit', async () => {
    const document = await vscode.workspace.openTextDocument({
      content: 'version 15.2\nhostname a\ninterface Loopback0\n mtu 1500\n',
    });
    const names = async (): Promise<readonly string[]> =>
      ((await symbols(document)) ?? []).map(({ name }) => name);
    assert.deepEqual(await names(), ['hostname a', 'interface Loopback0']);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(4, 0), 'interface Loopback1\n mtu 1500\n');
    await vscode.workspace.applyEdit(edit);
    assert.deepEqual(await names(), ['hostname a', 'interface Loopback0', 'interface Loopback1']);
  });

  it('say nothing in a .conf file of something else', async () => {
    const uri = workspaceFile('configs/nginx.conf');
    await vscode.workspace.fs.writeFile(uri, Buffer.from(NGINX));
    const document = await vscode.workspace.openTextDocument(uri);
    const position = new vscode.Position(6, 10);
    assert.deepEqual((await symbols(document)) ?? [], []);
    // VS Code's own folding by indentation is still there.
    assert.deepEqual(
      (await folds(document))?.map(({ start, end }) => [start, end]),
      [
        [1, 2],
        [4, 7],
        [5, 6],
      ],
    );
    assert.deepEqual(await hoverAt(document, position), []);
    assert.deepEqual(await definitions(document, position), []);
    assert.deepEqual(await references(document, position), []);
    await vscode.workspace.fs.delete(uri);
  });

  it('begin when a configuration is pasted into a new .cfg file', async () => {
    const uri = workspaceFile('configs/pasted.cfg');
    await vscode.workspace.fs.writeFile(uri, Buffer.from(''));
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.languageId, 'properties');
    assert.deepEqual((await symbols(document)) ?? [], []);
    const edit = new vscode.WorkspaceEdit();
    const text = 'version 15.2\nhostname pasted\ninterface Loopback0\n mtu 1500\nend\n';
    edit.insert(uri, new vscode.Position(0, 0), text);
    await vscode.workspace.applyEdit(edit);
    const names = ((await symbols(document)) ?? []).map(({ name }) => name);
    assert.deepEqual(names, ['hostname pasted', 'interface Loopback0']);
    await document.save();
    await vscode.workspace.fs.delete(uri);
  });

  it(`hold up the host under ${LIMIT_MS} ms for ${LARGE_LINES} lines`, async () => {
    const content = ['version 17.9', 'hostname large'];
    for (let port = 0; content.length < LARGE_LINES; port++) {
      content.push(
        `interface GigabitEthernet1/${port % 8}/${port}`,
        ` description port ${port}`,
        ` ip access-group ACL-${port % 100} in`,
        '!',
        `ip access-list extended ACL-${port}`,
        ' permit ip any any',
      );
    }
    const document = await vscode.workspace.openTextDocument({ content: content.join('\n') });
    const position = positionOf(document, 'ip access-group ACL-7 ', 'ACL-7');
    // Warm: the first call of a command loads VS Code's own modules.
    await symbols(await open(ROUTER));
    const spent: string[] = [];
    const watched = async <T>(what: string, work: () => PromiseLike<T>): Promise<T> => {
      const stopWatching = watchWork();
      const startedAt = performance.now();
      const result = await work();
      // Until the last work is counted as well.
      await delay(20);
      const longestMs = stopWatching();
      const elapsedMs = performance.now() - startedAt;
      spent.push(`${what} ${longestMs.toFixed(1)} of ${elapsedMs.toFixed(0)} ms`);
      assert.ok(longestMs < LIMIT_MS, spent.join(', '));
      return result;
    };
    const hover = await watched('hover', () => hoverAt(document, position));
    const outline = (await watched('outline', () => symbols(document))) ?? [];
    const folded = (await watched('folds', () => folds(document))) ?? [];
    const sizes = `${outline.length} sections, ${folded.length} folds`;
    console.log(`        longest work: ${spent.join(', ')}; ${sizes}`);
    assert.ok(outline.length > 6_000 && hover.length === 1);
    // VS Code keeps no more folds than its setting says (5,000).
    assert.ok(folded.length >= 5_000);
  });

  it('survive a name that the worker cannot find any more', async () => {
    const document = await open(ROUTER);
    await until('the symbols are there', async () => ((await symbols(document)) ?? []).length > 0);
    assert.deepEqual(await hoverAt(document, new vscode.Position(0, 0)), []);
  });
});
