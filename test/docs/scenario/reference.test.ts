import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  parseScenario,
  PRESETS,
  PROVIDERS,
  scenarioJsonSchema,
  type Rules,
} from '../../../src/scenario/index.js';
import { failure, formatDuration, formatIssue } from '../../../src/units/index.js';
import { reference } from './reference.js';

const PAGE = '../../../docs/scenario.md';
const MARK =
  '<!-- Below this line the page is made from the schema: npx vitest run test/docs/scenario -u -->';

describe('docs/scenario.md', () => {
  const text = readFileSync(new URL(PAGE, import.meta.url), 'utf8');
  const made = reference(scenarioJsonSchema());

  it('lists every key with its type and default, as the schema has them', async () => {
    const head = text.slice(0, text.indexOf(MARK));
    expect(head).not.toBe('');
    await expect(`${head}${MARK}\n\n${made}\n`).toMatchFileSnapshot(PAGE);
  });

  it('leaves no type and no meaning open', () => {
    const rows = made.split('\n').filter((line) => line.startsWith('| `'));
    expect(rows.length).toBeGreaterThan(150);
    for (const row of rows) expect(row).not.toMatch(/\| any \||\|\s*\|$/);
  });

  it('shows a smallest scenario that is one', () => {
    const example = /```yaml\n(version: 1\n[^`]*)```/.exec(text)?.[1] ?? '';
    const result = parseScenario(
      { name: 'page', text: example },
      { read: () => failure({ message: 'none' }) },
    );
    expect(result.ok ? [] : result.issues.map(formatIssue)).toEqual([]);
  });

  it('lists the presets as they are', () => {
    const rows = Object.keys(PRESETS['pai-eas']) as (keyof Rules)[];
    for (const rule of rows) {
      const values = PROVIDERS.map((provider) => shown(rule, PRESETS[provider][rule]));
      const same = new Set(values).size === 1;
      expect(text).toContain(
        same ? `\`${rule}: ${values[0] ?? ''}\`` : `| ${rule} | ${values.join(' | ')} |`,
      );
    }
  });
});

function shown(rule: keyof Rules, value: Rules[keyof Rules]): string {
  if (value === null || (rule === 'protection' && value === 0)) return 'none';
  if (rule === 'maxLifetime') return '24h';
  return typeof value === 'number' && rule !== 'protectionPriceRatio' ? formatDuration(value) : String(value);
}
