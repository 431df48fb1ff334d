import { describe, expect, it } from 'vitest';
import { compile, inMemory, parseScenario, Run } from '../../../src/index.js';
import type { Model, Strategies, Strategy } from '../../../src/index.js';

const list = (): Strategy<number> => ({
  initial: 0,
  followsPrices: false,
  decide: (state, seen) => {
    const entries = seen.choices.map((_, choice) => ({ choice }));
    return [state, [{ name: 'all', entries, count: seen.desired }]];
  },
});

const text = JSON.stringify({
  ...{ version: 1, name: 'day', duration: '1d' },
  pools: [{ name: 'a', type: 't', region: 'r', zone: 'z', standardPrice: 1, spot: false }],
  services: [
    { name: 's', startup: '1h', instances: [{ type: 't' }], strategy: { module: './mine.js' } },
    { name: 'ours', startup: '1h', instances: [{ type: 't' }] },
  ],
});

function modelWith(own: Strategies[string]): Model {
  const parsed = parseScenario(
    { name: 'day.json', text },
    { read: () => ({ ok: false, issues: [{ message: 'no files here' }] }) },
  );
  const model = parsed.ok ? compile(parsed.value, inMemory(), { './mine.js': own }) : parsed;
  if (!model.ok) throw new Error(JSON.stringify(model.issues));
  return model.value;
}

const savedWith = (own: Strategies[string]): ReturnType<Run['save']> => {
  const run = new Run(modelWith(own));
  run.runUntil(7200);
  return structuredClone(run.save());
};

describe('a saved state', () => {
  it('is taken up by the same code of a strategy alone, told by its hash or by its text', () => {
    const other = (): Strategy<number> => ({ ...list(), followsPrices: true });
    const restored = (saved: ReturnType<Run['save']>, own: Strategies[string]) => (): void =>
      new Run(modelWith(own)).restore(saved);
    expect(restored(savedWith(list), list)).not.toThrow();
    expect(restored(savedWith(list), other)).toThrow('other code of a strategy');
    const hashed = { factory: list, code: 'a' };
    expect(restored(savedWith(hashed), { factory: other, code: 'a' })).not.toThrow();
    expect(restored(savedWith(hashed), { ...hashed, code: 'b' })).toThrow('other code of a strategy');
  });
});
