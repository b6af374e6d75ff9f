import type { Block } from '../../model/article.ts';
import { Wide } from './wide.tsx';

/** The clean text of an article as the typed blocks that it was stored as. */
export const Body = ({ blocks }: { blocks: readonly Block[] }) => {
  const levels = blocks.flatMap((block) => (block.kind === 'heading' ? [block.level] : []));
  const top = Math.min(...levels);
  return (
    <>
      {blocks.map((block) => (
        <BlockView block={block} top={top} />
      ))}
    </>
  );
};

/** @param top the level of the greatest headings: they come next below the headline, whatever their page had */
const BlockView = ({ block, top }: { block: Block; top: number }) => {
  switch (block.kind) {
    case 'paragraph':
      return <p>{block.text}</p>;
    case 'heading':
      return block.level === top ? <h2>{block.text}</h2> : <h3>{block.text}</h3>;
    case 'quote':
      return (
        <blockquote>
          <p>{block.text}</p>
        </blockquote>
      );
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

const Table = ({ rows }: { rows: readonly (readonly string[])[] }) => (
  <Wide label="Table">
    <table>
      <tbody>
        {rows.map((row) => (
          <tr>
            {row.map((cell) => (
              <td>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </Wide>
);
