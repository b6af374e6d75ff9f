import type { TextBlock } from './blocks.ts';

/** How a block is built: paragraphs of one body are built alike, and notices below it otherwise. */
export function buildOf({ element }: TextBlock): string {
  const { attributes, name, parent } = element;
  return `${name}.${attributes['class'] ?? ''}<${parent?.name ?? ''}.${parent?.attributes['class'] ?? ''}`;
}
