import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPage } from '../../../shared/page/read-page.ts';
import { refusedPages } from '../../builders/a-refused-page.ts';

const sets = [
  refusedPages({
    language: 'en',
    missing: 'Page not found',
    consent: [
      'We value your privacy',
      'We and our partners store and access information on a device. Accept all, or manage your choices.',
    ],
    challenge: ['Just a moment...', 'Verify you are human by completing the action below.'],
    paywall: 'Subscribe to continue reading',
    first:
      'The harbour board ordered two new ferries on Tuesday, and the first will sail next summer.',
    section: 'Harbour',
    headlines: [
      'Board orders two new ferries for the bay',
      'Old lighthouse opens its doors again',
      'Storm closes the bridge for a week',
      'Museum buys the first steam tug',
      'Fish prices fall for a third month',
    ],
  }),
  refusedPages({
    language: 'de',
    missing: 'Seite nicht gefunden',
    consent: [
      'Wir schätzen Ihre Privatsphäre',
      'Wir und unsere Partner speichern Informationen auf Ihrem Gerät. Alle akzeptieren oder Einstellungen verwalten.',
    ],
    challenge: ['Nur einen Moment…', 'Bitte bestätigen Sie, dass Sie ein Mensch sind.'],
    paywall: 'Jetzt weiterlesen mit Abo',
    first:
      'Der Hafenrat hat am Dienstag zwei neue Fähren bestellt, die erste soll im nächsten Sommer fahren.',
    section: 'Hafen',
    headlines: [
      'Hafenrat bestellt zwei neue Fähren',
      'Alter Leuchtturm öffnet wieder seine Türen',
      'Sturm sperrt die Brücke für eine Woche',
      'Museum kauft den ersten Dampfschlepper',
      'Fischpreise fallen im dritten Monat',
    ],
  }),
  refusedPages({
    language: 'fr',
    missing: 'Page introuvable',
    consent: [
      'Nous respectons votre vie privée',
      'Avec nos partenaires, nous utilisons des cookies. Tout accepter ou gérer vos choix.',
    ],
    challenge: ['Un instant…', 'Veuillez vérifier que vous êtes humain.'],
    paywall: 'Article réservé aux abonnés',
    first:
      'Le conseil du port a commandé mardi deux nouveaux bacs, le premier naviguera l’été prochain.',
    section: 'Port',
    headlines: [
      'Le port commande deux nouveaux bacs',
      'Le vieux phare rouvre ses portes au public',
      'La tempête ferme le pont pour une semaine',
      'Le musée achète le premier remorqueur',
      'Le prix du poisson baisse encore',
    ],
  }),
  refusedPages({
    language: 'es',
    missing: 'Página no encontrada',
    consent: [
      'Valoramos su privacidad',
      'Nosotros y nuestros socios almacenamos información. Aceptar todo o configurar.',
    ],
    challenge: ['Un momento…', 'Verifique que usted es humano.'],
    paywall: 'Contenido exclusivo para suscriptores',
    first:
      'La junta del puerto encargó el martes dos nuevos transbordadores; el primero navegará en verano.',
    section: 'Puerto',
    headlines: [
      'El puerto encarga dos transbordadores',
      'El viejo faro abre otra vez sus puertas',
      'La tormenta cierra el puente una semana',
      'El museo compra el primer remolcador',
      'El precio del pescado vuelve a bajar',
    ],
  }),
  refusedPages({
    language: 'ar',
    missing: 'الصفحة غير موجودة',
    consent: [
      'نحترم خصوصيتك',
      'نحن وشركاؤنا نستخدم ملفات تعريف الارتباط. قبول الكل أو إدارة الخيارات.',
    ],
    challenge: ['لحظة من فضلك', 'تحقق من أنك إنسان قبل المتابعة.'],
    paywall: 'هذا المحتوى للمشتركين فقط',
    first: 'طلب مجلس الميناء يوم الثلاثاء عبارتين جديدتين، وستبحر الأولى في الصيف المقبل.',
    section: 'الميناء',
    headlines: [
      'مجلس الميناء يطلب عبارتين جديدتين',
      'المنارة القديمة تفتح أبوابها من جديد',
      'العاصفة تغلق الجسر لمدة أسبوع كامل',
      'المتحف يشتري أول قاطرة بخارية قديمة',
      'أسعار السمك تنخفض للشهر الثالث',
    ],
  }),
  refusedPages({
    language: 'ru',
    missing: 'Страница не найдена',
    consent: [
      'Мы ценим вашу конфиденциальность',
      'Мы и наши партнёры используем файлы cookie. Принять все или настроить.',
    ],
    challenge: ['Один момент…', 'Подтвердите, что вы не робот.'],
    paywall: 'Материал доступен только подписчикам',
    first: 'Совет порта во вторник заказал два новых парома, первый выйдет в рейс будущим летом.',
    section: 'Порт',
    headlines: [
      'Совет порта заказал два новых парома',
      'Старый маяк снова открыл свои двери',
      'Шторм закрыл мост на целую неделю',
      'Музей купил первый паровой буксир',
      'Цены на рыбу снизились третий месяц',
    ],
  }),
  refusedPages({
    language: 'pl',
    missing: 'Nie znaleziono strony',
    consent: [
      'Szanujemy Twoją prywatność',
      'My i nasi partnerzy przechowujemy informacje na urządzeniu. Zaakceptuj wszystko.',
    ],
    challenge: ['Chwileczkę…', 'Potwierdź, że jesteś człowiekiem.'],
    paywall: 'Artykuł tylko dla subskrybentów',
    first: 'Rada portu zamówiła we wtorek dwa nowe promy, pierwszy wypłynie przyszłego lata.',
    section: 'Port',
    headlines: [
      'Rada portu zamówiła dwa nowe promy',
      'Stara latarnia znów otwiera swoje drzwi',
      'Sztorm zamknął most na cały tydzień',
      'Muzeum kupiło pierwszy parowy holownik',
      'Ceny ryb spadły trzeci miesiąc',
    ],
  }),
  refusedPages({
    language: 'tr',
    missing: 'Sayfa bulunamadı',
    consent: [
      'Gizliliğinize önem veriyoruz',
      'Biz ve ortaklarımız çerezler kullanıyoruz. Tümünü kabul et.',
    ],
    challenge: ['Bir dakika lütfen…', 'İnsan olduğunuzu doğrulayın.'],
    paywall: 'Bu içerik abonelere özeldir',
    first: 'Liman kurulu salı günü iki yeni feribot sipariş etti, ilki gelecek yaz sefere çıkacak.',
    section: 'Liman',
    headlines: [
      'Liman kurulu iki yeni feribot istedi',
      'Eski deniz feneri yeniden kapılarını açtı',
      'Fırtına köprüyü bir hafta boyunca kapattı',
      'Müze ilk buharlı römorkörü satın aldı',
      'Balık fiyatları üçüncü ayda düştü',
    ],
  }),
  refusedPages({
    language: 'zh',
    missing: '页面不存在',
    consent: ['我们重视您的隐私', '我们和我们的合作伙伴使用Cookie。接受所有或管理选项。'],
    challenge: ['安全验证', '正在检查您的浏览器，请完成验证。'],
    paywall: '订阅后阅读全文',
    first: '港口委员会周二订购了两艘新渡轮，第一艘将于明年夏天启航。',
    section: '港口',
    headlines: [
      '港口委员会订购两艘新渡轮',
      '老灯塔重新向公众开放大门',
      '风暴使大桥关闭整整一周',
      '博物馆购得第一艘蒸汽拖船',
      '鱼价连续第三个月下跌',
    ],
  }),
  refusedPages({
    language: 'fa',
    missing: 'صفحه پیدا نشد',
    consent: [
      'به حریم خصوصی شما احترام می‌گذاریم',
      'ما و همکارانمان از کوکی استفاده می‌کنیم. پذیرش همه.',
    ],
    challenge: ['یک لحظه…', 'تأیید کنید که انسان هستید.'],
    paywall: 'این مطلب ویژه مشترکان است',
    first: 'هیئت بندر روز سه‌شنبه دو کشتی تازه سفارش داد و نخستین آن تابستان آینده راه می‌افتد.',
    section: 'بندر',
    headlines: [
      'هیئت بندر دو کشتی تازه سفارش داد',
      'فانوس دریایی کهنه دوباره درهایش را گشود',
      'توفان پل را یک هفته تمام بست',
      'موزه نخستین یدک‌کش بخار را خرید',
      'بهای ماهی برای سومین ماه کاهش یافت',
    ],
  }),
].flat();

/** Pages of one vendor, theme or framework each, named `reason.name.html`. */
const folder = path.join(import.meta.dirname, '../../fixtures/refused-pages');
const platforms = readdirSync(folder).map((file) => {
  const html = readFileSync(path.join(folder, file), 'utf8');
  return { name: file, reason: file.split('.')[0], html };
});

const refused = [
  ['written alike in ten languages', sets],
  ['of the vendors, themes and frameworks of outlets', platforms],
] as const;

describe.each(refused)('pages that are no articles, %s', (_, pages) => {
  const outcomes = pages.map(({ name, html, reason }) => {
    const bytes = new TextEncoder().encode(html);
    const extraction = readPage({ bytes, url: 'https://herald.example/a/100', headers: {} });
    return { name, reason, found: extraction.ok ? 'article' : extraction.reason };
  });

  it(`are refused, all ${pages.length}`, () => {
    expect(outcomes.filter(({ found }) => found === 'article')).toEqual([]);
  });

  it('are refused for the right reason, at least 95 of 100', () => {
    const wrong = outcomes.filter(({ found, reason }) => found !== reason);
    expect(wrong.length / outcomes.length, JSON.stringify(wrong, undefined, 1)).toBeLessThanOrEqual(
      0.05,
    );
  });
});
