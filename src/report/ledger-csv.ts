import type { LineItem } from '../billing/index.js';
import { fromMicro } from '../units/index.js';

const COLUMNS = 'service,replica,run,kind,entry,pool,units,from,to,seconds,amount,note';

/** First line of a ledger as CSV. Times are seconds since the start, amounts in the currency. */
export const ledgerHead = (): string => COLUMNS;

/** One line item as a line of CSV; nothing between two commas where the item has no such thing. */
export function ledgerLine(item: LineItem): string {
  const { service, replica, run, kind, entry, pool, units, from, to, seconds, amount, note } = item;
  const money = fromMicro(amount).toFixed(6);
  return [service, replica, run, kind, entry, pool, units, from, to, seconds, money, note]
    .map(cell)
    .join(',');
}

function cell(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
