import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A scenario that comes with the package. */
export interface ShippedScenario {
  readonly name: string;
  readonly path: string;
}

/** The package's own folder `scenarios`, seen from `src` and from `dist` alike. */
const FOLDER = fileURLToPath(new URL('../../scenarios/', import.meta.url));

/** The shipped scenarios by name (that of the file), in alphabetical order. */
export function shippedScenarios(folder: string = FOLDER): readonly ShippedScenario[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()
    .map((file) => ({ name: file.replace(/\.ya?ml$/, ''), path: join(folder, file) }));
}
