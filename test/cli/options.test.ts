import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, spotsim } from './command-line.js';

const LIMIT = 'services.chat.instances.0.spotPriceLimit';
const RUN = ['run', 'random.yaml', '--no-out'];
const SWEEP = ['sweep', 'random.yaml', '--no-out'];
const OPTIMIZE = ['optimize', 'random.yaml', '--no-out', '--minimize', 'cost.total'];
const STEPS = ['--over', `${LIMIT}=0.1,0.2`];
const RANGE = ['--over', `${LIMIT}=0.1..0.2`];

/** One fault, one line, exit code 1, and nothing run. */
async function refused(args: readonly string[], fault: string): Promise<void> {
  const { code, out, err } = await spotsim(args);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  const told = err.split('\n').filter((line) => line !== '' && !/^(warning:|\(spotsim)/.test(line));
  expect(told).toEqual([fault]);
}

describe('an option is checked whatever else is given', () => {
  it.each([
    [[...RUN, '--workers', 'banana'], '--workers banana: expected a whole number from 1 on'],
    [[...RUN, '--workers', '0'], '--workers 0: expected a whole number from 1 on'],
    [[...RUN, '--workers', '257'], '--workers 257: expected at most 256'],
    [[...RUN, '--variants', '--workers', '-1'], '--workers -1: expected a whole number from 1 on'],
    [['rerun', 'nowhere', '--workers', 'banana'], '--workers banana: expected a whole number from 1 on'],
  ])('%j', refused);

  it('threads that one run has no use for do no harm', async () => {
    const { code, out } = await spotsim([...RUN, '--json', '--workers', '2']);
    expect({ code, out }).toEqual({ code: 0, out: (await spotsim([...RUN, '--json'])).out });
  });
});

describe('an option without a value is refused', () => {
  it.each([
    [
      ['run', 'random.yaml', '--out', ''],
      "error: option '--out <DIR>' argument is empty: give one, or leave the option out",
    ],
    [
      ['fit', 'prices.csv', '--seed='],
      "error: option '--seed <SEED>' argument is empty: give one, or leave the option out",
    ],
    [
      ['init', 'service.json', '--force', '--out', ' '],
      "error: option '--out <FILE>' argument is empty: give one, or leave the option out",
    ],
    [
      ['run', 'random.yaml', '--out', '--json'],
      "error: option '--out <DIR>' argument missing: '--json' is an option itself",
    ],
    [
      [...RUN, '--seed', '--quiet'],
      "error: option '--seed <SEED>' argument missing: '--quiet' is an option itself",
    ],
    [
      ['compare', 'random.yaml', '--no-out', '--with', ' ; '],
      '--with  ; : expected path=value (--with services.chat.replicas=4)',
    ],
    [
      ['compare', 'random.yaml', '--no-out', '--quiet', '--with', 'replicas'],
      '--with replicas: expected path=value (--with services.chat.replicas=4)',
    ],
    [
      ['compare', 'random.yaml', '--no-out', '--variant', 'high', '--against', 'high'],
      '--against high: is the baseline itself, by --variant (leave out one of them)',
    ],
    [
      ['compare', 'tiny.yaml', '--no-out', '--variant', 'high-ceiling'],
      'there is nothing to compare with: the scenario has no other variants (--with "path=value; path=value" makes a case)',
    ],
  ])('%j', refused);

  it('a value may begin as an option does', async () => {
    expect(await spotsim([...RUN, '--seed', '--odd', '--quiet'])).toMatchObject({ code: 0 });
  });
});

describe('an option that would go unheard is refused', () => {
  it.each([
    [
      [...SWEEP, ...STEPS, '--points', '9'],
      '--points 9: a grid has the points of its lists and steps (leave it out, or use --design lhs or sobol)',
    ],
    [
      [...SWEEP, ...STEPS, '--replications', '1', '--confidence', '90%'],
      '--confidence 90%: one replication has no intervals (--replications 10)',
    ],
    [
      [...OPTIMIZE, ...STEPS, '--points', '9'],
      '--points 9: bounds the search over ranges without a step, and there is none (leave it out)',
    ],
    [
      [...OPTIMIZE, ...RANGE, '--delta', '0.1'],
      '--delta 0.1: is of a selection among lists and stepped ranges; a range without a step is searched (leave it out, or write low..high:step)',
    ],
    [
      [...OPTIMIZE, ...RANGE, '--max-replications', '90'],
      '--max-replications 90: is of a selection among lists and stepped ranges; a range without a step is searched (leave it out, or write low..high:step)',
    ],
    [
      [...OPTIMIZE, ...STEPS, '--replications', '30', '--max-replications', '20'],
      '--max-replications 20: is below the 30 replications that each point begins with (lower --replications)',
    ],
    [
      ['fit', 'alibaba.json', '--columns', 'time=x,price=y'],
      '--columns time=x,price=y: alibaba.json is no CSV file: it has no columns (leave it out, or say --format csv)',
    ],
    [
      ['fit', 'prices.csv', '--columns', 'time=time,time=price'],
      '--columns time=time,time=price: names the column of the time twice (--columns time=when,price=cost)',
    ],
    [
      ['init', 'service.json', '--product', 'vpc'],
      '--product vpc: chooses rows of price histories, and none is given (leave it out, or add --history FILE)',
    ],
    [
      ['init', 'service.json', '--zone', 'h'],
      '--zone h: chooses rows of price histories and catalogues, and none is given (leave it out, or add --history FILE)',
    ],
    [
      ['init', 'alibaba.json', '--standard-price', 'ecs.big=0.4', '--standard-price', 'ecs.big=0.5'],
      '--standard-price ecs.big=0.5: the price of this type is given twice (leave out one of them)',
    ],
    [
      [...RUN, '--replications', '5', '--replications', '9'],
      "error: option '--replications <N>' argument '9' is invalid. It is given twice: leave out this one or '5'.",
    ],
    [
      ['run', 'random.yaml', '--no-out', '--out', 'there'],
      "error: option '--out <DIR>' contradicts '--no-out': leave out one of them",
    ],
    [
      [...RUN, '--charts', '--no-charts'],
      "error: option '--no-charts' contradicts '--charts': leave out one of them",
    ],
    [
      [...RUN, '--replications', '3', '--slo', 'availability >= 9%', '--slo', 'availability >= 9%'],
      "error: option '--slo <OBJECTIVE>' argument 'availability >= 9%' is invalid. It is given twice: leave out one of them.",
    ],
    [
      ['init', '--history', 'alibaba.json', '--history', 'alibaba.json'],
      "error: option '--history <FILE>' argument 'alibaba.json' is invalid. It is given twice: leave out one of them.",
    ],
  ])('%j', refused);

  it('the most replications of a point are no more than was said', async () => {
    const { code, out } = await spotsim([...OPTIMIZE, ...STEPS, '--max-replications', '12', '--json']);
    expect(code).toBe(0);
    const { points } = JSON.parse(out) as { points: { replications: number }[] };
    expect(Math.max(...points.map(({ replications }) => replications))).toBeLessThanOrEqual(12);
  });

  it('all that is wrong with the numbers and objectives of a command is told at once', async () => {
    const { code, err } = await spotsim([...RUN, '--replications', 'x', '--slo', 'up', '--confidence', '3']);
    expect(code).toBe(1);
    expect(err.match(/^--(replications x|slo up|confidence 3): /gm)).toHaveLength(3);
  });

  it('what may be said more than once still may', async () => {
    const out = join(emptyFolder(), 'there');
    const set = ['duration=1h', 'services.chat.replicas=1', 'duration=1h'].flatMap((one) => ['--set', one]);
    expect(await spotsim(['run', 'tiny.yaml', ...set, '--out', out])).toMatchObject({ code: 0 });
  });
});
