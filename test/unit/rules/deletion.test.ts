import { describe, expect, it } from 'vitest';
import { ofKind, service, simulate, times, world } from '../../support/simulate.js';

const remove = { at: '1h', action: 'delete', service: 's' };
const deleting = (deletion: object, timeline: readonly object[] = [remove]) =>
  simulate(world({ services: [service('s', { deletion }), service('t')], timeline }));
const outcomes = (simulated: ReturnType<typeof simulate>) =>
  ofKind(simulated, 'action').map(({ outcome }) => outcome);
const states = (simulated: ReturnType<typeof simulate>) =>
  ofKind(simulated, 'state')
    .filter((event) => event.service === 's')
    .map(({ at, state }) => [at, state]);

describe('deletion of a service', () => {
  it('needs no active requests, no references and the permission; then it is done (R9)', () => {
    expect(outcomes(deleting({}))).toEqual(['done']);
    expect(outcomes(deleting({ permitted: false }))[0]).toMatch(/permission denied/);
    expect(outcomes(deleting({ referencedBy: ['t'] }))[0]).toMatch(/referenced by other services: t/);
    expect(outcomes(deleting({ activeRequests: true }))[0]).toMatch(/has active requests/);
  });

  it('completes within 30 s, and billing stops at once (R10, A2)', () => {
    const simulated = deleting({});
    expect(states(simulated)).toContainEqual([3630, 'Deleted']);
    const own = simulated.items.filter((item) => item.service === 's');
    expect(own.map(({ to }) => to)).toEqual([3600]);
    const slow = simulate(world({ rules: { grace: '10m' }, timeline: [remove] }));
    expect(times(slow, 'released')).toEqual([3630]);
  });

  it('is irreversible: nothing brings the service back (R11)', () => {
    const simulated = deleting({}, [
      remove,
      { at: '2h', action: 'start', service: 's' },
      { at: '3h', action: 'scale', service: 's', replicas: 5 },
      { at: '4h', action: 'update', service: 's', set: { protection: false } },
      { at: '5h', action: 'delete', service: 's' },
    ]);
    expect(
      outcomes(simulated)
        .slice(1)
        .every((outcome) => outcome.startsWith('cannot ')),
    ).toBe(true);
    expect(ofKind(simulated, 'acquired').filter((event) => event.service === 's' && event.at > 0)).toEqual(
      [],
    );
    expect(simulated.results.services['s'].state).toBe('Deleted');
  });

  it('with active requests wants a stop first, and 5 minutes for them to finish (R12, A22)', () => {
    const stop = { at: '1h', action: 'stop', service: 's' };
    const after = (seconds: number) =>
      outcomes(deleting({ activeRequests: true }, [stop, { ...remove, at: 3600 + seconds }]))[1];
    expect(after(299)).toMatch(/stop it first, wait 5 minutes/);
    expect(after(300)).toBe('done');
  });

  it('with references goes through once they are removed (R13)', () => {
    const again = { ...remove, at: '2h' };
    const update = { at: '90m', action: 'update', service: 's', set: { 'deletion.referencedBy': [] } };
    expect(outcomes(deleting({ referencedBy: ['gateway'] }, [remove, update, again])).at(-1)).toBe('done');
    const caller = { at: '90m', action: 'delete', service: 't' };
    expect(outcomes(deleting({ referencedBy: ['t'] }, [remove, caller, again])).at(-1)).toBe('done');
    expect(outcomes(deleting({ referencedBy: ['t'] }, [remove, again])).at(-1)).toMatch(/referenced/);
  });

  it('without the permission changes nothing (R14)', () => {
    const simulated = deleting({ permitted: false });
    expect(simulated.results.services['s'].state).toBe('Running');
    expect(times(simulated, 'released')).toEqual([]);
  });

  it('that is stuck fails after 5 minutes, and wants a ticket (R15, A23)', () => {
    const simulated = deleting({ stuck: true });
    expect(states(simulated).slice(-2)).toEqual([
      [3600, 'Deleting'],
      [3900, 'DeleteFailed'],
    ]);
    expect(outcomes(simulated).at(-1)).toMatch(/ticket/);
    const answered = deleting({ stuck: true }, [remove, { ...remove, at: '2h' }]);
    expect(answered.results.services['s'].state).toBe('Deleted');
  });
});
