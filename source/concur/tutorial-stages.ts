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

/** Position of a stage on the checklist, counted from 1 as people do. */
export function stageNumber(id: StageId): number {
	return stageIds.indexOf(id) + 1;
}

/** A stage as a sentence names it: `stage 2`. */
export function stageReference(id: StageId): string {
	return `stage ${stageNumber(id)}`;
}
