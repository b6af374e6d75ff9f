/** What stands in for which module of `shared/text/` when a part is left out. */
export const parts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'nothing left out': {},
  'Arabic folding': { arabic: 'without-folding', 'word-weights': 'weights-of-folded' },
  stems: { stems: 'without-stems', 'word-weights': 'weights-of-stems' },
  'words nearly alike': { 'word-likeness': 'without-near-words' },
  'pairs of characters': { tokens: 'without-bigrams' },
  'word weights': { 'word-weights': 'without-word-weights' },
  numbers: { numbers: 'without-numbers' },
  'days of the year': { dates: 'without-dates' },
  'sound of names': { 'name-skeleton': 'without-names' },
  countries: { places: 'without-places' },
  cities: { cities: 'without-cities' },
  'peoples as countries (added)': { places: 'with-peoples' },
};
