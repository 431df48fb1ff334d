import { describe, expect, it } from 'vitest';
import { callsBreakEven, dayBreakEven, hourOfDay, monthBreakEven } from '../../../src/billing/index.js';
import { toMicro } from '../../../src/units/index.js';

const per = (input: number, output: number) => ({ input: toMicro(input), output: toMicro(output) });
const calls = (input: number, output: number) => ({ upTo: Infinity, ...per(input, output) });
const bought = { inputTpm: 100_000, outputTpm: 10_000 };

describe('break-even', () => {
  it('of a day of throughput is at 12 hours, for every row of the table (R39)', () => {
    expect(dayBreakEven(per(1.11, 0.45), per(13.32, 5.4), bought)).toBe(12);
    expect(dayBreakEven(per(1.04, 0.16), per(12.48, 1.92), { inputTpm: 7, outputTpm: 0 })).toBeCloseTo(12, 4);
  });

  it('of a month of model units is at 470 hours (R56)', () => {
    expect(monthBreakEven(toMicro(18_800), toMicro(40))).toBe(470);
    expect(monthBreakEven(toMicro(9400), toMicro(20))).toBe(470);
  });

  it('against plain calls: fully used, Qwen3-max costs 1.85 per million input and 7.50 per million output tokens (R38)', () => {
    const hour = toMicro(15.6);
    // With plain calls at these very prices and input and output in the ratio that is bought, at full use.
    const use = callsBreakEven({ hour, bought, input: 1000, output: 100, calls: calls(1.85, 7.5) });
    expect(use).toBeCloseTo(1, 12);
    // At the list prices of plain calls, 1.2 and 6, it never pays.
    expect(callsBreakEven({ hour, bought, input: 1000, output: 100, calls: calls(1.2, 6) })).toBeCloseTo(
      15.6 / (6 * (1.2 + 0.6)),
      12,
    );
  });

  it('is later for a mix that leaves one side unused', () => {
    const use = (output: number) =>
      callsBreakEven({ hour: toMicro(15.6), bought, input: 1000, output, calls: calls(3, 12) }) ?? NaN;
    expect(use(100)).toBeLessThan(use(10));
    expect(use(100)).toBeLessThan(use(1000));
  });

  it('halves where throughput by the day runs all day', () => {
    expect(hourOfDay(per(13.32, 5.4), bought)).toBe(toMicro(15.6) / 2);
  });

  it('is nowhere where plain calls or hours are free', () => {
    expect(callsBreakEven({ hour: 1, bought, input: 1, output: 1, calls: calls(0, 0) })).toBeNull();
    expect(callsBreakEven({ hour: 1, bought, input: 0, output: 0, calls: calls(1, 1) })).toBeNull();
    expect(dayBreakEven(per(0, 0), per(1, 1), bought)).toBeNull();
    expect(monthBreakEven(1, 0)).toBeNull();
  });
});
