import { table } from './fixture.js';

table('plans', [
  [
    'a model that is not sold in the way asked for',
    { plans: ['model: M, mode: instruct', 'model: N'] },
    's.yaml:10:24: plans.ptu.kind: N is not sold as provisioned throughput (add its prices to a table under priceTables)',
    's.yaml:11:23: plans.mu.kind: N has no price for units of kind MU1 (add its prices to a table under priceTables)',
  ],
  [
    'an unknown kind of unit',
    { plans: ['unit: MU1', 'unit: MU9'] },
    's.yaml:11:23: plans.mu.kind: M has no price for units of kind MU9 (known: MU1) (add its prices to a table under priceTables)',
  ],
  [
    'an order for day 0 (R40)',
    { plans: ['kind: ptu,', 'kind: ptu, billing: { upfrontDays: 0 },'] },
    's.yaml:10:53: plans.ptu.billing.upfrontDays: expected a whole number from 1 to 3650, found 0',
  ],
  [
    'an unknown billing method',
    { plans: ['kind: ptu,', 'kind: ptu, billing: daily,'] },
    's.yaml:10:38: plans.ptu.billing: expected hourly, or { upfrontDays: 30, autoRenew: true }, found "daily"',
  ],
  [
    'a throughput of nothing',
    { plans: ['inputTpm: 3000, outputTpm: 1500', 'inputTpm: 0, outputTpm: 0'] },
    's.yaml:10:39: plans.ptu.inputTpm: expected at least one of inputTpm and outputTpm above 0',
  ],
  [
    'a negative throughput',
    { plans: ['inputTpm: 3000', 'inputTpm: -1'] },
    's.yaml:10:39: plans.ptu.inputTpm: expected a whole number from 0 to 1000000000000, found -1',
  ],
  [
    'an unknown service',
    {
      plans: [
        'plans:\n',
        'pools:\n  - { name: a, type: t, region: r, zone: z, standardPrice: 1, spot: false }\nservices:\n  - { name: s, instances: [{ type: t }] }\nplans:\n  - { name: f, kind: eas, service: ss, tokensPerMinute: { t: { input: 1, output: 1 } } }\n',
      ],
    },
    's.yaml:14:36: plans.f.service: no service is called "ss" (did you mean "s"?)',
  ],
  [
    'two plans on one service',
    {
      plans: [
        'plans:\n',
        'pools:\n  - { name: a, type: t, region: r, zone: z, standardPrice: 1, spot: false }\nservices:\n  - { name: s, instances: [{ type: t }] }\nplans:\n  - { name: f, kind: eas, service: s, tokensPerMinute: { t: { input: 1, output: 1 } } }\n  - { name: g, kind: eas, service: s, tokensPerMinute: { t: { input: 1, output: 1 } } }\n',
      ],
    },
    's.yaml:15:36: plans.g.service: the service "s" stands behind the plan "f" already (name that plan in the chains of all demands)',
  ],
  [
    'an unknown instance type',
    {
      plans: [
        'plans:\n',
        'pools:\n  - { name: a, type: t, region: r, zone: z, standardPrice: 1, spot: false }\nservices:\n  - { name: s, instances: [{ type: t }] }\nplans:\n  - { name: f, kind: eas, service: s, tokensPerMinute: { u: { input: 1, output: 1 } } }\n',
      ],
    },
    's.yaml:14:61: plans.f.tokensPerMinute.u: no instance type is called "u" (known: t)',
  ],
  [
    'two models on one deployment',
    {
      plans: [
        'plans:\n',
        '  - { name: two, model: N, requests: { process: poisson, rate: 60/min }, input: 100, output: 50, serve: [ptu] }\nplans:\n',
      ],
    },
    's.yaml:11:13: plans.ptu.name: it serves demand of several models: M, N (a deployment is of one model in one mode: give each its plan)',
  ],
  [
    'two models on one plan of calls',
    {
      plans: [
        'plans:\n',
        '  - { name: two, model: N, requests: { process: poisson, rate: 60/min }, input: 100, output: 50, serve: [calls] }\nplans:\n',
      ],
    },
    's.yaml:13:13: plans.calls.name: it serves demand of several models: M (instruct), N (prices differ by model: give each its plan of kind calls)',
  ],
  [
    'a deployment outside Beijing (R61)',
    { plans: ['kind: ptu,', 'kind: ptu, region: cn-hangzhou,'] },
    's.yaml:10:37: plans.ptu.region: expected cn-beijing: deployments exist there only (R61), found "cn-hangzhou"',
  ],
  [
    'throttling where the model does not support it (R56)',
    { plans: ['unit: MU1, ', 'unit: MU1, limits: { rpm: 100 }, '] },
    's.yaml:11:54: plans.mu.limits: throttling cannot be set for M on MU1 (R56) (leave limits out)',
  ],
  [
    'another context where it is fixed (R56)',
    { plans: ['unit: MU1, ', 'unit: MU1, context: 8000, '] },
    's.yaml:11:55: plans.mu.context: the context is fixed at 10000 (R56), found 8000 (leave context out)',
  ],
]);
