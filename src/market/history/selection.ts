import type { Issue } from '../../units/index.js';
import type { HeldSeries, SeriesLabels } from './history.js';

const LABELS = ['product', 'zone', 'instanceType'] as const;
const LISTED = 10;
/** More series than all markets of a provider have: what tells rows apart is no label then. */
const MOST = 200_000;

/** Chooses one series among those of a file, and knows all that the file holds. */
export class Selection {
  readonly #wanted: SeriesLabels;
  readonly #held = new Map<string, Entry>();
  #first: SeriesLabels | undefined;
  #several = false;
  /** The series of the row before, which the next row mostly shares. */
  #last: Entry | undefined;
  #tooMany = false;

  constructor(wanted: SeriesLabels) {
    this.#wanted = wanted;
  }

  /** Counts a row; true if it belongs to the chosen series. */
  takes(labels: SeriesLabels): boolean {
    const entry =
      this.#last !== undefined && same(this.#last.labels, labels) ? this.#last : this.#find(labels);
    if (entry === undefined) return false;
    this.#last = entry;
    entry.rows += 1;
    return entry.chosen && !this.#several;
  }

  get held(): readonly HeldSeries[] {
    return [...this.#held.values()].map(({ labels, rows }) => ({ labels, rows }));
  }

  get chosen(): SeriesLabels | undefined {
    return this.#first;
  }

  /** Why there is not exactly one series to read; undefined if there is. */
  fault(): Pick<Issue, 'message' | 'hint'> | undefined {
    if (this.#held.size === 0) {
      return { message: 'the history is empty', hint: 'ask the provider for a longer time range' };
    }
    if (this.#tooMany) {
      const message = `more than ${MOST} series: what tells the rows apart is not a zone, a type or a product`;
      return { message, hint: 'leave that column out, or name the right ones by `columns`' };
    }
    if (this.#first === undefined) {
      return { message: `no row of ${describe(this.#wanted)}; the file holds ${this.#list(() => true)}` };
    }
    if (!this.#several) return undefined;
    return {
      message: `several series: ${this.#list(({ chosen }) => chosen)}`,
      hint: 'choose one by product, zone and instanceType',
    };
  }

  #find(labels: SeriesLabels): Entry | undefined {
    const key = `${labels.product}\n${labels.zone}\n${labels.instanceType}`;
    const known = this.#held.get(key);
    if (known !== undefined) return known;
    this.#tooMany ||= this.#held.size === MOST;
    if (this.#tooMany) return undefined;
    const entry = { labels, rows: 0, chosen: this.#matches(labels) };
    this.#held.set(key, entry);
    if (entry.chosen && this.#first !== undefined) this.#several = true;
    if (entry.chosen) this.#first ??= labels;
    return entry;
  }

  #matches(labels: SeriesLabels): boolean {
    return LABELS.every((name) => this.#wanted[name] === undefined || this.#wanted[name] === labels[name]);
  }

  #list(which: (entry: { chosen: boolean }) => boolean): string {
    const entries = [...this.#held.values()].filter(which);
    const shown = entries.slice(0, LISTED).map(({ labels, rows }) => `${describe(labels)} (${rows} rows)`);
    const more = entries.length - shown.length;
    return shown.join('; ') + (more > 0 ? `; and ${more} more` : '');
  }
}

interface Entry {
  readonly labels: SeriesLabels;
  rows: number;
  readonly chosen: boolean;
}

const same = (a: SeriesLabels, b: SeriesLabels): boolean =>
  a === b || (a.zone === b.zone && a.instanceType === b.instanceType && a.product === b.product);

function describe(labels: SeriesLabels): string {
  const parts = LABELS.filter((name) => labels[name] !== undefined).map(
    (name) => `${name} "${labels[name]}"`,
  );
  return parts.length === 0 ? 'a series without labels' : parts.join(', ');
}
