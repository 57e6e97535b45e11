import {suggestedCommand} from '../wizard/calls/repeated-options.js';
import {keyFor} from '../wizard/keys/keys.js';
import {type WizardEffect} from '../wizard/events.js';
import {type SessionFacts} from '../wizard/wizard-state.js';
import {type FileOutcome} from '../store/files/secret-file.js';

/** What did not happen when an effect failed. */
const undone: Readonly<Record<Exclude<WizardEffect['kind'], 'cancel-call' | 'leave' | 'leave-unsaved'>, string>> = {
	'inspect-folder': 'The folder could not be checked',
	'write-credentials': 'The credentials file could not be written',
	'write-token-object': 'The refresh token object could not be written',
	'ignore-in-git': '.gitignore could not be written',
	'obtain-token': 'The refresh token could not be requested',
	'prove-token': 'The API could not be called',
	'import-token': 'The refresh token could not be imported',
	'restore-record': 'The import could not be undone',
	'try-token': 'The token command could not be tried',
	export: 'The values could not be exported',
	'explain-renewal': 'The lines for a daily renewal could not be shown',
	'set-up-renewal': 'The daily renewal could not be set up',
	'open-page': 'The page could not be opened',
	copy: 'Nothing could be copied',
	'issue-values': 'The practice panel could not issue values',
};

function causeOf(error: unknown): string {
	return error instanceof Error ? error.message.replace(/[.]?$/, '.') : 'The cause is unknown.';
}

function nextStepOf(error: unknown): string | undefined {
	return error instanceof Error && 'nextStep' in error ? String(error.nextStep) : undefined;
}

/** An error's own sentences: its cause, and its next step if it has one. */
export function reasonIn(error: unknown): string {
	return [causeOf(error), nextStepOf(error) ?? []].flat().join(' ');
}

/** States what went wrong with an effect and what to do: the error's own next step, or a general one. */
export function failedEffectMessage(kind: keyof typeof undone, error: unknown, facts: SessionFacts): string {
	const nextStep = nextStepOf(error)
		?? `Try again. If it happens again, leave with ${keyFor('leave')} and run: `
			+ suggestedCommand(facts, 'doctor');
	return `${undone[kind]}: ${causeOf(error)} ${nextStep}`;
}

/** States that a file could not be written, why, and what to do. */
export function notWrittenMessage(file: string, {reason, remedy}: Extract<FileOutcome, {kind: 'failed'}>): string {
	return `${file} could not be written: ${reason}. ${remedy}`;
}

/** The message for when someone has deleted the settings of the profile that the session has open. */
export const deletedMessage = 'The settings of this profile were deleted while it was open. Everything is still here, '
	+ `and your next change saves it again. To leave the profile deleted, press ${keyFor('leave')} now.`;

/** The message for when the session could not be saved. The reason says what to do about the disk. */
export function notSavedMessage(reason: string): string {
	return `Not saved: ${reason} This session keeps what you entered, and tries again with your next change.`;
}
