import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spotsim } from '../cli/command-line.js';

/** Debian's; another by CHROMIUM. */
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const absent = !existsSync(executablePath);
if (absent)
  console.log(`skipped: no browser at ${executablePath} (apt-get install chromium, or CHROMIUM=path)`);

describe.skipIf(absent)('the report in a browser', () => {
  const root = mkdtempSync(join(tmpdir(), 'spotsim-browser-'));
  const file = join(root, 'report.html');
  const tokens = join(root, 'tokens.html');
  const jobs = join(root, 'jobs.html');
  const fit = join(root, 'fit.html');
  const sweep = join(root, 'sweep.html');
  let browser: Browser;

  beforeAll(async () => {
    for (const [to, ...command] of [
      [file, 'run', 'hostile.yaml'],
      [tokens, 'run', 'tokens.yaml'],
      [jobs, 'run', 'jobs.yaml'],
      [sweep, ...SCATTERED],
    ]) {
      const { out } = await spotsim([...command, '--out', root]);
      const folder = /results in (\S+)/.exec(out)?.[1] ?? '';
      expect((await spotsim(['report', folder, '--out', to])).code).toBe(0);
    }
    expect((await spotsim(['fit', 'prices.csv', '--html', fit])).code).toBe(0);
    const args = ['--no-sandbox', '--disable-dev-shm-usage'];
    browser = await chromium.launch({ executablePath, args });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(root, { recursive: true, force: true });
  });

  async function open(
    width: number,
    colorScheme: 'light' | 'dark',
    path = file,
  ): Promise<{ page: Page; complaints: string[] }> {
    const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme });
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('dialog', (dialog) => complaints.push(dialog.message()));
    page.on('request', (request) => {
      if (!/^(file|data):/.test(request.url())) complaints.push(request.url());
    });
    await page.goto(`file://${path}`);
    return { page, complaints };
  }

  it.each([
    [390, 'light'],
    [390, 'dark'],
    [1280, 'light'],
    [1280, 'dark'],
  ] as const)(
    '%i px, %s: no complaint, no sideways scrolling, text that can be read',
    async (width, scheme) => {
      const { page, complaints } = await open(width, scheme);
      const seen = await page.evaluate<Seen>(LOOK);
      expect(complaints).toEqual([]);
      expect(seen.scrollWidth).toBeLessThanOrEqual(width);
      expect(seen.texts).toBeGreaterThan(100);
      expect(seen.faint).toEqual([]);
      expect(seen.charts).toBe(3);
      expect(seen.smallest).toBeGreaterThan(10);
      await page.close();
    },
  );

  it.each([
    ['a run with plans', () => tokens, 4],
    ['a run with jobs', () => jobs, 4],
    ['a sweep', () => sweep, 10],
    ['a fit', () => fit, 0],
  ] as const)('%s can be read on a phone, light and dark', async (_, path, charts) => {
    for (const scheme of ['light', 'dark'] as const) {
      const { page, complaints } = await open(390, scheme, path());
      const seen = await page.evaluate<Seen>(LOOK);
      expect(complaints).toEqual([]);
      expect(seen.scrollWidth).toBeLessThanOrEqual(390);
      expect(seen.faint).toEqual([]);
      expect(seen.charts).toBe(charts);
      if (charts > 0) expect(seen.smallest).toBeGreaterThan(10);
      expect(seen.pictures).toEqual(charts > 0 ? [] : [640]);
      await page.close();
    }
  });

  it('numbers of points do not lie on one another, and names of points break between words', async () => {
    for (const width of [390, 1280]) {
      const { page } = await open(width, 'light', sweep);
      const { overlaps, numbers, broken } = await page.evaluate<Points>(POINTS);
      expect({ overlaps, broken }).toEqual({ overlaps: 0, broken: [] });
      expect(numbers).toBeGreaterThan(3);
      await page.close();
    }
  });

  it('prints on white, with nothing cut off at the right', async () => {
    const { page } = await open(720, 'dark');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const seen = await page.evaluate<Seen>(LOOK);
    expect(seen.ground).toBe('rgb(255, 255, 255)');
    expect(seen.scrollWidth).toBeLessThanOrEqual(720);
    expect(seen.faint).toEqual([]);
    expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-');
    await page.close();
  });
});

/** Points that nobody chose: many, close to one another, with long numbers. */
const SCATTERED = [
  ...['sweep', 'random.yaml', '--design', 'lhs', '--points', '40', '--replications', '2'],
  ...[
    '--over',
    'services.chat.instances.0.spotPriceLimit=0.2..0.3',
    '--over',
    'services.chat.startup=1m..3m',
  ],
];

interface Points {
  /** Pairs of numbers in the picture of the frontier whose boxes meet. */
  readonly overlaps: number;
  readonly numbers: number;
  /** Words of names that go over two lines. */
  readonly broken: readonly string[];
}

const POINTS = `(() => {
  const chart = [...document.querySelectorAll('svg.chart')].find((svg) => svg.getClientRects().length > 0);
  const boxes = [...chart.querySelectorAll('text')]
    .filter((text) => /^\\d+$/.test(text.textContent) && text.getAttribute('text-anchor') === 'end' && text.parentElement === chart)
    .map((text) => text.getBoundingClientRect());
  let overlaps = 0;
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
    if (a.left < b.right && b.left < a.right && a.top + 3 < b.bottom - 3 && b.top + 3 < a.bottom - 3) overlaps += 1;
  }));
  const broken = [...document.querySelectorAll('tbody th')].flatMap((cell) => {
    const text = cell.firstChild;
    return [...text.textContent.matchAll(/[^\\s]+/g)].flatMap((word) => {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      return range.getClientRects().length > 1 ? [word[0]] : [];
    });
  });
  return { overlaps, numbers: boxes.length, broken };
})()`;

interface Seen {
  readonly scrollWidth: number;
  readonly texts: number;
  /** Texts whose contrast with what lies behind them is below 4.5. */
  readonly faint: readonly string[];
  readonly charts: number;
  /** Letters of pictures, in pixels of the screen. */
  readonly smallest: number;
  readonly ground: string;
  /** Widths of images, those that could not be drawn being 0. */
  readonly pictures: readonly number[];
}

/** Runs in the page, hence as text: this project's own types know of no document. */
const LOOK = `(() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = (colour) => {
    const [r, g, b] = numbers(colour).slice(0, 3).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const groundOf = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if ((numbers(colour)[3] ?? 1) > 0) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const faint = [];
  let texts = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (node.textContent.trim() === '' || parent.closest('title') || parent.getClientRects().length === 0) continue;
    texts += 1;
    const style = getComputedStyle(parent);
    const ink = parent instanceof SVGElement ? style.fill : style.color;
    if (contrast(ink, groundOf(parent)) < 4.5) faint.push(node.textContent + ' ' + ink);
  }
  const charts = [...document.querySelectorAll('svg.chart')].filter((svg) => svg.getClientRects().length > 0);
  const letters = charts.flatMap((svg) => [...svg.querySelectorAll('text')].map((text) =>
    parseFloat(getComputedStyle(text).fontSize) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width));
  return {
    scrollWidth: document.documentElement.scrollWidth, texts, faint,
    charts: charts.length, smallest: Math.min(...letters),
    ground: getComputedStyle(document.body).backgroundColor,
    pictures: [...document.images].map((image) => image.naturalWidth > 0 ? Math.round(image.getBoundingClientRect().width) : 0),
  };
})()`;
