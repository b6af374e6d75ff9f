/** The front page, stories and articles. */
export const newsStyle = /* css */ `
.days { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; margin: 0 0 .6rem; font-size: .9rem; }
.filters { display: flex; flex-wrap: wrap; gap: .5rem .9rem; align-items: center; margin: .4rem 0 1.4rem; font-size: .9rem; }
.filters select { max-width: 13rem; }
.cards { columns: 30rem 2; column-gap: 1.3rem; margin-bottom: 2.2rem; }
.card {
  background: var(--card); border: 1px solid var(--line); border-radius: 6px;
  padding: 1.1rem 1.2rem .7rem; margin: 0 0 1.3rem; break-inside: avoid; min-width: 0;
}
.card h2 { font-size: 1.4rem; }
.card .lead { font-family: var(--serif); font-size: 1.04rem; line-height: 1.6; margin: .3rem 0 .7rem; color: var(--ink); }
.card .lead, .clamped { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; line-clamp: 4; overflow: hidden; }
.card h2.clamped { -webkit-line-clamp: 5; line-clamp: 5; }
.top { column-span: all; padding: 1.4rem 1.5rem .9rem; }
.top h2 { font-size: clamp(1.6rem, 1.1rem + 1.8vw, 2.3rem); line-height: 1.25; }
.top .lead { font-size: 1.15rem; -webkit-line-clamp: 6; line-clamp: 6; }
@media (min-width: 60rem) {
  .top { display: grid; grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr); gap: 0 2.2rem; }
  .top .reports { margin-top: .3rem; }
}
.timeline { display: flex; align-items: center; gap: .6rem; color: var(--soft); font-size: .78rem; margin: .3rem 0 .8rem; max-width: 34rem; font-variant-numeric: tabular-nums; }
.timeline svg { flex: 1; min-width: 4rem; height: 14px; overflow: visible; }
.timeline line { stroke: var(--line); stroke-width: 2; }
.timeline circle { fill: var(--card); stroke: var(--accent); stroke-width: 2; }
.timeline .first { fill: var(--accent); }
.reports, .reports ol { list-style: none; padding: 0; margin: 0; }
.reports > li { position: relative; padding: 0 0 .75rem; padding-inline-start: 1.15rem; border-inline-start: 2px solid var(--line); margin-inline-start: 5px; }
.reports > li:last-child { border-color: transparent; padding-bottom: .3rem; }
.reports > li::before {
  content: ""; position: absolute; inset-inline-start: -6px; top: .45rem; width: 6px; height: 6px;
  border: 2px solid var(--accent); border-radius: 50%; background: var(--card);
}
.reports > li.first::before { background: var(--accent); }
.told { margin: 0; line-height: 1.45; }
.by { display: flex; flex-wrap: wrap; gap: .1rem .6rem; align-items: baseline; margin: .1rem 0 0; font-size: .82rem; line-height: 1.5; color: var(--soft); }
.by a { color: inherit; }
.by time { font-variant-numeric: tabular-nums; }
.why { margin: .15rem 0 0; font-size: .82rem; line-height: 1.6; color: var(--soft); }
.why, .shared { display: flex; flex-wrap: wrap; gap: 0 .6rem; align-items: baseline; }
.why > :is(details, .shared) { flex: 1 0 100%; }
.why mark, .shared mark { color: var(--ink); }
.copies { margin-top: .2rem; }
.copies ol > li { padding: .3rem 0; padding-inline-start: 1rem; border-inline-start: 2px dotted var(--line); }
.brief { list-style: none; padding: 0; margin: 0; }
.brief li { padding: .45rem 0; border-top: 1px solid var(--line); break-inside: avoid; }
.also { columns: 22rem auto; column-gap: 2rem; }
.also section { margin-bottom: 1.4rem; }
.also h3 { margin: 0 0 .3rem; color: var(--soft); font-weight: normal; break-after: avoid; }
.about { display: flex; flex-wrap: wrap; gap: .35rem; list-style: none; padding: 0; margin: .4rem 0 .6rem; font-size: .85rem; }
.about a { display: block; border: 1px solid var(--line); border-radius: 1rem; padding: .1rem .7rem; color: inherit; text-decoration: none; background: var(--card); }
.about a:hover { border-color: var(--soft); }
.two { display: grid; gap: 1rem 3rem; grid-template-columns: minmax(0, 1.75fr) minmax(0, 1fr); align-items: start; }
.two > * { min-width: 0; }
.two aside { margin-top: 1.4rem; }
@media (max-width: 56rem) { .two { grid-template-columns: minmax(0, 1fr); } }
.text { font-size: 1.1rem; line-height: 1.7; max-width: 42rem; }
.text:is(:lang(ar), :lang(fa), :lang(ur), :lang(ckb), :lang(ps)) { line-height: 2; }
.text :is(.meta, .note, code, pre) { line-height: 1.5; }
.text :is(.meta, .note) { font-family: var(--sans); }
.text h2 { font-size: 1.3rem; margin: 1.8rem 0 .5rem; }
.text h3 { font: bold 1.15rem/1.4 var(--serif); margin: 1.6rem 0 .4rem; }
.text h3:is(:lang(ar), :lang(fa), :lang(ur)) { line-height: 1.7; }
.text p { margin: 0 0 1em; }
.text :is(ul, ol) { margin: 0 0 1em; padding-inline-start: 1.6rem; }
.text li { margin-bottom: .3rem; }
.text p, .text li, .text blockquote p { white-space: pre-line; }
.standfirst { font-weight: bold; }
.text .caption {
  color: var(--soft); font: .9rem/1.5 var(--sans); border-inline-start: 3px solid var(--line);
  padding-inline-start: .8rem; margin-block: 1.2em;
}
blockquote { margin: 1.3em 0; padding-inline-start: 1.2rem; border-inline-start: 3px solid var(--accent); }
.text pre {
  overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 4px;
  padding: .7rem .9rem; font-size: .88rem; overflow-wrap: normal;
}
blockquote p:last-child { margin-bottom: 0; }
.text td { overflow-wrap: normal; }
.text table { font: .92rem/1.5 var(--sans); margin: 1em 0; }
aside { font-size: .9rem; }
aside section { border-top: 1px solid var(--line); padding: .9rem 0; }
aside section:first-child { border-top: 0; padding-top: 0; }
aside h2 { font-size: 1.1rem; }
aside h3 { font-size: .85rem; font-weight: normal; color: var(--soft); margin: .7rem 0 .1rem; }
.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .25rem .9rem; margin: 0; }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; }
.links { list-style: none; padding: 0; margin: 0; }
.links li { padding: .25rem 0; }
.shared { font-size: .92em; color: var(--soft); }
.dropped { padding-inline-start: 1.1rem; margin: .3rem 0; }
.dropped li { margin-bottom: .3rem; }
.revisions { list-style: none; padding: 0; margin: 0; }
.revisions > li { padding: .5rem 0; border-top: 1px solid var(--line); }
.revisions > li:first-child { border-top: 0; padding-top: 0; }
.change { border-inline-start: 3px solid var(--line); padding-inline-start: .8rem; margin: .4rem 0; line-height: 1.7; }
.change p { margin: .4rem 0; }
.change ins { background: color-mix(in srgb, var(--good) 20%, transparent); text-decoration: underline; text-decoration-thickness: 1px; }
.change del { background: color-mix(in srgb, var(--accent) 15%, transparent); }
`;
