import type { Case } from '../src/index.js';
import type { ScenarioText } from '../src/node/index.js';

const pool = (i: number): object => ({
  ...{ name: `zone-${i}/big`, type: `ecs.big-${i}`, region: 'r', zone: `zone-${i}`, standardPrice: 1 },
  price: {
    process: 'ornstein-uhlenbeck',
    median: 0.2 + i / 50,
    sigma: 0.3,
    reversion: `${1 / 12}/h`,
    interval: '5m',
  },
  stock: { process: 'unlimited' },
});

const service = (i: number): object => ({
  ...{ name: `service-${i}`, replicas: 2, protection: false, startup: '3m' },
  instances: [0, 1, 2, 3].map((k) => ({ type: `ecs.big-${(i + k) % 4}`, spotPriceLimit: 0.25 })),
});

/** 30 days of four pools and five services, as a text of which every thread makes its model. */
export const month: ScenarioText = {
  ...{ name: 'month.yaml', folder: '.', cwd: '.' },
  text: JSON.stringify({
    ...{ version: 1, name: 'month', seed: 1, start: '2026-03-02T00:00:00Z', duration: '30d' },
    pools: [0, 1, 2, 3].map(pool),
    services: [0, 1, 2, 3, 4].map(service),
  }),
};

export const monthBase: Case = { name: 'base', variant: null, set: [] };
