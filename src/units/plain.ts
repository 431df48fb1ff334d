/**
 * Deep copy of plain data: primitives, arrays, typed arrays, maps, sets and records. Shared references stay
 * shared within one call. (structuredClone is not part of the ES library that the engine sits in.)
 */
export function copyPlain<T>(value: T): T {
  return copy(value, new Map()) as T;
}

type TypedArray = Float64Array | Int32Array | Uint32Array | Uint8Array;

function copy(value: unknown, seen: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  if (ArrayBuffer.isView(value)) return remember(seen, value, (value as TypedArray).slice());
  if (Array.isArray(value)) {
    const list = remember(seen, value, [] as unknown[]);
    for (const item of value) list.push(copy(item, seen));
    return list;
  }
  if (value instanceof Map) {
    const map = remember(seen, value, new Map<unknown, unknown>());
    for (const [key, item] of value) map.set(copy(key, seen), copy(item, seen));
    return map;
  }
  if (value instanceof Set) {
    const set = remember(seen, value, new Set<unknown>());
    for (const item of value) set.add(copy(item, seen));
    return set;
  }
  const record: Record<string, unknown> = {};
  remember(seen, value, record);
  for (const [key, item] of Object.entries(value)) record[key] = copy(item, seen);
  return record;
}

function remember<V>(seen: Map<object, unknown>, original: object, made: V): V {
  seen.set(original, made);
  return made;
}

/** The same record, to be filled in place. */
export type Writable<T> = { -readonly [K in keyof T]: T[K] };
