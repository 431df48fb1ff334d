import type { Series } from '../../kernel/index.js';
import { JsonElements, parseInstant, type JsonSink, type Result } from '../../units/index.js';
import { HistoryBuilder } from './builder.js';
import type { HistoryOptions, HistoryReader, PriceHistory, SeriesLabels } from './history.js';

/**
 * Reads prices in ticks of a fixed gap: `prices` of a SkyPilot trace, or a record of one array of prices per zone.
 * Each price holds for its gap. The recording has dates where `metadata.start_time` gives them.
 */
export class SkyPilotPriceReader implements HistoryReader, JsonSink {
  readonly #options: HistoryOptions;
  readonly #builder: HistoryBuilder;
  readonly #elements = new JsonElements(this);
  #series: { path: string; labels: SeriesLabels; ticks: number } | undefined;
  #found = false;
  #gap: number | undefined;
  #start: number | undefined;
  #samples = false;

  constructor(options: HistoryOptions) {
    this.#options = options;
    this.#builder = new HistoryBuilder({ ...options, unit: undefined }, { tieBreak: 'bottom', ticks: true });
    this.#gap = options.gap;
  }

  push(chunk: string): void {
    this.#elements.push(chunk);
  }

  end(): Result<PriceHistory> {
    this.#elements.end();
    const { fault, documents } = this.#elements;
    if (fault !== undefined) this.#builder.refuse({ message: fault.message }, fault.line, fault.column);
    else if (!this.#found) this.#builder.refuse(this.#nothing(documents));
    else if (this.#gap === undefined)
      this.#builder.refuse({
        message: 'the file does not say how far its prices lie apart',
        hint: 'state it: gap: 195s',
      });
    return this.#builder.end((rows) => this.#dated(rows));
  }

  wants(path: string): boolean {
    if (path === 'data') this.#samples = true;
    const wanted = path !== '' && path !== 'data' && !path.startsWith('metadata');
    this.#found ||= wanted;
    return wanted;
  }

  element(path: string, price: unknown, line: number, column: number): void {
    if (this.#series?.path !== path)
      this.#series = { path, labels: path === 'prices' ? NO_LABELS : { zone: path }, ticks: 0 };
    const { labels, ticks } = this.#series;
    this.#series.ticks += 1;
    this.#builder.add({ labels, time: ticks, price, place: { line, column } });
  }

  scalar(path: string, value: unknown, line: number, column: number): void {
    if (path.endsWith('.currency') && typeof value === 'string')
      this.#builder.setCurrency(value, { line, column });
    if (path === 'metadata.start_time' && typeof value === 'string')
      this.#start = parseInstant(value, this.#options.timezone)?.epochSeconds;
    if (path !== 'metadata.gap_seconds') return;
    const said = typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined;
    this.#gap ??= said;
    if (said !== undefined && said === this.#gap) return;
    const message =
      said === undefined
        ? `gap_seconds ${JSON.stringify(value)}: expected whole seconds, at least 1`
        : `the file says gap_seconds ${said}, the scenario says gap ${this.#gap}s`;
    this.#builder.refuse({ message }, line, column);
  }

  #nothing(documents: number): { message: string; hint?: string } {
    if (documents === 0) return { message: 'the file is empty' };
    const message = 'no array "prices" in this file';
    return this.#samples
      ? {
          message,
          hint: 'it holds availability only, which is a stock: { process: trace, format: skypilot }',
        }
      : { message, hint: 'is `format` right?' };
  }

  /** Ticks become seconds. */
  #dated({ at, value }: Series): Series {
    const gap = this.#gap ?? 1;
    const start = this.#start ?? 0;
    const until = start + at.length * gap;
    const seconds = at.map((tick) => start + tick * gap);
    return { at: seconds, value, until, ...(this.#start === undefined ? { undated: true } : {}) };
  }
}

const NO_LABELS: SeriesLabels = {};
