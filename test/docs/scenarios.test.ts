import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/index.js';
import { readText } from '../../src/node/index.js';
import { tablesIn, withTables } from '../support/scenario-tables.js';
import { projectFile, projectText, readReference, shippedNames } from '../support/shipped.js';

const document = projectText('scenarios', 'README.md');
const sections = new Map(
  document
    .split(/^## /m)
    .slice(1)
    .map((text) => [text.split('\n', 1)[0], text] as const),
);

/** What a section says outside its table, on one line. */
const prose = (section: string): string =>
  section.replace(/<!-- table[\s\S]*<!-- end -->/, '').replace(/\s+/g, ' ');

const bold = (text: string): readonly string[] =>
  [...text.matchAll(/\*\*(.+?)\*\*/g)].map(([, figure]) => figure);

const cells = (section: string): readonly string[] =>
  section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .flatMap((line) => line.split('|').map((cell) => cell.trim()));

describe('the README of the scenarios', () => {
  it('has a section with a table for every shipped scenario', () => {
    expect([...sections.keys()].sort()).toEqual(shippedNames);
    expect(tablesIn(document)).toEqual([...sections.keys()]);
  });

  it('has the tables of the reference results; npm run scenarios renews them', () => {
    expect(withTables(document, readReference)).toBe(document);
  });

  it.each(shippedNames)('tells figures of %s that are in its table', (name) => {
    const section = sections.get(name) ?? '';
    const figures = bold(prose(section));
    expect(figures.length).toBeGreaterThanOrEqual(3);
    expect(figures.filter((figure) => !cells(section).includes(figure))).toEqual([]);
  });

  it.each(shippedNames)('asks the question of %s, and gives its command', (name) => {
    const path = projectFile('scenarios', `${name}.yaml`);
    const parsed = parseScenario(
      { name: path, text: projectText('scenarios', `${name}.yaml`) },
      { read: readText },
    );
    if (!parsed.ok) throw new Error(parsed.issues[0]?.message);
    const { description, name: own } = parsed.value.scenario;
    expect(own).toBe(name);
    expect(description).toMatch(/^[A-Z].*\?$/);
    expect(prose(sections.get(name) ?? '')).toContain(`*${description}*`);
    expect(sections.get(name)).toContain(`\n    npm start -- run ${name} --variants\n`);
  });
});
