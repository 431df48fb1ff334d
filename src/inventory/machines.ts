import { invariant } from '../units/index.js';

/** Dedicated machines, bought in groups: each serves one replica at a time, and is paid for either way (R33). */
export class Machines {
  private owned: number[];
  private used: number[];

  constructor(groups: number) {
    this.owned = Array.from({ length: groups }, () => 0);
    this.used = Array.from({ length: groups }, () => 0);
  }

  free(group: number): number {
    return Math.max(0, (this.owned[group] ?? 0) - (this.used[group] ?? 0));
  }

  inUse(group: number): number {
    return this.used[group] ?? 0;
  }

  own(group: number, count: number): void {
    this.owned[group] = count;
  }

  take(group: number): void {
    invariant(this.free(group) > 0, `dedicated group ${group} has no free machine`);
    this.used[group] = this.inUse(group) + 1;
  }

  give(group: number): void {
    invariant(this.inUse(group) > 0, `dedicated group ${group} has no machine in use`);
    this.used[group] = this.inUse(group) - 1;
  }

  save(): unknown {
    return { owned: [...this.owned], used: [...this.used] };
  }

  restore(saved: unknown): void {
    const { owned, used } = saved as { owned: number[]; used: number[] };
    this.owned = [...owned];
    this.used = [...used];
  }
}
