import { writeSync } from 'node:fs';
import { isFileError } from './file-fault.js';

/** Writes all bytes at the end of an open file: a write may take less than it was given, and its error names no file. */
export function writeAll(file: number, bytes: Uint8Array, path: string): void {
  try {
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
  } catch (error) {
    throw isFileError(error) ? Object.assign(error, { path }) : error;
  }
}
