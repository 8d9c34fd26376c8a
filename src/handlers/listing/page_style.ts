/**
 * How a listing's page looks: continuous paper, as the pages in `htdocs`, but quiet.
 *
 * @module
 */

/** The style sheet: text sits on lines of `--l`, a bar is three of them, and the operator types in red. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --desk: #d3dcd5; --paper: #fcfdfa; --bar: #e6f1e8; --pick: #cbe2d0; --rule: #a3b9aa;
  --ink: #14271e; --soft: #47594f; --typed: #b5271b;
  --l: 1.75rem; --strip: 1.25rem; --gap: 1rem;
}
@media (prefers-color-scheme: dark) {
  :root {
    --desk: #060a08; --paper: #0f1714; --bar: #15231c; --pick: #20382c; --rule: #3d5548;
    --ink: #dbe9df; --soft: #a3b6aa; --typed: #ff8f7a;
  }
}
* { box-sizing: border-box; margin: 0; padding: 0; }
html { background: var(--desk); -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body, input, kbd {
  font: 1rem/var(--l) ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace;
}
body { color: var(--ink); }
main {
  max-width: 76rem; margin: 0 auto; padding: 0 var(--strip);
  background:
    radial-gradient(circle, var(--desk) .27rem, transparent .31rem) 0 0 / var(--strip) var(--l) repeat-y,
    radial-gradient(circle, var(--desk) .27rem, transparent .31rem) 100% 0 / var(--strip) var(--l) repeat-y,
    var(--paper);
}
.sheet { min-height: 100vh; border: dashed var(--rule); border-width: 0 1px; }
header, footer { padding: var(--l) var(--gap); }
[hidden] { display: none !important; }
a { color: inherit; text-decoration: none; unicode-bidi: isolate; }
a:hover { text-decoration: underline; text-underline-offset: .2em; }
a:focus-visible { outline: 2px solid var(--typed); outline-offset: 1px; }
h1 { font-size: 1.25rem; line-height: var(--l); overflow-wrap: anywhere; white-space: pre-wrap; }
h1 span { font-weight: 400; }
h1 span, .soft, label { color: var(--soft); }
h1 a:not([aria-current]), footer a { text-decoration: underline; text-decoration-color: var(--rule); text-underline-offset: .2em; }
h1 a:first-of-type { padding: 0 .5ch; margin: 0 -.5ch; }
i { padding: 0 .3ch; border: 1px solid; border-radius: .2em; color: var(--typed); font-style: normal; font-weight: 400; font-size: .75em; line-height: 1; }
.prompt { display: flex; gap: 1ch; white-space: nowrap; }
input {
  flex: 0 1 40ch; min-width: 0; height: var(--l); border: 0; border-radius: 0; outline: 0; appearance: none;
  background: none; box-shadow: 0 1px var(--rule); color: var(--typed); caret-color: var(--typed); font-weight: 700;
}
input:focus { box-shadow: 0 2px var(--typed); }
input::placeholder { color: var(--soft); font-weight: 400; opacity: 1; }
input:placeholder-shown:not(:focus) {
  padding-left: 2ch; background: linear-gradient(var(--typed) 0 0) 0 50% / 1ch 1.2em no-repeat;
}
input::-webkit-search-cancel-button { appearance: none; }
kbd { color: var(--typed); font-weight: 700; }

table { width: 100%; table-layout: fixed; border-spacing: 0; }
th { font-weight: 400; text-align: left; vertical-align: top; }
td { vertical-align: top; text-align: right; white-space: nowrap; color: var(--soft); }
th, td { padding: 0 var(--gap) 0 0; }
th:first-child { padding-left: var(--gap); }
th:nth-child(2) { width: calc(8ch + var(--gap)); }
th:nth-child(3) { width: calc(16ch + var(--gap)); }
thead th {
  position: sticky; top: 0; z-index: 1; white-space: nowrap; background: var(--paper); box-shadow: inset 0 -1px var(--rule);
}
thead th:not(:first-child) { text-align: right; }
thead th { --arrow: "\\25b2"; --shown: hidden; }
thead [aria-sort] { --shown: visible; font-weight: 700; }
thead [aria-sort="descending"] { --arrow: "\\25bc"; }
thead th:first-child a::after, thead th:not(:first-child) a::before {
  content: var(--arrow) / ""; visibility: var(--shown); margin: 0 .7ch; color: var(--typed); font-size: .75em; line-height: 1;
}
small { font-size: .75em; line-height: 1; }
tbody th { position: relative; overflow-wrap: anywhere; white-space: pre-wrap; }
tbody a { display: block; scroll-margin: calc(2 * var(--l)) 0; }
tbody a[href$="/"] { font-weight: 700; }
tbody a:focus { outline: 0; }
tbody tr:hover, tbody tr:focus-within { background: var(--pick); }
tbody tr:focus-within { outline: 2px solid var(--typed); outline-offset: -2px; }
tbody tr:hover td, tbody tr:focus-within td { color: var(--ink); }
tbody tr:focus-within th::before { content: ">"; content: ">" / ""; position: absolute; left: calc(var(--gap) - 1.4ch); color: var(--typed); font-weight: 700; }
.note { padding: 0 var(--gap); color: var(--soft); }

@media (min-width: 48em) {
  main { --strip: 2.5rem; --gap: 2rem; }
  tbody tr:nth-child(6n + 4 of :not([hidden])):not(:hover, :focus-within),
  tbody tr:nth-child(6n + 5 of :not([hidden])):not(:hover, :focus-within),
  tbody tr:nth-child(6n + 6 of :not([hidden])):not(:hover, :focus-within) { background: var(--bar); }
}
@media not all and (min-width: 48em) {
  table, thead, tbody { display: block; }
  tr { display: grid; grid-template-columns: 10ch 1fr; }
  thead { position: sticky; top: 0; z-index: 1; background: var(--paper); box-shadow: inset 0 -1px var(--rule); }
  thead tr { display: flex; justify-content: space-between; }
  thead th { position: static; width: auto; background: none; box-shadow: none; }
  tbody th { grid-column: 1 / -1; }
  td { padding-right: 0; padding-left: var(--gap); text-align: left; }
  tbody tr:nth-child(even of :not([hidden])):not(:hover, :focus-within) { background: var(--bar); }
}
@media (hover: none) { .keys { display: none; } }
@media print { .prompt, footer { display: none; } thead, thead th { position: static; } }
`;
