/** Parameters that only say how a reader came; lower-case. Gathered from what outlets and advertisers document. */
const names = new Set(
  [
    'fbclid gclid gclsrc dclid wbraid gbraid msclkid twclid ttclid yclid ysclid igshid igsh li_fat_id',
    'epik irclickid sccid rb_clickid s_kwcid s_cid sc_cmp mkt_tok mc_cid mc_eid _openstat _ga _gl',
    '_hsenc _hsmi __hssc __hstc __hsfp hss_channel vero_id vero_conv oly_enc_id oly_anon_id dm_i',
    'maca reflink fsrc tblci dicbo oborigurl lipi vgo_ee ex_cid rref smprod yptr xg_source _ke __s',
    'ck_subscriber_id mibextid sfnsn fb_action_ids fb_action_types fb_source fb_ref action_object_map',
    'action_type_map action_ref_map __twitter_impression xing_share trk trkcampaign gs_l usqp amp_js_v',
    'xtor xtref xts cmpid cmp ito smid smtyp emc wt_mc wtmc tpcc taid ftag',
    'guccounter guce_referrer guce_referrer_sig traffic_source feedtype feedname sharetoken sref srnd',
    'cm_mmc cm_ven cm_cat cm_pla cm_ite spm soc_src soc_trk sr_share mbid ref_src ref_url referrer_source',
    'phpsessid jsessionid sessionid aspsessionid nocache _t_ campaign_id campaignid ns_fee',
    'replytocom utm rss_source rssfeed ftcamp zanpid _branch_match_id _branch_referrer at_medium at_campaign',
  ].flatMap((line) => line.split(' ')),
);

const prefixes =
  /^(?:utm_|pk_|mtm_|piwik_|matomo_|hsa_|itm_|ns_m|ns_s|ns_c|ns_l|at_|gaa_|stm_|fb_comment_|wt\.|cx_)/;

/** Parameters that say how a reader came by a word; a bare number is more likely an article's. */
const words = new Set(['icid', 'ncid', 'ocid']);

/** Parameters that may name an article, and say how a reader came only with a value such as these. */
const ambiguous = new Set(
  [
    'ref refer referrer referer source src from via partner mod cid campaign medium feature origin',
    'intcid intcmp cmpid_ rel sh share shared siteid',
  ].flatMap((line) => line.split(' ')),
);
const channels =
  /^(?:rss|feeds?|rssfeed|social|share|twitter|facebook|fb|whatsapp|telegram|email|e-?mail|newsletter|home|homepage|push|google|googlenews|news_?tab|app|mobile|amp|web|android|ios)(?:[-_.].*)?$/;

/** Views of an article that are the article: `?amp=1`, `?outputType=amp`, `?print=1`. */
const views = new Map(
  (
    [
      [/^(?:1|true|yes|)$/, 'amp _amp print printable printview rss nomobile mobile'],
      [/^(?:amp|print)$/, 'view mode format layout service'],
      [/^(?:all|print)$/, 'pagewanted'],
      [/^(?:valid_)?amp$/, 'outputtype'],
      [/^amp$/, 'output'],
    ] as const
  ).flatMap(([value, keys]) => keys.split(' ').map((key) => [key, value] as const)),
);

/**
 * Tells whether a parameter of a query leaves the article what it is.
 *
 * @example
 * isTrackingParam('utm_source', 'x') // true
 * isTrackingParam('ref', 'rss') // true
 * isTrackingParam('ref', '8715') // false
 */
export function isTrackingParam(name: string, value: string): boolean {
  const key = name.toLowerCase();
  if (names.has(key) || prefixes.test(key)) return true;
  const said = value.toLowerCase();
  if (words.has(key)) return !/^\d+$/.test(said);
  if (ambiguous.has(key) && channels.test(said)) return true;
  return views.get(key)?.test(said) === true;
}
