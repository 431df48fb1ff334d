import { compile, formatIssue, inMemory, parseScenario } from '../../src/index.js';
import type { Model, Result } from '../../src/index.js';
import { localTimes } from '../../src/node/index.js';
import type { Spec } from './shared-data.js';

/** A scenario of one pool whose price or stock is the trace stated, made ready to run. */
export function traceWorld(
  key: 'price' | 'stock',
  { file, text, ...rest }: Spec & { readonly file: string; readonly text: string },
  duration = '1s',
): Result<Model> {
  const trace = { process: 'trace', file, ...rest };
  const pool = { name: 'p', type: 't', region: 'r', zone: 'z', standardPrice: 1 };
  const price = key === 'price' ? trace : { process: 'constant', value: 0.1 };
  const stock = key === 'stock' ? trace : { process: 'unlimited' };
  const scenario = {
    ...{ version: 1, name: 'trace', start: '2026-03-02T00:00:00Z', duration, provider: 'aws-ec2' },
    pools: [{ ...pool, price, stock }],
    services: [],
  };
  const read = parseScenario(
    { name: 'scenario.json', text: JSON.stringify(scenario) },
    { read: () => ({ ok: false, issues: [] }) },
  );
  return read.ok ? compile(read.value, { ...inMemory({ [file]: text }), localTimes }) : read;
}

/** The faults of such a scenario, as they are shown. */
export function traceFaults(...given: Parameters<typeof traceWorld>): readonly string[] {
  const made = traceWorld(...given);
  return made.ok ? [] : made.issues.map(formatIssue);
}
