import { describe, expect, it } from 'vitest';
import { directionOf, directionOfText } from '../../../shared/text/direction.ts';
import { identifyLanguage } from '../../../shared/text/language.ts';

const said = (text: string, declared?: string, hint?: string): string =>
  identifyLanguage({ text, declared, hint });

describe('identifyLanguage', () => {
  for (const [language, text] of [
    ['en', 'The council said that it would not close the bridge before the end of the year.'],
    ['de', 'Der Rat teilte mit, dass die Brücke nicht vor dem Ende des Jahres geschlossen wird.'],
    ['fr', "Le conseil a annoncé que le pont ne serait pas fermé avant la fin de l'année."],
    ['es', 'El consejo dijo que no cerrará el puente antes de que termine el año.'],
    ['pt', 'O conselho disse que não vai fechar a ponte antes do fim do ano, mas que também...'],
    ['it', 'Il consiglio ha detto che il ponte non sarà chiuso prima della fine dell’anno.'],
    ['nl', 'De raad zei dat de brug niet voor het einde van het jaar wordt gesloten.'],
    [
      'pl',
      'Rada poinformowała, że most nie zostanie zamknięty przed końcem roku i że będzie czynny.',
    ],
    ['ru', 'Совет сообщил, что мост не будет закрыт до конца года, но его отремонтируют.'],
    ['uk', 'Рада повідомила, що міст не буде закрито до кінця року, але його відремонтують.'],
    [
      'tr',
      'Meclis, köprünün yıl sonundan önce kapatılmayacağını ve bu kararın daha sonra gözden geçirileceğini söyledi.',
    ],
    [
      'id',
      'Dewan mengatakan bahwa jembatan itu tidak akan ditutup sebelum akhir tahun dan ini akan diperbaiki.',
    ],
    ['cs', 'Rada oznámila, že most nebude uzavřen před koncem roku a že bude opraven.'],
    ['ro', 'Consiliul a anunțat că podul nu va fi închis înainte de sfârșitul anului.'],
    ['hu', 'A tanács közölte, hogy a hidat nem zárják le az év vége előtt.'],
    ['sv', 'Rådet meddelade att bron inte kommer att stängas före årets slut.'],
    ['fi', 'Neuvosto kertoi, ettei siltaa suljeta ennen vuoden loppua.'],
    ['vi', 'Hội đồng cho biết cây cầu sẽ không bị đóng trước cuối năm.'],
    ['bg', 'Съветът съобщи, че мостът няма да бъде затворен преди края на годината.'],
    ['sr', 'Савет је саопштио да мост неће бити затворен пре краја године.'],
    [
      'be',
      'Рада паведаміла, што мост не будзе зачынены да канца года, а потым яго адрамантуюць ўсё.',
    ],
    ['ar', 'أعلن المجلس أن الجسر لن يغلق قبل نهاية العام.'],
    ['fa', 'شورای شهر گفت که پل تا پایان سال بسته نمی‌شود.'],
    ['ur', 'کونسل نے کہا کہ پل سال کے آخر سے پہلے بند نہیں ہوگا۔'],
    ['ps', 'شورا وویل چې پل به د کال تر پایه پورې نه تړل کېږي او ټول به یې کاروي.'],
    ['ckb', 'ئەنجوومەن ڕایگەیاند کە پردەکە پێش کۆتایی ساڵ داناخرێت.'],
    ['he', 'המועצה הודיעה כי הגשר לא ייסגר לפני סוף השנה.'],
    ['hi', 'परिषद ने कहा कि पुल साल के अंत से पहले बंद नहीं किया जाएगा।'],
    ['zh', '议会表示，大桥在年底之前不会关闭。'],
    ['ja', '議会は年末までに橋を閉鎖しないと述べた。'],
    ['ko', '의회는 연말 이전에 다리를 폐쇄하지 않을 것이라고 밝혔다.'],
    ['th', 'สภากล่าวว่าจะไม่ปิดสะพานก่อนสิ้นปี'],
    ['el', 'Το συμβούλιο ανακοίνωσε ότι η γέφυρα δεν θα κλείσει.'],
  ] as const) {
    it(`knows ${language} without being told`, () => {
      expect(said(text)).toBe(language);
    });
  }

  it('believes a long text more than a theme that declares English', () => {
    const text =
      'Der Rat teilte am Montag mit, dass die Brücke nicht vor dem Ende des Jahres geschlossen wird. '.repeat(
        3,
      );
    expect(said(text, 'en-US')).toBe('de');
    expect(said('أعلن المجلس أن الجسر لن يغلق', 'en')).toBe('ar');
  });

  it('believes the page about neighbours and short texts', () => {
    expect(said('Rada oznámila, že most sa do konca roka nezatvorí.', 'sk')).toBe('sk');
    expect(said('Kabul', 'sv-SE')).toBe('sv');
    expect(said('Kabul', undefined, 'nb')).toBe('nb');
  });

  it('takes no charset, no placeholder and no unknown code for a language', () => {
    const text = 'Совет сообщил, что мост не будет закрыт до конца года.';
    for (const tag of ['utf-8', 'und', 'mul', 'xx', 'default', 'zz', 'www']) {
      expect(said(text, tag, 'und')).toBe('ru');
      expect(said('', tag)).toBe('und');
    }
  });

  it('guesses from endings and letters where a headline has no small words', () => {
    expect(said('Köprünün yenilenmesi tamamlandı')).toBe('tr');
    expect(said('Zamknięcie mostu opóźnione')).toBe('pl');
    expect(said('Brückenschließung verschoben')).toBe('de');
  });

  it('says und when nothing tells', () => {
    expect(said('')).toBe('und');
    expect(said('2 – 1', 'x-unknown')).toBe('und');
  });

  it('renames old codes', () => {
    expect(said('', 'iw')).toBe('he');
    expect(said('', 'pt_BR')).toBe('pt');
  });
});

describe('direction', () => {
  it('follows the language, or the letters where there is none', () => {
    expect(directionOf('ar-SA')).toBe('rtl');
    expect(directionOf('en')).toBe('ltr');
    expect(directionOfText('واشنطن 2024')).toBe('rtl');
    expect(directionOfText('Paris')).toBe('ltr');
  });
});
