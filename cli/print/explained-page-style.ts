/** The look of an explained page, light and dark; sides are logical, so that it turns with the text. */
export const explainedPageStyle = `
:root { color-scheme: light dark; --text: #1c1e21; --dim: #5f6670; --line: #d9dde2; --ground: #fff;
  --kept: #1a7f4b; --kept-ground: #eef8f2; --caption: #2563a8; --title: #7a4bb0; --bad: #b3261e; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6e8eb; --dim: #98a1ab; --line: #353b43; --ground: #15181c;
    --kept: #4cc38a; --kept-ground: #16271f; --caption: #6ea8e8; --title: #b794e6; --bad: #f2867e; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 52rem; color: var(--text);
  background: var(--ground); font: 1rem/1.65 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: .25rem 0 .75rem; font-size: 1.6rem; line-height: 1.3; }
.outcome { margin: 0; color: var(--kept); font-weight: 600; }
.outcome.refused { color: var(--bad); }
dl { margin: 0 0 1rem; font-size: .875rem; line-height: 1.5; }
dl div { display: flex; gap: .75rem; padding: .15rem 0; border-bottom: 1px solid var(--line); }
dt { flex: 0 0 6rem; color: var(--dim); }
dd { margin: 0; }
.from { color: var(--dim); white-space: nowrap; }
.from::before { content: '← '; }
summary { cursor: pointer; color: var(--dim); font-size: .875rem; }
.legend { margin: 0 0 1.5rem; }
.legend table { border-spacing: 0; font-size: .8125rem; }
.legend td, .legend th { padding: .1rem .75rem .1rem 0; text-align: start; font-weight: 400; }
.count { text-align: end; color: var(--dim); font-variant-numeric: tabular-nums; }
main { display: flex; flex-direction: column; gap: .4rem; }
.block { padding: .3rem .8rem; border-inline-start: 4px solid var(--line); border-radius: 2px; }
.block .text { margin: 0; white-space: pre-line; }
.note { margin: .1rem 0 0; color: var(--dim); font: .75rem/1.5 ui-monospace, monospace; }
[dir=rtl] .note { text-align: right; }
.block:not(.kept, .caption, .title) .text { color: var(--dim); font-size: .875rem; line-height: 1.45; }
.block.kept { border-color: var(--kept); background: var(--kept-ground); }
.block.caption { border-color: var(--caption); }
.block.caption .text { font-style: italic; }
.block.title { border-color: var(--title); }
.block.title .text, .block.kept.heading .text { font-weight: 700; font-size: 1.15rem; }
.block.kept.item .text, .block.kept.quote .text { padding-inline-start: 1.25rem; }
.block.kept.item .text::before { content: '• '; }
.block.kept.quote .text { font-style: italic; }
.block.kept.preformatted .text { font-family: ui-monospace, monospace; white-space: pre-wrap; }
.chip { display: inline-block; padding: 0 .4rem; border: 1px solid currentColor; border-radius: 1rem;
  font: .75rem/1.4 ui-monospace, monospace; }
.chip.kept { color: var(--kept); }
.chip.caption { color: var(--caption); }
.chip.title { color: var(--title); }
.run { padding: .2rem 0; }
.run[open] summary { margin-bottom: .4rem; }
.run .block { margin-bottom: .4rem; }
@media print { .run:not([open]) { display: none; } }
`;
