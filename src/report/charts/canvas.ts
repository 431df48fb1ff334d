import type { Signs } from './signs.js';

/** What a piece of a picture is, for whoever has colours; no meaning hangs on them alone. */
export type Ink = 'plain' | 'soft' | 'data' | 'level' | 'good' | 'bad';

export interface Piece {
  readonly text: string;
  readonly ink: Ink;
}

export type ChartLine = readonly Piece[];

/** Where pictures are drawn. */
export interface Page {
  /** Characters in a line. */
  readonly columns: number;
  readonly signs: Signs;
}

/** A picture in characters. */
export interface TextChart {
  /** What it shows; it may be broken into several lines. */
  readonly caption: string;
  readonly draw: (page: Page) => readonly ChartLine[];
}

/** A grid of characters, each with its ink; what lies outside is not drawn. */
export class Canvas {
  readonly #cells: Piece[][];

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.#cells = Array.from({ length: height }, () =>
      Array.from({ length: width }, () => ({ text: ' ', ink: 'plain' as const })),
    );
  }

  /** Puts a text, one character to a cell, from this place to the right. */
  put(x: number, y: number, text: string, ink: Ink = 'plain'): void {
    const row = this.#cells[y] as Piece[] | undefined;
    if (row === undefined) return;
    [...text].forEach((character, i) => {
      if (x + i >= 0 && x + i < this.width) row[x + i] = { text: character, ink };
    });
  }

  /** Puts a text where the cells are empty, and one more on either side; false where they are not. */
  label(x: number, y: number, text: string, ink: Ink = 'plain'): boolean {
    const size = [...text].length;
    if (x < 0 || x + size > this.width) return false;
    const row = this.#cells[y] as Piece[] | undefined;
    const free = row?.slice(Math.max(0, x - 1), x + size + 1).every((cell) => cell.text === ' ') === true;
    if (free) this.put(x, y, text, ink);
    return free;
  }

  at(x: number, y: number): string {
    return this.#cells[y]?.[x]?.text ?? '';
  }

  /** Neighbours of one ink are one piece; nothing trails. */
  lines(): readonly ChartLine[] {
    return this.#cells.map((row) => {
      const end = row.reduce((last, { text }, x) => (text === ' ' ? last : x + 1), 0);
      const pieces: { text: string; ink: Ink }[] = [];
      for (const { text, ink } of row.slice(0, end)) {
        const last = pieces.at(-1);
        if (last !== undefined && (last.ink === ink || text === ' ')) last.text += text;
        else pieces.push({ text, ink });
      }
      return pieces;
    });
  }
}
