/**
 * Bundles the engine for the browser, everything inside, and evaluates it in a context that has the language
 * and nothing else: no host objects, and neither Date nor Math.random.
 */
import { createContext, Script } from 'node:vm';
import { build } from 'esbuild';
import { smoke } from './bundle-smoke.mjs';

const entry = process.argv[2] ?? 'src/index.ts';
const { outputFiles, warnings } = await build({
  entryPoints: [entry],
  bundle: true,
  write: false,
  platform: 'browser',
  format: 'iife',
  globalName: 'spotsim',
  target: 'es2022',
  logLevel: 'silent',
}).catch((error) => {
  for (const { text, location } of error.errors)
    console.error(`${location ? `${location.file}:${location.line}` : entry}: ${text}`);
  process.exit(1);
});
for (const { text } of warnings) console.error(`warning: ${text}`);

const code = outputFiles[0].text;
const bare = createContext(Object.create(null), { codeGeneration: { strings: true, wasm: false } });
const inside = (source, filename) => new Script(source, { filename }).runInContext(bare, { timeout: 60_000 });

inside(
  'delete globalThis.Date; delete globalThis.console; delete Math.random; delete globalThis.WebAssembly;',
  'bare',
);
for (const name of [
  'process',
  'require',
  'Date',
  'console',
  'setTimeout',
  'structuredClone',
  'Math.random',
]) {
  const kind = inside(name.includes('.') ? `typeof ${name}` : `typeof globalThis.${name}`, 'bare');
  if (kind !== 'undefined') throw new Error(`the context is not bare: ${name} is a ${kind}`);
}
inside(code, 'spotsim.bundle.js');
const shown = inside(`(${smoke.toString()})(spotsim)`, 'bundle-smoke.mjs');
console.log(`${Math.round(code.length / 1024)} kB, ${shown}`);
