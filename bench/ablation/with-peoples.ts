import * as real from '../../shared/text/places.ts';

/** Words for peoples stand for their countries, within one language, too. */
export const { placesIn, placesIn: namedPlacesIn, placesOf } = real;
