/** Draws a whole number from 0 up to the one that is given. */
export type Random = (below: number) => number;

/** `{a|b}` is one of several, `{10-20}` a number; all of our own writing. */
const templates: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en: {
    'weather, day by day':
      'Weather for the {northern|southern|eastern|western} coast on {Monday|Tuesday|Wednesday|Thursday|Friday}. The day begins with {fog in the valleys|a hard frost inland|showers over the islands|clear skies|drizzle on the hills} and temperatures near {1-12} degrees. By noon it will be {13-31} degrees in the harbour and {10-28} on the plateau, with winds from the {north|south|east|west} of {5-60} kilometres an hour. The chance of rain is {5-95} percent. {Sailors should expect a swell of two metres|Farmers may want to cover young plants|Drivers should mind black ice on the pass|Walkers can count on long views|Bathers will find the water colder than last week}. Sunrise is at 6.{10-59} and sunset at 19.{10-59}. Tomorrow will be {warmer|cooler|much the same|windier|drier}, with {18-33} degrees at most. The outlook for the weekend is {unsettled|fine|stormy|mild|cold}, the weather office said.',
    'markets, day by day':
      'Shares on the {Velmora|Tarsund|Northmere|Ostley} exchange {rose|fell|slipped|gained|closed flat} on {Monday|Tuesday|Wednesday|Thursday|Friday}, led by {banks|shipping lines|miners|food makers|builders}. The main index ended the day at {4000-9000} points, {up|down} {11-99} points from the day before. Volume was {100-900} million shares. {Harbour Bank|Castle Cement|Blue Line Ferries|Morrow Mills|Granite Insurance} was the day’s {best|worst} performer with a change of {10-99} basis points, after {it raised its forecast|its chief executive resigned|a broker cut its rating|it won a large order|it named a new chair}. Oil traded at {60-99} dollars a barrel and gold at {1500-2900} dollars an ounce. The crown was quoted at {10-99} cents to the dollar. Analysts said that investors were waiting for {figures on jobs|the decision of the central bank|the budget|results of the big retailers|a court ruling}.',
    'match reports':
      '{Harbour|Castle|Mill|Forest|Bridge} {United|Rovers|Athletic|Town} beat {Stone|River|Lake|North|South} {Wanderers|City|Albion|County} {2-5}-{0-1} at {the old ground|home|the new stadium} on {Saturday|Sunday|Wednesday} in round {2-38} of the league. {Nilsen|Okoro|Ferraz|Dunmore|Halab|Petrov} opened the scoring after {3-40} minutes with {a header|a free kick|a penalty|a low shot|a volley}, and {Marsh|Ilic|Banda|Oduya|Costa|Rahmani} added the second in minute {46-70}. The visitors had {20-60} percent of possession and {1-9} shots on target. {Keeper Lund saved a penalty|A defender was sent off for a second yellow card|The captain limped off before the break|The game was held up by rain|A late goal was ruled out}. The attendance was {5000-39000}. The home side is now {first|second|third|fifth|ninth} in the table with {10-80} points and plays away next week.',
  },
  ar: {
    'weather, day by day':
      'حالة الطقس ليوم {الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة} على الساحل {الشمالي|الجنوبي|الشرقي|الغربي}. يبدأ النهار مع {ضباب في الأودية|صقيع في الداخل|زخات فوق الجزر|سماء صافية|رذاذ على المرتفعات} وحرارة تقارب {2-12} درجات. وعند الظهر تبلغ الحرارة {13-31} درجة في المرفأ و{10-28} درجة على الهضبة مع رياح {شمالية|جنوبية|شرقية|غربية} سرعتها {5-60} كيلومتراً في الساعة. ويبلغ احتمال المطر {5-95} في المئة. {وينصح الصيادون بالبقاء في الميناء|وينصح المزارعون بتغطية الشتول|وينصح السائقون بالحذر من الجليد|ويتوقع أن تكون الرؤية بعيدة|وتكون مياه البحر أبرد من الأسبوع الماضي}. تشرق الشمس في السادسة و{10-59} دقيقة وتغرب في السابعة و{10-59} دقيقة. ويكون يوم غد {أدفأ|أبرد|مماثلاً|أشد رياحاً|أجف} بحرارة لا تتجاوز {18-33} درجة. وتتوقع دائرة الأرصاد أن تكون نهاية الأسبوع {متقلبة|جميلة|عاصفة|معتدلة|باردة}.',
    'markets, day by day':
      'أغلق مؤشر سوق {تلمار|نردين|ساراب|كالوما} للأوراق المالية {مرتفعاً|منخفضاً|مستقراً} يوم {الاثنين|الثلاثاء|الأربعاء|الخميس|الأحد} بقيادة أسهم {المصارف|النقل البحري|التعدين|الأغذية|البناء}. وأنهى المؤشر الرئيس جلسة اليوم عند {4000-9000} نقطة، {بزيادة|بانخفاض} {11-99} نقطة عن اليوم السابق. وبلغت قيمة التداولات {100-900} مليون دينار وزعت على {2000-9000} صفقة. وكان سهم {مصرف المرفأ|أسمنت القلعة|عبّارات الخط الأزرق|مطاحن الغد|تأمين الصوان} {الأكثر ارتفاعاً|الأكثر انخفاضاً} بعد أن {رفعت الشركة توقعاتها|استقال رئيسها التنفيذي|خفض وسيط تصنيفها|فازت بعقد كبير|عينت رئيساً جديداً}. وجرى تداول النفط عند {60-99} دولاراً للبرميل والذهب عند {1500-2900} دولار للأوقية. ويترقب المستثمرون {بيانات الوظائف|قرار المصرف المركزي|إعلان الموازنة|نتائج كبار التجار|حكماً قضائياً} بحسب محللين.',
    'match reports':
      'فاز {اتحاد|نجوم|شباب|أهلي} {الميناء|القلعة|الجسر|الغابة} على {ضيفه|مضيفه} {نسور|فرسان|أبطال} {النهر|البحيرة|الشمال|الجنوب} بنتيجة {2-5}-{0-1} يوم {السبت|الأحد|الأربعاء} في الجولة {2-38} من الدوري. وافتتح {بدران|حلبي|رحماني|نعيم|درويش|زيدان} التسجيل في الدقيقة {3-40} {برأسية|من ركلة حرة|من ركلة جزاء|بتسديدة أرضية|بكرة طائرة}، وأضاف {سليمان|كنعان|مرسي|جابر|عواد|حداد} الهدف الثاني في الدقيقة {46-70}. واستحوذ الضيوف على الكرة بنسبة {20-60} في المئة وسددوا {2-9} كرات على المرمى. {وتصدى الحارس لركلة جزاء|وطرد مدافع بعد إنذار ثان|وخرج القائد مصاباً قبل الاستراحة|وتوقفت المباراة بسبب المطر|وألغي هدف متأخر}. وحضر المباراة {5000-39000} متفرج. وأصبح الفائز في المركز {الأول|الثاني|الثالث|الخامس|التاسع} برصيد {10-80} نقطة، ويلعب خارج أرضه في الأسبوع المقبل.',
  },
};

/** For each kind of report that is written by filling in, so many of them. */
export function templatedReports(
  language: string,
  count: number,
  random: Random,
): [kind: string, reports: string[]][] {
  return Object.entries(templates[language] ?? {}).map(([kind, template]) => [
    kind,
    Array.from({ length: count }, () => filled(template, random)),
  ]);
}

const filled = (template: string, random: Random): string =>
  template.replace(/\{([^}]+)\}/g, (_, slot: string) => {
    const [, from, to] = /^(\d+)-(\d+)$/.exec(slot) ?? [];
    if (from !== undefined && to !== undefined)
      return String(Number(from) + random(Number(to) - Number(from) + 1));
    const choices = slot.split('|');
    return choices[random(choices.length)] ?? '';
  });
