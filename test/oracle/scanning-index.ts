import type { Crossed, HolderIndex } from '../../src/inventory/index.js';

interface Entry {
  readonly unit: number;
  readonly ceiling: number;
}

interface State {
  holders: Entry[];
  /** One ceiling per request that waits. */
  waiting: number[];
  price: number;
}

/** The holders of a pool as a flat list that every question scans: the oracle of the ceiling index. */
export const scanningIndex = (): HolderIndex => new ScanningIndex();

class ScanningIndex implements HolderIndex {
  private state: State = { holders: [], waiting: [], price: 0 };

  add(unit: number, ceiling: number): void {
    this.state.holders.push({ unit, ceiling });
  }

  remove(unit: number, ceiling: number): void {
    const place = this.state.holders.findIndex((entry) => entry.unit === unit && entry.ceiling === ceiling);
    if (place < 0) throw new Error(`unit ${unit} does not hold at ${ceiling}`);
    this.state.holders.splice(place, 1);
  }

  await(ceiling: number, change: 1 | -1): void {
    const { waiting } = this.state;
    if (change === 1) waiting.push(ceiling);
    else if (waiting.includes(ceiling)) waiting.splice(waiting.indexOf(ceiling), 1);
    else throw new Error(`nobody waits at ${ceiling}`);
  }

  move(price: number, crossed: Crossed): boolean {
    const { holders, waiting, price: before } = this.state;
    this.state.price = price;
    for (const { unit, ceiling } of [...holders].reverse()) {
      if (ceiling < price !== ceiling < before) crossed(unit, ceiling < price);
    }
    return waiting.some((ceiling) => ceiling >= price && ceiling < before);
  }

  ascend(visit: (ceiling: number, units: readonly number[]) => boolean): void {
    const ceilings = [...new Set(this.state.holders.map(({ ceiling }) => ceiling))].sort((a, b) => a - b);
    for (const ceiling of ceilings) {
      const units = this.state.holders.filter((entry) => entry.ceiling === ceiling).map(({ unit }) => unit);
      if (visit(ceiling, units.reverse())) return;
    }
  }

  save(): unknown {
    return structuredClone(this.state);
  }

  restore(saved: unknown): void {
    this.state = structuredClone(saved as State);
  }
}
