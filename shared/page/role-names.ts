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

const ROLE_TOKENS: Readonly<Record<Role, string>> = {
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
  embed:
    'twitter-tweet twitter-tweets twitter-video instagram-media fb-post tiktok-embed bluesky-embed',
};

/** By its hash: names are read letter by letter, and nothing is cut out of them. */
const ROLE_OF = new Map<number, Role>();
/** Words begin so that are about comments, however they go on; `commentary` is none of them. */
const COMMENT_STARTS = new Set(['comment', 'komment', 'koment', 'coment'].map(hashOf));
const COMMENTARIES = new Set(['commentary', 'kommentary', 'komentary', 'comentary'].map(hashOf));
for (const [role, tokens] of Object.entries(ROLE_TOKENS)) {
  for (const token of tokens.split(' ')) {
    const hash = hashOf(token);
    if (ROLE_OF.has(hash)) throw new Error(`${token} is there twice, or has the hash of another`);
    ROLE_OF.set(hash, role as Role);
  }
}

function hashOf(token: string): number {
  let hash = 0;
  for (let at = 0; at < token.length; at++) hash = hashWith(hash, token.charCodeAt(at));
  return hash;
}

function hashWith(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0;
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
  let found: readonly Role[] = [];
  for (let start = 0; start < names.length; ) {
    let end = start;
    while (end < names.length && names.charCodeAt(end) > 32) end++;
    const reader = new NameReader();
    reader.read(names, start, end);
    if (reader.roles.length > 0 && !isStateName(names.slice(start, end)))
      found = found.length === 0 ? reader.roles : [...new Set([...found, ...reader.roles])];
    start = end + 1;
  }
  return found;
}

/** `elementor-widget-share-buttons`: to a page builder all is a widget. */
const PAGE_BUILDER = 'elementor-widget';

/** Reads one name, which `c-shareBar2` is of the words `c`, `share` and `bar2`: a token is one or two. */
class NameReader {
  roles: Role[] = [];
  /** Hashes of the word at hand, alone and with the one before, and of that. */
  private word = 0;
  private joined = 0;
  private dashed = 0;
  private last = 0;
  private isComment = false;
  private wasComment = false;

  read(names: string, from: number, end: number): void {
    const start = names.startsWith(PAGE_BUILDER, from) ? from + PAGE_BUILDER.length : from;
    let before = 0;
    for (let at = start; at < end; at++) {
      const code = names.charCodeAt(at);
      const isPart = isUpper(code) || isLower(code) || isDigit(code) || code > 0x7e;
      if (!isPart || (isUpper(code) && isLower(before))) this.endWord();
      if (isPart) this.addLetter(isUpper(code) ? code + 32 : code);
      before = code;
    }
    this.endWord();
    this.tell(ROLE_OF.get(this.last));
  }

  private addLetter(code: number): void {
    this.word = hashWith(this.word, code);
    this.joined = hashWith(this.joined, code);
    this.dashed = hashWith(this.dashed, code);
    if (code === LETTER_T) this.isComment ||= COMMENT_STARTS.has(this.word);
    else if (code === LETTER_Y && COMMENTARIES.has(this.word)) this.isComment = false;
  }

  private endWord(): void {
    if (this.word === 0) return;
    if (this.last !== 0)
      this.tell(ROLE_OF.get(this.dashed) ?? ROLE_OF.get(this.joined) ?? ROLE_OF.get(this.last));
    this.last = this.joined = this.word;
    this.dashed = hashWith(this.word, DASH);
    this.wasComment = this.isComment;
    this.word = 0;
    this.isComment = false;
  }

  /** Tells what the last word stands for, alone or with the one behind it. */
  private tell(found: Role | undefined): void {
    const role = found ?? (this.wasComment ? 'comments' : undefined);
    if (role !== undefined && !this.roles.includes(role)) this.roles.push(role);
  }
}

const DASH = 45;
const LETTER_T = 116;
const LETTER_Y = 121;
const isUpper = (code: number): boolean => code >= 65 && code <= 90;
const isLower = (code: number): boolean => code >= 97 && code <= 122;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/**
 * `has-comments`, `no-sidebar`, `with-ads`, `tag-politics`, `lg:hidden`, `node--promoted`: said of the
 * page, not of the element; `overflow-hidden`, `field--label-hidden`: of a part of it.
 */
function isStateName(name: string): boolean {
  return STATE_STARTS.test(name) || STATE_ENDS.test(name) || name.includes(':');
}

const STATE_STARTS =
  /^(has|no|with|without|is-not|is-highlight|single|tag|category|theme|layout|page|post-type|type|status|format|hidden|hide|hentry|wp-custom|elementor-kit)[-_]/i;
const STATE_ENDS =
  /(^|[-_])((label|overflow|overflow-[xy]|backface)-hidden|node--?(promoted|sticky))$/i;
