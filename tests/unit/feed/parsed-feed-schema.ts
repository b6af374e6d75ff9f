import * as z from 'zod';

/** What no parsed feed may hand on: half of a character, a control character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
const broken = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udfff]/u;
const harmful = /^\s*(?:javascript|vbscript|data|file|blob|about):/i;

const text = z.string().refine((value) => !broken.test(value), 'a broken character');
const said = text.refine((value) => value.trim() !== '', 'an empty text');
const address = said.refine((value) => !harmful.test(value), 'a harmful address');
const instant = z.iso
  .datetime({ precision: 3 })
  .refine((value) => new Date(value).toISOString() === value, 'a date that is none');
const language = said.max(100);
const count = z.number().nonnegative();

const person = z.strictObject({
  ...{ name: said.max(1000).optional(), email: said.optional(), url: said.optional() },
});
const category = z.strictObject({
  ...{ term: said, scheme: said.optional(), label: said.optional() },
});
const enclosure = z.strictObject({
  ...{ url: address, type: said.optional(), length: count.optional() },
});
const link = z.strictObject({
  ...{ href: address, rel: text, type: said.optional(), title: said.optional() },
  ...{ hreflang: said.optional(), length: z.number().optional() },
});

const entry = z.strictObject({
  ...{ id: said.optional(), title: said.optional(), link: address.optional() },
  ...{ summary: said.optional(), content: said.optional(), language: language.optional() },
  ...{ published: instant.optional(), updated: instant.optional() },
  ...{ authors: z.array(person).max(101), categories: z.array(category).max(200) },
  ...{ enclosures: z.array(enclosure).max(100), links: z.array(link).max(102) },
  ...{ image: address.optional(), comments: address.optional() },
  source: z.strictObject({ title: said.optional(), link: address.optional() }).optional(),
});

/** What every feed that was read comes to, whatever its document looks like. */
export const parsedFeedSchema = z.strictObject({
  ...{ format: z.string(), encoding: said, error: said.optional() },
  feed: z.strictObject({
    ...{ title: said.optional(), link: address.optional(), description: said.optional() },
    ...{ id: said.optional(), language: language.optional(), icon: address.optional() },
    ...{ image: address.optional(), updated: instant.optional(), published: instant.optional() },
    ttl: count.optional(),
    skipHours: z.array(z.int().min(0).max(24)).max(30),
    ...{ skipDays: z.array(z.string()).max(7), rights: said.optional() },
    ...{ generator: said.optional(), authors: z.array(person).max(101) },
    ...{ categories: z.array(category).max(200), links: z.array(link).max(102) },
  }),
  entries: z.array(entry).max(10_000),
});
