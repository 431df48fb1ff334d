import type { Issue } from '../issue.js';

const SHOWN = 20;

/** Gathers the faults of one input: the first twenty in full, then only how many more there are. */
export class IssueList {
  readonly #issues: Issue[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(issue: Issue): void {
    this.#count += 1;
    if (this.#issues.length < SHOWN) this.#issues.push(issue);
  }

  /** Up to twenty issues, and one that counts the rest. */
  list(): readonly Issue[] {
    const more = this.#count - this.#issues.length;
    if (more === 0) return [...this.#issues];
    const file = this.#issues[0]?.at?.file;
    return [
      ...this.#issues,
      { ...(file === undefined ? {} : { at: { file } }), message: `and ${more} more` },
    ];
  }
}
