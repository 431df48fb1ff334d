import { failure, success, type Issue, type Result } from '../units/index.js';
import { derive, type Derived, type Edit } from './derive.js';
import { readDocument, type Source, type SourceDocument } from './document.js';
import { importServices, type Imported } from './eas/merge.js';
import { placed, type Fault } from './fault.js';
import { fileBeside } from './file-path.js';
import { suggestion } from './nearest.js';
import { positionIn, type Layer } from './origins.js';
import { byIndex, isTree } from './path.js';
import type { ParsedScenario, VariantInfo } from './types.js';
import { validate, type Validated } from './validate.js';
import { checkVariants, isEdit, listVariants, setEdit, variantEdits } from './variants.js';

export interface ParseOptions {
  /** Reads a file that the scenario names, given as it stands relative to the scenario's own name. */
  readonly read: (path: string) => Result<string>;
  readonly variant?: string;
  /** `path=value`, in order. */
  readonly set?: readonly string[];
  readonly seed?: string;
}

/**
 * Reads a scenario: EAS import, YAML, variant chain, `--set`, defaults, validation, in this order. All faults
 * come back at once, each with the place where its value was written. Without `variant` and `set` all variants
 * of the file are checked too.
 */
export function parseScenario(source: Source, options: ParseOptions): Result<ParsedScenario> {
  const read = readDocument(source);
  if (!read.ok) return read;
  const document = read.value;
  const { tree } = document;
  if (!isTree(tree)) {
    const message =
      tree === null ? 'the file is empty; expected a scenario' : 'expected a scenario: a map of keys';
    return failure({ at: document.position([]), message });
  }
  const resolve = (file: string): string => fileBeside(source.name, file);
  const imported = importServices({ ...document, tree }, { read: options.read, resolve });
  const setting = { document, imported, source, resolve };
  const made = make(setting, options);
  if (options.variant !== undefined || (options.set ?? []).length > 0) return made;
  const others = variantIssues(setting, options, made.ok);
  if (others.length === 0) return made;
  return failure(...limited(inOrder(source, [...(made.ok ? [] : made.issues), ...others])));
}

interface Setting {
  readonly document: SourceDocument;
  readonly imported: Imported;
  readonly source: Source;
  readonly resolve: (file: string) => string;
}

function make(setting: Setting, options: ParseOptions): Result<ParsedScenario> {
  const { document, imported, source } = setting;
  const variants = listVariants(imported.tree);
  const edits = editsOf(setting, options, variants);
  const derived = derive(imported.tree, edits.filter(isEdit));
  const layers: readonly Layer[] = [
    { path: [], position: document.position },
    ...imported.layers,
    ...derived.layers,
  ];
  const checked = validate(derived.tree);
  const faults = [...checkVariants(derived.tree), ...checked.faults].filter(
    (fault) => !excused(fault, imported),
  );
  const issues = [
    ...imported.issues,
    ...edits.filter((made): made is Issue => !isEdit(made)),
    ...derived.issues,
    ...faults.map((fault) => placed(fault, derived.tree, layers)),
  ];
  if (checked.scenario === undefined || issues.length > 0)
    return failure(...limited(inOrder(source, issues)));
  return success(
    parsed(setting, {
      derived,
      layers,
      checked,
      scenario: checked.scenario,
      variants,
      variant: options.variant ?? null,
    }),
  );
}

function editsOf(
  { document, imported, source }: Setting,
  options: ParseOptions,
  variants: readonly VariantInfo[],
): readonly (Edit | Issue)[] {
  const { variant, set = [], seed } = options;
  const edits: (Edit | Issue)[] = [];
  const names = variants.map(({ name }) => name);
  if (variant !== undefined && !names.includes(variant)) {
    const hint = suggestion(variant, names, 'variants') ?? 'the scenario has no variants';
    edits.push({
      at: { file: source.name },
      message: `no variant is called ${JSON.stringify(variant)}`,
      hint,
    });
  } else if (variant !== undefined) edits.push(...variantEdits(imported.tree, document, variant));
  edits.push(...set.map(setEdit));
  if (seed !== undefined)
    edits.push({ path: 'seed', value: seed, position: () => ({ file: `--seed ${seed}` }) });
  return edits;
}

interface Made {
  readonly derived: Derived;
  readonly layers: readonly Layer[];
  readonly checked: Validated;
  readonly scenario: ParsedScenario['scenario'];
  readonly variants: readonly VariantInfo[];
  readonly variant: string | null;
}

function parsed({ imported, resolve }: Setting, made: Made): ParsedScenario {
  const { derived, layers, checked, scenario, variants, variant } = made;
  const { variants: _, ...input } = derived.tree;
  return {
    scenario,
    variant,
    input,
    imported: imported.tree,
    variants,
    differences: derived.differences,
    warnings: [...imported.warnings, ...checked.warnings.map((fault) => placed(fault, derived.tree, layers))],
    updates: checked.updates,
    locate: (path) => positionIn(layers, byIndex(path, derived.tree)),
    resolve,
  };
}

/**
 * The faults that only variants have, each told once, as that of the first variant it is in. Beside a faulty
 * scenario only paths that lead nowhere are told: the rest would repeat what is wrong already.
 */
function variantIssues(setting: Setting, options: ParseOptions, sound: boolean): readonly Issue[] {
  const { document, imported } = setting;
  const told = new Set<string>();
  return listVariants(imported.tree).flatMap(({ name }): readonly Issue[] => {
    const made = sound ? make(setting, { ...options, variant: name }) : undefined;
    const issues = made?.ok === false ? made.issues : [];
    const lost = sound ? [] : derive(imported.tree, variantEdits(imported.tree, document, name)).issues;
    return [...issues, ...lost].flatMap((issue) => {
      const known = told.has(JSON.stringify(issue));
      told.add(JSON.stringify(issue));
      return known ? [] : [{ ...issue, message: `variant ${JSON.stringify(name)}: ${issue.message}` }];
    });
  });
}

/** What a service lacks because its JSON could not be read. */
const excused = ({ path, missing }: Fault, { unread }: Imported): boolean =>
  missing === true && path[0] === 'services' && typeof path[1] === 'number' && unread.has(path[1]);

/** As a reader goes through the files: the scenario first, each from the top down. */
function inOrder({ name }: Source, issues: readonly Issue[]): readonly Issue[] {
  const files = [...new Set([name, ...issues.map(({ at }) => at?.file)])];
  const rank = ({ at }: Issue): readonly number[] => [
    files.indexOf(at?.file),
    at?.line ?? 0,
    at?.column ?? 0,
  ];
  return [...issues].sort((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
  });
}

const MOST = 100;

function limited(issues: readonly Issue[]): readonly Issue[] {
  if (issues.length <= MOST) return issues;
  return [...issues.slice(0, MOST), { message: `and ${issues.length - MOST} more` }];
}
