import type { Bid, Choice, Group } from './strategy.js';

/** More groups than any service can use. */
const MOST_GROUPS = 256;
/** More replicas than a scenario may have. */
const MOST_REPLICAS = 1_000_000;

/** An answer that has been looked through; groups have their names. */
export interface Checked {
  readonly state: unknown;
  readonly groups: readonly (Group & { readonly name: string })[];
  readonly wakeAt: number | undefined;
}

/** What is wrong with what a strategy returned, in words; it is unknown until here. */
export type Verdict = Checked | { readonly fault: string };

/** Looks through an answer of a strategy: `at` is the present second. */
export function checkAnswer(answer: unknown, choices: readonly Choice[], at: number): Verdict {
  if (!Array.isArray(answer) || answer.length < 2 || answer.length > 3)
    return { fault: `expected [state, groups] or [state, groups, wakeAt], found ${shown(answer)}` };
  const [state, groups, wakeAt] = answer as readonly unknown[];
  if (wakeAt !== undefined && !(isWhole(wakeAt) && wakeAt > at))
    return { fault: `expected a wake-up at a whole second after ${at}, found ${shown(wakeAt)}` };
  if (!Array.isArray(groups)) return { fault: `expected a list of groups, found ${shown(groups)}` };
  if (groups.length > MOST_GROUPS)
    return { fault: `expected at most ${MOST_GROUPS} groups, found ${groups.length}` };
  const found: (Group & { readonly name: string })[] = [];
  for (const [place, item] of (groups as readonly unknown[]).entries()) {
    const fault = groupFault(item, choices);
    if (fault !== undefined) return { fault: `group ${place}: ${fault}` };
    const group = item as Group;
    const name = group.name ?? String(place);
    if (found.some((other) => other.name === name))
      return { fault: `group ${place}: a second group is called ${shown(name)}` };
    found.push({ ...group, name });
  }
  const total = found.reduce((sum, { count }) => sum + count, 0);
  if (total > MOST_REPLICAS) return { fault: `expected at most ${MOST_REPLICAS} replicas, found ${total}` };
  return { state, groups: found, wakeAt: wakeAt };
}

function groupFault(item: unknown, choices: readonly Choice[]): string | undefined {
  if (typeof item !== 'object' || item === null) return `expected { entries, count }, found ${shown(item)}`;
  const { name, entries, count, members, handover } = item as Readonly<Record<keyof Group, unknown>>;
  if (name !== undefined && typeof name !== 'string') return `expected a text as name, found ${shown(name)}`;
  if (!isWhole(count) || count < 0)
    return `expected a whole number of at least 0 as count, found ${shown(count)}`;
  if (
    members !== undefined &&
    !(Array.isArray(members) && members.every((slot) => isWhole(slot) && slot >= 0))
  )
    return `expected a list of replica numbers as members, found ${shown(members)}`;
  if (handover !== undefined && handover !== 'at-once' && handover !== 'make-first')
    return `expected at-once or make-first as handover, found ${shown(handover)}`;
  if (!Array.isArray(entries)) return `expected a list of bids as entries, found ${shown(entries)}`;
  for (const [place, bid] of (entries as readonly unknown[]).entries()) {
    const fault = bidFault(bid, choices);
    if (fault !== undefined) return `bid ${place}: ${fault}`;
  }
  return undefined;
}

function bidFault(bid: unknown, choices: readonly Choice[]): string | undefined {
  if (typeof bid !== 'object' || bid === null) return `expected { choice, ceiling }, found ${shown(bid)}`;
  const { choice, ceiling } = bid as Readonly<Record<keyof Bid, unknown>>;
  const known = isWhole(choice) ? choices[choice] : undefined;
  if (known === undefined)
    return `there is no choice ${shown(choice)}: the list has choices 0 to ${choices.length - 1}`;
  if (ceiling === undefined) return undefined;
  const where = `${known.type} in ${known.pool ?? 'dedicated machines'}`;
  if (typeof ceiling !== 'number' || !(ceiling >= 0) || !(isWhole(ceiling) || ceiling === Infinity))
    return `expected a whole number of micro-units per hour as ceiling for ${where}, found ${shown(ceiling)}`;
  return ceiling > known.limit
    ? `the ceiling ${ceiling} for ${where} is above its listed limit ${known.limit} (micro-units per hour)`
    : undefined;
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);

const LONGEST = 80;

/** A value as a message shows it, cut where it is long. */
function shown(value: unknown): string {
  if (typeof value === 'number' || value === undefined) return String(value);
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && 'then' in value)
    return 'a promise (decide must not be async)';
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    text = undefined;
  }
  text ??= typeof value;
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
