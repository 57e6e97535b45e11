/** The space-separated names in a scope text, without duplicates. */
export function parseScopes(text: string): readonly string[] {
	return [...new Set(text.split(/\s+/).filter(name => name !== ''))];
}
