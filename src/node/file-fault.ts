import { failure } from '../index.js';

/** An error of the file system, as Node throws it. */
export interface FileError extends Error {
  readonly code: string;
  readonly path?: string;
  readonly syscall?: string;
}

export const isFileError = (error: unknown): error is FileError =>
  error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'the file does not exist',
  EISDIR: 'it is a folder, not a file',
  EEXIST: 'something else is in its place',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file grew too large',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many files are open',
};

/** What the file system refused, in words for people. */
export const describeFileError = (error: FileError): string => WORDS[error.code] ?? error.message;

/** Runs something that touches files; what the file system refuses becomes an issue. */
export function reading<T>(file: string, read: () => T): T | ReturnType<typeof failure> {
  try {
    return read();
  } catch (error) {
    if (!isFileError(error)) throw error;
    return failure({ at: { file }, message: describeFileError(error) });
  }
}
