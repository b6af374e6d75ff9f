import { describe, expect, it } from 'vitest';
import { NotAFeedError } from '../../../shared/errors.ts';
import { parseText } from './feed-text.ts';

describe('parseFeed', () => {
  it.each([
    ['', 'the document is empty'],
    [' \n\u0000', 'the document is empty'],
    [
      '<!DOCTYPE html><html><head><title>Harbour &amp; quay</title></head></html>',
      'an HTML page titled «Harbour & quay», not a feed',
    ],
    [
      '<html><title>Just a moment...</title><script src="/cdn-cgi/challenge-platform/x.js"></script></html>',
      'an HTML page titled «Just a moment...» that asks whether we are a robot, not a feed',
    ],
    [
      '{"articles":[{"headline":"x"}],"page":1}',
      'JSON, but no JSON Feed: it has the keys articles, headline, page',
    ],
    ['[1, 2', 'JSON, but no JSON Feed'],
    [
      '<?xml version="1.0"?><soap:Envelope/>',
      'an XML document with the root element <soap:Envelope>, not a feed',
    ],
    [
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><person/></rdf:RDF>',
      'an XML document with the root element <rdf:RDF>, not a feed',
    ],
    ['Service unavailable', 'neither XML nor JSON: it starts with «Service unavailable»'],
  ])('says what %j is instead of a feed', (text, message) => {
    expect(() => parseText(text)).toThrow(new NotAFeedError(message));
  });
});
