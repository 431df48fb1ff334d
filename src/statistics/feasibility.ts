import { Moments } from './moments.js';
import { h2Of, undecided } from './sequential-boundary.js';

export type Verdict = 'feasible' | 'infeasible' | 'undecided';

/** What the check of one system against one constraint is promised. */
export interface FeasibilityPlan {
  /** Chance of a wrong verdict where the mean is at least `tolerance` away from the bound. */
  readonly beta: number;
  readonly tolerance: number;
  /** First-stage samples, at least 2. */
  readonly n0: number;
}

/**
 * Sequential check of mean <= 0 by samples of (metric - bound): feasible as soon as the sum falls below the
 * triangle, infeasible as soon as it rises above it; inside the tolerance either verdict is right. Source: S.
 * Andradottir and S.-H. Kim, Naval Research Logistics 57 (2010) 403-421, procedure F_B.
 */
export class FeasibilityCheck {
  readonly #first = new Moments();
  #sum = 0;
  #seen = 0;
  #verdict: Verdict = 'undecided';

  constructor(readonly plan: FeasibilityPlan) {}

  get verdict(): Verdict {
    return this.#verdict;
  }

  /** The verdict, or without one that of the mean so far. */
  get leaning(): Verdict {
    return this.#verdict !== 'undecided' ? this.#verdict : this.#sum <= 0 ? 'feasible' : 'infeasible';
  }

  observe(excess: number): Verdict {
    const { beta, tolerance, n0 } = this.plan;
    if (this.#verdict !== 'undecided') return this.#verdict;
    this.#seen += 1;
    this.#sum += excess;
    if (this.#seen <= n0) this.#first.add(excess);
    if (this.#seen < n0) return 'undecided';
    const room = undecided({ h2: h2Of(beta, n0), delta: tolerance }, this.#first.variance, this.#seen);
    if (this.#sum <= -room) this.#verdict = 'feasible';
    else if (this.#sum >= room) this.#verdict = 'infeasible';
    return this.#verdict;
  }
}
