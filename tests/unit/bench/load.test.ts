import { describe, expect, it } from 'vitest';
import { newLatencies } from '../../../bench/load/latencies.ts';
import { limits, shareOfLimit } from '../../../bench/load/limits.ts';
import { type MadeReport, madeNews } from '../../../bench/load/made-news.ts';
import { type Mark, runInMemory } from '../../../bench/load/memory-run.ts';
import { topOf } from '../../../bench/load/tally.ts';
import { watchTruth } from '../../../bench/load/truth.ts';

const start = Date.UTC(2030, 0, 7);
const news = { sources: 200, perDay: 4000, start };

function taken(count: number): MadeReport[] {
  const reports: MadeReport[] = [];
  for (const report of madeNews(news)) {
    if (reports.length === count) break;
    reports.push(report);
  }
  return reports;
}

describe('made news', () => {
  const reports = taken(300);

  it('is the same each time it is made', () => {
    expect(taken(50)).toEqual(reports.slice(0, 50));
  });

  it('comes in order of time, at about the pace that was asked for', () => {
    const instants = reports.map(({ at }) => at);
    expect(instants).toEqual(instants.toSorted((a, b) => a - b));
    const hours = ((instants.at(-1) ?? 0) - start) / 3_600_000;
    expect(hours).toBeGreaterThan(1.3);
    expect(hours).toBeLessThan(2.3);
  });

  it('is told in eight languages, each outlet in its own, and events more than once', () => {
    const languages = new Map(reports.map(({ source, language }) => [source, language]));
    expect(new Set(languages.values()).size).toBe(8);
    expect(reports.every(({ source, language }) => languages.get(source) === language)).toBe(true);
    const events = new Set(reports.map(({ gold }) => gold));
    expect(events.size).toBeLessThan(reports.length * 0.8);
  });
});

describe('a run in memory', () => {
  it('draws a line at each mark, finds most of what belongs together and little else', async () => {
    const marks: Mark[] = [];
    await runInMemory({
      ...{ news: madeNews(news), marks: [30, 120], sweepHours: 24 },
      onMark: (mark) => marks.push(mark),
    });
    expect(marks.map(({ articles }) => articles)).toEqual([30, 120]);
    const last = marks[1];
    expect(last?.found).toBeGreaterThan(60);
    expect(last?.wrong).toBeLessThan(20);
    expect(last?.bCubed).toBeGreaterThan(90);
    expect(last?.linking.writeUnits).toBeGreaterThan(5);
    expect(last?.linking.writeUnits).toBeLessThan(12);
  });
});

describe('the truth that a run is held against', () => {
  it('counts a report as found that came to its event, and as wrong that came to another', () => {
    const truth = watchTruth(1000);
    truth.linked({ gold: 'a', story: 's', at: 0 }, false);
    truth.linked({ gold: 'a', story: 's', at: 1 }, true);
    truth.linked({ gold: 'b', story: 's', at: 2 }, true);
    truth.linked({ gold: 'a', story: 't', at: 3 }, false);
    expect(truth.take()).toEqual({ found: 50, wrong: 50 });
    expect(truth.take()).toEqual({ found: 0, wrong: 0 });
  });

  it('does not ask for what was told too long ago', () => {
    const truth = watchTruth(10);
    truth.linked({ gold: 'a', story: 's', at: 0 }, false);
    truth.linked({ gold: 'a', story: 't', at: 20 }, false);
    truth.forget(100);
    expect(truth.take()).toEqual({ found: 0, wrong: 0 });
  });
});

describe('times', () => {
  it('are told by their share, to within a twentieth', () => {
    const times = newLatencies();
    for (let ms = 1; ms <= 1000; ms++) times.add(ms);
    expect(times.within(0.5) / 500).toBeCloseTo(1, 1);
    expect(times.within(0.99) / 990).toBeCloseTo(1, 1);
    expect([times.count, times.sum]).toEqual([1000, 500_500]);
    expect(newLatencies().within(0.5)).toBe(0);
  });
});

describe('hot keys', () => {
  it('are those that come most often, held against what a partition takes', () => {
    expect(
      topOf(
        new Map([
          ['a', 1],
          ['b', 3],
        ]),
        4,
      ),
    ).toEqual({ key: 'b', share: 0.75 });
    expect(topOf(new Map(), 0)).toEqual({ key: '', share: 0 });
    expect(shareOfLimit(limits.writeUnits.most, 'writeUnits')).toBe(1);
  });
});
