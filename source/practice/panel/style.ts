/**
The style of every page, in light and dark, from a phone's width up: one column of cards beside a path of three steps.
The focus ring has its own colour and a gap, so that it is visible on buttons, cards and links alike.
*/
export const style = String.raw`
:root {
	color-scheme: light dark;
	--ink: #17212b; --soft: #55606d; --ground: #f3f4f1; --surface: #fff; --inset: #f8f9f7; --line: #dadfd9;
	--edge: #7f8a86; --accent: #0d6647; --accent-ink: #fff; --accent-hover: #0a5038; --tint: #e4f1ea;
	--banner: #ffdf85; --banner-ink: #3b2c00; --banner-stripe: #f7cf5f; --bad: #a3180f; --bad-tint: #fdecea;
	--focus: #1d4ed8; --shadow: 0 1px 2px #17212b14, 0 6px 20px #17212b0d;
	--radius: .75rem; --page: 70rem; --mono: ui-monospace, 'Cascadia Mono', 'SF Mono', Menlo, Consolas, monospace;
}
@media (prefers-color-scheme: dark) {
	:root {
		--ink: #ebe9e4; --soft: #b0b7bd; --ground: #11161a; --surface: #1a2126; --inset: #141a1e; --line: #343e45;
		--edge: #78848b; --accent: #74dbae; --accent-ink: #06261a; --accent-hover: #97e7c4; --tint: #17332a;
		--banner: #4a3900; --banner-ink: #ffe9ad; --banner-stripe: #574500; --bad: #ffb3ab; --bad-tint: #3a1b19;
		--focus: #9ec1ff; --shadow: 0 1px 2px #0006;
	}
}
*, ::before, ::after { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-padding-top: 1rem; }
body {
	margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--ground); color: var(--ink);
	font: 1rem/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; text-size-adjust: 100%;
}
a { color: var(--accent); text-underline-offset: .2em; }
a:hover { text-decoration-thickness: .14em; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 3px; border-radius: .25rem; }
.skip { position: absolute; left: -100vw; z-index: 2; }
.skip:focus { left: 1rem; top: 1rem; background: var(--surface); padding: .5rem 1rem; }
.unseen {
	position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden;
	clip-path: inset(50%); white-space: nowrap;
}
.banner, .bar, main, footer { padding-inline: max(1.25rem, (100% - var(--page)) / 2); }
.banner {
	padding-block: .5rem; color: var(--banner-ink); font-size: .9rem;
	background: repeating-linear-gradient(-45deg, var(--banner) 0 14px, var(--banner-stripe) 14px 16px);
}
.banner span { background: var(--banner); padding: .1rem .4rem; margin-left: -.4rem; box-decoration-break: clone; }
.bar {
	display: flex; flex-wrap: wrap; align-items: center; gap: 0 2rem; background: var(--surface);
	border-bottom: 1px solid var(--line);
}
.brand {
	font-weight: 700; letter-spacing: -.01em; padding-block: .9rem; display: flex; align-items: center;
	gap: .6rem;
}
.brand::before {
	content: ''; width: 1.1rem; height: 1.1rem; border-radius: .3rem;
	background: linear-gradient(135deg, var(--accent) 50%, var(--banner-stripe) 50%);
}
nav { flex: 1; }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1.75rem; list-style: none; margin: 0; padding: 0; }
nav a {
	display: block; padding: .95rem 0 calc(.95rem - 3px); color: var(--soft); text-decoration: none;
	border-bottom: 3px solid transparent;
}
nav a:hover { color: var(--ink); border-color: var(--line); }
nav [aria-current] { color: var(--ink); font-weight: 600; border-color: var(--accent); }
main { flex: 1; width: 100%; padding-block: 2rem 4rem; }
main:has(> .welcome, > .empty) { display: grid; align-content: center; }
main > .empty { width: min(100%, 34rem); justify-self: center; }
footer { padding-block: 1rem; color: var(--soft); font-size: .9rem; border-top: 1px solid var(--line); }
.columns { display: grid; gap: 1.5rem 2.5rem; }
.columns > * { min-width: 0; }
@media (min-width: 60rem) {
	.columns { grid-template-columns: minmax(0, 1fr) 17rem; }
	.columns.halves { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1.5rem; }
	.aside { position: sticky; top: 1.5rem; align-self: start; }
}
h1 { font-size: clamp(1.5rem, 1.2rem + 1.4vw, 2rem); line-height: 1.2; letter-spacing: -.015em; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; line-height: 1.3; letter-spacing: -.01em; margin: 2.25rem 0 .75rem; }
h3 { font-size: 1rem; margin: 0 0 .25rem; }
h1:focus, h2:focus { outline: none; }
p { margin: .5rem 0; max-width: 44rem; text-wrap: pretty; }
h1, h2, h3 { text-wrap: balance; }
.lead { color: var(--soft); margin-bottom: 1.25rem; }
.title { display: flex; flex-wrap: wrap; align-items: start; justify-content: space-between; gap: .75rem 2rem; }
.title { margin-bottom: 1.25rem; }
.title .lead { margin-bottom: 0; }
.title > div { flex: 1 1 20rem; }
.card, fieldset, dialog {
	background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow);
	padding: 1.25rem 1.5rem; margin: 0 0 1.25rem;
}
.card > :first-child, .card > [type=hidden] + *, .columns > div > h2:first-child, .summary h2, dialog h2, .aside h2,
.card > [type=hidden] + [type=hidden] + * { margin-top: 0; }
.card > :last-child { margin-bottom: 0; }
.road { list-style: none; margin: 0; padding: 0; counter-reset: step; }
.road li { position: relative; padding: 0 0 1.25rem 2.5rem; color: var(--soft); counter-increment: step; }
.road li:last-child { padding-bottom: 0; }
.road li::before {
	content: counter(step); position: absolute; left: 0; top: 0; width: 1.65rem; height: 1.65rem; border-radius: 50%;
	display: grid; place-items: center; font-size: .85rem; font-weight: 600; border: 1px solid var(--edge);
	background: var(--surface);
}
.road li:not(:last-child)::after {
	content: ''; position: absolute; left: .8rem; top: 1.85rem; bottom: .2rem; border-left: 1px solid var(--edge);
}
.road strong { display: block; color: var(--ink); font-weight: 600; line-height: 1.65rem; }
.road .done::before { content: '\2713'; color: var(--accent); border-color: var(--accent); background: var(--tint); }
.road [aria-current]::before { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); }
.step { color: var(--accent); font-weight: 600; margin: 0 0 .35rem; }
.notice {
	background: var(--tint); border: 1px solid var(--accent); border-radius: var(--radius); padding: .85rem 1.25rem;
	margin: 0 0 1.25rem;
}
.notice p { margin: 0; }
.notice p.actions { margin-top: .9rem; }
.notice strong { display: block; }
.empty { text-align: center; padding: 3rem 1.5rem; border-style: dashed; border-color: var(--edge); box-shadow: none; }
.empty p { margin-inline: auto; }
legend { font-weight: 600; font-size: 1.05rem; padding: 0; float: left; width: 100%; margin-bottom: .25rem; }
legend + * { clear: both; }
label { display: block; font-weight: 600; margin-top: 1.1rem; }
.hint { color: var(--soft); font-size: .93rem; margin: .1rem 0 .5rem; }
input:is([type=text], [type=password], [type=search], [type=number]), select, textarea {
	display: block; font: inherit; width: 100%; max-width: 34rem; padding: .55rem .7rem; text-overflow: ellipsis;
	border: 1px solid var(--edge); border-radius: .45rem; background: var(--inset); color: var(--ink);
}
input[type=number] { max-width: 12rem; }
textarea { resize: vertical; }
[aria-invalid] { border-color: var(--bad); border-width: 2px; }
:is(input, select, textarea):focus-visible { outline-offset: 1px; border-radius: .45rem; }
input:is([type=checkbox], [type=radio]) {
	accent-color: var(--accent); width: 1.1rem; height: 1.1rem; flex: none; margin: 0;
}
.choice { display: flex; gap: .65rem; align-items: center; font-weight: 400; margin: .5rem 0 0; cursor: pointer; }
.choice small { display: block; color: var(--soft); font-size: .9rem; }
.tiles {
	display: grid; grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr)); gap: .6rem;
	margin-top: .75rem;
}
.tiles .choice {
	margin: 0; padding: .65rem .85rem; border: 1px solid var(--edge); border-radius: .5rem; background: var(--inset);
	align-items: start;
}
.tiles .choice input { margin-top: .2rem; }
.tiles .choice:has(:checked) {
	border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); background: var(--tint);
}
.tiles .choice:has(:focus-visible) { outline: 3px solid var(--focus); outline-offset: 3px; }
.tiles .choice :focus-visible { outline: none; }
button, .button {
	display: inline-flex; align-items: center; justify-content: center; gap: .5rem; font: inherit; font-weight: 600;
	padding: .55rem 1.15rem; min-height: 2.75rem; border-radius: .5rem; border: 1px solid var(--accent);
	background: var(--accent); color: var(--accent-ink); text-decoration: none; cursor: pointer; user-select: none;
}
button:hover, .button:hover { background: var(--accent-hover); border-color: var(--accent-hover); }
.quiet { background: var(--surface); color: var(--accent); border-color: var(--edge); }
.quiet:hover { background: var(--tint); border-color: var(--accent); }
.small { min-height: 2.25rem; padding: .3rem .8rem; font-size: .93rem; }
:is(button, .button):focus-visible { border-radius: .5rem; }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.25rem 0 0; max-width: none; align-items: center; }
.error { color: var(--bad); font-weight: 600; margin: .2rem 0 .5rem; }
.summary {
	border: 1px solid var(--bad); border-left-width: .4rem; border-radius: var(--radius); background: var(--bad-tint);
	padding: 1rem 1.5rem; margin: 0 0 1.25rem;
}
.summary ul { margin: 0; padding-left: 1.2rem; }
.summary a { color: var(--bad); }
dl { margin: 0; }
dt { color: var(--soft); font-size: .93rem; }
dd { margin: 0 0 1rem; overflow-wrap: anywhere; }
.facts { display: grid; gap: 0 2rem; }
@media (min-width: 40rem) {
	.facts { grid-template-columns: 11rem minmax(0, 1fr); }
	.facts dt { grid-column: 1; }
	.facts dd { grid-column: 2; margin-bottom: .75rem; }
}
.tags { display: flex; flex-wrap: wrap; gap: .35rem; list-style: none; margin: 0; padding: 0; }
.tags li, .tag {
	font-size: .85rem; padding: .1rem .55rem; border-radius: 1rem; border: 1px solid var(--line);
	background: var(--inset);
	overflow-wrap: anywhere;
}
.on { border-color: var(--accent); background: var(--tint); }
code, .value { font-family: var(--mono); font-size: .95em; overflow-wrap: anywhere; }
.values dd { display: flex; flex-wrap: wrap; align-items: stretch; gap: .6rem; margin: .25rem 0 1.1rem; }
.values .value {
	flex: 1 1 14rem; background: var(--inset); border: 1px solid var(--edge); border-radius: .5rem;
	padding: .55rem .8rem;
	display: flex; align-items: center; min-width: 0; overflow-wrap: anywhere;
}
.values button { min-width: 6.5rem; }
button.copied, button.copied:hover { background: var(--tint); border-color: var(--accent); color: var(--accent); }
.copied::before { content: '\2713'; }
.table {
	overflow-x: auto; padding: 0; background:
		linear-gradient(90deg, var(--surface) 40%, transparent) 0 0 / 3rem 100% no-repeat local,
		linear-gradient(-90deg, var(--surface) 40%, transparent) 100% 0 / 3rem 100% no-repeat local,
		linear-gradient(90deg, var(--line), transparent) 0 0 / 1rem 100% no-repeat,
		linear-gradient(-90deg, var(--line), transparent) 100% 0 / 1rem 100% no-repeat, var(--surface);
}
table { border-collapse: collapse; width: 100%; }
th, td {
	text-align: left; padding: .75rem 1rem; border-bottom: 1px solid var(--line); vertical-align: top;
	white-space: nowrap;
}
:is(th, td):first-child { padding-left: 1.5rem; }
th { color: var(--soft); font-size: .9rem; font-weight: 600; }
tbody tr:last-child td { border-bottom: 0; }
td:first-child { white-space: normal; min-width: 9rem; max-width: 20rem; overflow-wrap: anywhere; font-weight: 600; }
.tools { display: flex; flex-wrap: wrap; gap: .6rem; align-items: end; margin: .75rem 0 .5rem; }
.tools > :first-child { flex: 1 1 100%; }
.tools input[type=search] { max-width: none; }
.tools label { margin-top: 0; }
.tools .choice { min-height: 2.75rem; }
.scopes {
	max-height: 24rem; overflow-y: auto; border: 1px solid var(--edge); border-radius: .5rem; background: var(--inset);
	padding: .25rem 0;
}
.scopes .choice { margin: 0; padding: .45rem .85rem; align-items: start; }
.scopes .choice input { margin-top: .2rem; }
.scopes .choice:hover { background: var(--tint); }
.scopes .choice > span { display: grid; gap: 0 1rem; flex: 1; min-width: 0; overflow-wrap: anywhere; }
@media (min-width: 44rem) { .scopes .choice > span { grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); } }
.none { padding: 1.5rem; text-align: center; color: var(--soft); margin: 0; max-width: none; }
details { border-top: 1px solid var(--line); margin-top: 1rem; padding-top: .75rem; }
summary { cursor: pointer; font-weight: 600; color: var(--accent); padding: .35rem 0; }
.grid { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(15.5rem, 100%), 1fr)); gap: 1rem; margin: 0; }
.grid > * { display: flex; flex-direction: column; margin: 0; }
.grid p { color: var(--soft); font-size: .95rem; margin: 0 0 1rem; }
.grid :is(button, .button) { margin-top: auto; align-self: start; }
.grid label { margin-top: 0; font-size: .93rem; }
.grid select { margin-bottom: 1rem; }
.state { display: flex; flex-wrap: wrap; gap: .75rem 2.5rem; align-items: center; }
.state > div { flex: 1 1 14rem; }
.state p { margin: 0; }
.state p:first-child { color: var(--soft); font-size: .93rem; }
.set { list-style: none; margin: -.6rem 0 0; padding: 0; }
.set li {
	display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: space-between;
	padding: .6rem 0; border-bottom: 1px solid var(--line);
}
dialog { position: static; color: inherit; width: 100%; max-width: 40rem; }
dialog:modal {
	position: fixed; inset: 0; margin: auto; width: calc(100% - 2rem); max-height: calc(100% - 2rem);
	overflow-y: auto;
}
dialog::backdrop { background: #0009; }
dialog h2 { font-size: 1.35rem; padding-bottom: .9rem; border-bottom: 1px solid var(--line); }
.welcome { display: grid; gap: 2rem 4rem; align-items: center; max-width: 60rem; margin-inline: auto; }
@media (min-width: 56rem) { .welcome { grid-template-columns: minmax(0, 1fr) 25rem; } }
.welcome .card { padding: 1.75rem; }
.welcome .road { margin-bottom: 1.5rem; }
.welcome button { width: 100%; margin-top: 1.25rem; }
@media (max-width: 40rem) {
	.bar { gap: 0 1rem; }
	.brand { flex: 1; padding-block: .6rem; }
	nav { order: 3; flex-basis: 100%; }
	nav ul { gap: 0 .9rem; }
	nav a { padding: .5rem 0 .4rem; font-size: .87rem; }
	main { padding-block: 1.5rem 3rem; }
	.card, fieldset, dialog { padding: 1.1rem 1.1rem; }
	.table { padding: 0; }
	:is(th, td):first-child { padding-left: 1.1rem; }
}
@media (prefers-reduced-motion: no-preference) {
	button, .button, nav a, .tiles .choice { transition: background-color .12s, border-color .12s; }
}
`;
