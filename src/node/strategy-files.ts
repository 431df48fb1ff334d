import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { hashOfFile } from './file-assets.js';
import type { InputFile } from './file-assets.js';

/** `from './a.js'`, `import './a.js'`, `import('./a.js')`, `require('./a.js')`: what is beside the file, not packages. */
const NAMED = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(["'])(\.{1,2}\/[^"'\n]+)\1/g;

/**
 * The files of a strategy of the user's own: its module and what that imports by relative path, and so on, by full
 * path. Packages do not count, nor does what is named by an expression.
 */
export function filesOfStrategy(path: string): readonly InputFile[] {
  const found = new Map<string, string>();
  const waiting = [path];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const sha256 = found.has(file) ? undefined : hashOfFile(file);
    if (sha256 === undefined) continue;
    found.set(file, sha256);
    if (/\.[cm]?[jt]sx?$/.test(file)) waiting.push(...importedBy(file));
  }
  return [...found].map(([file, sha256]) => ({ file, sha256 }));
}

function importedBy(file: string): readonly string[] {
  const named = [...readFileSync(file, 'utf8').matchAll(NAMED)].map(([, , name]) => name);
  return named.flatMap((name) => {
    const asNamed = resolve(dirname(file), name);
    // TypeScript names what its compiler will write.
    const asSource = asNamed.replace(/\.([cm]?)js$/, '.$1ts');
    const first = [asNamed, asSource].find(isFile);
    return first === undefined ? [] : [first];
  });
}

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();
