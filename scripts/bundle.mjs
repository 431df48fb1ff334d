/**
 * Bundles the product: one piece of code for each set of entries that share it, in place of some 600 small modules whose
 * loading takes longer than a short command. What the engine is made of is inside; packages of the command line, and
 * those that a user's code shares with us, stay packages.
 *
 *     node scripts/bundle.mjs [folder]       (default: dist)
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = resolve(fileURLToPath(new URL('..', import.meta.url)));

/** What is opened by name: by the package's users, by Node, by threads. */
const ENTRIES = ['index', 'cli/main', 'cli/guarded-thread', 'node/index', 'node/worker-job', 'testing/index'];
/** Their licences come along. All are plain language: the engine runs where Node is not. */
const INSIDE = ['immer', 'seedrandom', 'yaml', 'zod'];

/** Writes the JavaScript of the product, with source maps, and the licences of what is in it. */
export async function bundle(folder) {
  const outdir = resolve(folder);
  rmSync(join(outdir, 'chunks'), { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ENTRIES.map((name) => ({ in: `src/${name}.ts`, out: name })),
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    chunkNames: 'chunks/[name]-[hash]',
    // The paths are enough to find a line of ours; the sources are not part of the package.
    sourcemap: true,
    sourcesContent: false,
    // Its build for Node is CommonJS and asks for `require`; that for browsers is the same code as modules.
    alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') },
    plugins: [otherPackagesStay],
    metafile: true,
    logLevel: 'warning',
  });
  checkPlaces(outdir, metafile);
  writeFileSync(join(outdir, 'THIRD-PARTY-LICENSES.txt'), licencesOf(metafile));
}

const otherPackagesStay = {
  name: 'other-packages-stay',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      if (kind === 'entry-point' || INSIDE.includes(packageOf(path))) return undefined;
      return { path, external: true };
    });
  },
};

const packageOf = (path) => /^(@[^/]+\/)?[^/]+/.exec(path)[0];

/** Files name each other from where they stand: `../node/x`, which holds in a folder of `src` and of `dist` alike. */
function checkPlaces(outdir, { outputs }) {
  for (const path of Object.keys(outputs).filter((one) => one.endsWith('.js'))) {
    const depth = relative(outdir, join(root, path)).split(sep).length - 1;
    if (depth !== 1 && readFileSync(join(root, path), 'utf8').includes('import.meta'))
      throw new Error(`${path} asks where it stands, and stands not in a folder of ${outdir}`);
  }
}

/** What the licences of bundled packages ask for: their texts, and those at the head of single files. */
function licencesOf({ inputs }) {
  const files = new Map();
  for (const path of Object.keys(inputs)) {
    const name = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
    if (name !== undefined) files.set(name, [...(files.get(name) ?? []), path]);
  }
  const parts = [...files].sort().map(([name, paths]) => {
    const { version, license } = JSON.parse(readFileSync(inPackage(name, 'package.json'), 'utf8'));
    if (!FREE.has(license)) throw new Error(`${name}: may ${license} be given on with ours?`);
    const texts = [licenceText(name), ...paths.flatMap(ownLicence)];
    return `${name} ${version} (${license})\n\n${texts.join('\n\n')}\n`;
  });
  return `Parts of these packages are inside the files of this one.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

const FREE = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD']);
const inPackage = (name, file) => join(root, 'node_modules', name, file);

/** Its licence file, or what its read-me says under that head. */
function licenceText(name) {
  if (existsSync(inPackage(name, 'LICENSE'))) return readFileSync(inPackage(name, 'LICENSE'), 'utf8').trim();
  const readMe = readFileSync(inPackage(name, 'README.md'), 'utf8');
  const text = /^LICENSE[^\n]*\n-+\n(.*)/ms.exec(readMe)?.[1] ?? '';
  if (!/^\s*Copyright.*Permission is hereby granted/s.test(text))
    throw new Error(`${name} has no licence text`);
  return text.trim();
}

/** A copyright that a file has of its own. */
function ownLicence(path) {
  const [head] = /^(\s*\/\/[^\n]*\n|\s*\n)*/.exec(readFileSync(join(root, path), 'utf8'));
  return head.includes('Copyright') ? [head.replaceAll(/^\s*\/\/ ?/gm, '').trim()] : [];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundle(process.argv[2] ?? join(root, 'dist'));
