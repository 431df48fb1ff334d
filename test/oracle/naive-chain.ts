/** One call, as the scenario's trace has it. */
export interface NaiveCall {
  /** Seconds since the start. */
  readonly at: number;
  readonly input: number;
  readonly output: number;
}

/** What a plan is from a second on. */
export interface NaiveState {
  readonly from: number;
  readonly serving: boolean;
  readonly inputTpm: number;
  readonly outputTpm: number;
}

/** A plan as the rules state it. */
export interface NaivePlan {
  readonly name: string;
  readonly maxInput: number;
  readonly context: number;
  readonly rpm: number;
  readonly tpm: number;
  readonly beyond: 'next' | 'reject';
  readonly down: 'next' | 'reject';
  readonly states: readonly NaiveState[];
}

export type Fate = 'served' | 'passed-on' | 'rejected';

/**
 * Takes each call down the chain by the letter of R37, R47, R49 and R62, and sums what a plan has served in a calendar
 * minute anew for each. Slow, and shares nothing with the engine. Returns `minute plan fate` -> [calls, input, output].
 */
export function naiveChain(
  calls: readonly NaiveCall[],
  plans: readonly NaivePlan[],
  epoch: number,
): ReadonlyMap<string, readonly number[]> {
  const minuteOf = (call: NaiveCall): number => Math.floor((epoch + call.at) / 60);
  const taken: { readonly plan: string; readonly call: NaiveCall }[] = [];
  const fates = new Map<string, number[]>();
  const note = (call: NaiveCall, plan: string, fate: Fate): void => {
    const key = `${minuteOf(call)} ${plan} ${fate}`;
    const [requests = 0, input = 0, output = 0] = fates.get(key) ?? [];
    fates.set(key, [requests + 1, input + call.input, output + call.output]);
  };
  for (const call of calls) {
    for (const [place, plan] of plans.entries()) {
      const sofar = taken.filter((one) => one.plan === plan.name && minuteOf(one.call) === minuteOf(call));
      const reason = refusal(
        call,
        plan,
        sofar.map((one) => one.call),
      );
      if (reason === undefined) {
        taken.push({ plan: plan.name, call });
        note(call, plan.name, 'served');
        break;
      }
      const last = place === plans.length - 1;
      const ends = last || plan[reason] === 'reject';
      note(call, plan.name, ends ? 'rejected' : 'passed-on');
      if (ends) break;
    }
  }
  return fates;
}

function refusal(
  call: NaiveCall,
  plan: NaivePlan,
  before: readonly NaiveCall[],
): 'beyond' | 'down' | undefined {
  const state = plan.states.filter(({ from }) => from <= call.at).at(-1);
  if (state?.serving !== true) return 'down';
  const input = before.reduce((sum, one) => sum + one.input, call.input);
  const output = before.reduce((sum, one) => sum + one.output, call.output);
  const fits =
    call.input <= plan.maxInput &&
    call.input + call.output <= plan.context &&
    input <= state.inputTpm &&
    output <= state.outputTpm &&
    before.length + 1 <= plan.rpm &&
    input + output <= plan.tpm;
  return fits ? undefined : 'beyond';
}
