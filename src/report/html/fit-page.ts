import type { HistoryFit } from '../../model/index.js';
import type { FitHeading } from '../fit-facts.js';
import { drawFit } from '../fit-picture.js';
import { reportFit } from '../fit-report.js';
import { tag } from './markup.js';
import type { Markup } from './markup.js';
import { htmlPage } from './page.js';

/** A fitted history as one HTML document, with the picture of the fit in it. */
export function htmlFit(fit: HistoryFit, heading: FitHeading): string {
  const { answer, sections } = reportFit(fit, heading);
  return htmlPage({
    title: `${heading.file}: ${fit.chosen.process}`,
    question: `How does the price in ${heading.file} behave, and which process gives its like?`,
    answer,
    sections: [
      {
        section: {
          title: 'History, fit and availability',
          lines: [
            'Above the history, in the middle a path of the fit to its first half; below, the share of time in which the price was at most a ceiling, of both halves and of the fit. The tables have the figures.',
          ],
        },
        before: pictureOf(fit, heading),
      },
      ...sections.map((section) => ({ section })),
    ],
  });
}

/** The drawing has a style of its own, hence as an image; it scrolls by itself where the page is narrow. */
function pictureOf(fit: HistoryFit, heading: FitHeading): Markup {
  const drawn = encodeURIComponent(drawFit(fit, heading)).replace(/'/g, '%27');
  const alt = `Price history of ${heading.file}, a simulated path of ${fit.chosen.process}, and availability over ceilings`;
  const image = tag('img', {
    class: 'picture',
    src: `data:image/svg+xml,${drawn}`,
    alt,
    width: 960,
    height: 790,
  });
  return tag('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': alt }, image);
}
