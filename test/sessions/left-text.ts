/** A text however it is broken into rows, within a word too where that is a long path. */
export function wrapped(text: string): RegExp {
	const signs = [...text.replaceAll(' ', '')].map(sign => sign.replace(/\W/, String.raw`\$&`));
	return new RegExp(signs.join(String.raw`\s*`));
}

/** The screen with its wrapped rows put together, left pane only. */
export function leftText(screen: string): string {
	return screen
		.split('\n')
		.map(row => row.split('│')[0]!.trim())
		.join(' ')
		.replaceAll(/\s+/g, ' ');
}
