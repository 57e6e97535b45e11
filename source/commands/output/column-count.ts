// What takes no column of its own: accents that join the letter before, and invisible characters.
const joined = /[\p{Mark}\p{Format}]/gu;
// Full-width signs, and the letters of China, Korea and Japan but for the half-width ones.
const wide =
	/(?![\uFF61-\uFFDC])[\p{sc=Han}\p{sc=Hang}\p{sc=Hira}\p{sc=Kana}\p{EPres}\u3000-\u303E\uFF01-\uFFE6]/gu;

/**
Returns how many columns a text takes on a terminal. As exact as a table of a command needs: `string-width` would take
longer to load at each start than everything that the table says.
*/
export function columnCount(text: string): number {
	if (/^[ -~]*$/.test(text)) {
		return text.length;
	}

	const visible = text.replaceAll(joined, '');
	return [...visible].length + [...visible.matchAll(wide)].length;
}
