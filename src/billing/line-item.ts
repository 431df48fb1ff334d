import type { Micro, Seconds } from '../units/index.js';

export type LineKind = 'spot' | 'standard' | 'disk' | 'dedicated' | 'ptu' | 'modelUnit' | 'calls';

/** Why an item is less than its seconds would say, or not at its end. */
export type LineNote =
  | 'first hour free'
  | 'last increment free'
  | 'open at the horizon'
  | 'ended early'
  | 'input tokens'
  | 'output tokens';

/**
 * One line of the bill: one run of one replica and one kind, dedicated machines while their count stands, or a plan:
 * one run by the hour, one prepaid order, or the tokens of its calls in one price tier.
 * The amount is rounded once, half up, to a whole micro-unit; all totals are sums of line items.
 */
export interface LineItem {
  /** The service; null for dedicated machines and plans, which belong to none. */
  readonly service: string | null;
  /** The replica's slot within its service; null for dedicated machines. */
  readonly replica: number | null;
  /** Counts the placements of that replica from 1; null for dedicated machines. */
  readonly run: number | null;
  readonly kind: LineKind;
  /** Index in the list of instances; null for dedicated machines. */
  readonly entry: number | null;
  /** The pool, the dedicated machines or the plan, by name; null for the disk of a replica on dedicated machines. */
  readonly pool: string | null;
  /** What is held: 1 instance, gibibytes of disk above the free ones, machines, model units; of calls the tokens. */
  readonly units: number;
  /** Billed from this second… */
  readonly from: Seconds;
  /** …until this one, as it happened, before increments. */
  readonly to: Seconds;
  /** Seconds charged for: with increments, and 0 where the first hour is free. */
  readonly seconds: Seconds;
  readonly amount: Micro;
  readonly note: LineNote | null;
}
