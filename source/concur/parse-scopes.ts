/** The names in a scope text, each once: blanks stand between them. */
export function parseScopes(text: string): readonly string[] {
	return [...new Set(text.split(/\s+/).filter(name => name !== ''))];
}
