import { NotificationType, RequestType } from 'vscode-jsonrpc/node';
import type { NamedThing } from '../../network/editor/configNames.ts';
import type { ConfigFold } from '../../network/editor/foldingRanges.ts';
import type { OutlineItem } from '../../network/editor/outline.ts';

/**
 * What the extension host asks of the worker that understands open configurations. Messages keep
 * their order, so that a question is about the text that was put last. `null` answers a question
 * about a document that is no network configuration, or that is not known (any more).
 */
export interface PutParams {
  readonly uri: string;
  readonly text: string;
  readonly needed: 'likely' | 'certain';
}

export interface DocumentParams {
  readonly uri: string;
}

export interface NameAtParams extends DocumentParams {
  /** 1-based. */
  readonly line: number;
  /** 0-based UTF-16 units. */
  readonly column: number;
}

/** What a document says about a place in it. */
export interface NameAtResult {
  readonly hostname?: string;
  /** Absent where no name stands. */
  readonly thing?: NamedThing;
}

export const putNotification = new NotificationType<PutParams>('put');
export const forgetNotification = new NotificationType<DocumentParams>('forget');
export const outlineRequest = new RequestType<DocumentParams, readonly OutlineItem[] | null, void>(
  'outline',
);
export const foldsRequest = new RequestType<DocumentParams, readonly ConfigFold[] | null, void>(
  'folds',
);
export const nameAtRequest = new RequestType<NameAtParams, NameAtResult | null, void>('nameAt');
