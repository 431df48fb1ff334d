import type { Refusal, ReleaseCause, SimulationEvent } from '../events/index.js';
import type { Explanation, Holding, Walk, WalkStep } from '../model/index.js';
import { formatDuration } from '../units/index.js';
import type { Report, Section } from './document.js';
import { strategySection } from './explain-strategy.js';
import { count, NONE, price } from './numbers.js';

/** Where a replica was, and why, for people. */
export function reportExplanation(explanation: Explanation): Report {
  const { walk, walkNow, at, currency } = explanation;
  const sections: Section[] = [];
  if (explanation.strategy !== null) sections.push(strategySection(explanation.strategy, explanation));
  if (walk !== null) sections.push(walkSection(walk, titleOf(walk, at), currency));
  if (walkNow !== null && walkNow.at !== walk?.at) {
    sections.push(walkSection(walkNow, `The list as it is at ${formatDuration(at)}`, currency));
  }
  sections.push(historySection(explanation));
  return {
    answer: [whereSentence(explanation), whySentence(explanation)].filter((line) => line !== ''),
    sections,
  };
}

function whereSentence(explanation: Explanation): string {
  const { service, replica, at, instant, since, holding, state } = explanation;
  const subject = `Replica ${replica} of ${service} at ${formatDuration(at)} (${instant})`;
  const from = since === null ? '' : ` since ${formatDuration(since)}`;
  if (holding !== null)
    return `${subject}: ${STATES[state]}${from}, on ${placeOf(holding)}; ${payment(explanation, holding)}.`;
  if (state === 'idle') return `${subject}: not in use${from}. The service is ${explanation.serviceState}.`;
  const { serviceState, serviceReason } = explanation;
  const reason = serviceReason === '' ? '' : ` (${serviceReason})`;
  return `${subject}: waiting${from} for an entry that lets it in. The service is ${serviceState}${reason}.`;
}

const STATES: Readonly<Record<Explanation['state'], string>> = {
  idle: 'not in use',
  waiting: 'waiting',
  starting: 'starting',
  ready: 'ready',
  'starting-noticed': 'still starting and under notice',
  'ready-noticed': 'ready and under notice',
  draining: 'draining',
};

const TIERS: Readonly<Record<WalkStep['tier'], string>> = {
  unprotected: 'spot',
  protected: 'spot, protected',
  standard: 'standard',
  dedicated: 'dedicated',
};

function placeOf({ entry, type, pool, tier }: Holding): string {
  const where = pool === null ? '' : ` in ${pool}`;
  return `entry ${entry}: ${type}${where} (${TIERS[tier]})`;
}

function payment({ currency, state }: Explanation, holding: Holding): string {
  const { tier, paidPrice, marketPrice, ceiling, locked, protectedUntil, leaving } = holding;
  if (tier === 'dedicated') return 'the machine is paid for anyway';
  const limit = ceiling === null ? '' : ` under a ceiling of ${price(ceiling)}`;
  const rate = `its price is ${price(paidPrice)} ${currency}/h${tier === 'standard' ? '' : limit}`;
  const market = paidPrice === marketPrice ? '' : ` (market: ${price(marketPrice)})`;
  const until =
    protectedUntil === null
      ? ''
      : `, ${locked ? 'locked and protected' : 'protected'} until ${formatDuration(protectedUntil)}`;
  const unbilled = state.startsWith('starting') ? ', billed once it is ready' : '';
  return `${rate}${market}${until}${unbilled}${notice(leaving)}`;
}

function notice(leaving: Holding['leaving']): string {
  if (leaving === null) return '';
  const when = leaving.releaseAt === null ? 'at an unknown time' : `at ${formatDuration(leaving.releaseAt)}`;
  return `; it will be released ${when} (${CAUSES[leaving.cause]})`;
}

/** Why there and not higher up the list. */
function whySentence({ walk, holding, currency }: Explanation): string {
  if (walk === null || (walk.placed && holding === null)) return '';
  const refused = walk.steps.filter(({ verdict }) => verdict !== 'taken');
  if (refused.length === 0) return 'It is on the first entry of its list: nothing was passed over.';
  const shown = refused.slice(0, 3).map((step) => `entry ${step.entry} (${refusalOf(step, currency)})`);
  const more = refused.length > 3 ? ` and ${refused.length - 3} more` : '';
  return `Passed over at ${formatDuration(walk.at)}: ${shown.join(', ')}${more}.`;
}

function refusalOf({ verdict, price: seen, ceiling, tier }: WalkStep, currency: string): string {
  if (verdict === 'taken') return 'taken';
  if (verdict !== 'price-above-ceiling') return VERDICTS[verdict];
  const kind = tier === 'protected' ? 'protected price' : 'price';
  return `${kind} ${price(seen)} above the ceiling ${price(ceiling)} ${currency}/h`;
}

const VERDICTS: Readonly<Record<Refusal, string>> = {
  'price-above-ceiling': 'price above ceiling',
  'out-of-stock': 'out of stock',
  'entry-capacity-reached': 'capacity of the entry reached',
  'not-spot-capable': 'type cannot be bid on',
  'unknown-type': 'region does not have the type',
};

function titleOf({ at, by, placed }: Walk, now: number): string {
  const when = at === now ? `at ${formatDuration(at)}, this very second` : `at ${formatDuration(at)}`;
  if (by === 'rebalancing') return `The list that a rebalancing probe walked ${when}`;
  return placed ? `The list it walked ${when}` : `The list walked in vain ${when}`;
}

function walkSection(walk: Walk, title: string, currency: string): Section {
  const columns = [
    ...[
      { head: 'Entry', figures: true },
      { head: 'Type', wraps: true },
      { head: 'Pool', wraps: true },
      { head: 'Tier' },
    ],
    ...[
      { head: `Ceiling\n${currency}/h`, figures: true },
      { head: `Price\n${currency}/h`, figures: true },
    ],
    ...[
      { head: 'Free\nunits', figures: true },
      { head: 'Verdict', wraps: true },
    ],
  ];
  const rows = walk.steps.map((step) => [
    ...[
      String(step.entry),
      step.type,
      step.pool ?? NONE,
      step.tier === 'unprotected' ? 'spot' : step.tier,
      price(step.ceiling),
      price(step.price),
    ],
    ...[step.pool !== null && step.free === null ? 'unlimited' : count(step.free)],
    step.verdict === 'taken' ? 'TAKEN' : VERDICTS[step.verdict],
  ]);
  return { title, table: { columns, rows } };
}

function historySection({ history, currency }: Explanation): Section {
  const columns = [{ head: 'At' }, { head: 'What happened', wraps: true }];
  const rows = history.map((event) => [formatDuration(event.at), describeEvent(event, currency)]);
  return {
    title: 'Its last events',
    ...(rows.length === 0 ? { lines: ['None.'] } : { table: { columns, rows } }),
  };
}

const CAUSES: Readonly<Record<ReleaseCause, string>> = {
  price: 'market price above its ceiling',
  stock: 'the pool ran short of stock',
  lifetime: 'its lifetime ended',
  outage: 'outage of the pool',
  stop: 'the service was stopped',
  delete: 'the service was deleted',
  scale: 'scaled down',
  update: 'replaced by an update',
  autoscaler: 'scaled down by the autoscaler',
  rebalancing: 'moved to a better entry',
  strategy: 'the strategy gave it up',
  gang: 'another unit of its gang was lost',
  done: 'the work is done',
};

function describeEvent(event: SimulationEvent, currency: string): string {
  switch (event.kind) {
    case 'waiting':
      return `waits: ${event.refusals.map((refusal, entry) => `entry ${entry}: ${VERDICTS[refusal]}`).join('; ')}`;
    case 'acquired': {
      const where = event.pool === null ? 'a dedicated machine' : event.pool;
      const again = event.reallocation ? ' (reallocation)' : '';
      const rate = event.pool === null ? '' : ` at ${price(event.price)} ${currency}/h`;
      return `acquires entry ${event.entry}: ${where}, ${TIERS[event.tier]}${rate}${again}`;
    }
    case 'rebid':
      return `its ceiling is now ${price(event.ceiling)} ${currency}/h, at a price of ${price(event.price)}`;
    case 'noticed':
      return `notice: ${CAUSES[event.cause]}; release at ${formatDuration(event.releaseAt)}`;
    case 'draining':
      return `drains: ${CAUSES[event.cause]}; release at ${formatDuration(event.releaseAt)}`;
    case 'released':
      return `released: ${CAUSES[event.cause]}`;
    case 'withdrawn':
      return 'its request is withdrawn';
    case 'protection-ended':
      return 'its protection ends';
    default:
      return event.kind;
  }
}
