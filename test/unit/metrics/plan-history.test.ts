import { describe, expect, it } from 'vitest';
import { runHistory } from '../../../src/index.js';
import { shippedModel } from '../../support/shipped.js';

const sum = (values: Float64Array): number => values.reduce((all, value) => all + value, 0);

describe('the history of plans', () => {
  it.each(['own-model', 'sale-peak', 'nightly-batch', 'bank-chat'])('agrees with the metrics: %s', (name) => {
    const { results, history } = runHistory(shippedModel(name));
    const { plans, tokens } = history;
    expect(plans.map((plan) => plan.name)).toEqual(Object.keys(results.plans ?? {}));
    plans.forEach(({ name: plan, kind, input, output }, i) => {
      const metrics = results.plans?.[plan];
      expect(kind).toBe(metrics?.kind);
      expect([sum(input.served), sum(output.served)]).toEqual([metrics?.tokensIn, metrics?.tokensOut]);
      expect([sum(input.offered), sum(output.offered)]).toEqual([metrics?.offeredIn, metrics?.offeredOut]);
      expect(sum(tokens?.served[i] ?? new Float64Array())).toBe(metrics?.served);
      if (kind === 'calls') return;
      const used = [input, output].map(({ served, quota }) => {
        const room = (sum(quota.mean) * history.horizonSeconds) / 60 / quota.mean.length;
        return room === 0 ? 0 : sum(served) / room;
      });
      expect(Math.max(...used)).toBeCloseTo(metrics?.utilisation ?? 0, 6);
    });
    const rejected = Object.values(results.demand ?? {}).reduce((all, one) => all + one.tokens.rejected, 0);
    expect(sum(tokens?.rejected ?? new Float64Array())).toBe(rejected);
  });

  it('is not there where no tokens are asked for', () => {
    const { history } = runHistory(shippedModel('autoscaled-day'));
    expect([history.plans, history.tokens]).toEqual([[], null]);
  });
});
