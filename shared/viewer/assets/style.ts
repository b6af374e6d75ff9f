/** How the page looks: one sheet, no picture, no font from elsewhere, light or dark as the reader's system is. */
export const style = /* css */ `
:root {
  color-scheme: light dark;
  --ground: #fbfaf7; --ink: #1c1b19; --soft: #5f5b53; --line: #d9d5cb; --card: #ffffff;
  --link: #12487f; --accent: #a3341d; --mark: #fbe9a6; --mark-ink: #1c1b19; --good: #23663a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #16181b; --ink: #eae7e1; --soft: #a8a49b; --line: #35383d; --card: #1e2125;
    --link: #8fc0f2; --accent: #f0907a; --mark: #5c4d14; --mark-ink: #fff6d6; --good: #83cf9b;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 76rem; padding: 0 1rem 3rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.55 system-ui, "Segoe UI", "Noto Sans", "Noto Sans Arabic", sans-serif;
  overflow-wrap: anywhere;
}
h1, h2, .text { font-family: Georgia, "Noto Serif", "Noto Naskh Arabic", "Times New Roman", serif; }
h1 { font-size: 1.9rem; line-height: 1.3; margin: 1.2rem 0 .6rem; }
h2 { font-size: 1.25rem; line-height: 1.4; margin: 0 0 .3rem; }
h3 { font-size: 1rem; margin: .8rem 0 .2rem; }
h1 small, h2 small { font: .85rem system-ui, sans-serif; color: var(--soft); }
a { color: var(--link); text-underline-offset: .15em; }
h1 a, h2 a, .report > a, .brief > li > a { color: inherit; text-decoration-color: var(--line); }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
mark { background: var(--mark); color: var(--mark-ink); border-radius: 2px; padding: 0 .1em; }
small { color: var(--soft); }
.skip { position: absolute; inset-inline-start: -99rem; }
.skip:focus { position: static; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.masthead {
  display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: center;
  padding: .8rem 0; border-bottom: 2px solid var(--ink);
}
.masthead .name { margin: 0; font: bold 1.3rem Georgia, serif; }
.masthead .name a { color: inherit; text-decoration: none; }
.masthead .name small { font: .8rem system-ui, sans-serif; }
.masthead nav { display: flex; gap: 1rem; }
.masthead nav a { color: inherit; }
.masthead nav [aria-current] { font-weight: bold; text-decoration: none; }
.masthead search { margin-inline-start: auto; }
.masthead form { display: flex; gap: .4rem; }
input, select, button {
  font: inherit; color: inherit; background: var(--card); border: 1px solid var(--soft);
  border-radius: 4px; padding: .25rem .5rem; max-width: 100%;
}
button { cursor: pointer; }
.filters { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin: 0 0 1.2rem; }
.cards { display: grid; gap: 1.2rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 30rem), 1fr)); align-items: start; }
.cards { margin-bottom: 2rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: 1rem 1.1rem; min-width: 0; }
.size, .note, .more { color: var(--soft); font-size: .9rem; margin: .2rem 0 .6rem; }
.timeline { display: block; width: 15rem; max-width: 100%; height: .9rem; margin-top: .3rem; }
.timeline line { stroke: var(--line); stroke-width: 2; }
.timeline circle { fill: var(--accent); fill-opacity: .75; }
.sparkline { display: block; width: 10rem; height: 2rem; }
.sparkline .ground { fill: var(--link); fill-opacity: .15; }
.sparkline .outline { fill: none; stroke: var(--link); stroke-width: 1.5; }
.about { display: flex; flex-wrap: wrap; gap: .3rem; list-style: none; padding: 0; margin: 0 0 .6rem; font-size: .85rem; }
.about a { display: block; border: 1px solid var(--line); border-radius: 1rem; padding: .05rem .6rem; color: inherit; text-decoration: none; }
.reports, .reports ol { list-style: none; padding: 0; margin: 0; }
.reports li { border-top: 1px solid var(--line); padding: .45rem 0; }
.report { margin: 0; }
.when, .outlet a, .outlet bdi, .outlet time { white-space: nowrap; }
.when { color: var(--soft); font-size: .85rem; font-variant-numeric: tabular-nums; }
.outlet time { display: inline-block; }
.outlet { color: var(--soft); font-size: .85rem; }
.outlet a { color: inherit; }
.reason { margin: .15rem 0 0; font-size: .82rem; color: var(--soft); }
.shared mark { font-size: .95em; }
.copies { font-size: .95rem; padding-inline-start: 1rem; }
summary { cursor: pointer; color: var(--soft); font-size: .85rem; }
.tag { display: inline-block; font-size: .75rem; border: 1px solid currentColor; border-radius: 3px; padding: 0 .3rem; margin-inline-start: .35rem; color: var(--soft); }
.warn { color: var(--accent); }
.good { color: var(--good); }
.brief { list-style: none; padding: 0; columns: 24rem auto; column-gap: 2rem; }
.brief li { break-inside: avoid; padding: .3rem 0; border-bottom: 1px solid var(--line); }
.two { display: grid; gap: 2rem; grid-template-columns: minmax(0, 1.7fr) minmax(0, 1fr); }
@media (max-width: 56rem) { .two { grid-template-columns: minmax(0, 1fr); } }
.text { font-size: 1.08rem; line-height: 1.75; }
.text .size, .text .note { font-family: system-ui, sans-serif; line-height: 1.5; }
.standfirst { font-weight: bold; }
.caption { color: var(--soft); font-size: .9em; border-inline-start: 3px solid var(--line); padding-inline-start: .7rem; }
blockquote { margin-inline: 1rem; border-inline-start: 3px solid var(--accent); padding-inline-start: .8rem; }
pre { overflow-x: auto; }
aside { font-size: .92rem; min-width: 0; }
aside section { border-top: 1px solid var(--line); padding: .8rem 0; }
.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .2rem .8rem; margin: 0; }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; }
.links, .dropped { padding-inline-start: 1.1rem; }
.dropped li { margin-bottom: .3rem; }
code { font-size: .85em; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: start; vertical-align: top; padding: .35rem .6rem .35rem 0; border-bottom: 1px solid var(--line); }
th small { display: block; font-weight: normal; }
thead th { color: var(--soft); font-weight: normal; white-space: nowrap; }
table.fitting { width: auto; }
.fitting th, .fitting td { padding-inline-end: 1.6rem; }
.trouble th, .trouble td { color: var(--accent); font-weight: bold; }
.step { display: inline-block; vertical-align: top; min-width: 14rem; margin-inline-end: 2rem; }
.step ul { list-style: none; padding: 0; margin: 0; font-variant-numeric: tabular-nums; }
.change ins { background: color-mix(in srgb, var(--good) 22%, transparent); text-decoration: underline; }
.change del { background: color-mix(in srgb, var(--accent) 18%, transparent); }
footer { margin-top: 3rem; color: var(--soft); font-size: .85rem; border-top: 1px solid var(--line); padding-top: .6rem; }
`;
