import * as change from './change.js';
import type { Invariant } from './history.js';
import * as life from './life.js';
import * as money from './money.js';
import * as placement from './placement.js';
import * as price from './price.js';
import * as protection from './protection.js';
import * as stock from './stock.js';

/** All laws of an allocation, each with its name; docs/laws.md tells their conditions. */
export const invariants: readonly Invariant[] = [
  { name: 'acquisitions stay within stock', check: stock.acquisitionsStayWithinStock },
  { name: 'only falling stock makes a deficit', check: stock.onlyFallingStockMakesDeficit },
  { name: 'a deficit is explained', check: stock.deficitIsExplained },
  { name: 'stock takes the lowest ceiling', check: stock.stockTakesTheLowestCeiling },
  { name: 'acquisitions stay within ceilings', check: price.acquisitionsStayWithinCeilings },
  { name: 'bids stay within the listed limits', check: price.bidsStayWithinTheListedLimits },
  { name: 'nobody stays above its ceiling', check: price.nobodyStaysAboveItsCeiling },
  { name: 'tiers keep their order', check: price.tiersKeepTheirOrder },
  { name: 'protection holds', check: protection.protectionHolds },
  { name: 'protection lasts its time', check: protection.protectionLastsItsTime },
  { name: 'nobody goes without cause', check: protection.nobodyGoesWithoutCause },
  { name: 'lifetimes end', check: protection.lifetimesEnd },
  { name: 'outages empty their pools', check: protection.outagesEmptyTheirPools },
  { name: 'placements are the first feasible', check: placement.placementsAreTheFirstFeasible },
  { name: 'placements are on the list', check: placement.placementsAreOnTheList },
  { name: 'nobody waits beside a feasible entry', check: placement.nobodyWaitsBesideAFeasibleEntry },
  { name: 'refusals are true', check: placement.refusalsAreTrue },
  { name: 'nothing desired is forgotten', check: placement.nothingDesiredIsForgotten },
  { name: 'updates keep to their surge', check: change.updatesKeepToTheirSurge },
  { name: 'updates keep enough ready', check: change.updatesKeepEnoughReady },
  { name: 'rebalancing moves up', check: change.rebalancingMovesUp },
  { name: 'units are conserved', check: life.unitsAreConserved },
  { name: 'notice is kept', check: life.noticeIsKept },
  { name: 'money is the sum of its items', check: money.moneyIsTheSumOfItsItems },
  { name: 'no spot is billed above its ceiling', check: money.noSpotIsBilledAboveItsCeiling },
];

export type { History, Invariant, Violation } from './history.js';
