import { describe, expect, it } from 'vitest';
import { readPage } from '../../../shared/page/read-page.ts';

const link = '<a href="/2030/04/30/story-4001/">عودة القطار السياحي بين الساحل والجبل</a>';
const texts: Readonly<Record<string, readonly string[]>> = {
  ar: [
    'صعد قطار الجبل صباح السبت أولى درجات السكة المسننة بعد عشرين عاما من التوقف، وعلى متنه ستون راكبا.',
    'وقال رئيس مصلحة السكك إن القاطرة رممت قطعة قطعة في ورشة البلدة، وإن الأهالي جمعوا ربع الكلفة.',
    'ومن المقرر أن يسير القطار مرتين في اليوم حتى نهاية الخريف، ثم يتوقف حين يشتد الثلج.',
  ],
  ko: [
    '산골 초등학교가 별을 보는 마을 천문대로 다시 태어났다고 주민들이 5일 밝혔다.',
    '주민들은 옛 학교 옥상에 돔을 얹었고, 망원경은 대학에서 쓰던 것을 들여와 이장이 직접 손봤다.',
    '천문대는 금요일과 토요일 밤에만 열며, 구름이 낀 날에는 교실에서 별자리 이야기를 들려준다.',
  ],
};

const pageOf = (language: string, notice: string): string => {
  const [first, ...rest] = (texts[language] ?? []).map((text) => `<p>${text}</p>`);
  return `<html lang="${language}"><body><h1>${texts[language]?.[0]?.slice(0, 30)}</h1><div>${first}${notice}${rest.join('')}</div></body></html>`;
};

describe('notices in the middle of a text, in elements without a name', () => {
  it.each([
    ['ar', '<p>شارك هذا الموضوع:</p>'],
    ['ar', '<p>إذا وجدت خطأ إملائيا في الخبر أرسل تصويبا</p>'],
    ['ar', '<div>عدد المشاهدات: 1240</div>'],
    ['ar', '<div>قيّم هذا المقال ★★★★★</div>'],
    ['ar', '<div>الرابط المختصر للمقال: https://herald.example/?p=1</div>'],
    ['ar', `<h2>أخبار قد تهمك</h2><h3>${link}</h3><span>1 مايو، 2030</span>`],
    ['ar', `<p>اقرأوا أيضاً: ${link}</p>`],
    ['ar', '<div>بقلم: د. نزار الكفراوي</div>'],
    ['ko', '<p>함께 읽기: 옛 다리 일주일 만에 다시 열려</p>'],
    ['ko', '<p>태그: <a href="/t/1">사회</a> <a href="/t/2">경제</a></p>'],
  ])('are no part of it (%s): %s', (language, notice) => {
    const bytes = new TextEncoder().encode(pageOf(language, notice));
    const read = readPage({ bytes, url: 'https://herald.example/a', headers: {} });
    expect(read.ok && read.article.text.split('\n')).toEqual(texts[language]);
  });
});
