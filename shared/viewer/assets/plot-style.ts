/** Tables and plots: sources and flow. */
export const plotStyle = /* css */ `
table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
th, td { text-align: start; vertical-align: top; padding: .5rem 0; padding-inline-end: 1.2rem; border-bottom: 1px solid var(--line); }
th small, td small { display: block; font-weight: normal; }
thead th { color: var(--soft); font-weight: normal; white-space: nowrap; padding-top: 0; }
.sources tbody th { min-width: 13rem; }
.sources td { white-space: nowrap; }
.sources tbody th { font-weight: 600; }
table.fitting { width: auto; }
.fitting th, .fitting td { padding-inline-end: 2rem; vertical-align: middle; }
.fitting tbody th { font-weight: 600; }
td.number, th.number { text-align: end; }
.trouble { color: var(--accent); font-weight: bold; }
.sparkline { display: block; width: 8rem; height: 1.9rem; }
.sparkline .ground { fill: var(--link); fill-opacity: .13; }
.sparkline .outline { fill: none; stroke: var(--link); stroke-width: 1.5; vector-effect: non-scaling-stroke; }
.sparkline .dot { fill: var(--link); }
.sparkline.bad .ground { fill: var(--accent); }
.sparkline.bad .outline { stroke: var(--accent); }
.sparkline.bad .dot { fill: var(--accent); }
.tiles { display: flex; flex-wrap: wrap; gap: .8rem; margin: .6rem 0 1.8rem; padding: 0; list-style: none; }
.tiles li { background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: .7rem 1.1rem; min-width: 9rem; flex: 0 1 auto; max-width: 22rem; }
.tiles b { display: block; font: bold 1.6rem/1.3 var(--serif); font-variant-numeric: tabular-nums; }
.tiles small { display: block; }
.steps { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: .4rem 2.2rem; }
.step .sparkline { width: 100%; }
.step ul { list-style: none; padding: 0; margin: .3rem 0 1rem; font-variant-numeric: tabular-nums; font-size: .9rem; }
.step li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 .6rem; padding: .15rem 0; }
.bar { grid-column: 1 / -1; width: 100%; height: 3px; display: block; }
.bar rect { fill: var(--link); fill-opacity: .55; }
.part { margin: 1.8rem 0 0; }
`;
