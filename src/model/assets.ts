import type { LocalTimes, Result } from '../units/index.js';

/** Where histories come from: text in chunks, by the name that the scenario gives (relative to it). */
export interface Assets {
  open(path: string): Result<Iterable<string>>;
  /** What the host knows of zones by name; absent: nothing, so that times need offsets. */
  readonly localTimes?: LocalTimes;
}

/** For scenarios that name no files, and for texts at hand. */
export const inMemory = (files: Readonly<Record<string, string>> = {}): Assets => ({
  open: (path) => {
    const text = files[path];
    if (text !== undefined) return { ok: true, value: [text] };
    return { ok: false, issues: [{ at: { file: path }, message: 'the file does not exist' }] };
  },
});
