import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SharedFiles } from './shared-spec.js';
import { TABLES } from './shared-tables.js';
import { TRACES } from './shared-traces.js';

export type { Spec } from './shared-spec.js';

const root = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

export const hasSharedData = existsSync(root);

export const sharedText = (path: string): string => readFileSync(`${root}${path}`, 'utf8');

/** Every file of data, by its path from the folder; notes and licences left out. */
export const sharedPaths = (): readonly string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^(README|LICENSE|NOTICE)/.test(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length).replace(/^\//, ''));

/** All files of the data folder. */
export const SHARED: readonly SharedFiles[] = [...TABLES, ...TRACES];
