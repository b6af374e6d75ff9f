/**
 * What a story keeps at most. With so many terms and sketches one of a few reports is stored in one
 * kilobyte, which one write unit holds.
 */
export const sumTerms = 56;
/** Terms of a story in a language that is not its own. */
export const tellingTerms = 32;
/** Languages beside its own in which a story is told; more of them are not compared. */
export const mostTellings = 6;
export const keptSketches = 3;
export const keptMentions = 20;
export const keptPlaces = 8;
/** Of outlets, and of languages. */
export const keptSites = 50;
/** Beyond them a second try may be counted twice. */
export const rememberedMembers = 4000;
