import type { Case } from '../index.js';
import type { Cell, ColumnType } from './parquet-file.js';

/** A path that cases set, with its value in each of them. */
export interface SettingColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly cells: readonly Cell[];
}

/** A column `set.<path>` for each path that some case sets: numbers or flags if all its values are, else as written. */
export function settingColumns(cases: readonly Case[]): readonly SettingColumn[] {
  const values = new Map<string, Map<number, string>>();
  cases.forEach(({ set }, point) => {
    for (const text of set) {
      const [, path = text, value = ''] = SETTING.exec(text) ?? [];
      const known = values.get(path.trim()) ?? new Map<number, string>();
      known.set(point, value.trim());
      values.set(path.trim(), known);
    }
  });
  return [...values].map(([path, known]) => {
    const type = typeOf([...known.values()]);
    const cells = cases.map((_, point) => cellOf(known.get(point), type));
    return { name: `set.${path}`, type, cells };
  });
}

/** A path may have `=` in quotes. */
const SETTING = /^((?:\["[^"]*"\]|\['[^']*'\]|[^="'])+)=(.*)$/s;
const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;

function typeOf(values: readonly string[]): ColumnType {
  if (values.every((value) => NUMBER.test(value))) return 'number';
  return values.every((value) => value === 'true' || value === 'false') ? 'flag' : 'text';
}

function cellOf(value: string | undefined, type: ColumnType): Cell {
  if (value === undefined) return null;
  if (type === 'number') return Number(value);
  return type === 'flag' ? value === 'true' : value;
}
