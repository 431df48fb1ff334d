import type { RunHistory } from '../../model/index.js';
import { DAY, MINUTE } from '../../units/index.js';
import { busierSide } from '../plan-use.js';
import { roughly } from '../numbers.js';
import type { TextChart } from './canvas.js';
import { drawTimePanel, mostOf, paintFilled, paintLevel, plotWidth, resampled } from './time-panel.js';

type Plan = RunHistory['plans'][number];

const ROWS = 4;

/** The use of a plan by day: the share of its quota that was served, of the side that is used more. */
export function planChart(plan: Plan, horizon: number): TextChart {
  const { name } = busierSide(plan);
  const daily = useByDay(plan, horizon);
  const shown = daily.filter((value) => !Number.isNaN(value));
  const most = shown.length === 0 ? null : mostOf(shown);
  const by = horizon > DAY ? 'by day' : 'over time';
  return {
    caption: `${plan.name}: use ${by}, of the ${name} tokens that it can serve; at most ${roughly(most)}`,
    draw: (page) => {
      const width = plotWidth(page);
      const use = resampled(daily, width, mostOf);
      return drawTimePanel(page, {
        ...{ horizon, rows: ROWS, strips: [] },
        labels: [
          { row: 0, text: '100 %' },
          { row: ROWS / 2, text: '50 %' },
        ],
        paint: (plot) => {
          paintFilled(plot, use, { top: 1, fill: page.signs.fill, ink: 'data' });
          paintLevel(
            plot,
            use.map(() => 1),
            { top: 1, sign: page.signs.level },
          );
        },
      });
    },
  };
}

/** Served over quota in each day since the start; of a run of a day or less in each of its columns. */
function useByDay(plan: Plan, horizon: number): Float64Array {
  const { side } = busierSide(plan);
  const columns = side.served.length;
  const width = horizon / columns;
  const days = horizon > DAY ? Math.ceil(horizon / DAY) : columns;
  const length = horizon > DAY ? DAY : width;
  return Float64Array.from({ length: days }, (_, day) => {
    let [served, room] = [0, 0];
    const [from, to] = [day * length, Math.min(horizon, (day + 1) * length)];
    for (
      let column = Math.floor(from / width);
      column < Math.min(columns, Math.ceil(to / width));
      column += 1
    ) {
      // Columns need not end where days do: a part of one counts in its share.
      const seconds = Math.min(to, (column + 1) * width) - Math.max(from, column * width);
      served += side.served[column] * (seconds / width);
      room += (side.quota.mean[column] * seconds) / MINUTE;
    }
    return room === 0 ? NaN : served / room;
  });
}
