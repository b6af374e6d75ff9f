import { childNamed, childrenNamed, childText, textOf, type XmlElement } from './element.ts';

const PERIOD_MINUTES: Readonly<Record<string, number>> = {
  hourly: 60,
  daily: 1440,
  weekly: 10_080,
  monthly: 43_200,
  yearly: 525_600,
};

/** Minutes for which a feed asks not to be polled: RSS's `ttl`, or the syndication module. */
export function pollingMinutes(feed: XmlElement): number | undefined {
  const ttl = childText(feed, 'ttl') ?? '';
  if (/^\d{1,8}(?:\.0{1,9})?$/.test(ttl)) return Number(ttl);
  const period = PERIOD_MINUTES[childText(feed, 'sy:updateperiod')?.toLowerCase() ?? ''];
  if (period === undefined) return undefined;
  const frequency = Number(childText(feed, 'sy:updatefrequency') ?? 1);
  return frequency >= 1 && frequency <= period ? Math.round(period / frequency) : period;
}

/** Hours of the day, in GMT, at which a feed asks not to be polled. */
export function skippedHours(feed: XmlElement): number[] {
  const hours = namedIn(childNamed(feed, 'skiphours'), 'hour');
  return hours.filter((hour) => /^\d{1,2}$/.test(hour) && Number(hour) <= 24).map(Number);
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Days of the week on which a feed asks not to be polled. */
export function skippedDays(feed: XmlElement): string[] {
  const days = namedIn(childNamed(feed, 'skipdays'), 'day').map((day) => day.toLowerCase());
  return DAYS.filter((day) => days.includes(day.toLowerCase()));
}

const namedIn = (element: XmlElement | undefined, name: string): string[] =>
  element === undefined
    ? []
    : childrenNamed(element, name)
        .slice(0, 30)
        .map((child) => textOf(child) ?? '');
