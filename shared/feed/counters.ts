/** What is counted beside articles, in the languages whose feeds do so. */
const COUNTED = [
  'comments?',
  'replies',
  'reply',
  'views?',
  'reads?',
  'likes?',
  'shares?',
  'votes?',
  'points?',
  'reactions?',
  'retweets?',
  'kommentare?',
  'aufrufe',
  'commentaires?',
  'vues?',
  'partages?',
  'comentarios?',
  'visitas',
  'comentários?',
  'commenti',
  'reacties',
  'kommentarer',
  'komentarz[ey]?',
  'комментари\\p{L}{0,3}',
  'просмотр\\p{L}{0,3}',
  'yorum',
  'تعليقات?',
  'مشاهدة',
  'مشاهدات',
  'نظرات?',
  '评论',
  '條評論',
  'コメント',
  '댓글',
].join('|');

const DIGIT = /[\d\u0660-\u0669\u06f0-\u06f9]/;
const NUMBER = String.raw`[\d\u0660-\u0669\u06f0-\u06f9][\d\u0660-\u0669\u06f0-\u06f9.,]{0,12}\s?[kKmM]?`;
const NUMBER_FIRST = new RegExp(
  `(?<![\\p{L}\\d])${NUMBER}\\+?\\s{0,3}(?:${COUNTED})(?!\\p{L})`,
  'giu',
);
const NUMBER_LAST = new RegExp(`(?<!\\p{L})(?:${COUNTED})\\s{0,3}[:(\\[]\\s{0,3}${NUMBER}`, 'giu');
const AGO =
  /(?<![\p{L}\d])\d{1,3}\s(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?)\sago(?!\p{L})/giu;

/**
 * Leaves out counts of comments, views and the like, and how long ago something was; white
 * space becomes single spaces.
 *
 * @example withoutCounters('Rain (12 comments)') // 'Rain ()'
 */
export function withoutCounters(text: string): string {
  const counted = DIGIT.test(text) ? withoutNumbers(text) : text;
  return counted.replace(/\s+/g, ' ').trim();
}

const withoutNumbers = (text: string): string =>
  text.replace(NUMBER_FIRST, '').replace(NUMBER_LAST, '').replace(AGO, '');
