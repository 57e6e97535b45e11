/** The tutorial's six stages in order, and the proof that follows them. */
export const stageIds = [
	'login',
	'app',
	'request-token',
	'folder',
	'credentials-file',
	'refresh-token',
	'proof',
] as const;

export type StageId = (typeof stageIds)[number];
