import type { ServiceMetrics } from '../metrics/index.js';
import type { RunResults } from '../model/index.js';
import { cut } from './document.js';
import type { Column, Report, Section } from './document.js';
import { jobSection } from './jobs-report.js';
import { count, fixed, hours, moneyColumn, NONE, percent, price, roughly, span } from './numbers.js';
import { planSections } from './plans-report.js';
import { answerOf, causes } from './run-answer.js';

type Named = readonly (readonly [string, ServiceMetrics])[];

/** The result of one run for people: the answer first, then a table per concern. */
export function reportRun(results: RunResults): Report {
  const services = Object.entries(results.services);
  const sections = [
    ...planSections(results),
    serviceSection(results, services),
    jobSection(results),
    downtimeSection(services),
    placementSection(results, services),
    costSection(results),
    poolSection(results),
  ];
  return { answer: answerOf(results), sections: sections.filter((section) => section !== undefined) };
}

const name = (head: string): Column => ({ head, wraps: true });
const figure = (head: string): Column => ({ head, figures: true });

function serviceSection({ currency }: RunResults, services: Named): Section | undefined {
  if (services.length === 0) return undefined;
  const money = moneyColumn(services.map(([, { cost }]) => cost.total));
  const columns = [
    ...[name('Service'), figure('Up'), figure('Down'), figure('Pre-\nempted'), name('By cause')],
    ...[figure('Ready\nhours'), figure(`Cost\n${currency}`), figure('Of\nstandard')],
  ];
  const { rows, lines } = cut(
    services.map(([service, metrics]) => [
      ...[
        service,
        percent(metrics.availability),
        span(metrics.downSeconds),
        count(metrics.preemptions.total),
      ],
      ...[causes(metrics, '') || NONE, hours(metrics.readyReplicaSeconds), money(metrics.cost.total)],
      roughly(metrics.relativeCost),
    ]),
  );
  return { title: 'Services', table: { columns, rows }, lines: [...lines, ...endings(services)] };
}

/** What a service is at the end, where that is not what one hopes for. */
const endings = (services: Named): readonly string[] =>
  services
    .filter(([, { state }]) => state !== null && state !== 'Running')
    .slice(0, 5)
    .map(([service, { state, stateReason }]) => {
      const reason = stateReason === '' ? '' : `: ${stateReason}`;
      return `At the end ${service} is ${state}${reason}.`;
    });

function downtimeSection(services: Named): Section | undefined {
  const hit = services.filter(([, { downtimeSpells }]) => downtimeSpells.count > 0);
  if (hit.length === 0) return undefined;
  const columns = [
    ...[name('Service'), figure('Spells'), figure('Mean'), figure('p95'), figure('Longest')],
    ...[
      figure('Recovery\nmean'),
      figure('Recovery\np95'),
      figure('First de-\nployment'),
      figure('Waiting\nhours'),
    ],
  ];
  const { rows, lines } = cut(
    hit.map(([service, { downtimeSpells: down, timeToRecover, deploySeconds, waitingSeconds }]) => [
      ...[service, count(down.count), span(down.mean), span(down.p95), span(down.max)],
      ...[span(timeToRecover.mean), span(timeToRecover.p95), span(deploySeconds), hours(waitingSeconds)],
    ]),
  );
  return { title: 'Downtime and recovery', table: { columns, rows }, lines };
}

function placementSection({ currency }: RunResults, services: Named): Section | undefined {
  const all = services.flatMap(([service, { placements }]) => placements.map((row) => ({ service, ...row })));
  if (all.length === 0) return undefined;
  const money = moneyColumn(all.map(({ cost }) => cost));
  const held = new Map<string, number>();
  for (const { service, replicaSeconds } of all) held.set(service, (held.get(service) ?? 0) + replicaSeconds);
  const columns = [
    ...[name('Service'), figure('Entry'), name('Type'), { head: 'Mode' }, figure('Hours'), figure('Share')],
    ...[figure('Times\ntaken'), figure(`Cost\n${currency}`)],
  ];
  const { rows, lines } = cut(
    all.map(({ service, entry, type, mode, replicaSeconds, acquisitions, cost }) => [
      ...[service, count(entry), type, mode, hours(replicaSeconds)],
      ...[share(replicaSeconds, held.get(service) ?? 0), count(acquisitions), money(cost)],
    ]),
  );
  return { title: 'Where the replicas ran', table: { columns, rows }, lines };
}

const share = (part: number, whole: number): string => (whole === 0 ? NONE : roughly(part / whole));

function costSection({ totals, currency }: RunResults): Section {
  const { cost, standardCost, costPerReadyHour } = totals;
  const kinds = (['spot', 'standard', 'disk', 'dedicated', 'ptu', 'modelUnit', 'calls'] as const).filter(
    (kind) => cost[kind] !== 0,
  );
  const money = moneyColumn([cost.total, standardCost]);
  const rows = kinds.map((kind) => [kind, money(cost[kind]), share(cost[kind], cost.total)]);
  if (kinds.length !== 1) rows.push(['total', money(cost.total), cost.total === 0 ? NONE : '100 %']);
  const lines =
    costPerReadyHour === null ? [] : [`A ready replica-hour cost ${price(costPerReadyHour)} ${currency}.`];
  const columns = [{ head: 'Kind' }, figure(`Cost\n${currency}`), figure('Share')];
  return { title: 'Cost by kind', table: { columns, rows }, lines };
}

function poolSection({ pools, currency }: RunResults): Section | undefined {
  const all = Object.entries(pools);
  if (all.length === 0) return undefined;
  const columns = [
    ...[
      name('Pool'),
      figure(`Mean price\n${currency}/h`),
      figure(`p95\n${currency}/h`),
      figure('Below\nstandard'),
    ],
    ...[figure('Free units\nmean'), figure('Out of\nstock')],
  ];
  const { rows, lines } = cut(
    all.map(([pool, { priceMean, priceP95, shareBelowStandard, stockMean, stockOutSeconds }]) => [
      ...[pool, price(priceMean), price(priceP95), percent(shareBelowStandard)],
      ...[stockMean === null ? 'unlimited' : fixed(stockMean, 1), span(stockOutSeconds)],
    ]),
  );
  return { title: 'Pools', table: { columns, rows }, lines };
}
