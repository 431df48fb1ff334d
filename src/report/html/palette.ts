/** Colours of one appearance. Text on page and panel has a contrast of at least 4.5, series and marks of 3. */
export interface Palette {
  readonly page: string;
  readonly panel: string;
  readonly text: string;
  /** Notes, axes. */
  readonly soft: string;
  readonly rule: string;
  readonly link: string;
  /** After Okabe and Ito, told apart with any colour vision; never the only sign. */
  readonly series: readonly string[];
}

export const LIGHT: Palette = {
  page: '#f6f7f9',
  panel: '#ffffff',
  text: '#14202b',
  soft: '#4d5a66',
  rule: '#d5dbe1',
  link: '#0a5a94',
  series: ['#0072b2', '#c84e00', '#00805c', '#a64d82', '#8a6100', '#5f6b76'],
};

export const DARK: Palette = {
  page: '#10151a',
  panel: '#182027',
  text: '#e8edf2',
  soft: '#a9b5c0',
  rule: '#35414c',
  link: '#79bdf0',
  series: ['#56b4e9', '#ff8a3d', '#2bc59a', '#e39ac4', '#f0c04a', '#aab4be'],
};

/** WCAG 2: from 1 (the same) to 21 (black on white). */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((from) => parseInt(colour.slice(from, from + 2), 16) / 255);
  return 0.2126 * straight(red) + 0.7152 * straight(green) + 0.0722 * straight(blue);
}

/** Light of a channel; exp and log, since the power operator is not the same everywhere. */
const straight = (channel: number): number =>
  channel <= 0.04045 ? channel / 12.92 : Math.exp(2.4 * Math.log((channel + 0.055) / 1.055));
