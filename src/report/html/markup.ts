/** Text that is markup already; any other text is escaped where it enters. */
export interface Markup {
  readonly markup: string;
}

export type Content = Markup | string | number | null | undefined | readonly Content[];
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Elements that are written `<name />` in both HTML and XML. */
const EMPTY = new Set('meta link path rect line circle polygon polyline use br img'.split(' '));

/** An element. Attributes that are undefined are left out; contents that are null, too. */
export function tag(name: string, attributes: Attributes = {}, ...contents: readonly Content[]): Markup {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeText(String(value))}"`)
    .join('');
  const inner = textOf(contents);
  if (inner === '' && EMPTY.has(name)) return { markup: `<${name}${written} />` };
  return { markup: `<${name}${written}>${inner}</${name}>` };
}

export function textOf(content: Content): string {
  if (content === null || content === undefined) return '';
  if (typeof content === 'number') return String(content);
  if (typeof content === 'string') return escapeText(content);
  if ('markup' in content) return content.markup;
  return content.map(textOf).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Characters that no document may hold are shown as the replacement character. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/** Text as text, in an element or an attribute: nothing that a user wrote becomes markup. */
export const escapeText = (text: string): string =>
  text.replace(FORBIDDEN, '\ufffd').replace(/[&<>"']/g, (letter) => ENTITIES[letter]);
