import { readFileSync } from 'node:fs';
import process from 'node:process';

/** What a command sees of the terminal; tests put their own in its place. */
export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Width for tables, in characters. */
  readonly columns: number;
  /** Colours on standard output. */
  readonly color: boolean;
  /** Standard error is a terminal: progress may be shown. */
  readonly live: boolean;
  /** All of standard input, the same however often it is asked for. */
  readonly input?: () => string;
  /** Standard output is a terminal: somebody looks, and small charts help. */
  readonly looked?: boolean;
  /** The locale has no characters for lines and blocks. */
  readonly ascii?: boolean;
  /** Milliseconds that a strategy of the user's own may take for one answer. */
  readonly patience?: number;
  /** Paths on the command line are relative to this folder. */
  readonly cwd: string;
}

const DEFAULT_COLUMNS = 100;
const NARROWEST = 40;
export const PATIENCE = 10;

/** The process's own streams. */
export function processIo(): Io {
  const { stdout, stderr, env } = process;
  const asked = Number(env['COLUMNS']);
  const columns = Number.isInteger(asked) && asked > 0 ? asked : (stdout.columns ?? DEFAULT_COLUMNS);
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    columns: Math.max(NARROWEST, columns),
    color: wantsColor(stdout.isTTY === true, env),
    live: stderr.isTTY === true,
    input: readOnce(),
    looked: stdout.isTTY === true,
    ascii: isPlain(env),
    patience: patienceOf(env['SPOTSIM_PATIENCE']),
    cwd: process.cwd(),
  };
}

/** Seconds, as the environment says them. */
function patienceOf(asked: string | undefined): number {
  const seconds = Number(asked);
  return 1000 * (Number.isFinite(seconds) && seconds > 0 ? seconds : PATIENCE);
}

/** NO_COLOR and FORCE_COLOR decide, then whether somebody looks. */
function wantsColor(isTerminal: boolean, env: NodeJS.ProcessEnv): boolean {
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  if ((env['FORCE_COLOR'] ?? '') !== '') return env['FORCE_COLOR'] !== '0';
  return isTerminal && env['TERM'] !== 'dumb';
}

function readOnce(): () => string {
  let text: string | undefined;
  return () => (text ??= readFileSync(0, 'utf8'));
}

/** A locale that is stated and is not UTF-8, such as C; where none is stated, UTF-8 is what terminals have. */
function isPlain(env: NodeJS.ProcessEnv): boolean {
  const [locale] = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].filter((one) => (one ?? '') !== '');
  return locale !== undefined && !/utf-?8/i.test(locale);
}

export const line = (text = ''): string => `${text}\n`;
