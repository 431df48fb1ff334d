import { describe, expect, it } from 'vitest';
import { Run, run, watchHistory } from '../../../src/index.js';
import type { LineItem, Model } from '../../../src/index.js';
import { shippedModel } from '../../support/shipped.js';

const shipped = ['stock-crunch', 'dedicated-first', 'bank-chat', 'training-deadline'];

/** A run with its bill. */
function billed(model: Model): { readonly one: Run; readonly items: readonly LineItem[] } {
  const items: LineItem[] = [];
  return { one: new Run(model, { ledger: (item) => void items.push(item) }), items };
}

describe('a run that is over', () => {
  it.each(shipped)('gives the same result however often it is asked, and bills nothing twice: %s', (name) => {
    const model = shippedModel(name);
    const { one, items } = billed(model);
    const results = one.finish();
    const bill = [...items];
    expect(bill.length).toBeGreaterThan(0);
    expect(one.finish()).toBe(results);
    expect(items).toEqual(bill);
    expect(results).toEqual(run(model));
  });

  it.each(shipped)('still tells its metrics, and they are those of the result: %s', (name) => {
    const model = shippedModel(name);
    const { duration } = model.scenario;
    const { one, items } = billed(model);
    const before = one.metricsAt(duration);
    expect(items.every(({ note }) => note !== 'open at the horizon')).toBe(true);
    const results = one.finish();
    const after = one.metricsAt(duration);
    expect(results).toMatchObject(after);
    // The calls of the last minute are offered at the end.
    if (model.plans.length === 0) expect(after).toEqual(before);
  });

  it('has no state to go on from, but takes one from before its end', () => {
    const { one } = billed(shippedModel('stock-crunch'));
    one.runUntil(3600);
    const saved = structuredClone(one.save());
    const results = one.finish();
    expect(() => one.save()).toThrow('the run is over: save it before finish');
    one.restore(saved);
    expect(one.save()).toEqual(saved);
    expect(one.finish()).toEqual(results);
  });

  it('its history is told once, and is the same again', () => {
    const model = shippedModel('stock-crunch');
    const watch = watchHistory(model);
    const one = new Run(model, { recorders: () => watch.recorders, ledger: watch.ledger });
    watch.attach(one);
    one.finish();
    const history = watch.finish();
    const down = history.services.map((service) => service.down.length);
    expect(watch.finish()).toBe(history);
    expect(history.services.map((service) => service.down.length)).toEqual(down);
  });
});
