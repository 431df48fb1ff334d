import { isTree, type Path } from '../path.js';
import { shown } from '../shown.js';
import type { EasReader } from './reader.js';

const COMPUTING: Path = ['cloud', 'computing'];
const KEYS: Readonly<Record<string, string>> = {
  type: 'type',
  spot_price_limit: 'spotPriceLimit', // with it spot, without it standard (R24)
  capacity: 'capacity',
};

/** The ordered list (R22): `instances`, or the one `instance_type`, or the dedicated resource group. */
export function readInstances(reader: EasReader): unknown[] | undefined {
  const group = reader.at(['metadata', 'resource']);
  const entries = publicEntries(reader);
  if (group === undefined || group === '') return entries;
  const dedicated = { type: 'dedicated_resource', from: group };
  const listed = entries?.findIndex((entry) => isTree(entry) && entry['type'] === 'dedicated_resource') ?? -1;
  if (entries !== undefined && listed >= 0) {
    entries[listed] = { ...dedicated, ...(entries[listed] as object) };
    return entries;
  }
  const burstable = reader.at(['metadata', 'resource_burstable']) === true;
  if (entries !== undefined && !burstable) {
    const message = 'the service has a resource group and a list of public types; the group is put first';
    reader.warn(['metadata', 'resource'], message, 'remove the one that is not meant');
  }
  if (entries !== undefined) shiftOrigins(reader);
  reader.take(['metadata', 'resource'], ['instances', 0]);
  return [dedicated, ...(entries ?? [])];
}

function publicEntries(reader: EasReader): unknown[] | undefined {
  const source = [...COMPUTING, 'instances'];
  const list = reader.list(source);
  if (list === undefined) {
    const type = reader.take([...COMPUTING, 'instance_type'], ['instances']);
    return type === undefined ? undefined : [{ type }];
  }
  reader.take(source, ['instances']);
  return list.map((entry, i) => readEntry(reader, entry, i));
}

function readEntry(reader: EasReader, entry: unknown, index: number): unknown {
  const source = [...COMPUTING, 'instances', index];
  if (!isTree(entry)) {
    reader.fault(source, `expected a map with a type, found ${shown(entry)}`);
    return entry;
  }
  reader.take(source, ['instances', index]);
  const read: Record<string, unknown> = {};
  for (const key of Object.keys(entry)) {
    const known = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
    if (known === undefined) {
      reader.warn([...source, key], `${key} is not simulated`);
      continue;
    }
    const value = reader.take([...source, key], ['instances', index, known]);
    if (value !== undefined) read[known] = known === 'spotPriceLimit' ? numberIn(value) : value;
  }
  return read;
}

/** Some tools write the limit as a text. */
const numberIn = (value: unknown): unknown =>
  typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;

/** The entries of the list stand one further back once the resource group is put before them. */
function shiftOrigins(reader: EasReader): void {
  reader.origins.forEach(({ path, source }, i) => {
    const [key, index, ...rest] = path;
    if (key === 'instances' && typeof index === 'number') {
      reader.origins[i] = { path: [key, index + 1, ...rest], source };
    }
  });
}
