import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { failure, success } from '../index.js';
import type { Result } from '../index.js';
import { reading } from './file-fault.js';

/** Writes a file as a whole or not at all; an existing one only by `force`. */
export function writeText(
  path: string,
  text: string,
  options: { shown: string; force: boolean },
): Result<null> {
  const place = textPlace(path, options);
  if (!place.ok) return place;
  const temporary = `${path}.${process.pid}.tmp`;
  return reading(options.shown, () => {
    try {
      writeFileSync(temporary, text);
      renameSync(temporary, path);
    } finally {
      rmSync(temporary, { force: true });
    }
    return success(null);
  });
}

/** Whether a file can be written there, as far as that shows without writing. */
export function textPlace(path: string, { shown, force }: { shown: string; force: boolean }): Result<null> {
  if (!force && existsSync(path))
    return failure({ at: { file: shown }, message: 'the file exists', hint: '--force overwrites it' });
  if (!existsSync(dirname(path)))
    return failure({ at: { file: shown }, message: 'its folder does not exist' });
  return success(null);
}
