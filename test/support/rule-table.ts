import { readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import ts from 'typescript';
import { projectFile } from './shipped.js';

/** A test as its source names it. */
export interface TestTitle {
  /** From the project's root. */
  readonly file: string;
  readonly title: string;
}

/** Titles of all tests, read from their sources without running them. */
export function testTitles(): readonly TestTitle[] {
  return testFiles(projectFile('test')).flatMap((path) => {
    const file = relative(projectFile(), path).replaceAll('\\', '/');
    return titlesIn(readFileSync(path, 'utf8')).map((title) => ({ file, title }));
  });
}

/** Rules or readings that a title names in brackets, ranges written out: `(R9-R11, A2)` names R9, R10 and R11. */
export function named(title: string, letter: 'R' | 'A'): readonly string[] {
  const inBrackets = [...title.matchAll(/\(([^)]*)\)/g)].map(([, inside]) => inside).join(' ');
  const found = inBrackets.matchAll(new RegExp(`\\b${letter}(\\d+)(?:-${letter}(\\d+))?\\b`, 'g'));
  return [...found].flatMap(([, first, last = first]) =>
    Array.from({ length: Number(last) - Number(first) + 1 }, (_, i) => `${letter}${Number(first) + i}`),
  );
}

const ROW = /^\| (R\d+) \| ([^|]*) \| ([^|]*) \|.*\|$/gm;

/** The rules table with its last column as the tests have it. */
export function withTests(document: string, titles: readonly TestTitle[]): string {
  return document.replace(ROW, (_, rule: string, text: string, readings: string) => {
    const shown = titles.filter(({ title }) => named(title, 'R').includes(rule));
    return `| ${rule} | ${text} | ${readings} | ${byFile(shown)} |`;
  });
}

/** Rules that a document has a row for. */
export const rulesIn = (document: string): readonly string[] =>
  [...document.matchAll(ROW)].map(([, rule]) => rule);

function byFile(titles: readonly TestTitle[]): string {
  const files = [...new Set(titles.map(({ file }) => file))].sort();
  return files
    .map((file) => {
      const own = titles
        .filter((one) => one.file === file)
        .map(({ title }) => `“${title.replaceAll('|', '/')}”`);
      return `[${file.replace(/^test\/|\.test\.ts$/g, '')}](../${file}): ${own.join('; ')}`;
    })
    .join('<br>');
}

function testFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return testFiles(path);
    return entry.name.endsWith('.test.ts') ? [path] : [];
  });
}

function titlesIn(source: string): readonly string[] {
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^it\b/.test(node.expression.getText(file))) {
      const [title] = node.arguments;
      if (title !== undefined && ts.isStringLiteralLike(title)) titles.push(title.text);
    }
    ts.forEachChild(node, visit);
  };
  const file = ts.createSourceFile('test.ts', source, ts.ScriptTarget.ES2022, true);
  visit(file);
  return titles;
}
