import { arabic } from './ar.ts';
import type { BoilerplateWords } from './boilerplate-words.ts';
import { centralEuropean } from './cs.ts';
import { german } from './de.ts';
import { greek } from './el.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import { persian } from './fa.ts';
import { french } from './fr.ts';
import { hebrew } from './he.ts';
import { hindi } from './hi.ts';
import { indonesian } from './id.ts';
import { italian } from './it.ts';
import { japanese } from './ja.ts';
import { korean } from './ko.ts';
import { dutch } from './nl.ts';
import { polish } from './pl.ts';
import { portuguese } from './pt.ts';
import { russian } from './ru.ts';
import { nordic } from './sv.ts';
import { thai } from './th.ts';
import { turkish } from './tr.ts';
import { ukrainian } from './uk.ts';
import { urdu } from './ur.ts';
import { vietnamese } from './vi.ts';
import { chinese } from './zh.ts';

/** The words of every language; a page often mixes its own with its theme's English. */
export const allWords: readonly BoilerplateWords[] = [
  arabic,
  centralEuropean,
  chinese,
  dutch,
  english,
  french,
  german,
  greek,
  hebrew,
  hindi,
  indonesian,
  italian,
  japanese,
  korean,
  nordic,
  persian,
  polish,
  portuguese,
  russian,
  spanish,
  thai,
  turkish,
  ukrainian,
  urdu,
  vietnamese,
];
