/** A place in a file that the user wrote; lines and columns count from 1. */
export interface Position {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** One fault of the input: where, what is wrong and what was expected, and what to do about it. */
export interface Issue {
  readonly at?: Position;
  /** The path in the scenario, such as `services.chat.instances.1.spotPriceLimit`. */
  readonly path?: string;
  readonly message: string;
  readonly hint?: string;
}

/** A value, or every fault found on the way to it. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly issues: readonly Issue[] };

export const success = <T>(value: T): Result<T> => ({ ok: true, value });
export const failure = (...issues: readonly Issue[]): { ok: false; issues: readonly Issue[] } => ({
  ok: false,
  issues,
});

/** `file:line:column: message (hint)`, the one form in which faults are shown. */
export function formatIssue(issue: Issue): string {
  const { at, path, message, hint } = issue;
  const place =
    at === undefined ? '' : `${[at.file, at.line, at.column].filter((x) => x !== undefined).join(':')}: `;
  return `${place}${path === undefined || path === '' ? '' : `${path}: `}${message}${hint === undefined ? '' : ` (${hint})`}`;
}
