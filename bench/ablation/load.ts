import { register } from 'node:module';
import { parts } from './parts.ts';

/** Loaded before `measure.ts`: puts what stands in for the part that `LEFT_OUT` names in its place. */
const text = (name: string) => new URL(`../../shared/text/${name}.ts`, import.meta.url).href;
const here = (name: string) => new URL(`./${name}.ts`, import.meta.url).href;
const part = parts[process.env['LEFT_OUT'] ?? ''] ?? {};
const pairs = Object.entries(part).map(([module, standIn]) => [text(module), here(standIn)]);
register('./leave-out.mjs', import.meta.url, { data: pairs });
