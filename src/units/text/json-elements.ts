import { endOfLiteral, isEscaped, shorten } from './json-scan.js';

/** What a reader of a large JSON file wants to hear. Paths are the keys from the top, joined with dots. */
export interface JsonSink {
  /** True for an array whose elements are to be cut out and handed over one by one. */
  wants(path: string): boolean;
  /** One element of a wanted array, and where it begins (counted from 1). */
  element(path: string, value: unknown, line: number, column: number): void;
  /** A string, number, boolean or null anywhere else. */
  scalar(path: string, value: unknown, line: number, column: number): void;
}

export interface TextFault {
  readonly message: string;
  readonly line: number;
  readonly column: number;
  /** True where the text ends too early. */
  readonly cut: boolean;
}

interface Frame {
  readonly array: boolean;
  readonly path: string;
  readonly wanted: boolean;
}

type Mode = 'top' | 'value' | 'first-value' | 'key' | 'first-key' | 'colon' | 'after';
type Capture = 'none' | 'element' | 'string' | 'literal';

/** The longest element kept in memory; a longer one is no record. */
const LONGEST = 1_000_000;

const NEWLINE = 10;
const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/**
 * Walks through JSON text that comes in chunks and cuts the elements of chosen arrays out of it, so that a file
 * of any size needs the memory of one record. Several documents one after the other are read as one. Stops at
 * the first fault.
 */
export class JsonElements {
  readonly #sink: JsonSink;
  readonly #stack: Frame[] = [];
  #mode: Mode = 'top';
  #key = '';
  #line = 1;
  /** Offset of the current line's first character and of the current chunk's, from the start of the text. */
  #lineStart = 0;
  #chunkStart = 0;
  #documents = 0;
  #fault: TextFault | undefined;

  #capture: Capture = 'none';
  #held = '';
  #heldLine = 1;
  #heldColumn = 1;
  #depth = 0;
  #quoted = false;
  #escaped = false;

  constructor(sink: JsonSink) {
    this.#sink = sink;
  }

  get fault(): TextFault | undefined {
    return this.#fault;
  }

  /** Documents begun so far. */
  get documents(): number {
    return this.#documents;
  }

  push(chunk: string): void {
    let i = this.#chunkStart === 0 && chunk.charCodeAt(0) === 0xfeff ? 1 : 0;
    while (i < chunk.length && this.#fault === undefined) {
      i = this.#capture === 'none' ? this.#walk(chunk, i) : this.#collect(chunk, i);
    }
    this.#chunkStart += chunk.length;
  }

  end(): void {
    if (this.#fault !== undefined || (this.#stack.length === 0 && this.#capture === 'none')) return;
    this.#refuse('the file ends in the middle of the data (cut off?)', this.#chunkStart, true);
  }

  /** Handles one character between values; gives the index of the next. */
  #walk(chunk: string, i: number): number {
    const c = chunk.charCodeAt(i);
    if (c === NEWLINE) this.#newline(i);
    if (c === NEWLINE || c === 32 || c === 13 || c === 9) return i + 1;
    if (this.#mode === 'colon' && c === COLON) this.#mode = 'value';
    else if (this.#mode === 'after' && c === COMMA) this.#mode = this.#top().array ? 'value' : 'key';
    else if (this.#closes(c)) this.#pop();
    else if ((this.#mode === 'key' || this.#mode === 'first-key') && c === QUOTE) this.#begin('string', i);
    else if (this.#mode === 'value' || this.#mode === 'first-value' || this.#mode === 'top')
      this.#value(c, i);
    else this.#unexpected(chunk, i);
    return this.#capture === 'none' ? i + 1 : i;
  }

  #closes(c: number): boolean {
    if (this.#mode === 'first-value') return c === CLOSE_ARRAY;
    if (this.#mode === 'first-key') return c === CLOSE_OBJECT;
    return this.#mode === 'after' && c === (this.#top().array ? CLOSE_ARRAY : CLOSE_OBJECT);
  }

  #value(c: number, i: number): void {
    if (c === OPEN_OBJECT || c === OPEN_ARRAY) {
      if (this.#stack.length > 0 && this.#top().wanted) this.#begin('element', i);
      else this.#pushFrame(c === OPEN_ARRAY);
    } else if (this.#mode === 'top') this.#refuse('not JSON: expected { or [', this.#chunkStart + i);
    else this.#begin(c === QUOTE ? 'string' : 'literal', i);
  }

  #pushFrame(array: boolean): void {
    if (this.#stack.length === 0) this.#documents += 1;
    const path = this.#path();
    this.#stack.push({ array, path, wanted: array && this.#sink.wants(path) });
    this.#mode = array ? 'first-value' : 'first-key';
  }

  #pop(): void {
    this.#stack.pop();
    this.#mode = this.#stack.length === 0 ? 'top' : 'after';
  }

  /** The path of the value that begins or has just ended here. */
  #path(): string {
    if (this.#stack.length === 0) return '';
    const { array, path } = this.#top();
    if (array) return path;
    return path === '' ? this.#key : `${path}.${this.#key}`;
  }

  #begin(capture: Capture, i: number): void {
    this.#capture = capture;
    this.#held = '';
    this.#heldLine = this.#line;
    this.#heldColumn = this.#chunkStart + i - this.#lineStart + 1;
    this.#depth = 0;
    this.#quoted = false;
    this.#escaped = false;
  }

  /** Collects the captured text from here on; gives the index behind it, or the chunk's end. */
  #collect(chunk: string, from: number): number {
    const end = this.#capture === 'literal' ? endOfLiteral(chunk, from) : this.#endOfNested(chunk, from);
    this.#held += chunk.slice(from, end < 0 ? chunk.length : end);
    if (end >= 0) this.#finish();
    else if (this.#held.length > LONGEST) this.#refuse('a record without end', this.#chunkStart + from);
    return end < 0 ? chunk.length : end;
  }

  /**
   * Index behind the string, object or array that was begun; -1 if it goes on in the next chunk. Strings are most of a
   * record: they are leapt over, from quote to quote.
   */
  #endOfNested(chunk: string, from: number): number {
    let depth = this.#depth;
    let i = this.#quoted ? this.#endOfString(chunk, from) : from;
    if (i > from && depth === 0) return i;
    while (i >= 0 && i < chunk.length) {
      const c = chunk.charCodeAt(i);
      if (c === QUOTE) {
        this.#quoted = true;
        i = this.#endOfString(chunk, i + 1);
        if (i >= 0 && depth === 0) return i;
        continue;
      }
      i += 1;
      if (c <= COMMA) {
        if (c === NEWLINE) this.#newline(i - 1);
      } else if (c === OPEN_OBJECT || c === OPEN_ARRAY) depth += 1;
      else if (c === CLOSE_OBJECT || c === CLOSE_ARRAY) {
        depth -= 1;
        if (depth === 0) return i;
      }
    }
    this.#depth = depth;
    return -1;
  }

  /** Index behind the quote that ends the string we are in; -1 if it is not in this chunk. */
  #endOfString(chunk: string, from: number): number {
    const i = this.#escaped ? from + 1 : from;
    this.#escaped = false;
    for (let end = chunk.indexOf('"', i); end >= 0; end = chunk.indexOf('"', end + 1)) {
      if (isEscaped(chunk, i, end)) continue;
      this.#quoted = false;
      return end + 1;
    }
    this.#escaped = isEscaped(chunk, i, chunk.length);
    return -1;
  }

  #finish(): void {
    const text = this.#held;
    this.#capture = 'none';
    this.#held = '';
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      this.#fault = {
        message: `not valid JSON: ${shorten(text)}`,
        line: this.#heldLine,
        column: this.#heldColumn,
        cut: false,
      };
      return;
    }
    if (this.#mode === 'key' || this.#mode === 'first-key') {
      this.#key = value as string;
      this.#mode = 'colon';
      return;
    }
    const report = this.#top().wanted ? 'element' : 'scalar';
    this.#sink[report](this.#path(), value, this.#heldLine, this.#heldColumn);
    this.#mode = 'after';
  }

  #top(): Frame {
    return this.#stack[this.#stack.length - 1];
  }

  #newline(i: number): void {
    this.#line += 1;
    this.#lineStart = this.#chunkStart + i + 1;
  }

  #unexpected(chunk: string, i: number): void {
    this.#refuse(`not valid JSON: unexpected ${JSON.stringify(chunk.charAt(i))}`, this.#chunkStart + i);
  }

  #refuse(message: string, offset: number, cut = false): void {
    this.#fault = { message, line: this.#line, column: offset - this.#lineStart + 1, cut };
  }
}
