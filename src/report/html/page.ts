import type { Illustrated } from './illustrated.js';
import { patterns } from './marks.js';
import { tag, textOf } from './markup.js';
import type { Content, Markup } from './markup.js';
import { styleSheet } from './style.js';
import { htmlSection } from './table.js';

/** What a page says, from top to bottom. */
export interface Page {
  readonly title: string;
  readonly question: string;
  readonly answer: readonly string[];
  readonly sections: readonly Illustrated[];
  /** The last section, under the id that it is given. */
  readonly closing?: (id: string) => Markup;
}

/** One HTML document that needs nothing else: no script, no font, no network. */
export function htmlPage({ title, question, answer, sections, closing }: Page): string {
  const id = (index: number): string => `section-${index + 1}`;
  const page = tag('html', { lang: 'en' }, [
    headOf(title),
    tag('body', {}, [
      patterns(),
      tag('header', {}, [
        tag('h1', {}, title),
        tag('p', { class: 'question' }, question),
        tag(
          'div',
          { class: 'answer' },
          answer.map((sentence) => tag('p', {}, sentence)),
        ),
        contents(
          sections.map(({ section }) => section.title),
          id,
        ),
      ]),
      tag('main', {}, [
        sections.map(({ section, before }, index) => htmlSection(section, id(index), before)),
        closing?.(id(sections.length)),
      ]),
      tag('footer', {}, tag('p', {}, 'Made by spotsim. This file needs no network, and holds no script.')),
    ]),
  ]);
  return `<!DOCTYPE html>\n${textOf(page)}\n`;
}

/** Nothing may be loaded and nothing run, whatever a scenario says. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

const headOf = (title: string): Markup =>
  tag('head', {}, [
    tag('meta', { charset: 'utf-8' }),
    tag('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    tag('meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY }),
    tag('meta', { name: 'color-scheme', content: 'light dark' }),
    tag('title', {}, `${title} - spotsim`),
    tag('link', { rel: 'icon', href: 'data:,' }),
    tag('style', {}, { markup: styleSheet() }),
  ]);

const contents = (titles: readonly string[], id: (index: number) => string): Content =>
  titles.length < 3
    ? null
    : tag(
        'nav',
        { 'aria-label': 'Contents' },
        tag(
          'ul',
          {},
          titles.map((title, i) => tag('li', {}, tag('a', { href: `#${id(i)}` }, title))),
        ),
      );
