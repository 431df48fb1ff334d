import { RefusedCase } from '../index.js';
import type { Issue } from '../index.js';
import { ModulesWanted } from './own-strategies.js';

/** An error as plain data: threads cannot send each other classes, and lose what an error has beyond its message. */
export interface PackedError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  /** Its own fields, as far as they are plain: `code` and `path` of file errors, the issues of a refused case. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly cause: PackedError | undefined;
}

/** Makes plain data of whatever was thrown. */
export function packError(error: unknown): PackedError {
  if (!(error instanceof Error))
    return { name: 'Error', message: String(error), stack: undefined, fields: {}, cause: undefined };
  const { name, message: _m, stack: _s, cause: _c, ...fields } = error;
  return {
    ...{ name, message: error.message, stack: error.stack },
    fields: JSON.parse(JSON.stringify(fields)) as Readonly<Record<string, unknown>>,
    cause: error.cause === undefined ? undefined : packError(error.cause),
  };
}

/** The error again: what this thread would have thrown, as far as anybody asks. */
export function unpackError({ name, message, stack, fields, cause }: PackedError): Error {
  if (name === 'RefusedCase')
    return new RefusedCase(fields['caseName'] as string, fields['issues'] as readonly Issue[]);
  if (name === 'ModulesWanted') return new ModulesWanted(fields['paths'] as readonly string[]);
  const options = cause === undefined ? {} : { cause: unpackError(cause) };
  const error = Object.assign(new Error(message, options), fields, { name });
  if (stack !== undefined) error.stack = stack;
  return error;
}
