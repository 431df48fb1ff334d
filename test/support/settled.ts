import { expect } from 'vitest';
import type { Run } from '../../src/index.js';
import type { GroupLine } from '../../src/fleet/line.js';

/** The groups of all strategies of a run, as they stand. */
export const groupsOf = (run: Run): readonly GroupLine[] =>
  run.fleet.context.lines.filter((line) => 'list' in line) as GroupLine[];

/** Between two seconds a group has what its strategy asked for, and nobody of it waits beside a feasible bid. */
export function expectSettled(run: Run, line: GroupLine): void {
  const { services, replicas } = run.fleet.context;
  const service = services[line.index];
  if (service.updating || (service.phase !== 'created' && service.phase !== 'started')) return;
  const members = replicas.filter((replica) => replica.owed && replica.line === line.line);
  if (line.makeFirst) expect(members.length).toBeGreaterThanOrEqual(line.count);
  else expect(members).toHaveLength(line.count);
  if (line.waiting === 0) return;
  const { instances } = run.model.services[line.index].specs[service.revision];
  for (const offer of line.list.entries.flatMap(({ offers }) => offers)) {
    if (offer.pool < 0 || instances[offer.entry].capacity !== undefined) continue;
    const feasible =
      run.board.price(offer.pool, offer.tier) <= offer.ceiling && run.inventory.free(offer.pool) > 0;
    expect(feasible, `${line.name} waits beside entry ${offer.entry}`).toBe(false);
  }
}
