import { describe, expect, it } from 'vitest';
import { localTimes } from '../../../src/node/index.js';
import { traceFaults } from '../../support/trace-world.js';

const reading = (text: string): number => Date.parse(`${text}Z`) / 1000;
const inBerlin = localTimes('Europe/Berlin')!;

describe('clocks of a zone', () => {
  it('show a time once, never or twice', () => {
    expect(inBerlin(reading('2026-01-01T12:00:00'))).toEqual([reading('2026-01-01T11:00:00')]);
    expect(inBerlin(reading('2026-07-01T12:00:00'))).toEqual([reading('2026-07-01T10:00:00')]);
    expect(inBerlin(reading('2026-03-29T02:30:00'))).toEqual([]);
    expect(inBerlin(reading('2026-10-25T02:30:00'))).toEqual(
      ['2026-10-25T00:30:00', '2026-10-25T01:30:00'].map(reading),
    );
    expect(inBerlin(reading('2026-03-29T03:00:00'))).toEqual([reading('2026-03-29T01:00:00')]);
    expect(inBerlin(reading('2026-03-29T01:59:59'))).toEqual([reading('2026-03-29T00:59:59')]);
  });

  it('agree with the instants they are read at, all year, in zones of all kinds', () => {
    for (const zone of ['America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Asia/Shanghai']) {
      const instants = localTimes(zone)!;
      const format = new Intl.DateTimeFormat('sv-SE', {
        timeZone: zone,
        dateStyle: 'short',
        timeStyle: 'medium',
      });
      for (let at = reading('2026-01-01T00:00:00'); at < reading('2027-01-01T00:00:00'); at += 100_007) {
        expect(instants(reading(format.format(at * 1000).replace(' ', 'T')))).toContain(at);
      }
    }
  });

  it('of no zone are none', () => {
    expect(localTimes('Europe/Atlantis')).toBeUndefined();
  });
});

describe('local times of a history', () => {
  const faults = (times: readonly string[], timezone?: string) =>
    traceFaults('price', {
      ...{ file: 'p.csv', format: 'csv', after: 'hold' },
      text: `time,price\n${times.map((time) => `${time},0.1\n`).join('')}`,
      ...(timezone === undefined ? {} : { timezone }),
    });

  it('are read in the zone that is named', () => {
    expect(faults(['2026-03-29 01:59:59', '2026-03-29 03:00:00'], 'Europe/Berlin')).toEqual([]);
  });

  it('that do not exist, or exist twice, are refused where they stand', () => {
    expect(faults(['2026-03-29T02:30:00', '2026-10-25T02:30:00'], 'Europe/Berlin')).toEqual([
      'p.csv:2:1: time "2026-03-29T02:30:00": there is no such time in Europe/Berlin: clocks were put forward over it (write the offset behind it, such as +01:00)',
      'p.csv:3:1: time "2026-10-25T02:30:00": clocks in Europe/Berlin showed this time twice (2026-10-25T00:30:00Z and 2026-10-25T01:30:00Z) (write the offset behind it, such as +01:00)',
    ]);
    expect(faults(['2026-10-25T02:30:00+01:00'], 'Europe/Berlin')).toEqual([]);
  });

  it('are refused without a zone, and in a zone that is none, once', () => {
    expect(faults(['2026-10-25T02:30:00'])[0]).toMatch(
      /^p\.csv:2:1: time .*a local time without a zone; .*timezone: Z \(or \+08:00, or Europe\/Berlin\)/,
    );
    expect(faults(['2026-10-25T02:30:00Z'], 'Europe/Atlantis')).toEqual([
      'p.csv: timezone Europe/Atlantis: no such zone (write Z, an offset such as +08:00, or a name such as Europe/Berlin)',
    ]);
  });
});
