import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile, comparedMetrics, inMemory, parseScenario, sweptMetrics } from '../../../src/index.js';
import type { Model } from '../../../src/index.js';
import { metricName } from '../../../src/report/metric-format.js';

function shipped(name: string): Model {
  const url = new URL(`../../../scenarios/${name}.yaml`, import.meta.url);
  const source = { name: `${name}.yaml`, text: readFileSync(url, 'utf8') };
  const parsed = parseScenario(source, { read: () => ({ ok: false, issues: [] }) });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  const prices = './prices/model-studio-usd.yaml';
  const text = readFileSync(new URL(prices, url), 'utf8');
  const made = compile(parsed.value, inMemory({ [prices]: text }));
  if (!made.ok) throw new Error(JSON.stringify(made.issues));
  return made.value;
}

describe('what is compared and swept where nothing is asked for', () => {
  it('is being up and what it costs, where there are services', () => {
    const model = shipped('protection-or-not');
    expect(comparedMetrics(model)).toEqual([
      'cost.total',
      'availability',
      'downSeconds',
      'preemptions.total',
    ]);
    expect(comparedMetrics(model, true).at(-1)).toBe('omniscient.regret');
    expect(sweptMetrics(model)).toEqual(['cost.total', 'availability', 'preemptions.total']);
  });

  it('is being in time, where there are jobs alone', () => {
    const metrics = ['cost.total', 'jobs.training.lateSeconds', 'jobs.training.relativeCost'];
    expect(comparedMetrics(shipped('training-deadline'))).toEqual(metrics);
    expect(metrics.map(metricName)).toEqual([
      'cost',
      'delay of training',
      'cost, as a share of standard, of training',
    ]);
  });

  it('is being served, where there are tokens alone', () => {
    expect(sweptMetrics(shipped('bank-chat'))).toEqual(['cost.total', 'demand.assistant.servedShare']);
  });
});
