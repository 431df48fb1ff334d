/** The characters that pictures are made of. */
export interface Signs {
  /** From nothing to a whole cell in eight steps. */
  readonly fill: readonly string[];
  /** A value in the upper or the lower half of a cell. */
  readonly upper: string;
  readonly lower: string;
  /** Where a value has been between its extremes. */
  readonly range: string;
  /** A level that things are held against: a ceiling, what is desired, a quota. */
  readonly level: string;
  readonly across: string;
  readonly down: string;
  readonly corner: string;
  /** A mark on an axis: below the plot, and beside it. */
  readonly tick: string;
  readonly side: string;
  /** Ends of an interval, and what lies between them. */
  readonly from: string;
  readonly to: string;
  readonly between: string;
  /** The inner of two intervals. */
  readonly thick: string;
  readonly point: string;
  readonly hollow: string;
  readonly special: string;
}

/** Block and line elements, which the fonts of terminals have. */
export const BLOCKS: Signs = {
  fill: [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  ...{ upper: '▀', lower: '▄', range: '░', level: '╌' },
  ...{ across: '─', down: '│', corner: '└', tick: '┬', side: '┤' },
  ...{ from: '├', to: '┤', between: '─', thick: '━' },
  ...{ point: '●', hollow: '○', special: '◆' },
};

/** For locales without them. */
export const LETTERS: Signs = {
  fill: [' ', '.', '.', ':', ':', '+', '+', '*', '#'],
  ...{ upper: '*', lower: '*', range: ':', level: '-' },
  ...{ across: '-', down: '|', corner: '+', tick: '+', side: '|' },
  ...{ from: '[', to: ']', between: '-', thick: '=' },
  ...{ point: '*', hollow: 'o', special: '@' },
};
