import { describe, expect, it } from 'vitest';
import { faults } from './fixture.js';

/** What is wrong, the scenario, and every fault as people see it. */
export type Case = readonly [what: string, text: string, ...expected: string[]];

export function table(title: string, cases: readonly Case[]): void {
  describe(title, () => {
    for (const [what, text, ...expected] of cases) {
      it(what, () => {
        expect(faults(text)).toEqual(expected);
      });
    }
  });
}
