import { describe, expect, it } from 'vitest';
import { collectEvents, LogRecorder, parseEventLine } from '../../../src/events/index.js';
import { acquisition, directoryOf, play, type Call } from '../../support/calls.js';

const directory = directoryOf({});

describe('LogRecorder', () => {
  it('writes names, seconds and decimals, one line per event', () => {
    const lines: string[] = [];
    const calls: Call[] = [
      ['price', 300, 1, 123_456, 137_173],
      ['stock', 300, 0, Infinity],
      [
        'acquired',
        301,
        acquisition({ service: 1, replica: 107, ceiling: Infinity, pool: -1, tier: 'dedicated' }),
      ],
      ['waiting', 302, 0, 3, ['price-above-ceiling', 'out-of-stock']],
    ];
    play(new LogRecorder(directory, (line) => lines.push(line)), calls);
    expect(lines).toEqual([
      '{"kind":"price","at":300,"pool":"p1","price":0.123456,"protectedPrice":0.137173}',
      '{"kind":"stock","at":300,"pool":"p0","level":null}',
      '{"kind":"acquired","at":301,"service":"s1","replica":7,"entry":0,"pool":null,"tier":"dedicated","ceiling":null,' +
        '"price":1,"protectedUntil":0,"locked":false,"disk":30,"reallocation":false}',
      '{"kind":"waiting","at":302,"service":"s0","replica":3,"refusals":["price-above-ceiling","out-of-stock"]}',
    ]);
  });

  it('keeps a list of refusals of its own (R8)', () => {
    const collector = collectEvents(directory);
    const refusals: 'out-of-stock'[] = ['out-of-stock'];
    collector.waiting(0, 0, 0, refusals);
    refusals.length = 0;
    expect(collector.events).toEqual([
      { kind: 'waiting', at: 0, service: 's0', replica: 0, refusals: ['out-of-stock'] },
    ]);
  });
});

describe('parseEventLine', () => {
  const faults = (line: string): unknown => {
    const read = parseEventLine(line);
    return read.ok ? 'read' : read.issues.map(({ path, message }) => `${path ?? ''}: ${message}`);
  };

  it('says all that is wrong with a line', () => {
    expect(faults('{"kind":"stock","at":1.5,"pool":3,"level":"x","more":1}')).toEqual([
      'at: expected a whole number',
      'pool: expected a text',
      'level: expected a number or null',
      'more: unknown key',
    ]);
    expect(faults('{"kind":"released","at":1,"service":"a","replica":0,"cause":"toString"}')).toEqual([
      expect.stringContaining('cause: expected one of price, stock, lifetime, outage, stop'),
    ]);
  });

  it.each(['', '{', 'null', '[]', '7', '"price"'])('refuses %j', (line) => {
    expect(faults(line)).toEqual([': a line of an event log is one JSON object']);
  });

  it.each(['{}', '{"kind":"constructor"}', '{"kind":7}'])('refuses the kind of %s', (line) => {
    expect(faults(line)).toEqual([expect.stringContaining('kind: unknown kind of event')]);
  });
});
