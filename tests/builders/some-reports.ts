/** What two outlets tell of one event, and one of another. */
export const dam = {
  title: 'Harlow dam evacuated after crack is found',
  text: 'Engineers ordered two thousand people out of the valley below the Harlow dam on Monday after a crack was found in its eastern wall. The mayor of Harlow, Edna Marsh, said that buses would run all night.',
};
export const damAgain = {
  title: 'Thousands leave valley below cracked Harlow dam',
  text: 'Two thousand people spent the night in school halls after a crack in the eastern wall of the Harlow dam forced an evacuation of the valley, mayor Edna Marsh said.',
};
export const chess = {
  title: 'Teenager wins Ostrava chess open',
  text: 'A student of fifteen won the chess open in Ostrava on Sunday, beating the former champion in forty moves.',
};
