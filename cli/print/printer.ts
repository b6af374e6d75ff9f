import pc from 'picocolors';
import { cleanLine, cleanLines, isolated, safeJson } from '../../shared/text/terminal-text.ts';
import type { World } from '../world.ts';
import { wrapText } from './wrap-text.ts';

/** What a command says; every text from outside goes through `text`, `paragraph` or `json`. */
export type Printer = {
  readonly line: (text?: string) => void;
  /** One line of JSON, of a list. */
  readonly jsonLine: (value: unknown) => void;
  /** One JSON document. */
  readonly json: (value: unknown) => void;
  /** A text from outside, safe within a line. */
  readonly text: (value: string) => string;
  /** A text from outside, wrapped to the width of the terminal. */
  readonly paragraph: (value: string, indent?: string) => void;
  /** `name  value`, where there is a value. */
  readonly field: (name: string, value: string | number | undefined) => void;
  readonly colour: ReturnType<typeof pc.createColors>;
};

const longestLine = 100;

export function printerOf({ out, terminal, columns, colours }: World): Printer {
  const colour = pc.createColors(colours);
  const line = (text = '') => out(`${text}\n`);
  const isolate = (text: string) => (terminal ? isolated(text) : text);
  const text = (value: string) => isolate(cleanLine(value));
  return {
    ...{ line, text, colour },
    jsonLine: (value) => line(safeJson(value)),
    json: (value) => line(safeJson(value, 2)),
    paragraph: (value, indent = '') => {
      const width = terminal ? Math.max(20, Math.min(columns, longestLine) - indent.length) : 1e9;
      for (const clean of cleanLines(value))
        for (const part of wrapText(clean, width)) line(`${indent}${isolate(part)}`);
    },
    field: (name, value) => {
      if (value !== undefined && value !== '')
        line(`${colour.dim(name.padEnd(12))} ${text(String(value))}`);
    },
  };
}

/** `2026-01-05 09:00` of an instant. */
export const minute = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

/** `1 feed`, `2 feeds`, `2 days`, `2 stories`. */
export const counted = (count: number, noun: string): string =>
  `${count} ${count === 1 ? noun : /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;
