import type { Request } from '../allocator/index.js';

/** Requests that wait for one list, in the order of asking. A service without a strategy is one itself. Plain. */
export interface Line {
  /** Its place among all lines; that of a service is the service's index. */
  readonly line: number;
  /** The service. */
  readonly index: number;
  /** Waiting requests in the order of asking, each a replica's id and then its order; stale ones are skipped. */
  queue: number[];
  /** First live place of the queue. */
  head: number;
  waiting: number;
  /** The pools and ceilings that can let it in know of it. */
  enrolled: boolean;
  /** Why the last walk of the list found nothing, in words; empty while nobody waits. */
  refusal: string;
  /** Pool whose spot units its standard requests displace (`standardDisplacesSpot: all`); -1 for none. */
  claim: number;
}

/** The line of one group of a strategy: it has a list of its own, and so many replicas are to be found there. */
export interface GroupLine extends Line {
  readonly name: string;
  list: Request;
  count: number;
  makeFirst: boolean;
}

export const newGroupLine = (line: number, index: number, name: string): GroupLine => ({
  line,
  index,
  queue: [],
  head: 0,
  waiting: 0,
  enrolled: false,
  refusal: '',
  claim: -1,
  name,
  list: { entries: [], zonePolicy: 'listed' },
  count: 0,
  makeFirst: false,
});
