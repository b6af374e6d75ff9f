import type { PageElement } from './dom.ts';

/** What an element's class, id, role or tag says that it is for. */
export type Role =
  | 'comments'
  | 'related'
  | 'share'
  | 'newsletter'
  | 'navigation'
  | 'advert'
  | 'aside'
  | 'author'
  | 'meta'
  | 'caption'
  | 'consent'
  | 'hidden'
  | 'embed';

const ROLE_TOKENS: Readonly<Record<Exclude<Role, 'embed'>, string>> = {
  comments:
    'comment comments commentlist disqus respond reply replies discussion discussions kommentare kommentar comentarios commentaires commenti kommentit livefyre viafoura coral hyvor opinions-list comentar yorum yorumlar',
  related:
    'related relateds relatedposts relatedarticles recommended recommendation recommendations recommend recirc recirculation outbrain taboola obtaboola zergnet dianomi mostread mostpopular popular trending alsoread readalso readmore morestories morenews morefrom morelikethis teaser teasers teaserlist crp yarpp jp-relatedposts similar inread-more onward nextup upnext verwandt verwandte weiterlesen mehr-zum-thema relacionadas relacionados correlati infinite latest-news latestnews recent-posts seealso furthermore',
  share:
    'share sharing shares sharebar sharedaddy sharetools sharethis addthis addtoany social socials socialmedia socialbar socialbox social-share sns follow followus bookmarks shariff teilen partager whatsapp pocket qrcode qr-code qrcodes weixin wechat',
  newsletter:
    'newsletter newsletters subscribe subscription subscriptions subscriber signup sign-up optin mailinglist mailchimp paywall piano regwall donate donation donations support-us spenden aboteaser abo upsell membership plusabo pushnotification notifications locked disclaimer',
  navigation:
    'breadcrumb breadcrumbs breadcrumbtrail pagination pager paging menu menus submenu nav navbar navi navigation subnav topnav mainnav sitenav masthead topbar toolbar footer siteheader skiplink skip-link tagcloud tags taglist tag-list post-tags article-tags keywords topics topic-list sitemap searchbox searchform search-form langswitch copyright colophon ticker tools articletools pagetools utility back-to-top',
  advert:
    'ad ads advert adverts advertisement advertising advertorial adsense adslot adunit adbox adcontainer adsbygoogle dfp gpt-ad banner banners promo promos promotion promoted promobox sponsor sponsors sponsored sponsorship anzeige werbung publicidad publicite pubblicita reklama reklam annonce commercial affiliate affiliates affiliatebox skyscraper mrec leaderboard rectangle coupon gutschein shopping',
  aside:
    'sidebar side-bar rail rightrail right-rail rightcol rightcolumn leftcol widget widgets widget-area infobox factbox fact-box faktabox poll polls quiz voting vote rating ratings slideshow slider carousel swiper marquee gallery-thumbs tooltip popup popover modal overlay lightbox dialog drawer toc table-of-contents tableofcontents',
  author:
    'byline bylines author authors authorbox authorinfo authorname author-bio authorbio author-box aboutauthor about-author writer writers journalist bio contributor contributors reporter columnist autor autoren auteur autore textauthor vcard',
  meta: 'meta metadata postmeta entry-meta post-meta article-meta entry-footer articleinfo article-info timestamp datetime date dates dateline pubdate published publishdate publication-date posted postdate entry-date article-date updated lastmodified last-updated readtime reading-time readingtime views viewcount wordcount kicker eyebrow overline rubric dachzeile category categories cat-links postcat section-label label labels source-info',
  caption:
    'image images photo photos picture pictures foto bild img figure pictext caption captions figcaption wp-caption-text imagecaption image-caption photo-caption photocaption photo-credit photocredit credit credits imagecredit image-credit copyright-notice bildunterschrift bu legend legende pie-foto pie-de-foto didascalia photo-info image-info imageinfo bildtext media-caption media-info picture-caption zdjecie zdjecia bijschrift onderschrift billedtekst bildetekst kuvateksti popisek immagine didascalie imagen',
  consent:
    'cookie cookies gdpr consent cmp cookiebar cookie-banner cookienotice onetrust privacy-banner',
  hidden:
    'hidden hide sr-only screen-reader-text screen-reader visually-hidden visuallyhidden screenreader offscreen assistive print-only printonly d-none is-hidden a11y-hidden noprint-only',
};

const ROLE_OF = new Map<string, Role>();
for (const [role, tokens] of Object.entries(ROLE_TOKENS)) {
  for (const token of tokens.split(' ')) ROLE_OF.set(token, role as Role);
}

const TAG_ROLES: Readonly<Partial<Record<string, Role>>> = {
  nav: 'navigation',
  menu: 'navigation',
  footer: 'navigation',
  aside: 'aside',
  form: 'newsletter',
  dialog: 'hidden',
  figcaption: 'caption',
  figure: 'caption',
  address: 'author',
};
const ARIA_ROLES: Readonly<Partial<Record<string, Role>>> = {
  navigation: 'navigation',
  complementary: 'aside',
  contentinfo: 'navigation',
  banner: 'navigation',
  search: 'navigation',
  menu: 'navigation',
  menubar: 'navigation',
  dialog: 'hidden',
  alertdialog: 'consent',
};

const NONE: readonly Role[] = [];

/** The roles that an element claims, by tag, ARIA, visibility and class names. */
export function rolesOf(element: PageElement): readonly Role[] {
  element.roles ??= claimedRoles(element);
  return element.roles as readonly Role[];
}

function claimedRoles({ attributes, name }: PageElement): readonly Role[] {
  if (isBare(attributes)) return TAG_ROLES[name] === undefined ? NONE : [TAG_ROLES[name]];
  // A paragraph that is hidden until its reader pays is still the article's.
  if (name === 'p' && /paywall/i.test(attributes['class'] ?? '')) return NONE;
  const byTag = TAG_ROLES[name] ?? ARIA_ROLES[attributes['role'] ?? ''];
  const hidden =
    attributes['hidden'] !== undefined ||
    attributes['aria-hidden'] === 'true' ||
    /display\s*:\s*none/i.test(attributes['style'] ?? '');
  const byName = rolesOfNames(namesOf(attributes));
  if (byTag === undefined && !hidden) return byName;
  return [
    ...(byTag === undefined ? [] : [byTag]),
    ...(hidden ? (['hidden'] as const) : []),
    ...byName,
  ];
}

/** Most elements have a class or nothing: joining names that are not there costs more than all else. */
function namesOf(attributes: PageElement['attributes']): string {
  const { class: classes = '', id } = attributes;
  const [component, test] = [attributes['data-component'], attributes['data-testid']];
  if (id === undefined && component === undefined && test === undefined)
    return classes.length > 500 ? classes.slice(0, 500) : classes;
  return `${classes} ${id ?? ''} ${component ?? ''} ${test ?? ''}`.slice(0, 500);
}

function isBare(attributes: PageElement['attributes']): boolean {
  for (const _ in attributes) return false;
  return true;
}

/**
 * The roles that class names stand for.
 *
 * @example rolesOfNames('c-shareBar js-x') // ['share']
 */
export function rolesOfNames(names: string): readonly Role[] {
  const before = recent.get(names);
  if (before !== undefined) return before;
  const roles = readNames(names);
  if (recent.size >= MAX_RECENT) recent.clear();
  recent.set(names, roles);
  return roles;
}

/** A page repeats its names; few are kept, as each keeps a part of its page in memory. */
const recent = new Map<string, readonly Role[]>();
const MAX_RECENT = 500;

function readNames(names: string): readonly Role[] {
  let found = NONE;
  for (let start = 0; start < names.length; ) {
    const end = endOfName(names, start);
    if (mayTellRole(names, start, end)) {
      for (const role of rolesOfName(names.slice(start, end)))
        if (!found.includes(role)) found = [...found, role];
    }
    start = end + 1;
  }
  return found;
}

function endOfName(names: string, start: number): number {
  let end = start;
  while (end < names.length && names.charCodeAt(end) > 32) end++;
  return end;
}

const EMBED =
  /(?<![a-z\d])(twitter-(tweet|video)|instagram-media|fb-post|tiktok-embed|bluesky-embed)/;
const COMMENT = /^(comment|komment|koment|coment)(?!ary)/;

/** Names that tell a role are few, and the same on many sites. */
const known = new Map<string, readonly Role[]>();
const MAX_KNOWN = 2000;

function rolesOfName(name: string): readonly Role[] {
  const before = known.get(name);
  if (before !== undefined) return before;
  const roles = readName(name);
  if (known.size >= MAX_KNOWN) known.clear();
  // A copy: what is cut out of a page would keep the page in memory.
  known.set(` ${name}`.slice(1), roles);
  return roles;
}

/** `elementor-widget-share-buttons`: to a page builder all is a widget. */
const PAGE_BUILDER = /^elementor-widget-?/;

function readName(name: string): readonly Role[] {
  if (name.length < 2 || isStateName(name)) return NONE;
  if (EMBED.test(name)) return ['embed'];
  const words = wordsOf(name.replace(PAGE_BUILDER, ''));
  const roles: Role[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '') continue;
    const role = roleAt(word, words[at + 1] ?? '');
    if (role !== undefined) roles.push(role);
    else if (COMMENT.test(word)) roles.push('comments');
  }
  return roles;
}

const roleAt = (word: string, next: string): Role | undefined =>
  ROLE_OF.get(`${word}-${next}`) ?? ROLE_OF.get(`${word}${next}`) ?? ROLE_OF.get(word);

/** Marks the hashes of tokens, and of what begins a word about comments. */
const TELLING = new Uint8Array(0x8000);
const [TOKEN, COMMENT_START] = [1, 2];
for (const token of [...ROLE_OF.keys(), 'twitter', 'instagram', 'fb', 'tiktok', 'bluesky'])
  mark(token, TOKEN);
for (const start of ['comment', 'komment', 'koment', 'coment']) mark(start, COMMENT_START);

function mark(token: string, kind: number): void {
  let hash = 0;
  for (let at = 0; at < token.length; at++) hash = hashWith(hash, token.charCodeAt(at));
  TELLING[hash] = (TELLING[hash] ?? 0) | kind;
}

function hashWith(hash: number, code: number): number {
  return (hash * 31 + code) & 0x7fff;
}

/**
 * Whether a word of a name, alone or with the word before, may be a token: most names hold none, and
 * reading them letter by letter is cheaper than cutting them up.
 */
function mayTellRole(names: string, start: number, end: number): boolean {
  let word = 0;
  let joined = 0;
  let dashed = 0;
  let before = 0;
  for (let at = start; at < end; at++) {
    const code = names.charCodeAt(at);
    if (code > 0x7e) return true;
    const begins = isUpper(code) && isLower(before);
    before = code;
    if (begins || !isWordCode(code)) {
      if (isTelling(word, joined, dashed)) return true;
      if (word !== 0) {
        joined = word;
        dashed = hashWith(word, DASH);
        word = 0;
      }
      if (!begins) continue;
    }
    const lower = isUpper(code) ? code + 32 : code;
    word = hashWith(word, lower);
    joined = hashWith(joined, lower);
    dashed = hashWith(dashed, lower);
    if (lower === LETTER_T && ((TELLING[word] ?? 0) & COMMENT_START) !== 0) return true;
  }
  return isTelling(word, joined, dashed);
}

const DASH = 45;
const LETTER_T = 116;

const isTelling = (word: number, joined: number, dashed: number): boolean =>
  (((TELLING[word] ?? 0) | (TELLING[joined] ?? 0) | (TELLING[dashed] ?? 0)) & TOKEN) !== 0;

const ASCII = /^[\x20-\x7e]*$/;

/** `c-shareBar2` is `c`, `share` and `bar2`. */
function wordsOf(name: string): string[] {
  if (!ASCII.test(name)) {
    const parted = name.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
    return parted.split(/[^\p{L}\p{N}]+/u);
  }
  const words: string[] = [];
  const folded = name.toLowerCase();
  let start = 0;
  let before = 0;
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at);
    if (isUpper(code) && isLower(before)) {
      words.push(folded.slice(start, at));
      start = at;
    } else if (!isUpper(code) && !isLower(code) && !isDigit(code)) {
      words.push(folded.slice(start, at));
      start = at + 1;
      while (start < name.length && !isWordCode(name.charCodeAt(start))) start++;
      at = start - 1;
    }
    before = name.charCodeAt(at);
  }
  words.push(folded.slice(start));
  return words;
}

const isUpper = (code: number): boolean => code >= 65 && code <= 90;
const isLower = (code: number): boolean => code >= 97 && code <= 122;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isWordCode = (code: number): boolean => isUpper(code) || isLower(code) || isDigit(code);

/** `has-comments`, `no-sidebar`, `with-ads`, `tag-politics`, `lg:hidden`: said of the page, not of the element. */
function isStateName(name: string): boolean {
  return (
    /^(has|no|with|without|is-not|single|tag|category|theme|layout|page|post-type|type|status|format|hidden|hide|hentry|wp-custom|elementor-kit)[-_]/i.test(
      name,
    ) || name.includes(':')
  );
}
