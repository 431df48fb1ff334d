import { describe, expect, it } from 'vitest';
import { named, rulesIn, testTitles, withTests } from '../support/rule-table.js';
import { projectText } from '../support/shipped.js';

const titles = testTitles();
const document = projectText('docs', 'rules.md');
const rules = Array.from({ length: 62 }, (_, i) => `R${i + 1}`);

describe('the table of rules', () => {
  it('has a row for every rule', () => {
    expect(rulesIn(document)).toEqual(rules);
  });

  it.each(rules)('has a test that names %s', (rule) => {
    expect(titles.filter(({ title }) => named(title, 'R').includes(rule))).not.toEqual([]);
  });

  it('names the tests as they are; npm run rules renews it', () => {
    expect(document).toBe(withTests(document, titles));
  });

  it('explains every reading that it or a test names', () => {
    const listed = [...document.matchAll(/^\| R\d+ \| [^|]* \| ([^|]*) \|/gm)].flatMap(([, cell]) =>
      cell.split(', '),
    );
    const tested = titles.flatMap(({ title }) => named(title, 'A'));
    const readings = new Set([...listed, ...tested].filter((reading) => reading !== ''));
    expect([...readings].filter((reading) => !document.includes(`\n| ${reading} |`))).toEqual([]);
  });
});

describe('a title', () => {
  it('names rules in brackets only, ranges included', () => {
    expect(named('R1 is not named, these are (R9-R11, A2)', 'R')).toEqual(['R9', 'R10', 'R11']);
    expect(named('nor is R1 here (see below)', 'R')).toEqual([]);
  });
});
