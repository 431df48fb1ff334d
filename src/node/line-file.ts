import { readSync } from 'node:fs';

/** A line without its end, and its bytes with it. */
export interface LinePlace {
  readonly text: string;
  readonly at: number;
  readonly size: number;
}

const CHUNK = 1 << 20;
const NEWLINE = 10;

/** The lines of an open file from its beginning; one that has no end is not given. */
export function* readLines(file: number): Generator<LinePlace> {
  let [rest, at] = [Buffer.alloc(0), 0];
  for (let read = 0; ;) {
    const chunk = Buffer.alloc(CHUNK);
    const size = readSync(file, chunk, 0, CHUNK, read);
    if (size === 0) return;
    read += size;
    rest = Buffer.concat([rest, chunk.subarray(0, size)]);
    let from = 0;
    for (let to = rest.indexOf(NEWLINE); to >= 0; to = rest.indexOf(NEWLINE, from)) {
      yield { text: rest.toString('utf8', from, to), at: at + from, size: to + 1 - from };
      from = to + 1;
    }
    rest = rest.subarray(from);
    at += from;
  }
}
