/** Colours, letters and the frame that is around every view. */
export const frameStyle = /* css */ `
:root {
  color-scheme: light dark;
  --ground: #fbfaf7; --ink: #1c1b19; --soft: #5f5b53; --line: #dedad0; --card: #ffffff;
  --link: #12487f; --accent: #a3341d; --mark: #f8e3a1; --good: #23663a;
  --serif: "Iowan Old Style", Charter, Georgia, "Noto Serif", "Noto Naskh Arabic", "Times New Roman", serif;
  --sans: system-ui, "Segoe UI", "Noto Sans", "Noto Sans Arabic", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #16181b; --ink: #eae7e1; --soft: #aaa69d; --line: #35383d; --card: #1d2024;
    --link: #8fc0f2; --accent: #f0907a; --mark: #57470f; --good: #83cf9b;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 76rem; padding: 0 clamp(.9rem, 3vw, 1.5rem) 3rem;
  background: var(--ground); color: var(--ink); font: 1rem/1.5 var(--sans); overflow-wrap: anywhere;
}
h1, h2, h3 { text-wrap: balance; }
h1, h2, .text { font-family: var(--serif); }
h1 { font-size: clamp(1.6rem, 1.2rem + 1.6vw, 2.2rem); line-height: 1.25; margin: 1.4rem 0 .5rem; }
h2 { font-size: 1.3rem; line-height: 1.35; margin: 0 0 .4rem; }
h3 { font-size: 1rem; margin: .9rem 0 .3rem; }
h1 small, h2 small { font: .9rem var(--sans); color: var(--soft); }
/* Letters that hang below and stand above the line need more room than Latin ones. */
:is(h1, h2):is(:lang(ar), :lang(fa), :lang(ur), :lang(ckb), :lang(ps)) { line-height: 1.55; }
:is(.told, .brief a):is(:lang(ar), :lang(fa), :lang(ur), :lang(ckb), :lang(ps)) { line-height: 1.7; }
a { color: var(--link); text-underline-offset: .2em; text-decoration-thickness: 1px; }
:is(h1, h2, .told, .brief) a { color: inherit; text-decoration: none; }
:is(h1, h2, .told, .brief) a:hover { text-decoration: underline; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
mark { background: linear-gradient(transparent 58%, var(--mark) 58%, var(--mark) 94%, transparent 94%); color: inherit; }
small { color: var(--soft); }
code { font-size: .85em; }
.skip { position: absolute; inset-inline-start: -99rem; }
.skip:focus { position: static; display: inline-block; padding: .5rem 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.masthead {
  display: flex; flex-wrap: wrap; gap: .5rem 1.6rem; align-items: center;
  padding: .9rem 0; border-bottom: 3px double var(--ink);
}
.masthead .name { margin: 0; font: bold 1.45rem/1.2 var(--serif); }
.masthead .name a { color: inherit; text-decoration: none; }
.masthead .name small { font: .85rem var(--sans); }
.masthead nav { display: flex; gap: 1.1rem; }
.masthead nav a { color: inherit; text-decoration: none; padding: .25rem 0; border-bottom: 2px solid transparent; }
.masthead nav a:hover { border-color: var(--line); }
.masthead nav [aria-current] { border-color: var(--accent); }
.masthead search { margin-inline-start: auto; flex: 0 1 22rem; }
.masthead form { display: flex; gap: .4rem; }
.masthead input { flex: 1; min-width: 0; }
input, select, button {
  font: inherit; color: inherit; background: var(--card); border: 1px solid var(--soft);
  border-radius: 4px; padding: .25rem .55rem; max-width: 100%; min-height: 2.2rem;
}
button { cursor: pointer; }
footer { margin-top: 3rem; color: var(--soft); font-size: .85rem; border-top: 1px solid var(--line); padding-top: .6rem; }
.meta, .note, .more { color: var(--soft); font-size: .9rem; margin: .2rem 0 .6rem; }
.meta { display: flex; flex-wrap: wrap; gap: .1rem .9rem; align-items: baseline; }
.meta a { color: inherit; }
.tag {
  display: inline-block; font: .75rem/1.35 var(--sans); border: 1px solid var(--line); border-radius: 3px;
  padding: 0 .35rem; color: var(--soft); background: var(--card);
}
.warn { color: var(--accent); border-color: currentColor; }
.good { color: var(--good); border-color: currentColor; }
summary { cursor: pointer; color: var(--soft); font-size: .85rem; padding: .15rem 0; }
.wide { overflow-x: auto; }
@media (max-width: 40rem) {
  .masthead search { flex: 1 0 100%; }
}
@media print {
  :root { --ground: #fff; --ink: #000; --soft: #333; --line: #bbb; --card: #fff; --link: #000; }
  .masthead nav, .masthead search, .filters, .skip, .days { display: none; }
  body { max-width: none; }
  a { text-decoration: none; }
  .card, li, tr { break-inside: avoid; }
}
`;
