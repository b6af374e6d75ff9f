import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyTables, memoryLinkPorts } from '../../../bench/stores/memory-stores.ts';
import { linkArticle } from '../../../shared/pipeline/linking/link-article.ts';
import { aStoredArticle } from '../../builders/a-story.ts';
import { aUrl } from '../../builders/an-article.ts';

/** Teasers of a related block, cut off as such blocks do it; those with one letter are one story. */
const teasers: Record<string, readonly (readonly [story: string, teaser: string])[]> = {
  ar: [
    [
      'a',
      'تونس – أعلنت الحكومة التونسية يوم الخميس أن قمة وزراء المياه في حوض المتوسط ستبحث اتفاقا لتقاسم مياه السدود خلال سنوات الجفاف...',
    ],
    [
      'b',
      'فاز العداء الكيني صامويل كيروا بماراثون المدينة الساحلية يوم الأحد رغم الأمطار الغزيرة التي...',
    ],
    [
      'a',
      'وصل وزراء المياه من دول حوض المتوسط إلى العاصمة التونسية يوم الخميس لبحث تقاسم السدود في وقت يضرب فيه الجفاف المنطقة...',
    ],
    ['c', 'أوتاوا – كشف متحف كندي عن هيكل عظمي لديناصور عثر عليه مزارع أثناء حفر بئر في...'],
    [
      'a',
      'دعت تونس إلى اتفاق ملزم بشأن مياه السدود في ختام لقاء وزراء دول حوض المتوسط الذي ركز على الجفاف...',
    ],
    ['d', 'قال البنك المركزي النرويجي إنه سيرفع سعر الفائدة ربع نقطة بعد صعود أسعار الإيجارات...'],
    ['e', 'أغلقت السلطات اليابانية مطارا صغيرا لساعات بعد ظهور دب على المدرج، وفق ما ذكرت...'],
    ['f', 'أطلقت شركة ناشئة في نيروبي حافلات كهربائية يمكن شحنها في عشر دقائق، وتأمل أن...'],
  ],
  en: [
    [
      'a',
      'The ferry Solveig ran aground off the Kelso islands on Tuesday night with ninety passengers aboard...',
    ],
    [
      'b',
      'A baker in Turin has been told to pay back the prize he won for a panettone he did not...',
    ],
    [
      'a',
      'Passengers of the Solveig were brought ashore by fishing boats after the ferry struck rocks near the Kelso islands...',
    ],
    ['c', 'Shares in the chip maker Ardent fell by a fifth after it warned of weak orders from...'],
    [
      'd',
      'Scientists who drilled through Antarctic ice for three winters say the oldest core shows...',
    ],
    [
      'a',
      'Investigators want to know why the ferry Solveig left its channel before it ran aground off Kelso...',
    ],
    [
      'e',
      'The lower house voted on Wednesday to move the school year forward by two weeks, which...',
    ],
  ],
};

const page = 'https://khabar.example/page';

async function groupsOf(language: string, order: readonly number[]): Promise<string[]> {
  const tables = emptyTables();
  const now = () => new Date('2026-01-06T00:00:00.000Z');
  const ports = memoryLinkPorts(tables, { now });
  const related = order.map((at) => ({
    url: aUrl(`https://khabar.example/${at}`),
    title: teasers[language]?.[at]?.[1] ?? '',
  }));
  // Its own words, which are none, found a story that no teaser is near to.
  const { article } = aStoredArticle(page, { language, title: '', text: '', related });
  const { articleId } = article;
  tables.articles.set(articleId, article);
  await linkArticle({ version: 1, kind: 'article', articleId, revision: 1, language }, ports);
  return [...tables.stories.values()]
    .filter(({ story }) => story.mentions.length > 0)
    .map(({ story }) =>
      story.mentions
        .map(({ url }) => teasers[language]?.[Number(url.split('/').at(-1))]?.[0])
        .sort()
        .join(''),
    )
    .sort();
}

describe.each(Object.keys(teasers))(
  'teasers of a related block in %s, on empty tables',
  (language) => {
    const all = (teasers[language] ?? []).map((_, at) => at);
    const truth = [...new Set(teasers[language]?.map(([story]) => story))].map((story) =>
      story.repeat(teasers[language]?.filter(([other]) => other === story).length ?? 0),
    );

    it('are linked where they tell of one event, and nowhere else, in any order', async () => {
      const orders = fc.shuffledSubarray(all, { minLength: all.length });
      const law = fc.asyncProperty(orders, async (order) => {
        expect(await groupsOf(language, order)).toEqual(truth.sort());
      });
      await fc.assert(law, { seed: 5, numRuns: 40 });
    });
  },
);
