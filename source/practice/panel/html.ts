/** Text that is already HTML and may be inserted into a page as it is. */
export class SafeHtml {
	constructor(readonly text: string) {}
}

type Insert = SafeHtml | string | number | false | undefined | readonly Insert[];

const entities: ReadonlyMap<string, string> = new Map([
	['&', '&amp;'], ['<', '&lt;'], ['>', '&gt;'], ['"', '&quot;'], ['\'', '&#39;'],
]);

function escapeText(text: string): string {
	return text.replaceAll(/["&'<>]/g, character => entities.get(character)!);
}

function insertText(value: Insert): string {
	if (value instanceof SafeHtml) {
		return value.text;
	}

	if (typeof value === 'object') {
		return value.map(entry => insertText(entry)).join('');
	}

	return value === false || value === undefined ? '' : escapeText(String(value));
}

/**
Builds HTML from a template. Inserted values are escaped, unless this function made them; false and undefined insert
nothing.
*/
export function html(parts: TemplateStringsArray, ...values: readonly Insert[]): SafeHtml {
	return new SafeHtml(parts.map((part, index) => `${part}${insertText(values[index])}`).join(''));
}
