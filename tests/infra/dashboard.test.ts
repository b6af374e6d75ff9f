import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { stages } from '../../infra/stages.ts';
import { metricNamespace, metricUnits } from '../../shared/metrics.ts';
import { resourcesOf, templatesOf } from './synthesize.ts';

type Widget = {
  readonly type: string;
  readonly width: number;
  readonly properties: {
    readonly title?: string;
    readonly markdown?: string;
    readonly metrics?: unknown;
    readonly alarms?: readonly unknown[];
  };
};

let widgets: Widget[];
let count: number;
beforeAll(() => {
  const [template] = templatesOf(stages.prod) as [Template];
  const [[, dashboard] = []] = resourcesOf(template, 'AWS::CloudWatch::Dashboard');
  const body = dashboard?.Properties['DashboardBody'] as { 'Fn::Join': [string, unknown[]] };
  const text = body['Fn::Join'][1]
    .map((part) => (typeof part === 'string' ? part : 'token'))
    .join('');
  widgets = JSON.parse(text).widgets;
  count = resourcesOf(template, 'AWS::CloudWatch::Alarm').length;
});

describe('the dashboard', () => {
  it('says first which alarms are on, all that there are, and four numbers of the last day', () => {
    const [heading, alarms, numbers] = widgets;
    expect(heading?.properties.markdown).toBe('## Now');
    expect(alarms?.type).toBe('alarm');
    expect(alarms?.properties.alarms).toHaveLength(count);
    expect(count).toBeGreaterThan(25);
    const shown = numbers?.properties.metrics as unknown[][];
    const labels = shown.map((metric) => metric.at(-1) as { label?: string; visible?: false });
    expect(labels.flatMap(({ label, visible }) => (visible === false ? [] : label))).toEqual([
      ...['stored', 'seconds to storage', 'seconds to story (p90)', 'dollars (estimate)'],
    ]);
  });

  it('has a row each for flow, freshness, failures and cost', () => {
    const headings = widgets.flatMap(({ properties }) => properties.markdown ?? []);
    expect(headings).toEqual(['## Now', '## Flow', '## Freshness', '## Failures', '## Cost']);
    expect(widgets.filter(({ type }) => type === 'metric')).toHaveLength(14);
  });

  it('shows all that the steps measure', () => {
    const shown = JSON.stringify(widgets.map(({ properties }) => properties.metrics));
    for (const name of Object.keys(metricUnits))
      expect(shown).toContain(`["${metricNamespace}","${name}"`);
  });

  it('fits the width of a page', () => {
    const graphs = widgets.filter(({ type }) => type === 'metric');
    for (const { width } of graphs) expect(width).toBe(8);
  });
});
