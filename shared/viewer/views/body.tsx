import type { Child } from 'hono/jsx';
import type { Block, Direction } from '../../model/article.ts';
import { directionOfText } from '../../text/direction.ts';
import { Wide } from './wide.tsx';

type BodyProps = { readonly blocks: readonly Block[]; readonly direction: Direction };

/** The clean text of an article as the typed blocks that it was stored as. */
export const Body = ({ blocks, direction }: BodyProps) => {
  const levels = blocks.flatMap((block) => (block.kind === 'heading' ? [block.level] : []));
  // They come next below the headline, whatever their page had.
  const top = Math.min(...levels);
  return (
    <>
      {joinQuotes(blocks).map((block) =>
        Array.isArray(block) ? (
          <Quote texts={block} direction={direction} />
        ) : (
          <BlockView block={block} top={top} direction={direction} />
        ),
      )}
    </>
  );
};

/**
 * What `dir` says of a text in another script than its article's, such as an English list on an Arabic
 * page: by most of its letters, for the first may be those of a name.
 */
export const turned = (text: string, direction: Direction): { dir?: Direction } => {
  if (!/\p{L}/u.test(text)) return {};
  const own = directionOfText(text);
  return own === direction ? {} : { dir: own };
};

/** A quote of several paragraphs is one quote, its speaker among them. */
function joinQuotes(blocks: readonly Block[]): readonly (Block | string[])[] {
  const joined: (Block | string[])[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (block.kind !== 'quote') joined.push(block);
    else if (Array.isArray(last)) last.push(block.text);
    else joined.push([block.text]);
  }
  return joined;
}

type BlockProps = {
  readonly block: Block;
  /** The level of the greatest headings. */
  readonly top: number;
  readonly direction: Direction;
};

const BlockView = ({ block, top, direction }: BlockProps) => {
  switch (block.kind) {
    case 'paragraph':
      return <p {...turned(block.text, direction)}>{block.text}</p>;
    case 'heading':
      return block.level === top ? (
        <h2 {...turned(block.text, direction)}>{block.text}</h2>
      ) : (
        <h3 {...turned(block.text, direction)}>{block.text}</h3>
      );
    case 'quote':
      return <Quote texts={[block.text]} direction={direction} />;
    case 'list':
      return <List block={block} direction={direction} />;
    case 'caption':
      return (
        <p class="caption" {...turned(block.text, direction)}>
          {block.text}
        </p>
      );
    case 'preformatted':
      return (
        <Wide label="Preformatted text" direction={directionOfText(block.text)}>
          <pre>{block.text}</pre>
        </Wide>
      );
    case 'table':
      return <Table rows={block.rows} direction={direction} />;
  }
};

type QuoteProps = { readonly texts: readonly string[]; readonly direction: Direction };

const Quote = ({ texts, direction }: QuoteProps) => (
  <blockquote {...turned(texts.join(' '), direction)}>
    {texts.map((text) => (
      <p>{text}</p>
    ))}
  </blockquote>
);

type ListProps = {
  readonly block: Extract<Block, { kind: 'list' }>;
  readonly direction: Direction;
};

const List = ({ block: { items, ordered }, direction }: ListProps) => {
  const entries: Child = items.map((item) => <li>{item}</li>);
  const dir = turned(items.join(' '), direction);
  return ordered ? <ol {...dir}>{entries}</ol> : <ul {...dir}>{entries}</ul>;
};

type TableProps = {
  readonly rows: readonly (readonly string[])[];
  readonly direction: Direction;
};

const Table = ({ rows, direction }: TableProps) => {
  const columns = Math.max(...rows.map(({ length }) => length));
  return (
    <Wide label="Table" direction={turned(rows.flat().join(' '), direction).dir ?? direction}>
      <table>
        <tbody>
          {rows.map((row) => (
            <tr>
              {row.map((cell, at) => (
                // Whatever the row leaves empty belongs to its last cell.
                <td {...(at === row.length - 1 && at < columns - 1 && { colspan: columns - at })}>
                  <bdi>{cell}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
};
