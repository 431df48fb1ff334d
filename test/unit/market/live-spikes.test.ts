import fc from 'fast-check';
import { expect, it } from 'vitest';
import { constantProcess } from '../../../src/kernel/index.js';
import { spikes } from '../../../src/market/index.js';
import { LiveSpikes } from '../../../src/market/process/live-spikes.js';
import { openStream } from '../../../src/random/index.js';
import { spellsOf } from '../../support/paths.js';

it('the highest live spike is that of a list that forgets nothing', () => {
  const spike = fc.record({ level: fc.integer({ min: 1, max: 6 }), lasts: fc.integer({ min: 0, max: 9 }) });
  let seen = 0;
  fc.assert(
    fc.property(fc.array(fc.array(spike, { maxLength: 3 }), { maxLength: 30 }), (seconds) => {
      const live = new LiveSpikes();
      const all: { level: number; end: number }[] = [];
      for (const [now, begun] of seconds.entries()) {
        for (const { level, lasts } of begun) {
          live.add(level, now + lasts);
          all.push({ level, end: now + lasts });
        }
        live.expire(now);
        const still = all.filter(({ end }) => end > now);
        const highest = Math.max(0, ...still.map(({ level }) => level));
        expect(live.level).toBe(highest);
        // It may not go down before that second, and must be looked at by then.
        expect(live.endsAt).toBe(
          Math.max(...still.filter(({ level }) => level === highest).map(({ end }) => end), 0) || Infinity,
        );
        if (still.length > 1) seen += 1;
      }
    }),
    { seed: 3, numRuns: 500 },
  );
  expect(seen).toBeGreaterThan(500);
});

it('the cap holds the base too, and levels stand on their grid', () => {
  const process = spikes(
    constantProcess(700_000),
    {
      clock: { quiet: 0, busy: 1 / 600, toBusy: 1 / 3600, toQuiet: 1 / 3600 },
      level: { distribution: 'uniform', min: 0, max: 3 },
      duration: { distribution: 'exponential', mean: 900 },
      cap: 650_000,
      round: 0.05,
    },
    { clock: openStream('c'), marks: openStream('m'), start: openStream('s') },
  );
  spellsOf(process, 86_400, (value) => {
    expect(value).toBe(650_000);
  });
});
