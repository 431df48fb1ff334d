import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parseScenario, type ParsedScenario } from '../../../src/scenario/index.js';
import { failure, formatIssue, type Result } from '../../../src/units/index.js';
import { inputs } from './inputs.js';

const parse = (text: string, set: readonly string[] = []): Result<ParsedScenario> =>
  parseScenario({ name: 's.yaml', text }, { read: () => failure({ message: 'no such file' }), set });

function sound(text: string): ParsedScenario {
  const result = parse(text);
  if (!result.ok) throw new Error(result.issues.map(formatIssue).join('\n'));
  return result.value;
}

/** Every path of a tree. */
function pathsOf(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const under = Object.entries(value).flatMap(([key, item]) =>
    pathsOf(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return [path, ...under];
}

const JUNK = [
  null,
  -1,
  0,
  1.5,
  1e300,
  '',
  'x',
  '5m',
  '101%',
  '2001GiB',
  true,
  [],
  {},
  [[]],
  { process: 'trace' },
  { distribution: 'none' },
  '__proto__',
  NaN,
];

function replaced(value: unknown, path: readonly (string | number)[], junk: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return junk;
  if (Array.isArray(value))
    return (value as unknown[]).map((item, i) => (i === key ? replaced(item, rest, junk) : item));
  return Object.fromEntries(
    Object.entries(value as object).map(([k, item]) => [k, k === key ? replaced(item, rest, junk) : item]),
  );
}

describe('a sound scenario', () => {
  it('says the same in YAML and JSON, and once more from its own input', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const parsed = sound(JSON.stringify(input));
        expect(sound(stringify(input)).scenario).toEqual(parsed.scenario);
        expect(sound(JSON.stringify(parsed.input)).scenario).toEqual(parsed.scenario);
      }),
      { seed: 1, numRuns: 30 },
    );
  });

  it('has every value located inside its text', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const text = stringify(input);
        const lines = text.split('\n');
        const { locate } = sound(text);
        for (const path of pathsOf(input)) {
          const { line = 0, column = 0 } = locate(path) ?? {};
          expect(line).toBeGreaterThan(0);
          expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
        }
      }),
      { seed: 2, numRuns: 8 },
    );
  });
});

describe('a scenario with a fault', () => {
  it('is a result, never an exception, and each issue has a file', () => {
    let refused = 0;
    fc.assert(
      fc.property(inputs, fc.nat(), fc.constantFrom(...JUNK), (input, pick, junk) => {
        const paths = pathsOf(input);
        const result = parse(stringify(replaced(input, paths[pick % paths.length] ?? [], junk)));
        if (result.ok) return;
        refused += 1;
        for (const issue of result.issues)
          expect(issue.at?.file ?? issue.message).toMatch(/^s\.yaml$|^and \d+ more$/);
      }),
      { seed: 3, numRuns: 200 },
    );
    expect(refused).toBeGreaterThan(100);
  });

  it('is a result for any text, and for any --set', () => {
    fc.assert(
      fc.property(inputs, fc.nat(), fc.nat(40), fc.string({ maxLength: 8 }), (input, at, gone, added) => {
        const text = stringify(input);
        const from = at % (text.length + 1);
        parse(`${text.slice(0, from)}${added}${text.slice(from + gone)}`);
        parse(JSON.stringify(input), [`${added}=${added}`, `services.${added}=1`, `pools[0].${added}=[`]);
      }),
      { seed: 4, numRuns: 80 },
    );
  });
});
