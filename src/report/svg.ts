/** From a value to a place on the page. */
export type Scale = (value: number) => number;

export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Middle tones, which stand out on white and on black alike; lines differ by dashes and width too. Nothing is drawn
 * behind, so that the page's own ground shows.
 */
export const STYLE =
  'text{font:12px system-ui,sans-serif;fill:#767f8c}.head{font-size:15px;font-weight:600}' +
  '.end{text-anchor:end}.middle{text-anchor:middle}path{fill:none;stroke-linejoin:round}' +
  '.frame{stroke:#8a93a0;stroke-opacity:.45}.history{stroke:#2f80c9;stroke-width:1.6}' +
  '.first{stroke:#8a93a0;stroke-width:1.8;stroke-dasharray:2 3}.fit{stroke:#dd6b20;stroke-width:1.4;stroke-dasharray:7 3}' +
  '.solid{stroke-dasharray:none}.split{stroke:#8a93a0;stroke-opacity:.6;stroke-dasharray:3 4}';

const short = (value: number): string => String(Math.round(value * 10) / 10);

/** A line through points; nothing for none. */
export const path = (points: readonly (readonly [number, number])[], style: string): string =>
  points.length === 0
    ? ''
    : `<path class="${style}" d="M${points.map(([x, y]) => `${short(x)} ${short(y)}`).join('L')}"/>`;

/** A text whose markup characters are escaped already. */
export const text = (x: number, y: number, content: string, style: string): string =>
  `<text class="${style}" x="${short(x)}" y="${short(y)}">${content}</text>`;

interface Mark {
  readonly at: number;
  readonly label: string;
}

/** A frame with labels below and to the left. */
export function axis(
  { left, top, width, height }: Frame,
  marks: { readonly below: readonly Mark[]; readonly beside: readonly Mark[] },
): string[] {
  const base = top + height;
  return [
    path(
      [
        [left, top],
        [left, base],
        [left + width, base],
      ],
      'frame',
    ),
    ...marks.below.map(({ at, label }, index) => {
      const last = index === marks.below.length - 1;
      return text(at, base + 18, label, index === 0 ? '' : last ? 'end' : 'middle');
    }),
    ...marks.beside.map(({ at, label }) => text(left - 8, at + 4, label, 'end')),
  ];
}
