import type { Issue } from '../units/index.js';
import { readDocument, type SourceDocument } from './document.js';
import type { Edit } from './derive.js';
import type { Fault } from './fault.js';
import { suggestion } from './nearest.js';
import { child, isTree, itemsOf } from './path.js';
import type { Difference, ParsedScenario, VariantInfo } from './types.js';
import { duplicateNames } from './check/names.js';
import { textAt } from './world.js';

/** What the variant and `--set` of a parsed scenario changed in it, each as path, before and after. */
export const describeVariant = (parsed: ParsedScenario): readonly Difference[] => parsed.differences;

export function listVariants(tree: unknown): readonly VariantInfo[] {
  return itemsOf(tree, 'variants').flatMap((variant): readonly VariantInfo[] => {
    const name = textAt(variant, 'name');
    const from = textAt(variant, 'from');
    const description = textAt(variant, 'description');
    if (name === undefined) return [];
    return [
      {
        name,
        ...(from === undefined ? {} : { from }),
        ...(description === undefined ? {} : { description }),
      },
    ];
  });
}

/** Names that stand twice, unknown `from`, and circles. */
export function checkVariants(tree: unknown): readonly Fault[] {
  const variants = itemsOf(tree, 'variants');
  const names = listVariants(tree).map(({ name }) => name);
  const inCircle = new Set<string>();
  const faults = variants.flatMap((variant, i): readonly Fault[] => {
    const name = textAt(variant, 'name');
    const from = textAt(variant, 'from');
    if (from === undefined || name === undefined) return [];
    const path = ['variants', i, 'from'];
    if (!names.includes(from)) {
      return [
        { path, message: `no variant is called ${JSON.stringify(from)}`, hint: suggestion(from, names) },
      ];
    }
    const { circle } = chainOf(tree, name);
    if (circle === undefined || circle[0] !== name || inCircle.has(name)) return [];
    circle.forEach((member) => inCircle.add(member));
    return [
      {
        path,
        message: `circular: ${[...circle, name].join(' -> ')}`,
        hint: 'a variant cannot build on itself',
      },
    ];
  });
  return [...duplicateNames(tree, 'variants'), ...faults];
}

/** The edits of a variant, those of the variants that it builds on first. */
export function variantEdits(tree: unknown, document: SourceDocument, name: string): readonly Edit[] {
  return chainOf(tree, name).chain.flatMap((index): readonly Edit[] => {
    const set = child(itemsOf(tree, 'variants')[index], 'set');
    if (!isTree(set)) return [];
    return Object.entries(set).map(([path, value]) => ({
      path,
      value,
      position: (rest, spot) => document.position(['variants', index, 'set', path, ...rest], spot),
    }));
  });
}

/** Indices from the root of the chain to the variant; or the circle that it runs into. */
function chainOf(tree: unknown, name: string): { chain: readonly number[]; circle?: readonly string[] } {
  const variants = itemsOf(tree, 'variants');
  const chain: number[] = [];
  const seen: string[] = [];
  for (let next: string | undefined = name; next !== undefined;) {
    if (seen.includes(next)) return { chain: [], circle: seen.slice(seen.indexOf(next)) };
    seen.push(next);
    const index = variants.findIndex((variant) => child(variant, 'name') === next);
    if (index < 0) break;
    chain.unshift(index);
    next = textAt(variants[index], 'from');
  }
  return { chain };
}

/** Reads `path=value`, the value as YAML. */
export function setEdit(text: string): Edit | Issue {
  const at = { file: `--set ${text}` };
  const parts = /^((?:\["[^"]*"\]|\['[^']*'\]|[^="'])+)=(.*)$/s.exec(text);
  if (parts === null || parts[2].trim() === '') {
    return { at, message: 'expected path=value', hint: '--set services.chat.replicas=4' };
  }
  const value = readDocument({ name: at.file, text: parts[2] });
  if (!value.ok) return { at, message: `the value is not YAML: ${value.issues[0].message}` };
  return { path: parts[1].trim(), value: value.value.tree, position: () => at };
}

export const isEdit = (made: Edit | Issue): made is Edit => 'position' in made;
