import { parsePriceTable } from '../../scenario/index.js';
import type { ModelPrices, PriceTable, Scenario } from '../../scenario/index.js';
import type { Assets } from '../assets.js';
import type { Faults } from '../faults.js';

/** All prices of a scenario's tables, by model and mode; of two the later holds. */
export class PriceBook {
  constructor(
    private readonly rows: readonly ModelPrices[],
    /** All tables could be read; otherwise it cannot be said what they lack. */
    readonly whole: boolean,
  ) {}

  /** What has been said of models that are missing. */
  readonly told = new Set<string>();

  /** Prices of a model in a mode (its only one if none is named): a row of that mode, or of any; or why there are none. */
  find(model: string, mode: string | undefined): ModelPrices | Missing {
    const own = this.rows.filter((row) => row.model === model);
    if (own.length === 0) {
      const known = [...new Set(this.rows.map((row) => row.model))];
      const hint =
        known.length === 0
          ? 'name a file with prices under priceTables'
          : `prices are known of ${known.join(', ')}`;
      return { message: `no price table has the model ${JSON.stringify(model)}`, hint, key: 'model' };
    }
    const modes = [...new Set(own.flatMap((one) => (one.mode === undefined ? [] : [one.mode])))];
    const wanted = mode ?? (modes.length === 1 ? modes[0] : undefined);
    const row = own.filter((one) => one.mode === wanted || one.mode === undefined).at(-1);
    if (row !== undefined) return row;
    const asked =
      mode === undefined ? 'no mode is given' : `the model ${model} has no mode ${JSON.stringify(mode)}`;
    return { message: asked, hint: `one of ${modes.join(', ')}`, key: 'mode' };
  }
}

export interface Missing {
  readonly message: string;
  readonly hint: string;
  /** Where it is asked for. */
  readonly key: 'model' | 'mode';
}

export const isMissing = (found: object): found is Missing => 'message' in found;

/** Reads the scenario's price tables; what is wrong with them goes to the faults. */
export function readPriceBook(scenario: Scenario, assets: Assets, faults: Faults): PriceBook {
  const rows: ModelPrices[] = [];
  const faultsBefore = faults.issues.length;
  scenario.priceTables.forEach((file, index) => {
    const path = ['priceTables', index];
    const opened = assets.open(file);
    if (!opened.ok) {
      for (const { message, hint } of opened.issues)
        faults.add(path, { message: `${file}: ${message}`, hint });
      return;
    }
    const read = parsePriceTable({ name: file, text: [...opened.value].join('') });
    if (!read.ok) return faults.addAll(read.issues);
    if (read.value.currency !== scenario.currency)
      return faults.add(path, otherCurrency(read.value, scenario));
    rows.push(...read.value.models);
  });
  return new PriceBook(rows, faults.issues.length === faultsBefore);
}

const otherCurrency = ({ currency }: PriceTable, scenario: Scenario): Omit<Missing, 'key'> => ({
  message: `prices in ${currency}, but the scenario counts in ${scenario.currency}`,
  hint: 'amounts are not converted: use one currency',
});
