import { table } from './fault-table.js';
import { BASE, changed, withAction, withService } from './fixture.js';

const SHARE = 'expected a whole number of at least 0 or a percent up to 100% such as 50%, found';

table('services', [
  [
    '2001 GiB (R28)',
    withService('disk: 2001GiB'),
    's.yaml:10:11: services.chat.disk: system disk of 2001 GiB exceeds 2000 GiB (EAS fails such a deployment, R28)',
  ],
  ['2000 GiB', withService('disk: 2000GiB')],
  [
    'a size in other units',
    withService('disk: 40GB'),
    's.yaml:10:11: services.chat.disk: expected a size in whole GiB such as 40GiB, 40Gi or 40, found "40GB"',
  ],
  [
    'minReady above 100 %',
    withService('minReady: 120%'),
    `s.yaml:10:15: services.chat.minReady: ${SHARE} "120%"`,
  ],
  [
    'maxUnavailable above 100 %',
    withService('maxUnavailable: 101%'),
    `s.yaml:10:21: services.chat.maxUnavailable: ${SHARE} "101%"`,
  ],
  [
    'part of a replica',
    withService('replicas: 1.5'),
    's.yaml:10:15: services.chat.replicas: expected a whole number from 0 to 1000000, found 1.5',
  ],
  ['1e5 replicas', withService('replicas: 1e5')],
  [
    'above a million replicas',
    withService('replicas: 1000001'),
    's.yaml:10:15: services.chat.replicas: expected a whole number from 0 to 1000000, found 1000001',
  ],
  [
    'a misspelt key',
    withService('protction: true'),
    's.yaml:10:5: services.chat.protction: unknown key "protction" (did you mean "protection"?)',
  ],
  [
    'an unknown region',
    withService('region: s'),
    's.yaml:10:13: services.chat.region: no region is called "s" (known: r)',
  ],
  [
    'no region where the pools lie in two',
    changed('type: t2, region: r', 'type: t2, region: r2'),
    's.yaml:8:5: services.chat.region: missing: the pools lie in 2 regions (one of r, r2)',
  ],
  [
    'protection where the provider has none',
    withService('protection: true').replace('duration: 2d', 'duration: 2d\nprovider: aws-ec2'),
    's.yaml:11:17: services.chat.protection: protection is asked for, but the provider has no protection period (say protection: false, or rules.protection: 1h)',
  ],
  [
    'autoscaling with min above max',
    withService('autoscaling: { min: 3, max: 2 }'),
    's.yaml:10:25: services.chat.autoscaling.min: min must not exceed max (3 > 2)',
  ],
  [
    'autoscaling without a target',
    withService('autoscaling: { min: 1, max: 2, demand: { process: constant, value: 1 } }'),
    's.yaml:10:18: services.chat.autoscaling.target: missing: a demand needs a target (how much of the metric one replica is to carry)',
  ],
  [
    'a name given twice',
    `${BASE}  - { name: chat, instances: [{ type: t1 }, { type: t2 }] }\n`,
    's.yaml:10:13: services.chat.name: the name "chat" is taken by entry 0 of services',
  ],
]);

table('timeline', [
  [
    'after the end',
    withAction('{ at: 3d, action: stop, service: chat }'),
    's.yaml:5:11: timeline.0.at: at 3d the run is over (duration 2d)',
  ],
  [
    'an unknown service',
    withAction('{ at: 1d, action: stop, service: chta }'),
    's.yaml:5:38: timeline.0.service: no service is called "chta" (did you mean "chat"?)',
  ],
  [
    'an unknown pool',
    withAction('{ at: 1d, action: stock-shock, pool: aa, change: 1, for: 1h }'),
    's.yaml:5:42: timeline.0.pool: no pool is called "aa" (did you mean "a"?)',
  ],
  [
    'an unknown zone',
    withAction('{ at: 1d, action: pool-outage, zone: z3, for: 1h }'),
    's.yaml:5:42: timeline.0.zone: no zone is called "z3" (did you mean "z1"?)',
  ],
  [
    'unknown machines',
    withAction('{ at: 1d, action: purchase, dedicated: boxes }'),
    's.yaml:5:44: timeline.0.dedicated: no dedicated group is called "boxes" (the scenario has no dedicated group)',
  ],
  [
    'an unknown action',
    withAction('{ at: 1d, action: stp, service: chat }'),
    's.yaml:5:23: timeline.0.action: expected one of stop, start, delete, scale, update, purchase, cancel, unpublish, overdue, pay, price-shock, stock-shock, pool-outage, found "stp" (did you mean "stop"?)',
  ],
  [
    'a shock by nothing',
    withAction('{ at: 1d, action: price-shock, pool: a, for: 1h }'),
    's.yaml:5:5: timeline.0: expected exactly one of factor, to, found none',
  ],
  [
    'a shock by two things',
    withAction('{ at: 1d, action: price-shock, pool: a, factor: 2, to: 1, for: 1h }'),
    's.yaml:5:60: timeline.0.to: expected exactly one of factor, to, found factor and to',
  ],
  [
    'an outage of nothing',
    withAction('{ at: 1d, action: pool-outage, for: 1h }'),
    's.yaml:5:5: timeline.0: expected exactly one of pool, zone, region, found none',
  ],
  [
    'a deletion of nothing',
    withAction('{ at: 1d, action: delete }'),
    's.yaml:5:5: timeline.0: expected exactly one of service, dedicated, found none',
  ],
]);
