import type { Issue } from '../../units/index.js';
import type { SourceDocument } from '../document.js';
import { formatPath, getIn, isTree, type Path } from '../path.js';
import { shown } from '../shown.js';

/** One value of the service, and where in the JSON it was read. */
export interface Origin {
  /** Inside the service, such as `instances`, 0, `spotPriceLimit`. */
  readonly path: Path;
  readonly source: Path;
}

/** Takes values out of an EAS service's JSON and remembers where each stood. */
export class EasReader {
  readonly origins: Origin[] = [];
  readonly issues: Issue[] = [];
  readonly warnings: Issue[] = [];

  constructor(private readonly document: SourceDocument) {}

  /** What stands at a path of the JSON; null counts as absent, as the console writes it. */
  at(source: Path): unknown {
    return getIn(this.document.tree, source) ?? undefined;
  }

  /** As `at`, with its place noted as that of a key of the service. */
  take(source: Path, path: Path): unknown {
    const value = this.at(source);
    if (value !== undefined) this.origins.push({ path, source });
    return value;
  }

  /** A map of the JSON; an issue if something else stands there. */
  map(source: Path): Readonly<Record<string, unknown>> | undefined {
    const value = this.at(source);
    if (value === undefined || isTree(value)) return value;
    this.fault(source, `expected a map of keys, found ${shown(value)}`);
    return undefined;
  }

  list(source: Path): readonly unknown[] | undefined {
    const value = this.at(source);
    if (value === undefined || Array.isArray(value)) return value;
    this.fault(source, `expected a list, found ${shown(value)}`);
    return undefined;
  }

  fault(source: Path, message: string): void {
    this.issues.push({ at: this.document.position(source), path: formatPath(source), message });
  }

  warn(source: Path, message: string, hint?: string): void {
    const at = this.document.position(source, 'key');
    this.warnings.push({ at, path: formatPath(source), message, ...(hint === undefined ? {} : { hint }) });
  }
}
