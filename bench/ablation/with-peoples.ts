export * from '../../shared/text/places.ts';
/** Words for peoples stand for their countries, within one language, too. */
export { placesIn as namedPlacesIn } from '../../shared/text/places.ts';
