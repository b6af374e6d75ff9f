import { type Random, templatedReports } from './templated-reports.ts';

/** A text whose language is known. */
export type Text = { readonly text: string; readonly language: string };
/** A text of a labelled set. */
export type Report = Text & { readonly event: string };
export type Pair = readonly [a: Text, b: Text];

/** The same numbers on every run. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const wordsOf = ({ text }: Text): string[] => text.split(/\s+/).filter((word) => word !== '');
const asText = (words: readonly string[], { language }: Text): Text => ({
  text: words.join(' '),
  language,
});

/** Frames that an outlet puts around each of its texts, by language; of our own writing. */
const frames: Readonly<Record<string, { readonly before: string; readonly after: string }>> = {
  en: {
    before:
      'Good morning and welcome to the Harbour Courier. You are reading one of our free articles this month. Sign in to save it for later or share it with a friend.',
    after:
      'The Harbour Courier is an independent newspaper that has served the coast since 1921. Write to the newsroom at any hour if you saw something that we should know, or if a fact above is wrong and ought to be put right. Subscribers receive the morning letter, the crossword and tickets to our evenings at the old ferry hall. All rights reserved; nothing on this page may be printed elsewhere without leave.',
  },
  ar: {
    before:
      'صباح الخير وأهلاً بكم في بريد المرفأ. تقرأ الآن إحدى مقالاتنا المجانية لهذا الشهر، ويمكنك تسجيل الدخول لحفظها أو مشاركتها مع صديق.',
    after:
      'بريد المرفأ صحيفة مستقلة تخدم أهل الساحل منذ أكثر من مئة عام. اكتبوا إلى غرفة الأخبار في أي ساعة إن رأيتم ما ينبغي أن نعرفه، أو إن وجدتم في ما سبق خطأ يستحق التصحيح. يحصل المشتركون على رسالة الصباح والكلمات المتقاطعة وتذاكر أمسياتنا في قاعة العبّارة القديمة. جميع الحقوق محفوظة ولا يجوز نشر أي جزء من هذه الصفحة في مكان آخر من دون إذن مكتوب.',
  },
};

/** Each word in ten is another, taken from other texts of the language, as synonyms are words too. */
function reworded(text: Text, share: number, words: readonly string[], random: Random): Text {
  const changed = wordsOf(text).map((word) =>
    random(1000) < share * 1000 ? (words[random(words.length)] ?? word) : word,
  );
  return asText(changed, text);
}

const cut = (text: Text, share: number): Text => {
  const words = wordsOf(text);
  return asText(words.slice(0, Math.max(40, Math.ceil(words.length * share))), text);
};

function framed(text: Text): Text {
  const frame = frames[text.language];
  if (frame === undefined) return text;
  return { text: `${frame.before}\n${text.text}\n${frame.after}`, language: text.language };
}

/** For each text its copies, by how they were made. */
export function copiesOf(texts: readonly Text[], random: Random): Map<string, Pair[]> {
  const pool = texts.flatMap((text) => wordsOf(text).slice(0, 100));
  const made = new Map<string, Pair[]>();
  const add = (kind: string, change: (text: Text) => Text) =>
    made.set(
      kind,
      texts.map((text) => [text, change(text)]),
    );
  add('cut to 60%', (text) => cut(text, 0.6));
  add('cut to 30%', (text) => cut(text, 0.3));
  add('boilerplate around', framed);
  add('10% reworded', (text) => reworded(text, 0.1, pool, random));
  add('cut to 60%, boilerplate around', (text) => framed(cut(text, 0.6)));
  add('10% reworded, boilerplate around', (text) => framed(reworded(text, 0.1, pool, random)));
  return made;
}

/** One in a thousand is to be told from none. */
const strangersOfEach = 10;

/** Pairs that are no copies and look like some. */
export function strangersOf(
  texts: readonly Report[],
  language: string,
  random: Random,
): Map<string, Pair[]> {
  const pairs = texts.flatMap((text): Pair[] => {
    const others = Array.from({ length: strangersOfEach }, () => texts[random(texts.length)]);
    return others.flatMap((other) => (other && other.event !== text.event ? [[text, other]] : []));
  });
  const made = new Map<string, Pair[]>();
  made.set('other events', pairs);
  made.set(
    "an outlet's frame around both",
    pairs.map(([a, b]) => [framed(a), framed(b)]),
  );
  made.set(
    "an outlet's frame, short texts",
    pairs.map(([a, b]) => [framed(cut(a, 0)), framed(cut(b, 0))]),
  );
  for (const [kind, reports] of templatedReports(
    language,
    strangersOfEach * texts.length,
    random,
  )) {
    const list = reports.slice(1).map((text, at): Pair => {
      const before = reports[at] ?? '';
      return [
        { text: before, language },
        { text, language },
      ];
    });
    made.set(kind, list);
  }
  return made;
}
