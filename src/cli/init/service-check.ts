import { parseScenario, success } from '../../index.js';
import type { Issue } from '../../index.js';

const FILE = 'service.json';

/**
 * What is wrong with the values of a service, each fault placed in its JSON. Read for itself, in a scenario that has
 * a pool for each type it names: in what `init` writes, the places would be those of a text that nobody has seen.
 */
export function serviceFaults(text: string, file: string, instances: readonly unknown[]): readonly Issue[] {
  const types = [...new Set(instances.map((entry) => textAt(entry, 'type')))];
  const owners = [...new Set(instances.map((entry) => textAt(entry, 'from')))];
  const pools = types.flatMap((type) =>
    type === undefined || type === DEDICATED
      ? []
      : [{ ...{ name: type, type, region: 'r', zone: 'z', standardPrice: 1 }, price: PRICE }],
  );
  const dedicated = owners.flatMap((name) =>
    name === undefined ? [] : [{ name, type: 'machine', machines: 1, price: 1 }],
  );
  const services = [{ eas: FILE }];
  const scenario = { version: 1, name: 'service', duration: '1h', pools, dedicated, services };
  const read = parseScenario(
    { name: 'scenario', text: JSON.stringify(scenario) },
    { read: () => success(text) },
  );
  const issues = read.ok ? [] : read.issues;
  return issues.flatMap((issue) =>
    issue.at?.file === FILE ? [{ ...issue, at: { ...issue.at, file } }] : [],
  );
}

const DEDICATED = 'dedicated_resource';
const PRICE = { process: 'constant', value: 0.1 };

function textAt(entry: unknown, key: string): string | undefined {
  const value = typeof entry === 'object' && entry !== null ? Object.entries(entry) : [];
  const found = value.find(([name]) => name === key)?.[1] as unknown;
  return typeof found === 'string' && found !== '' ? found : undefined;
}
