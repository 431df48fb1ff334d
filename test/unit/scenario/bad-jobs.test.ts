import { describe, expect, it } from 'vitest';
import { table } from './fault-table.js';
import { BASE, warnings } from './fixture.js';

const LIST = 'instances: [{ type: t1, spotPriceLimit: market }, { type: t2 }]';
const withJob = (...keys: readonly string[]): string =>
  `${BASE}jobs:\n  - name: train\n${keys.map((key) => `    ${key}\n`).join('')}`;
const sound = (...keys: readonly string[]): string => withJob('work: 20h', 'deadline: 30h', LIST, ...keys);

table('jobs', [
  ['a sound one', sound('restart: 12m', 'checkpoint: { every: 1h, cost: 3m }', 'strategy: { name: greedy }')],
  [
    'nothing but a name',
    withJob(),
    's.yaml:11:5: jobs.train.work: missing (How long the work takes where nothing interrupts it)',
    's.yaml:11:5: jobs.train.deadline: missing (When it must be done, from its submission)',
    's.yaml:11:5: jobs.train.instances: missing (What it may run on, tried in this order (R22))',
  ],
  [
    'no work',
    withJob('work: 0s', 'deadline: 30h', LIST),
    's.yaml:12:11: jobs.train.work: expected a duration of at least 1s, found "0s"',
  ],
  [
    'a gang of none',
    sound('replicas: 0'),
    's.yaml:15:15: jobs.train.replicas: expected a whole number from 1 to 1000000, found 0',
  ],
  [
    'a key of services',
    sound('minReady: 50%'),
    's.yaml:15:5: jobs.train.minReady: unknown key "minReady" (known keys: name, work, deadline, at, region, replicas, restart, checkpoint, instances, protection, zonePolicy, disk, …)',
  ],
  [
    'a checkpoint that never comes',
    sound('checkpoint: { cost: 3m }'),
    's.yaml:15:17: jobs.train.checkpoint.every: missing (The work between two checkpoints)',
  ],
  [
    'a name twice',
    `${sound()}  - { name: train, work: 1h, deadline: 2h, ${LIST} }\n`,
    's.yaml:15:13: jobs.train.name: the name "train" is taken by entry 0 of jobs',
  ],
  [
    'the name of a service',
    sound().replace('name: train', 'name: chat'),
    's.yaml:11:11: jobs.chat.name: the name "chat" is taken by a service (events and the bill name both by their name alone)',
  ],
  [
    'a strategy that spreads replicas',
    sound('strategy: { name: spot-hedge }'),
    's.yaml:15:15: jobs.train.strategy: spot-hedge spreads the replicas of a service, and a job keeps its units together (for jobs there are uniform-progress, greedy, standard-only, spot-only, and lists: fixed)',
  ],
  [
    'a modifier of single replicas for a gang',
    sound('replicas: 4', 'strategy: { name: fixed, returnToPreferred: true }'),
    's.yaml:16:30: jobs.train.strategy.returnToPreferred: returnToPreferred moves replicas one by one, and a gang of 4 goes all together (remove it, or say replicas: 1)',
  ],
  [
    'a modifier beside a strategy of deadlines',
    sound('strategy: { name: greedy, giveUpAfter: 1h }'),
    's.yaml:15:31: jobs.train.strategy.giveUpAfter: unknown key "giveUpAfter" (known keys: name)',
  ],
  [
    'nothing to fall back on',
    withJob(
      'work: 20h',
      'deadline: 30h',
      'instances: [{ type: t1, spotPriceLimit: market }]',
      'strategy: { name: uniform-progress }',
    ),
    's.yaml:14:16: jobs.train.instances: uniform-progress needs a standard entry, and all entries of the list have a spotPriceLimit (add the type once more without spotPriceLimit)',
  ],
  [
    'no spot to save on',
    withJob('work: 20h', 'deadline: 30h', 'instances: [{ type: t2 }]', 'strategy: { name: greedy }'),
    's.yaml:14:16: jobs.train.instances: greedy needs a spot entry, and no entry of the list has a spotPriceLimit (give an entry spotPriceLimit: market)',
  ],
  [
    'a type that no pool has',
    withJob('work: 20h', 'deadline: 30h', 'instances: [{ type: t3 }]'),
    's.yaml:14:25: jobs.train.instances.0.type: no pool has the type "t3" (did you mean "t1"?)',
  ],
  [
    'a service that has a deadline',
    BASE.replace('    instances', '    strategy: { name: uniform-progress }\n    instances'),
    's.yaml:9:15: services.chat.strategy: uniform-progress is for jobs: a service has no work to finish, and no deadline (put the work under jobs, or take another strategy)',
  ],
  [
    'an action on a job',
    `${sound()}timeline:\n  - { at: 1h, action: stop, service: train }\n`,
    's.yaml:16:38: timeline.0.service: "train" is a job (the timeline acts on services; a job begins `at` its submission and ends when its work is done)',
  ],
]);

describe('warnings of jobs', () => {
  it('a deadline that standard units cannot meet', () => {
    const text = withJob(
      'work: 20h',
      'deadline: 20h',
      LIST,
      'restart: 12m',
      'checkpoint: { every: 5h, cost: 4m }',
    );
    expect(warnings(text)).toEqual([
      's.yaml:13:15: jobs.train.deadline: cannot be met even without interruption: work 20h, restart 12m, 3 checkpoints take 20h24m (say at least 20h24m)',
    ]);
  });

  it('a run that ends before the deadline', () => {
    expect(warnings(sound('at: 20h'))).toEqual([
      's.yaml:13:15: jobs.train.deadline: the run ends after 2d, before the deadline at 2d2h (make duration longer, or the job is cut there)',
    ]);
  });

  const gang = (stock: string, entry = '', more = ''): readonly string[] => {
    const list = LIST.replace('{ type: t2 }', `{ type: t2${entry} }`);
    const text = withJob('work: 20h', 'deadline: 30h', list, 'replicas: 8');
    const b = 'standardPrice: 0.2, spot: false';
    const a = 'standardPrice: 0.4,';
    return warnings(
      `${text.replace(b, `${b}, ${stock}`).replace(a, `${a} stock: { process: constant, capacity: 5 },`)}${more}`,
    ).filter((line) => line.includes('never starts'));
  };
  const never = (most: number): readonly string[] => [
    `s.yaml:15:15: jobs.train.replicas: the job never starts: it needs 8 units at once in one place, and no entry of its list ever has more than ${most} (say at most ${most}, or list a pool with stock for 8)`,
  ];
  const SHOCK = 'timeline: [{ at: 1h, action: stock-shock, pool: b, change: 4, for: 1h }]\n';

  it.each([
    ['a constant stock', 'stock: { process: constant, capacity: 6 }', 6],
    [
      'what others leave of a capacity',
      'stock: { process: erlang, capacity: 7, arrivals: 1/h, hold: 1h }',
      7,
    ],
    ['steps', 'stock: { process: steps, steps: [{ at: 0s, value: 3 }, { at: 1h, value: 6 }] }', 6],
    ['nothing at all', 'stock: { process: constant, capacity: 0 }', 5],
    [
      'hidden states',
      'stock: { process: markov-modulated, states: [{ name: x, units: 0 }, { name: y, units: 6 }], rates: [[0, 1/h], [1/h, 0]] }',
      6,
    ],
  ])('a gang that is larger than %s can ever be', (_, stock, most) => {
    expect(gang(stock)).toEqual(never(most));
  });

  it('a gang that is larger than the capacity of the entries that have stock for it', () => {
    expect(gang('stock: { process: unlimited }', ', capacity: 6')).toEqual(never(6));
    expect(gang('stock: { process: unlimited }', ', capacity: 50%')).toEqual(never(5));
    expect(gang('stock: { process: unlimited }', ', capacity: 100%')).toEqual([]);
  });

  it('none where a stock may be large enough, or nobody can tell', () => {
    expect(gang('stock: { process: unlimited }')).toEqual([]);
    expect(gang('stock: { process: constant, capacity: 8 }')).toEqual([]);
    expect(gang('stock: { process: constant, capacity: 6 }', '', SHOCK)).toEqual([]);
  });

  it('none where all is well', () => {
    expect(warnings(sound())).toEqual([]);
  });
});
