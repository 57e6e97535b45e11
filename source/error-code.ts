/** Returns the code of an error that has one, such as `ENOENT`; undefined for anything else that can be thrown. */
export function errorCode(error: unknown): string | undefined {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
