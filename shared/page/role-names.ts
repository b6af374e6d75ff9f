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

/** `comment+` is `comment` and `comments`. */
const ROLE_TOKENS: Readonly<Record<Role, string>> = {
  comments:
    'comment+ commentlist disqus respond reply replies discussion+ kommentare kommentar comentarios commentaires commenti kommentit livefyre viafoura coral hyvor opinions-list comentar yorum yorumlar',
  related:
    'related+ relatedposts relatedarticles recommended recommendation+ recommend recirc recirculation outbrain taboola obtaboola zergnet dianomi mostread mostpopular popular trending alsoread readalso readmore morestories morenews morefrom morelikethis teaser+ teaserlist crp yarpp similar inread-more onward nextup upnext verwandt verwandte weiterlesen relacionadas relacionados correlati infinite latestnews recent-posts seealso furthermore',
  share:
    'share+ sharing sharebar sharedaddy sharetools sharethis addthis addtoany social+ socialmedia socialbar socialbox sns follow followus bookmarks shariff teilen partager whatsapp pocket qrcode+ weixin wechat',
  newsletter:
    'newsletter+ subscribe subscription+ subscriber signup optin mailinglist mailchimp paywall piano regwall donate donation+ support-us spenden aboteaser abo upsell membership plusabo pushnotification notifications locked disclaimer',
  navigation:
    'breadcrumb+ breadcrumbtrail pagination pager paging menu+ submenu nav navbar navi navigation subnav topnav mainnav sitenav masthead topbar toolbar footer siteheader skiplink tagcloud tags taglist keywords topics topic-list sitemap searchbox searchform langswitch copyright colophon ticker tools articletools pagetools utility',
  advert:
    'ad+ advert+ advertisement advertising advertorial adsense adslot adunit adbox adcontainer adsbygoogle dfp banner+ promo+ promotion promoted promobox sponsor+ sponsored sponsorship anzeige werbung publicidad publicite pubblicita reklama reklam annonce commercial affiliate+ affiliatebox skyscraper mrec leaderboard rectangle coupon gutschein shopping',
  aside:
    'sidebar rail rightrail rightcol rightcolumn leftcol widget+ infobox factbox faktabox poll+ quiz voting vote rating+ slideshow slider carousel swiper marquee gallery-thumbs tooltip popup popover modal overlay lightbox dialog drawer toc tableofcontents',
  author:
    'byline+ author+ authorbox authorinfo authorname authorbio aboutauthor writer+ journalist bio contributor+ reporter columnist autor autoren auteur autore textauthor vcard',
  meta: 'meta metadata postmeta entry-footer articleinfo timestamp datetime date+ dateline pubdate published publishdate posted postdate updated lastmodified readtime readingtime views viewcount wordcount kicker eyebrow overline rubric dachzeile category categories cat-links postcat label+ source-info',
  caption:
    'image+ photo+ picture+ foto bild img figure pictext caption+ figcaption imagecaption photocaption photocredit credit+ imagecredit copyright-notice bildunterschrift bu legend legende didascalia imageinfo bildtext media-info zdjecie zdjecia bijschrift onderschrift billedtekst bildetekst kuvateksti popisek immagine didascalie imagen',
  consent: 'cookie+ gdpr consent cmp cookiebar cookienotice onetrust privacy-banner',
  hidden:
    'hidden hide sr-only visuallyhidden screenreader offscreen assistive printonly d-none noprint-only',
  embed: 'twitter-tweet+ twitter-video instagram-media fb-post tiktok-embed bluesky-embed',
};

/** By its hash: names are read letter by letter, and nothing is cut out of them. */
const ROLE_OF = new Map<number, Role>();
/** Words begin so that are about comments, however they go on; `commentary` is none of them. */
const COMMENT_STARTS = new Set(['comment', 'komment', 'koment', 'coment'].map(hashOf));
const COMMENTARIES = new Set(['commentary', 'kommentary', 'komentary', 'comentary'].map(hashOf));
for (const [role, tokens] of Object.entries(ROLE_TOKENS)) {
  for (const token of tokens.replace(/(\S+)\+/g, '$1 $1s').split(' ')) {
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
  #word = 0;
  #joined = 0;
  #dashed = 0;
  #last = 0;
  #isComment = false;
  #wasComment = false;

  read(names: string, from: number, end: number): void {
    const start = names.startsWith(PAGE_BUILDER, from) ? from + PAGE_BUILDER.length : from;
    let before = 0;
    for (let at = start; at < end; at++) {
      const code = names.charCodeAt(at);
      const isPart = isUpper(code) || isLower(code) || isDigit(code) || code > 0x7e;
      if (!isPart || (isUpper(code) && isLower(before))) this.#endWord();
      if (isPart) this.#addLetter(isUpper(code) ? code + 32 : code);
      before = code;
    }
    this.#endWord();
    this.#tell(ROLE_OF.get(this.#last));
  }

  #addLetter(code: number): void {
    this.#word = hashWith(this.#word, code);
    this.#joined = hashWith(this.#joined, code);
    this.#dashed = hashWith(this.#dashed, code);
    if (code === LETTER_T) this.#isComment ||= COMMENT_STARTS.has(this.#word);
    else if (code === LETTER_Y && COMMENTARIES.has(this.#word)) this.#isComment = false;
  }

  #endWord(): void {
    if (this.#word === 0) return;
    if (this.#last !== 0)
      this.#tell(ROLE_OF.get(this.#dashed) ?? ROLE_OF.get(this.#joined) ?? ROLE_OF.get(this.#last));
    this.#last = this.#joined = this.#word;
    this.#dashed = hashWith(this.#word, DASH);
    this.#wasComment = this.#isComment;
    this.#word = 0;
    this.#isComment = false;
  }

  /** Tells what the last word stands for, alone or with the one behind it. */
  #tell(found: Role | undefined): void {
    const role = found ?? (this.#wasComment ? 'comments' : undefined);
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
