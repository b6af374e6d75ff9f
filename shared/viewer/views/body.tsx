import type { Block } from '../../model/article.ts';
import { Wide } from './wide.tsx';

/** The clean text of an article as the typed blocks that it was stored as. */
export const Body = ({ blocks }: { blocks: readonly Block[] }) => (
  <>
    {blocks.map((block) => (
      <BlockView block={block} />
    ))}
  </>
);

const BlockView = ({ block }: { block: Block }) => {
  switch (block.kind) {
    case 'paragraph':
      return <p>{block.text}</p>;
    case 'heading':
      return <h3>{block.text}</h3>;
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
