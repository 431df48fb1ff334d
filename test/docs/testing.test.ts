import { describe, expect, it } from 'vitest';
import { invariants } from '../../src/testing/index.js';
import { projectText } from '../support/shipped.js';
import { shown } from './testing-example.js';

const page = projectText('docs', 'testing-your-allocator.md');

describe('the page on testing an allocator', () => {
  it('shows code that runs as it stands, and finds what it says', () => {
    const example = projectText('test', 'docs', 'testing-example.ts')
      .replace('../../src/testing/index.js', 'spotsim/testing')
      .replace('../../src/index.js', 'spotsim');
    expect(page).toContain(`\`\`\`ts\n${example}\`\`\``);
    expect([...(shown?.laws ?? [])]).toEqual(['placements are the first feasible']);
    expect(JSON.parse(shown?.file ?? '')).toMatchObject({ version: 1 });
  });
});

describe('the page on laws', () => {
  it('has every law of the list', () => {
    const laws = projectText('docs', 'laws.md');
    expect(invariants.map(({ name }) => name).filter((name) => !laws.includes(`| ${name}`))).toEqual([]);
  });
});
