import * as vscode from 'vscode';
import { asNetGuruError } from '../core/errors.ts';
import type { DocumentRecord } from '../index/storeRows.ts';
import { localize, localizeError } from './localize.ts';
import type { WorkspaceIndex } from './workspaceIndex.ts';

interface DocumentPick extends vscode.QuickPickItem {
  readonly record: DocumentRecord;
}

const ICONS: Readonly<Record<DocumentRecord['status'], string>> = {
  queued: '$(clock)',
  processing: '$(sync)',
  indexed: '$(check)',
  skipped: '$(circle-slash)',
  failed: '$(error)',
};

function describe(record: DocumentRecord): string {
  switch (record.status) {
    case 'queued':
      return vscode.l10n.t('waiting');
    case 'processing':
      return vscode.l10n.t('being read');
    case 'indexed':
      return vscode.l10n.t('{0} lines, {1} passages', record.lineCount, record.chunkCount);
    case 'skipped':
    case 'failed':
      return record.reason ? localize(record.reason) : '';
  }
}

/** How much of a configuration's statements NetGuru knows; whole percents, never rounded up to 100. */
function statementShare({ statements }: DocumentRecord): string | undefined {
  if (!statements) return undefined;
  const total = statements.understood + statements.unrecognised;
  if (total === 0) return undefined;
  const percent = Math.floor((100 * statements.understood) / total);
  return vscode.l10n.t('{0} % of {1} statements recognised', percent, total);
}

function detail(record: DocumentRecord): string {
  const platform = record.platform === 'unknown' ? undefined : record.platform;
  const time = record.finishedAtMs ? new Date(record.finishedAtMs).toLocaleString() : undefined;
  const note = record.status === 'indexed' && record.reason ? localize(record.reason) : undefined;
  const known = statementShare(record);
  return [record.kind, platform, record.hostname, known, note, time].filter(Boolean).join(' · ');
}

function toPick(record: DocumentRecord): DocumentPick {
  return {
    label: `${ICONS[record.status]} ${record.path}`,
    description: describe(record),
    detail: detail(record),
    record,
  };
}

/** What is not searchable is what people look for here: it comes first. */
const ORDER: readonly DocumentRecord['status'][] = [
  'failed',
  'skipped',
  'processing',
  'queued',
  'indexed',
];

/** Lists every document with its state and reason; picking one opens it. */
export async function showDocuments(index: WorkspaceIndex): Promise<void> {
  try {
    const records = [...(await index.documents())].sort(
      (left, right) =>
        ORDER.indexOf(left.status) - ORDER.indexOf(right.status) ||
        left.path.localeCompare(right.path),
    );
    if (records.length === 0) {
      const text = vscode.l10n.t(
        'Nothing is indexed yet. Open a folder with configurations or logs.',
      );
      void vscode.window.showInformationMessage(text);
      return;
    }
    const picked = await vscode.window.showQuickPick(records.map(toPick), {
      title: vscode.l10n.t('NetGuru: indexed files'),
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (!picked) return;
    const { folder, path } = picked.record;
    await vscode.window.showTextDocument(vscode.Uri.joinPath(vscode.Uri.file(folder), path));
  } catch (error) {
    void vscode.window.showErrorMessage(localizeError(asNetGuruError(error)));
  }
}
