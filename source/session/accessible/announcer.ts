import {stageIds, stageNumber, stageReference, type StageId} from '../../concur/tutorial.js';
import {fieldDescriptions, fieldNames} from '../../wizard/values/fields.js';
import {statusMarks, verdictMarks} from '../../wizard/marks.js';
import {
	doneStageCount, stageFailure, isAtFinish, isFinished, stageStatus, type StageStatus,
} from '../../wizard/stages/stage-status.js';
import {stageRemarks} from '../../wizard/stages/stage-remarks.js';
import {stageOf, stages} from '../../wizard/stages/stages.js';
import {effectiveValue, type WizardState} from '../../wizard/wizard-state.js';
import {listWords} from '../../list-words.js';
import {
	fieldProblem, finishLines, pageLines, progressText, spokenStageHeading, describeRemark, welcomeLines,
} from './describe-state.js';
import {callLines, cancelHint, cancelLines} from './call-lines.js';
import {currentPrompt} from './current-prompt.js';

const statuses = Object.keys(statusMarks) as StageStatus[];

/**
Lists the stages whose status has changed, and the overall progress. A finished stage is left out if a notice has
already announced it.
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

/** The verdicts on values that were just entered. A good one is left out if a notice has already announced it. */
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

/** Composes what is new to say, and never repeats itself. */
export type Announcer = {
	/** What has just happened. */
	readonly announceEvent: (before: WizardState, after: WizardState) => readonly string[];
	/** What has changed since the last question. */
	readonly announceChanges: (state: WizardState) => readonly string[];
	/** The question of this state: the lines that come before it, and the prompt. */
	readonly composeQuestion: (state: WizardState) => {
		readonly lead: readonly string[]; readonly prompt: string; readonly isSecret: boolean;
	};
};

/** An announcer for a session that begins with this state. */
export function createAnnouncer(initial: WizardState): Announcer {
	let announcedState = initial;
	/** The choices that were last listed. */
	let listed: string | undefined;
	let askedOverlay: WizardState['overlay'] | undefined;
	let place: StageId | 'welcome' | undefined;
	let isNoticed = false;
	const seen = new Set<StageId>();
	const announcedRemarks = new Map<StageId, readonly string[]>();
	const saidLines = new Set<string>();
	const unsaid = (lines: readonly string[]) => lines.filter(line => {
		const isNew = !saidLines.has(line);
		saidLines.add(line);
		return isNew;
	});

	/** The text in view that was not there when the same view was last announced. */
	const newText = (state: WizardState): readonly string[] => {
		if (state.place.kind === 'welcome') {
			return unsaid(welcomeLines(state));
		}

		const {stage} = state;
		const before = announcedRemarks.get(stage) ?? [];
		if (isAtFinish(state)) {
			announcedRemarks.set(stage, ['finish']);
			return before.includes('finish') ? [] : finishLines(state);
		}

		const remarks = stageRemarks(state);
		// On returning to a stage that failed, the cause is repeated.
		const refusal = stageFailure(state, stage);
		const isComing = place !== stage;
		const isOfRefusal = (text: string) =>
			refusal !== undefined && (text.includes(refusal.cause) || text.includes(refusal.remedy));
		announcedRemarks.set(stage, remarks.map(({text}) => text));
		// Good news was announced as it arrived.
		return remarks
			.filter(({text, tone}) =>
				(isComing && isOfRefusal(text)) || (!before.includes(text) && !(isNoticed && tone === 'good')))
			.map(remark => describeRemark(remark, state));
	};

	/** The lines for the current view: the heading when a stage begins and, the first time, the address of its page. */
	const view = (state: WizardState, marks: readonly string[], story: readonly string[]): readonly string[] => {
		const next = state.place.kind === 'welcome' ? 'welcome' : state.stage;
		const isElsewhere = place !== next;
		place = next;
		if (next === 'welcome') {
			return story;
		}

		const pages = seen.has(next) || isAtFinish(state) ? [] : page(state);
		seen.add(next);
		// The outcome of the previous stage comes before the next stage, and a cause before its effects.
		return [
			...(isElsewhere ? [...marks, '', spokenStageHeading(state), ...story] : [...story, ...marks]),
			...pages,
		];
	};

	/** The page of a stage that is in view for the first time. */
	const page = (state: WizardState): readonly string[] => {
		const name = stageOf(state.stage).page;
		const known = stages.find(stage => stage.page === name && seen.has(stage.id));
		return known && name ? [`Same page as ${stageReference(known.id)}.`] : pageLines(state);
	};

	return {
		announceEvent(before, after) {
			const isBegun = before.call.kind === 'idle' && after.call.kind === 'calling';
			if (isBegun) {
				// The same refusal may be repeated, and is news again then.
				const refusal = stageFailure(before, before.stage);
				const story = announcedRemarks.get(after.stage) ?? [];
				announcedRemarks.set(after.stage, story.filter(text =>
					!refusal || !(text.includes(refusal.cause) || text.includes(refusal.remedy))));
			}

			const {notice} = after;
			// A notice that only stops being fresh is not new.
			const isNew = notice !== undefined && notice !== before.notice
				&& !(before.notice?.tone === 'success' && before.notice.text === notice.text);
			isNoticed ||= isNew && (notice.tone === 'good' || notice.tone === 'success');
			return [
				...callLines(before.call, after.call),
				...(isBegun ? unsaid([cancelHint]) : []),
				...(isNew ? [describeRemark(notice, after)] : cancelLines(before, after)),
			];
		},
		announceChanges(state) {
			const before = announcedState;
			announcedState = state;
			const {overlay} = state;
			const isShown = overlay.kind === 'text' && before.overlay !== overlay;
			const lines = [
				...changedFields(before, state, isNoticed),
				...view(state, changedStages(before, state, isNoticed), newText(state)),
				...(isShown ? [`${overlay.title}:`, ...overlay.text.split('\n')] : []),
			];
			isNoticed = false;
			for (const line of lines) {
				saidLines.add(line);
			}

			return lines;
		},
		composeQuestion(state) {
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

			const prompt = [text, ...(more ? unsaid([more]) : []), answer].join(isList ? '' : ' ');
			return {lead: unsaid(hints), prompt, isSecret};
		},
	};
}
