import {html, type SafeHtml} from './html.js';

/** A value to take to the terminal, with the label that the guided session uses for it. */
type LabelledValue = {readonly label: string; readonly value: string};

/**
The values that a page shows, each with a button to copy it, one button for both, and OK, which continues. The buttons
need `copyScript`; without it the values can still be selected.
*/
export function copyableValues(values: readonly LabelledValue[], onwards: string): SafeHtml {
	const rows = values.map(({label, value}, index) => html`
		<dt id="label-${index}">${label}</dt>
		<dd><span class="value" id="value-${index}">${value}</span>
		<button type="button" class="quiet" data-copy="${index}" aria-label="Copy ${label}" hidden>Copy</button></dd>
	`);
	return html`
		<dl class="values">${rows}</dl>
		<p class="actions"><button type="button" data-copy="${values.map((_, index) => index).join(' ')}" hidden
			>Copy both</button><a class="button quiet" id="ok" href="${onwards}">OK</a></p>
	`;
}

/**
Says what to do with the values, in one of the panel's three steps. Once they are copied the text changes and is read
out.
*/
export function copyGuide(step: 2 | 3, before: string): SafeHtml {
	return html`
		<div class="notice" id="guide" role="status" data-copied="Step ${step} of 3: go back to the terminal">
		<p><strong>Step ${step} of 3: copy both values</strong> <span>${before}</span></p>
		</div>
	`;
}

/**
Copies with the Clipboard API if the browser allows it, which requires a secure context, or else through a selection.
Both values are copied with their labels, so that the session can tell them apart.
*/
export const copyScript = String.raw`
const buttons = [...document.querySelectorAll('[data-copy]')];
const guide = document.querySelector('#guide');
const taken = new Set();
const text = id => document.getElementById(id).textContent;
const textOf = button => {
	const indexes = button.dataset.copy.split(' ');
	return indexes.length === 1
		? text('value-' + indexes[0])
		: indexes.map(index => text('label-' + index) + ': ' + text('value-' + index)).join('\n');
};
const copyBySelection = (value, place) => {
	const area = document.createElement('textarea');
	area.className = 'unseen';
	area.value = value;
	place.append(area);
	area.select();
	const isCopied = document.execCommand('copy');
	area.remove();
	return isCopied;
};
const copy = async (value, place) => {
	try {
		await navigator.clipboard.writeText(value);
		return true;
	} catch {
		return copyBySelection(value, place);
	}
};
for (const button of buttons) {
	const label = button.textContent.trim();
	const name = button.getAttribute('aria-label') ?? label;
	button.hidden = false;
	button.addEventListener('click', async () => {
		const isCopied = await copy(textOf(button), button.parentElement);
		button.focus();
		for (const other of buttons) {
			other.classList.remove('copied');
			if (other.dataset.label) {
				other.textContent = other.dataset.label;
				other.setAttribute('aria-label', other.dataset.name);
			}
		}
		if (!isCopied) {
			guide.querySelector('strong').textContent = 'The browser does not let this page copy';
			guide.querySelector('span').textContent = 'Select the values and copy them with the keyboard.';
			return;
		}
		button.dataset.label = label;
		button.dataset.name = name;
		button.textContent = 'Copied';
		button.setAttribute('aria-label', name.replace('Copy', 'Copied'));
		button.classList.add('copied');
		guide.querySelector('strong').textContent = guide.dataset.copied;
		guide.querySelector('span').textContent = button.dataset.copy.includes(' ')
			? 'Paste with Ctrl+Shift+V (Command+V on a Mac). The session fills in both values.'
			: name.replace('Copy ', '') + ' is on the clipboard. Paste it into its field.';
		for (const index of button.dataset.copy.split(' ')) taken.add(index);
		// With both of them taken, OK is the next thing to do.
		document.querySelector('#ok').classList.toggle('quiet', taken.size < buttons.length - 1);
	});
}
`;
