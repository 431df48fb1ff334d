import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { measureJob } from '../../support/comparisons/deadline-jobs.js';
import {
  costTable,
  hoursTable,
  mainRows,
  recordingTable,
  ZONES,
} from '../../support/comparisons/uniform-progress.js';

const data = fileURLToPath(new URL('../../../../shared/data', import.meta.url));

// The recordings may not be published with the project: where they are absent the page keeps its tables.
describe.skipIf(!existsSync(`${data}/skypilot-spot-traces`))('deadline jobs on recorded availability', () => {
  it.each(ZONES.filter((_, i) => i % 3 === 0).map((zone) => [zone.name, zone] as const))(
    'are in time, and pay no less than the omniscient schedule: %s',
    (_, zone) => {
      for (const deadline of [52, 70]) {
        const row = measureJob(data, zone, { work: 48, deadline, restart: 0.2 }, 2);
        for (const strategy of ['greedy', 'uniform-progress'] as const) {
          expect(row[strategy].met).toBe(1);
          expect(row[strategy].cost).toBeGreaterThanOrEqual(row.omniscient.cost);
          expect(row[strategy].standard + row[strategy].spot).toBeCloseTo(48, 6);
        }
      }
    },
  );

  it('make tables that say the same every time', () => {
    const tables = [mainRows(data, 1), mainRows(data, 1)].map((rows) =>
      [hoursTable, recordingTable, costTable].map((table) => table(rows)),
    );
    expect(tables[1]).toEqual(tables[0]);
    expect(tables[0].join()).not.toContain('NaN');
  });
});
