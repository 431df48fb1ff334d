import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ENGINE_VERSION, failure, success } from '../index.js';
import type { Result } from '../index.js';
import type { InputFile } from './file-assets.js';
import { reading } from './file-fault.js';
import type { Repeat, RunIdentity } from './run-identity.js';
import { readText } from './text-file.js';

/** What a results folder says of itself. */
export interface Manifest extends RunIdentity {
  readonly id: string;
  readonly digest: string;
  /** The Node version that it was made on. */
  readonly node: string;
  /** The scenario as it ran, before defaults. */
  readonly input: unknown;
  readonly repeat: Repeat;
}

/** A result as its folder keeps it; the summary is as its command's `--json` prints it. */
export interface StoredResult {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly summary: unknown;
}

/**
 * Reads the folder of a run or an experiment. `shown` is its name in messages. One that is no result, is not whole,
 * or was made by another version (unless any will do) is one issue.
 */
export function readResult(
  folder: string,
  shown: string,
  { anyVersion = false }: { readonly anyVersion?: boolean } = {},
): Result<StoredResult> {
  const at = { file: shown };
  return reading(shown, (): Result<StoredResult> => {
    const found = statSync(folder, { throwIfNoEntry: false });
    if (found === undefined) return failure({ at, message: 'there is no such folder', hint: WHERE });
    if (!found.isDirectory()) return failure({ at, message: 'expected the folder of a result', hint: WHERE });
    if (!existsSync(join(folder, 'manifest.json')))
      return failure({ at, message: 'is no result: it has no manifest.json', hint: hintOf(folder, shown) });
    const manifest = readJson(folder, shown, 'manifest.json');
    if (!manifest.ok) return manifest;
    if (!isManifest(manifest.value))
      return failure({
        at: { file: join(shown, 'manifest.json') },
        message: 'is no manifest of spotsim',
        hint: 'run the scenario again',
      });
    const { spotsim, digest } = manifest.value;
    if (spotsim !== ENGINE_VERSION && !anyVersion)
      return failure({
        at,
        message: `was made by spotsim ${spotsim}; this is ${ENGINE_VERSION}`,
        hint: 'run the scenario again with this version, or use that one',
      });
    const summary = readJson(folder, shown, 'summary.json');
    if (!summary.ok) return summary;
    if ((summary.value as { digest?: unknown } | null)?.digest !== digest)
      return failure({
        at: { file: join(shown, 'summary.json') },
        message: 'is not the summary that the manifest belongs to',
        hint: 'run the scenario again',
      });
    return success({ folder, manifest: manifest.value, summary: summary.value });
  });
}

const WHERE = 'results are in results/<scenario>/<run id>/';

/** Somebody may mean the folder one level up. */
function hintOf(folder: string, shown: string): string {
  const within = readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'manifest.json')))
    .sort();
  if (within.length === 0) return WHERE;
  const named = within.slice(0, 3).map((name) => join(shown, name));
  return `there ${within.length === 1 ? 'is' : 'are'} ${named.join(', ')}${within.length > 3 ? `, and ${within.length - 3} more` : ''}`;
}

function readJson(folder: string, shown: string, name: string): Result<unknown> {
  const file = join(shown, name);
  const text = readText(join(folder, name), { shown: file });
  if (!text.ok) return text;
  try {
    return success(JSON.parse(text.value));
  } catch {
    return failure({
      at: { file },
      message: 'is no JSON: the result is not whole',
      hint: 'run the scenario again',
    });
  }
}

function isManifest(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null) return false;
  const { id, digest, spotsim, scenario, node, input, inputs, repeat } = value as Record<string, unknown>;
  const texts = [id, digest, spotsim, scenario, node].every((one) => typeof one === 'string');
  return texts && isRecord(input) && isRepeat(repeat) && Array.isArray(inputs) && inputs.every(isInput);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isRepeat = (value: unknown): value is Repeat =>
  isRecord(value) &&
  isRecord(value['scenario']) &&
  isRecord(value['options']) &&
  Object.values(value['options']).every(isOption) &&
  ['string', 'undefined'].includes(typeof value['folder']);

/** What a command line can give: a text, a flag, a list of texts. */
const isOption = (value: unknown): boolean =>
  typeof value === 'string' ||
  value === true ||
  (Array.isArray(value) && value.every((one) => typeof one === 'string'));

const isInput = (value: unknown): value is InputFile =>
  isRecord(value) && typeof value['file'] === 'string' && typeof value['sha256'] === 'string';
