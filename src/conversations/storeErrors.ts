import { NetGuruError, sentence } from '../core/errors.ts';

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** What the file system said while a conversation was written, as one sentence for the user. */
export function conversationWriteError(error: unknown): NetGuruError {
  if (error instanceof NetGuruError) return error;
  const code = errorCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new NetGuruError(
      'disk-full',
      sentence('The disk is full. NetGuru keeps this conversation in memory until there is room.'),
      { cause: error },
    );
  }
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
    return new NetGuruError(
      'store-read-only',
      sentence(
        'NetGuru may not write to its storage folder. This conversation is kept in memory only.',
      ),
      { cause: error },
    );
  }
  return new NetGuruError(
    'internal',
    sentence('This conversation could not be saved ({0}). It is kept in memory only.', code),
    { cause: error },
  );
}

export function conversationMissing(): NetGuruError {
  return new NetGuruError('file-unreadable', sentence('This conversation no longer exists.'));
}

export function conversationUnreadable(error: unknown): NetGuruError {
  return new NetGuruError(
    'file-unreadable',
    sentence('This conversation could not be read ({0}).', errorCode(error)),
    { cause: error },
  );
}

export function conversationNewer(): NetGuruError {
  return new NetGuruError(
    'store-read-only',
    sentence('A newer NetGuru wrote this conversation. Update NetGuru to continue it.'),
  );
}
