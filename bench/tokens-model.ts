import { compile, inMemory, parseScenario, type Model } from '../src/index.js';

const PRICES = {
  ...{ version: 1, name: 'bench', date: '2026-01-01', source: 'made up', currency: 'USD' },
  models: [
    {
      model: 'M',
      ptu: { maxInput: 128_000, hourly: { input: 1, output: 1 }, daily: { input: 12, output: 12 } },
      calls: [{ input: 1, output: 2 }],
    },
  ],
};

function modelOf(changes: object): Model {
  const input = {
    ...{
      version: 1,
      name: 'tokens',
      seed: 1,
      start: '2026-03-02T00:00:00+08:00',
      duration: '30d',
      currency: 'USD',
    },
    priceTables: ['prices.json'],
    ...changes,
  };
  const parsed = parseScenario(
    { name: 'tokens.json', text: JSON.stringify(input) },
    { read: () => ({ ok: false, issues: [] }) },
  );
  const model = parsed.ok
    ? compile(parsed.value, inMemory({ 'prices.json': JSON.stringify(PRICES) }))
    : parsed;
  if (!model.ok) throw new Error(JSON.stringify(model.issues));
  return model.value;
}

const calls = { name: 'calls', kind: 'calls' };

/** A month by minutes: so many demands, each with throughput of its own before plain calls for all. */
export function countedMonth(plans: number): Model {
  const indexes = Array.from({ length: plans }, (_, i) => i);
  const asked = { model: 'M', requests: { process: 'poisson', rate: '120/min' }, input: 100, output: 50 };
  const bought = { kind: 'ptu', inputTpm: 12_000, outputTpm: 100_000 };
  return modelOf({
    demand: indexes.map((i) => ({ ...asked, name: `d${i}`, serve: [`p${i}`, 'calls'] })),
    plans: [...indexes.map((i) => ({ ...bought, name: `p${i}` })), calls],
  });
}

/** So many single requests of random length against a quota that overflows now and then. */
export function singleRequests(requests: number): Model {
  const length = (median: number) => ({ distribution: 'lognormal', median, sigma: 0.8 });
  const perMinute = requests / (30 * 1440);
  return modelOf({
    demand: [
      {
        ...{
          name: 'chat',
          model: 'M',
          requests: { process: 'poisson', rate: `${perMinute.toFixed(6)}/min` },
        },
        ...{ input: length(120), output: length(300), serve: ['ptu', 'calls'] },
      },
    ],
    plans: [
      {
        name: 'ptu',
        kind: 'ptu',
        inputTpm: Math.round(170 * perMinute),
        outputTpm: Math.round(420 * perMinute),
      },
      calls,
    ],
  });
}
