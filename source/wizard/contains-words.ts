/** Returns whether a text contains every word of a query, ignoring case. Every text contains an empty query. */
export function containsWords(text: string, query: string): boolean {
	const lowerCase = text.toLowerCase();
	return query.toLowerCase().split(/\s+/).every(word => lowerCase.includes(word));
}
