import type { Tier } from '../events/index.js';
import type { MicroPerHour } from '../units/index.js';

/** The prices of all pools at this instant, both spot tiers and standard. */
export class PriceBoard {
  private unprotected: Float64Array;
  private shielded: Float64Array;

  constructor(private readonly standard: readonly MicroPerHour[]) {
    this.unprotected = new Float64Array(standard.length);
    this.shielded = new Float64Array(standard.length);
  }

  /** Sets both spot tiers; false if neither changes. */
  set(pool: number, low: MicroPerHour, high: MicroPerHour): boolean {
    if (low === this.unprotected[pool] && high === this.shielded[pool]) return false;
    this.unprotected[pool] = low;
    this.shielded[pool] = high;
    return true;
  }

  /** Price without protection. */
  low(pool: number): MicroPerHour {
    return this.unprotected[pool];
  }

  /** Price with protection. */
  high(pool: number): MicroPerHour {
    return this.shielded[pool];
  }

  price(pool: number, tier: Tier): MicroPerHour {
    if (tier === 'unprotected') return this.unprotected[pool];
    if (tier === 'protected') return this.shielded[pool];
    return tier === 'standard' ? this.standard[pool] : 0;
  }

  save(): unknown {
    return { unprotected: this.unprotected.slice(), shielded: this.shielded.slice() };
  }

  restore(saved: unknown): void {
    const { unprotected, shielded } = saved as { unprotected: Float64Array; shielded: Float64Array };
    this.unprotected = unprotected.slice();
    this.shielded = shielded.slice();
  }
}
