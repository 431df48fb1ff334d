import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  visit,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import type { Issue } from '../units/index.js';

/** What is wrong with a merge key (`<<: *base`), and where in the text. */
export interface MergeFault {
  readonly offset: number;
  readonly told: Pick<Issue, 'message' | 'hint'>;
}

/** A map that merges a map that merges ... may name each of them ten times, and be a billion maps in the end. */
const MOST = 10_000;

/** The node itself, or that which its alias stands for. */
export const resolved = (document: Document.Parsed, node: unknown): Node | undefined =>
  isAlias(node) ? node.resolve(document) : ((node ?? undefined) as Node | undefined);

/** What `<<` merges into a map, the first before the next; the map's own keys stand above all of it. */
export function mergedInto(
  document: Document.Parsed,
  map: YAMLMap<Node, Node>,
): readonly (Node | undefined)[] {
  return map.items.filter(isMerge).flatMap(({ value }) => {
    const source = resolved(document, value);
    return isSeq<Node>(source) ? source.items.map((item) => resolved(document, item)) : [source];
  });
}

/** Merge keys that merge what is no map, or more than can be meant. */
export function mergeFaults(document: Document.Parsed): readonly MergeFault[] {
  const faults: MergeFault[] = [];
  const sizes = new Map<Node, number>();
  visit(document, {
    Map: (_, node) => {
      const map = node as YAMLMap<Node, Node>;
      const sources = mergedInto(document, map);
      if (sources.length === 0) return;
      const offset = map.items.find(isMerge)?.key.range?.[0] ?? 0;
      const size = sources.reduce(
        (sum, source) => sum + (source === undefined ? 0 : (sizes.get(source) ?? 1)),
        1,
      );
      sizes.set(map, size);
      if (!sources.every((source) => isMap(source))) faults.push({ offset, told: NO_MAP });
      else if (size > MOST) faults.push({ offset, told: TOO_MANY });
    },
  });
  return faults.slice(0, 1);
}

const NO_MAP = { message: '<< merges maps only', hint: 'an alias of a map, a map, or a list of these' };
const TOO_MANY = { message: 'aliases multiply beyond reason', hint: 'write the values out' };

const isMerge = ({ key }: Pair<Node, Node>): boolean => isScalar(key) && key.addToJSMap !== undefined;
