import { describe, expect, it } from 'vitest';
import { textWidth, wrapText } from '../../src/cli/text-width.js';

describe('text in columns', () => {
  it('counts wide characters as two, marks that combine as none', () => {
    expect(['abc', '实例', 'e\u0301', '—'].map(textWidth)).toEqual([3, 4, 1, 1]);
  });

  it('breaks between words, and keeps a number with its percent sign', () => {
    expect(wrapText('up 83.19 % of the time', 9)).toEqual(['up', '83.19 %', 'of the', 'time']);
  });

  it('puts no blank between a percent sign and what follows it', () => {
    expect(wrapText('up most (99.99 %; base: 98 %).', 20)).toEqual(['up most (99.99 %;', 'base: 98 %).']);
    expect(wrapText('  5 %, or 6', 9)).toEqual(['  5 %, or', '6']);
  });

  it('breaks a long name after its separators, or else anywhere', () => {
    expect(wrapText('hangzhou-h/c8i.2xlarge', 12)).toEqual(['hangzhou-h/', 'c8i.2xlarge']);
    expect(wrapText('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
  });

  it('never makes a line wider than asked for, and loses no character but blanks', () => {
    const text = '12h of tiny cost 5.35 USD, 22 % of the 24.00 USD (pools["a/b.c"].price.median) 实例类型';
    for (let width = 2; width < 90; width++) {
      const lines = wrapText(text, width);
      if (width >= 7) for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }
  });
});
