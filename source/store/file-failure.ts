const reasons: Readonly<Record<string, string>> = {
	EACCES: 'the folder may not be written to. Choose another folder.',
	EPERM: 'the folder may not be written to. Choose another folder.',
	EROFS: 'the folder is read-only. Choose another folder.',
	ENOSPC: 'the disk is full. Make room, then try again.',
	ENOTDIR: 'a part of the path is a file. Choose another folder.',
	EEXIST: 'a part of the path is a file. Choose another folder.',
	EISDIR: 'there is a folder of that name. Choose another folder.',
};

/** A failure of the file system as the end of a sentence. */
export function fileFailure(error: unknown): string {
	const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown reason';
	return reasons[code] ?? `the system says ${code}.`;
}
