import { normalQuantile } from '../../random/index.js';
import type { Distribution, Stream } from '../../random/index.js';
import type { Seconds } from '../../units/index.js';
import type { Arrivals } from './arrivals.js';

/** Requests with their tokens, one after the other, or counted by windows. */
export interface Traffic {
  /** When the next request comes, a real number of seconds; Infinity for none. */
  readonly nextAt: number;
  /** Takes the next request: `input` and `output` are its tokens from now on. */
  take(): void;
  readonly input: number;
  readonly output: number;
  /**
   * Counts all that come before `end`: `input` and `output` are their sums from now on. `later`: an earlier part of the
   * same window has been counted already.
   */
  countUntil(end: Seconds, later: boolean): number;
  save(): unknown;
  restore(saved: unknown): void;
}

/** Tokens per request by given laws: whole numbers, of the input at least 1. */
export const lawfulTraffic = (arrivals: Arrivals, input: Length, output: Length): Traffic =>
  new LawfulTraffic(arrivals, input, output);

/** The law of one side, and its streams (unused where the law is constant). */
export interface Length {
  readonly law: Distribution;
  readonly stream: Stream;
  /** Of a window that is counted in parts: for all parts but the first. */
  readonly parts: Stream;
  /** Fewest tokens. */
  readonly least: number;
}

class LawfulTraffic implements Traffic {
  input = 0;
  output = 0;

  constructor(
    private readonly arrivals: Arrivals,
    private readonly inputs: Length,
    private readonly outputs: Length,
  ) {}

  get nextAt(): number {
    return this.arrivals.nextAt;
  }

  take(): void {
    this.input = draw(this.inputs);
    this.output = draw(this.outputs);
    this.arrivals.advance();
  }

  countUntil(end: Seconds, later: boolean): number {
    const count = this.arrivals.countUntil(end, later);
    this.input = sumOf(count, this.inputs, later);
    this.output = sumOf(count, this.outputs, later);
    return count;
  }

  save(): unknown {
    const { arrivals, inputs, outputs } = this;
    return { arrivals: arrivals.save(), inputs: saveLength(inputs), outputs: saveLength(outputs) };
  }

  restore(saved: unknown): void {
    const { arrivals, inputs, outputs } = saved as Record<'arrivals' | 'inputs' | 'outputs', unknown>;
    this.arrivals.restore(arrivals);
    restoreLength(this.inputs, inputs);
    restoreLength(this.outputs, outputs);
  }
}

const saveLength = ({ stream, parts }: Length): unknown => [stream.save(), parts.save()];

function restoreLength({ stream, parts }: Length, saved: unknown): void {
  const [first, second] = saved as readonly [unknown, unknown];
  stream.restore(first);
  parts.restore(second);
}

function draw({ law, stream, least }: Length): number {
  if (law.variance === 0) return Math.max(least, Math.round(law.mean));
  return Math.max(least, Math.round(law.quantile(stream.next())));
}

/**
 * The tokens of so many requests: exact where all are alike. Otherwise one normal draw with the sum's mean and
 * variance (central limit theorem), never below the least; of a law without variance the mean alone.
 */
function sumOf(count: number, { law, stream, parts, least }: Length, later: boolean): number {
  if (law.variance === 0) return count * Math.max(least, Math.round(law.mean));
  const u = (later ? parts : stream).next();
  const spread = law.variance < Infinity ? Math.sqrt(count * law.variance) * normalQuantile(u) : 0;
  return Math.max(count * least, Math.round(count * law.mean + spread));
}
