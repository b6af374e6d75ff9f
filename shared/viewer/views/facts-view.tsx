import type { Child } from 'hono/jsx';
import type { Article, VersionFacts } from '../../model/article.ts';
import { At, counted, Isolated, LanguageName, Outward } from './words.tsx';

type Props = { readonly article: Article; readonly version: VersionFacts | undefined };

/** What a page says of its article, and where each fact came from. */
export const Facts = ({ article, version = {} }: Props) => (
  <section aria-labelledby="facts">
    <h2 id="facts">Facts</h2>
    <dl class="facts">
      <Fact
        name="Published"
        from={`${article.publishedFrom}, to the ${article.publishedPrecision}`}
      >
        <At at={article.publishedAt} withYear />
        {given(version.publishedZone)}
      </Fact>
      {article.modifiedAt !== undefined && (
        <Fact name="Modified" from={version.modifiedFrom}>
          <At at={article.modifiedAt} withYear />
        </Fact>
      )}
      <Fact name="Fetched">
        <At at={article.fetchedAt} withYear />
      </Fact>
      <Texts name="Authors" texts={article.authors} from={version.authorsFrom} />
      <Texts
        name="Section"
        texts={article.section === undefined ? [] : [article.section]}
        from={version.sectionFrom}
      />
      <Texts name="Tags" texts={article.tags} from={version.tagsFrom} />
      {article.dateline !== undefined && (
        <Texts name="Dateline" texts={Object.values(article.dateline)} />
      )}
      <Fact name="Language">
        <LanguageName language={article.language} />, {counted(article.wordCount, 'word')}
      </Fact>
      {article.correction !== undefined && <Texts name="Correction" texts={[article.correction]} />}
      <Texts name="Rights" texts={rightsOf(article)} />
      <Fact name="Address">
        <Outward url={article.canonicalUrl} text={article.canonicalUrl} />
      </Fact>
      {article.feedId !== undefined && (
        <Fact name="Brought by">
          <a href={`/sources/${article.feedId}`}>its feed</a>
        </Fact>
      )}
      <Fact name="Id">
        <code>{article.articleId}</code>, extractor {article.extractorVersion}
      </Fact>
    </dl>
  </section>
);

/** All instants are told in UTC; what the page wrote is told where it wrote another. */
const given = (zone: string | undefined): string =>
  zone === undefined || zone === 'Z' || zone === '+00:00' ? '' : `, given as UTC${zone}`;

type FactProps = {
  readonly name: string;
  readonly from?: string | undefined;
  readonly children: Child;
};

const Fact = ({ name, from, children }: FactProps) => (
  <>
    <dt>{name}</dt>
    <dd>
      {children}
      {from !== undefined && <small> from {from}</small>}
    </dd>
  </>
);

type TextsProps = {
  readonly name: string;
  readonly texts: readonly string[];
  readonly from?: string | undefined;
};

const Texts = ({ name, texts, from }: TextsProps) =>
  texts.length > 0 && (
    <Fact name={name} from={from}>
      {texts.map((text, at) => (
        <>
          {at > 0 && ', '}
          <Isolated text={text} />
        </>
      ))}
    </Fact>
  );

/** What the page or its server reserves, in words. */
function rightsOf({ rights, liveblog }: Article): string[] {
  const { robots, tdmReserved, license, copyright, paywalled, withheld = [] } = rights;
  return [
    ...robots,
    ...(tdmReserved ? ['text and data mining reserved'] : []),
    ...(paywalled ? ['behind a paywall'] : []),
    ...(license === undefined ? [] : [license]),
    ...(copyright === undefined ? [] : [copyright]),
    ...(liveblog ? ['liveblog'] : []),
    ...(withheld.length > 0 ? [`text withheld: ${withheld.join(', ')}`] : []),
  ];
}
