/** Columns that a text takes on a terminal: wide East Asian characters take two. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : ZERO.test(character) ? 0 : 1;
  return width;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const ZERO = /\p{Mn}|\p{Cf}/u;

/** Breaks a text into lines of at most `width` columns between words; a longer word after `/`, `.`, `-`, `_`, or anywhere. */
export function wrapText(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, width));
}

/** A number stays with its percent sign and what clings to that; blanks before the first word stay too. */
const WORDS = /^ +\S+(?: %\S*)?|\S+(?: %\S*)?/g;
const PARTS = /[^/._-]*[/._-]+|[^/._-]+/g;

function wrapLine(text: string, width: number): string[] {
  if (textWidth(text) <= width) return [text];
  const lines: string[] = [];
  for (const word of text.match(WORDS) ?? []) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(...splitWord(word, width));
  }
  return lines;
}

function splitWord(word: string, width: number): string[] {
  if (textWidth(word) <= width) return [word];
  const lines: string[] = [''];
  for (const part of word.match(PARTS) ?? []) {
    const last = lines.at(-1) ?? '';
    if (textWidth(last + part) <= width) lines[lines.length - 1] = last + part;
    else lines.push(...cutAnywhere(part, width));
  }
  return lines.filter((line) => line !== '');
}

function cutAnywhere(part: string, width: number): string[] {
  const lines: string[] = [''];
  for (const character of part) {
    const last = lines.at(-1) ?? '';
    if (last === '' || textWidth(last + character) <= width) lines[lines.length - 1] = last + character;
    else lines.push(character);
  }
  return lines;
}
