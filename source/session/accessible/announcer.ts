import {maxAttempts} from '../../concur/retry-policy.js';
import {stageIds, stageNumber, stageReference, type StageId} from '../../concur/tutorial.js';
import {cancelledMessage, redirectMessage, retryMessage} from '../../wizard/call-messages.js';
import {fieldDescriptions, fieldNames} from '../../wizard/fields.js';
import {statusMarks, verdictMarks} from '../../wizard/marks.js';
import {
	doneStageCount, stageFailure, isAtFinish, isFinished, stageStatus, type StageStatus,
} from '../../wizard/stage-status.js';
import {stageRemarks} from '../../wizard/stage-remarks.js';
import {stageOf, stages} from '../../wizard/stages.js';
import {effectiveValue, type WizardState} from '../../wizard/wizard-state.js';
import {listWords} from '../../list-words.js';
import {
	fieldProblem, finishLines, pageLines, progressText, stageHeading, describeRemark, welcomeLines,
} from './describe-state.js';
import {currentPrompt} from './current-prompt.js';

const statuses = Object.keys(statusMarks) as StageStatus[];

/**
Which stages have another mark than before, and how far the set-up is with that. What is done is left out where that was
said as it came.
*/
function changedStages(before: WizardState, after: WizardState, isNoticed: boolean): readonly string[] {
	const told = statuses.filter(status => status !== 'done' || !isNoticed);
	const hasProgress = doneStageCount(before) !== doneStageCount(after) && !(isNoticed && isFinished(after));
	const clauses = told.flatMap(status => {
		const changed = stageIds.filter(id =>
			stageStatus(after, id) === status && stageStatus(before, id) !== status);
		if (changed.length === 0) {
			return [];
		}

		const {one, several} = statusMarks[status];
		const numbers = listWords(changed.map(id => stageNumber(id)), 'and');
		return [`stage${changed.length === 1 ? '' : 's'} ${numbers} ${changed.length === 1 ? one : several}`];
	});
	const sentence = clauses.join(', ');
	const words = [
		...(sentence === '' ? [] : [`${sentence[0]!.toUpperCase()}${sentence.slice(1)}.`]),
		...(hasProgress ? [`${progressText(after)}.`] : []),
	];
	return words.length === 0 ? [] : [words.join(' ')];
}

/** What a value that has just been entered is worth; a good one needs no word where good news was told already. */
function changedFields(before: WizardState, after: WizardState, isNoticed: boolean): readonly string[] {
	const changed = fieldNames.filter(field => effectiveValue(before, field) !== effectiveValue(after, field));
	return changed.flatMap(field => {
		const {label, isSecret} = fieldDescriptions[field];
		const problem = fieldProblem(after, field);
		if (problem !== undefined) {
			return [`${label}: ${problem}`];
		}

		const value = effectiveValue(after, field);
		if (value === '') {
			return [`${label}: now empty.`];
		}

		// Secrets are not echoed, so their length is announced instead.
		const length = isSecret ? `${value.length} characters, ` : '';
		return isNoticed ? [] : [`${label}: ${length}${verdictMarks.valid.word}.`];
	});
}

const callStartMessages = {
	'refresh-token': 'Requesting a refresh token from SAP Concur.',
	proof: 'Calling the API.',
} as const;

const cancelHint = 'To stop trying, type cancel or press Ctrl+C.';

/** What is said of a call that has just been cancelled in view of its stage. */
function cancelLines(before: WizardState, after: WizardState): readonly string[] {
	const isCancelled = ({call}: WizardState) => call.kind === 'calling' && call.isCancelled;
	return isCancelled(after) && !isCancelled(before)
		? [describeRemark({tone: 'warning', text: cancelledMessage})]
		: [];
}

/** What is said of a call while it runs: that it runs, then each attempt, wait and move once. */
export function callLines(before: WizardState['call'], after: WizardState['call']): readonly string[] {
	if (after.kind !== 'calling') {
		return [];
	}

	if (before.kind !== 'calling') {
		return [callStartMessages[after.purpose]];
	}

	const {progress} = after;
	if (progress === undefined || progress === before.progress) {
		return [];
	}

	switch (progress.kind) {
		case 'attempt': {
			return progress.attempt > 1 ? [`Attempt ${progress.attempt} of ${maxAttempts}.`] : [];
		}

		case 'waiting': {
			return [retryMessage(progress, progress.delay)];
		}

		case 'moved': {
			return [redirectMessage(progress)];
		}
	}
}

/** Says what is new, and nothing twice. */
export type Announcer = {
	/** What happened at this moment. */
	readonly happened: (before: WizardState, after: WizardState) => readonly string[];
	/** What has changed since the last question. */
	readonly changed: (state: WizardState) => readonly string[];
	/** The question of this state: the lines that come before it, and the prompt. */
	readonly question: (state: WizardState) => {
		readonly lead: readonly string[]; readonly prompt: string; readonly isSecret: boolean;
	};
};

/** An announcer for a session that begins with this state. */
export function createAnnouncer(initial: WizardState): Announcer {
	let told = initial;
	/** The choices that were listed last. */
	let listed: string | undefined;
	let askedOverlay: WizardState['overlay'] | undefined;
	let place: StageId | 'welcome' | undefined;
	let isNoticed = false;
	const seen = new Set<StageId>();
	const stories = new Map<StageId, readonly string[]>();
	const heard = new Set<string>();
	const fresh = (lines: readonly string[]) => lines.filter(line => {
		const isFresh = !heard.has(line);
		heard.add(line);
		return isFresh;
	});

	/** What is said in view by now that was not said when it was last in view. */
	const freshStory = (state: WizardState): readonly string[] => {
		if (state.place.kind === 'welcome') {
			return fresh(welcomeLines(state));
		}

		const {stage} = state;
		const before = stories.get(stage) ?? [];
		if (isAtFinish(state)) {
			stories.set(stage, ['finish']);
			return before.includes('finish') ? [] : finishLines(state);
		}

		const remarks = stageRemarks(state);
		// Who comes back to a stage that failed hears the cause again.
		const refusal = stageFailure(state, stage);
		const isComing = place !== stage;
		const isOfRefusal = (text: string) =>
			refusal !== undefined && (text.includes(refusal.cause) || text.includes(refusal.remedy));
		stories.set(stage, remarks.map(({text}) => text));
		// Good news was told as it came.
		return remarks
			.filter(({text, tone}) =>
				(isComing && isOfRefusal(text)) || (!before.includes(text) && !(isNoticed && tone === 'good')))
			.map(remark => describeRemark(remark));
	};

	/** Where a stage begins, its heading; and the first time its page. */
	const view = (state: WizardState, marks: readonly string[], story: readonly string[]): readonly string[] => {
		const next = state.place.kind === 'welcome' ? 'welcome' : state.stage;
		const isElsewhere = place !== next;
		place = next;
		if (next === 'welcome') {
			return story;
		}

		const pages = seen.has(next) || isAtFinish(state) ? [] : page(state);
		seen.add(next);
		// What became of the stage that one leaves comes before the next one, and a cause before its effects.
		return [
			...(isElsewhere ? [...marks, '', stageHeading(state), ...story] : [...story, ...marks]),
			...pages,
		];
	};

	/** The page of a stage that comes into view for the first time. */
	const page = (state: WizardState): readonly string[] => {
		const name = stageOf(state.stage).page;
		const known = stages.find(stage => stage.page === name && seen.has(stage.id));
		return known && name ? [`Same page as ${stageReference(known.id)}.`] : pageLines(state);
	};

	return {
		happened(before, after) {
			const isBegun = before.call.kind === 'idle' && after.call.kind === 'calling';
			if (isBegun) {
				// The same refusal may come again, and is news then.
				const refusal = stageFailure(before, before.stage);
				const story = stories.get(after.stage) ?? [];
				stories.set(after.stage, story.filter(text =>
					!refusal || !(text.includes(refusal.cause) || text.includes(refusal.remedy))));
			}

			const {notice} = after;
			// Good news that is no longer fresh is no other news.
			const isNew = notice !== undefined && notice !== before.notice
				&& !(before.notice?.tone === 'success' && before.notice.text === notice.text);
			isNoticed ||= isNew && (notice.tone === 'good' || notice.tone === 'success');
			return [
				...callLines(before.call, after.call),
				...(isBegun ? fresh([cancelHint]) : []),
				...(isNew ? [describeRemark(notice)] : cancelLines(before, after)),
			];
		},
		changed(state) {
			const before = told;
			told = state;
			const {overlay} = state;
			const isShown = overlay.kind === 'text' && before.overlay !== overlay;
			const lines = [
				...changedFields(before, state, isNoticed),
				...view(state, changedStages(before, state, isNoticed), freshStory(state)),
				...(isShown ? [`${overlay.title}:`, ...overlay.text.split('\n')] : []),
			];
			isNoticed = false;
			for (const line of lines) {
				heard.add(line);
			}

			return lines;
		},
		question(state) {
			const {hints, text, more, answer, isSecret} = currentPrompt(state);
			const isOpen = state.overlay.kind === 'question' && state.overlay !== askedOverlay;
			askedOverlay = state.overlay;
			if (text === '') {
				return {lead: more && isOpen ? [more] : [], prompt: answer, isSecret};
			}

			const isList = text.endsWith('\n');
			const isListed = isList && text === listed;
			listed = isList ? text : undefined;
			if (isListed) {
				const prompt = answer.replace('Type a number', 'Type a number (or where to list them again)');
				return {lead: [], prompt, isSecret};
			}

			const prompt = [text, ...(more ? fresh([more]) : []), answer].join(isList ? '' : ' ');
			return {lead: fresh(hints), prompt, isSecret};
		},
	};
}
