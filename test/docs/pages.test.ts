import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFile, projectText } from '../support/shipped.js';

/** Markdown files below a folder of the project. */
const pagesIn = (folder: string): readonly string[] =>
  readdirSync(projectFile(folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return pagesIn(path);
    return path.endsWith('.md') ? [path] : [];
  });

const pages = [...pagesIn('docs'), 'scenarios/README.md', 'README.md', 'CONTRIBUTING.md'];

/** Links without their anchors, other sites left out. */
const linksOf = (page: string): readonly string[] =>
  [...projectText(page).matchAll(/\]\(([^)#\s]+)(?:#[\w-]*)?\)/g)]
    .map(([, link]) => link)
    .filter((link) => !/^https?:/.test(link));

/** Files of the project that a page names in code. */
const namedIn = (page: string): readonly string[] =>
  [...projectText(page).matchAll(/`((?:src|test|scripts|scenarios)\/[\w./-]+)`/g)].map(([, path]) => path);

describe('the documents', () => {
  it.each(pages)('link only to what exists: %s', (page) => {
    const lost = linksOf(page).filter((link) => !existsSync(join(dirname(projectFile(page)), link)));
    expect(lost).toEqual([]);
  });

  it.each(pages)('name only files that exist: %s', (page) => {
    expect(namedIn(page).filter((path) => !existsSync(projectFile(path)))).toEqual([]);
  });

  it('have an index that leads to every page', () => {
    const index = linksOf('docs/README.md').map((link) => join('docs', link));
    expect(pagesIn('docs').filter((page) => page !== 'docs/README.md' && !index.includes(page))).toEqual([]);
  });
});
