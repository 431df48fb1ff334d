const COMMA = 44;
const BACKSLASH = 92;
const CLOSE_ARRAY = 93;
const CLOSE_OBJECT = 125;

/** Whether an odd number of backslashes stands before a place, in a string that begins or goes on at `from`. */
export function isEscaped(chunk: string, from: number, end: number): boolean {
  let at = end;
  while (at > from && chunk.charCodeAt(at - 1) === BACKSLASH) at -= 1;
  return (end - at) % 2 === 1;
}

/** Index behind a number, true, false or null; -1 if it may go on in the next chunk. */
export function endOfLiteral(chunk: string, from: number): number {
  for (let i = from; i < chunk.length; i += 1) {
    const c = chunk.charCodeAt(i);
    if (c <= 32 || c === COMMA || c === CLOSE_ARRAY || c === CLOSE_OBJECT) return i;
  }
  return -1;
}

/** A text on one line, cut where it is long. */
export const shorten = (text: string): string => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 60)}...` : line;
};
