import { table } from './fixture.js';

table('token demand', [
  ['none in a sound scenario', {}],
  [
    'a model without a price',
    { plans: ['model: M, mode: instruct', 'model: Q'] },
    's.yaml:8:26: demand.chat.model: no price table has the model "Q" (prices are known of M, N)',
  ],
  [
    'a mode that a model lacks',
    { plans: ['mode: instruct', 'mode: thinking'] },
    's.yaml:8:35: demand.chat.mode: the model M has no mode "thinking" (one of instruct)',
  ],
  [
    'no mode where it has several',
    {
      plans: [', mode: instruct', ''],
      prices: [
        '  - model: N',
        '  - model: M\n    mode: thinking\n    calls: [{ input: 1, output: 1 }]\n  - model: N',
      ],
    },
    's.yaml:8:5: demand.chat.mode: no mode is given (one of instruct, thinking)',
  ],
  [
    'negative tokens',
    { plans: ['input: 100', 'input: -100'] },
    's.yaml:8:98: demand.chat.input: expected a whole number of tokens of at least 0, or a distribution of numbers of tokens, found -100',
  ],
  [
    'a fraction of a token',
    { plans: ['output: 50', 'output: 0.5'] },
    's.yaml:8:111: demand.chat.output: expected a whole number of tokens of at least 0, or a distribution of numbers of tokens, found 0.5',
  ],
  [
    'a law with negative tokens',
    { plans: ['input: 100', 'input: { distribution: empirical, values: [-5, 5] }'] },
    's.yaml:8:134: demand.chat.input.values.0: expected a number from 0 to 100000000, found -5',
  ],
  [
    'a request beyond the context (R62)',
    { plans: ['input: 100', 'input: 9951'] },
    's.yaml:8:98: demand.chat.input: a request has 10001 tokens, more than the context of 10000 of M (input and output together fill the context)',
  ],
  [
    'unknown plan',
    { plans: ['serve: [ptu,', 'serve: [ptuu,'] },
    's.yaml:8:123: demand.chat.serve.0: no plan is called "ptuu" (did you mean "ptu"?)',
  ],
  [
    'a plan twice in a chain',
    { plans: ['serve: [ptu, mu, calls]', 'serve: [ptu, mu, calls, ptu]'] },
    's.yaml:8:139: demand.chat.serve.3: the plan "ptu" stands in this chain already',
  ],
  [
    'an unknown demand of an autoscaler',
    {
      plans: [
        'plans:\n',
        'pools:\n  - { name: a, type: t, region: r, zone: z, standardPrice: 1, spot: false }\nservices:\n  - { name: s, instances: [{ type: t }], autoscaling: { min: 1, max: 2, target: 10, demand: { process: tokens, from: chit } } }\nplans:\n',
      ],
    },
    's.yaml:12:118: services.s.autoscaling.demand.from: no demand is called "chit" (did you mean "chat"?)',
  ],
  [
    'minutes where an EAS fleet serves',
    {
      plans: [
        'output: 50, serve: [ptu, mu, calls] }\nplans:\n',
        'output: 50, detail: minute, serve: [f, ptu, mu, calls] }\npools:\n  - { name: a, type: t, region: r, zone: z, standardPrice: 1, spot: false }\nservices:\n  - { name: s, instances: [{ type: t }] }\nplans:\n  - { name: f, kind: eas, service: s, tokensPerMinute: { t: { input: 1, output: 1 } } }\n',
      ],
    },
    's.yaml:8:123: demand.chat.detail: an EAS fleet works calls off one by one: minutes are not enough (say detail: request, or auto)',
  ],
  [
    'no tokens',
    { plans: [', input: 100', ''] },
    's.yaml:8:5: demand.chat.input: missing: the input tokens of a request, such as 300 or a distribution',
  ],
  [
    'a rate of 0',
    { plans: ['60/min', '0/min'] },
    's.yaml:8:81: demand.chat.requests.rate: expected a rate above 0, found "0/min"',
  ],
  [
    'bursts of one state',
    {
      plans: [
        '{ process: poisson, rate: 60/min }',
        '{ process: mmpp, states: [{ name: a, rate: 1/s, stay: 1m }] }',
      ],
    },
    's.yaml:8:80: demand.chat.requests.states: expected two states or more, found a list',
  ],
  [
    'a law without a finite mean',
    { plans: ['input: 100', 'input: { distribution: pareto, shape: 1, min: 10 }'] },
    's.yaml:8:98: demand.chat.input: expected a law with a finite mean',
  ],
]);

table('actions on plans', [
  [
    'a switch of the billing method (R36)',
    {
      plans: [
        'plans:\n',
        'timeline:\n  - { at: 1h, action: scale, plan: ptu, set: { billing: { upfrontDays: 3 } } }\nplans:\n',
      ],
    },
    's.yaml:10:57: timeline.0.set.billing: expected nothing here: kind and billing method are fixed after creation (R36); unpublish the plan, and purchase another',
  ],
  [
    'a switch of the kind (R36)',
    {
      plans: [
        'plans:\n',
        'timeline:\n  - { at: 1h, action: scale, plan: ptu, set: { kind: model-unit, units: 1 } }\nplans:\n',
      ],
    },
    's.yaml:10:54: timeline.0.set.kind: expected nothing here: kind and billing method are fixed after creation (R36); unpublish the plan, and purchase another',
  ],
  [
    'an unknown plan in the timeline',
    { plans: ['plans:\n', 'timeline:\n  - { at: 1h, action: unpublish, plan: ptv }\nplans:\n'] },
    's.yaml:10:40: timeline.0.plan: no plan is called "ptv" (did you mean "ptu"?)',
  ],
  [
    'a purchase of plain calls',
    { plans: ['plans:\n', 'timeline:\n  - { at: 1h, action: purchase, plan: calls }\nplans:\n'] },
    's.yaml:10:39: timeline.0.plan: nothing is bought of the plan "calls": its kind is calls (only plans of kind ptu and model-unit have a contract)',
  ],
  [
    'units of provisioned throughput',
    {
      plans: ['plans:\n', 'timeline:\n  - { at: 1h, action: scale, plan: ptu, set: { units: 2 } }\nplans:\n'],
    },
    's.yaml:10:55: timeline.0.set.units: a plan of kind ptu is not sold by units (set inputTpm or outputTpm)',
  ],
  [
    'tokens a minute of model units',
    {
      plans: [
        'plans:\n',
        'timeline:\n  - { at: 1h, action: scale, plan: mu, set: { inputTpm: 2 } }\nplans:\n',
      ],
    },
    's.yaml:10:57: timeline.0.set.inputTpm: a plan of kind model-unit is not sold by inputTpm (set units)',
  ],
  [
    'a scaling to nothing new',
    { plans: ['plans:\n', 'timeline:\n  - { at: 1h, action: scale, plan: mu, set: {} }\nplans:\n'] },
    's.yaml:10:45: timeline.0.set: expected at least one value to set',
  ],
  [
    'a scaling without a measure',
    { plans: ['plans:\n', 'timeline:\n  - { at: 1h, action: scale, plan: mu }\nplans:\n'] },
    's.yaml:10:5: timeline.0.set: missing: plan needs set',
  ],
]);
