import type { Section } from '../document.js';
import type { Content } from './markup.js';

/** A section with what stands between its title and its table. */
export interface Illustrated {
  readonly section: Section;
  readonly before?: Content;
}
