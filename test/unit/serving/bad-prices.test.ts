import { table } from './fixture.js';

table('price tables and traffic traces', [
  [
    'no price tables',
    { plans: ['priceTables: [prices.yaml]\n', ''] },
    's.yaml:7:26: demand.chat.model: no price table has the model "M" (name a file with prices under priceTables)',
  ],
  [
    'a table in another currency',
    { prices: ['currency: USD', 'currency: CNY'] },
    's.yaml:6:15: priceTables.0: prices in CNY, but the scenario counts in USD (amounts are not converted: use one currency)',
  ],
  [
    'a table that is no YAML',
    { prices: ['models:\n', 'models: [\n'] },
    'prices.yaml:7:12: nested mappings are not allowed in compact mappings (check the indentation, and quote a text that has ": " in it)',
  ],
  [
    'an unknown key in a table',
    { prices: ['context: 10000', 'contest: 10000'] },
    'prices.yaml:9:5: models.0.contest: unknown key "contest" (did you mean "context"?)',
  ],
  [
    'price tiers out of order',
    { prices: ['{ input: 3, output: 6 }', '{ upTo: 500, input: 3, output: 6 }'] },
    'prices.yaml:12:58: models.0.calls.1.upTo: tiers must be in order: 500 comes after 1000',
  ],
  [
    'negative price',
    { prices: ['hourly: 10', 'hourly: -10'] },
    'prices.yaml:11:34: models.0.units.0.hourly: expected a number from 0 to 100000, found -10',
  ],
  [
    'a date that is none',
    { prices: ['date: 2026-01-01', 'date: yesterday'] },
    'prices.yaml:3:7: date: expected a date such as 2026-06-16, found "yesterday"',
  ],
  [
    'a table that is not there',
    { plans: ['prices.yaml', 'price.yaml'] },
    's.yaml:6:15: priceTables.0: price.yaml: the file does not exist',
  ],
  [
    'none in a sound trace',
    {
      plans: [
        'requests: { process: poisson, rate: 60/min }, input: 100, output: 50',
        'requests: { process: trace, file: t.csv, rows: requests }',
      ],
      files: { 't.csv': 'time,input,output\n2026-03-02T00:00:00+08:00,10,5\n' },
    },
  ],
  [
    'rows of a trace that are none',
    {
      plans: [
        'requests: { process: poisson, rate: 60/min }, input: 100, output: 50',
        'requests: { process: trace, file: t.csv, rows: requests }',
      ],
      files: {
        't.csv':
          'time,input,output\n2026-03-02T00:00:00+08:00,-10,5\n2026-03-02T00:00:00+08:00,1.5,\nlater,1,1\n2026-03-01T00:00:00+08:00,1,1\n',
      },
    },
    't.csv:2:27: expected a whole number of at least 0, found "-10"',
    't.csv:3:27: expected a whole number of at least 0, found "1.5"',
    't.csv:3:31: expected a whole number of at least 0, found ""',
    't.csv:4:1: expected a time, found "later": not an ISO 8601 date and time (write 2026-03-02T08:00:00+08:00, or say timezone)',
  ],
  [
    'a trace without its columns',
    {
      plans: [
        'requests: { process: poisson, rate: 60/min }, input: 100, output: 50',
        'requests: { process: trace, file: t.csv, rows: requests }',
      ],
      files: { 't.csv': 'time,tokens\n2026-03-02T00:00:00+08:00,10\n' },
    },
    't.csv:1:1: no column "input": the first line reads "time,tokens" (name the columns under `columns`)',
    't.csv:1:1: no column "output": the first line reads "time,tokens" (name the columns under `columns`)',
  ],
  [
    'a trace without rows',
    {
      plans: [
        'requests: { process: poisson, rate: 60/min }, input: 100, output: 50',
        'requests: { process: trace, file: t.csv, rows: requests }',
      ],
      files: { 't.csv': 'time,input,output\n' },
    },
    't.csv:1:1: no rows (a header and at least one row below it)',
  ],
  [
    'tokens beside a trace that has them',
    {
      plans: [
        'requests: { process: poisson, rate: 60/min }',
        'requests: { process: trace, file: t.csv, rows: requests }',
      ],
    },
    's.yaml:8:111: demand.chat.input: a trace of requests has tokens of its own: leave this out',
    's.yaml:8:124: demand.chat.output: a trace of requests has tokens of its own: leave this out',
  ],
]);
