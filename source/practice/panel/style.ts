/** The look of every page: plain, wide enough for an App ID, readable in light and dark. */
export const style = `
:root {
	color-scheme: light dark;
	--ink: #1d2430; --soft: #566070; --paper: #fbfaf7; --card: #fff; --line: #d8d4ca;
	--accent: #14532d; --on-accent: #fff; --banner: #fde68a; --on-banner: #3f2d00; --bad: #a11212; --good: #14532d;
}
@media (prefers-color-scheme: dark) {
	:root {
		--ink: #e8e6e1; --soft: #b3b0a8; --paper: #16191d; --card: #1f2329; --line: #434a54;
		--accent: #86efac; --on-accent: #10251a; --banner: #5b4300; --on-banner: #ffedb8;
		--bad: #ffb4b4; --good: #86efac;
	}
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
a { color: var(--accent); }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; background: var(--card); padding: .5rem; }
.banner, nav, main { --side: max(1.25rem, (100% - 52rem) / 2); padding: 0 var(--side); }
header { background: var(--card); border-bottom: 1px solid var(--line); }
.banner { background: var(--banner); color: var(--on-banner); padding-block: .4rem; font-weight: 600; }
main { padding-block: .5rem 4rem; }
nav ul {
	display: flex; flex-wrap: wrap; align-items: center; gap: .35rem 1.5rem; min-height: 3.6rem;
	list-style: none; padding: 0; padding-block: .7rem; margin: 0;
}
nav li:has(form) { margin-left: auto; }
nav button { margin: 0; padding: .2rem .8rem; }
nav [aria-current] { font-weight: 700; color: var(--ink); text-decoration-thickness: .15em; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1.2rem 0 .6rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
h2:focus { outline: none; }
.summary h2, dialog h2 { margin-top: 0; }
.card, fieldset {
	background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem 1.25rem; margin: 1rem 0;
}
.card > :first-child, .card > input[type=hidden] + label, .card > input[type=hidden] + p, dl.card > dt:first-child {
	margin-top: 0;
}
.card > :last-child { margin-bottom: 0; }
.card:not(:has(> label)) > button { margin-top: .3rem; }
.empty {
	border: 1px dashed var(--soft); border-radius: .5rem; padding: 2.5rem 1.25rem;
	text-align: center; color: var(--soft);
}
legend { font-weight: 600; padding: 0 .35rem; }
label { display: block; font-weight: 600; margin-top: 1rem; }
.choice { display: flex; gap: .5rem; align-items: baseline; font-weight: 400; margin: .25rem 0; }
.hint { color: var(--soft); margin: .15rem 0 .5rem; }
input[type=text], input[type=password], input[type=search], input[type=number], select, textarea {
	display: block; font: inherit; width: 100%; text-overflow: ellipsis; max-width: 34rem; padding: .45rem .6rem;
	border: 1px solid var(--soft); border-radius: .35rem; background: var(--paper); color: var(--ink);
}
button, .button {
	font: inherit; font-weight: 600; padding: .5rem 1.1rem; border-radius: .35rem; border: 1px solid var(--accent);
	background: var(--accent); color: var(--on-accent); text-decoration: none; cursor: pointer;
	display: inline-block; margin: 1rem .6rem .3rem 0;
}
button.quiet { background: none; color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
.error { color: var(--bad); font-weight: 600; margin: .2rem 0 .5rem; }
.summary { border: 2px solid var(--bad); border-radius: .5rem; padding: .6rem 1.25rem; margin: 1rem 0; }
dl { margin: .5rem 0; }
dt { color: var(--soft); margin-top: .6rem; }
dd { margin: 0; overflow-wrap: anywhere; }
li button { margin-block: .2rem; padding-block: .2rem; }
code, .value { font: 1.05rem/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td {
	text-align: left; padding: .45rem .8rem .45rem 0; border-bottom: 1px solid var(--line);
	vertical-align: top; white-space: nowrap;
}
td:first-child { white-space: normal; min-width: 7rem; overflow-wrap: anywhere; }
.scopes {
	display: grid; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)); gap: 0 1rem;
	max-height: 20rem; overflow-y: auto; margin-top: .6rem; padding: .2rem;
}
dialog {
	position: static; color: inherit; background: var(--card); border: 2px solid var(--good); border-radius: .5rem;
	padding: 1rem 1.25rem; margin: 1rem 0; width: 100%; max-width: none;
}
`;
