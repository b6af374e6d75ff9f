import type { Block } from '../../model/article.ts';
import { Wide } from './wide.tsx';

/** The clean text of an article as the typed blocks that it was stored as. */
export const Body = ({ blocks }: { blocks: readonly Block[] }) => {
  const levels = blocks.flatMap((block) => (block.kind === 'heading' ? [block.level] : []));
  const top = Math.min(...levels);
  return (
    <>
      {joinQuotes(blocks).map((block) =>
        Array.isArray(block) ? <Quote texts={block} /> : <BlockView block={block} top={top} />,
      )}
    </>
  );
};

type Shown = Block | string[];

/** A quote of several paragraphs is one quote, its speaker among them. */
function joinQuotes(blocks: readonly Block[]): readonly Shown[] {
  const joined: Shown[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (block.kind !== 'quote') joined.push(block);
    else if (Array.isArray(last)) last.push(block.text);
    else joined.push([block.text]);
  }
  return joined;
}

const Quote = ({ texts }: { texts: readonly string[] }) => (
  <blockquote>
    {texts.map((text) => (
      <p>{text}</p>
    ))}
  </blockquote>
);

/** @param top the level of the greatest headings: they come next below the headline, whatever their page had */
const BlockView = ({ block, top }: { block: Block; top: number }) => {
  switch (block.kind) {
    case 'paragraph':
      return <p>{block.text}</p>;
    case 'heading':
      return block.level === top ? <h2>{block.text}</h2> : <h3>{block.text}</h3>;
    case 'quote':
      return <Quote texts={[block.text]} />;
    case 'list':
      return <List ordered={block.ordered} items={block.items} />;
    case 'caption':
      return <p class="caption">{block.text}</p>;
    case 'preformatted':
      return <pre>{block.text}</pre>;
    case 'table':
      return <Table rows={block.rows} />;
  }
};

const List = ({ ordered, items }: { ordered: boolean; items: readonly string[] }) => {
  const entries = items.map((item) => <li>{item}</li>);
  return ordered ? <ol>{entries}</ol> : <ul>{entries}</ul>;
};

const Table = ({ rows }: { rows: readonly (readonly string[])[] }) => {
  const columns = Math.max(...rows.map(({ length }) => length));
  return (
    <Wide label="Table">
      <table>
        <tbody>
          {rows.map((row) => (
            <tr>
              {row.map((cell, at) => (
                // Whatever the row leaves empty belongs to its last cell.
                <td {...(at === row.length - 1 && at < columns - 1 && { colspan: columns - at })}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
};
