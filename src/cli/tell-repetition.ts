import type { Repetition } from '../node/index.js';
import { line } from './io.js';

const MOST_FIGURES = 5;

/** What came of making a result again, in words. */
export function tellRepetition(shown: string, made: Repetition): string {
  const { same, digest, files, figures, reasons } = made;
  const notes = reasons.map(changed);
  if (same) {
    const equal = `${listed(Object.keys(files))} equal byte for byte`;
    return [`${shown}: the same. Digest ${digest.now} again; ${equal}.`, ...notes].map(line).join('');
  }
  const others = Object.entries(files).flatMap(([name, equal]) =>
    equal || name === 'summary.json' ? [] : [`${name}: other bytes`],
  );
  const more = figures.length > MOST_FIGURES ? [`summary.json: ${figures.length - MOST_FIGURES} more`] : [];
  const unexplained =
    'Versions, scenario and files are as they were: unless the folder was changed, please report it.';
  return [
    `${shown}: not the same.`,
    ...(digest.then === digest.now ? [] : [changed({ what: 'digest', ...digest })]),
    ...figures.slice(0, MOST_FIGURES).map((one) => changed({ ...one, what: `summary.json: ${one.what}` })),
    ...more.map(indented),
    ...others.map(indented),
    ...notes,
    ...(reasons.length === 0 ? [indented(unexplained)] : []),
  ]
    .map(line)
    .join('');
}

const indented = (text: string): string => `  ${text}`;

const changed = ({ what, then, now }: Repetition['reasons'][number]): string =>
  indented(`${what}: ${plain(then)} then, ${plain(now)} now`);

const plain = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined ? 'nothing' : JSON.stringify(value);

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
