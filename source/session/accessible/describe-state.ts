import {stageNumber} from '../../concur/tutorial.js';
import {answerFacts} from '../../wizard/calls/answer-facts.js';
import {fieldDescriptions, type FieldName} from '../../wizard/values/fields.js';
import {finishFacts} from '../../wizard/stages/finish.js';
import {refreshTokenLifetime} from '../../wizard/calls/lifetimes.js';
import {statusMarks} from '../../wizard/marks.js';
import {
	credentialRows, credentialsSummary, tokenRows, type CredentialRow, type TokenRow,
} from '../../wizard/object-rows.js';
import {itemsInView, type Item} from '../../wizard/stages/items-in-view.js';
import {isAnswerOutdated} from '../../wizard/calls/refusals.js';
import {requestTokenLifetime} from '../../wizard/values/value-problems.js';
import {choiceSummary} from '../../wizard/apis/api-choice.js';
import {doneStageCount, isAtFinish, stageStatus} from '../../wizard/stages/stage-status.js';
import {isAnswered, isStepDone} from '../../wizard/stages/step-status.js';
import {stageRemarks, type Remark} from '../../wizard/stages/stage-remarks.js';
import {pageAddress} from '../../wizard/stages/page-address.js';
import {stageOf, stages} from '../../wizard/stages/stages.js';
import {practiceIntroductionLines, introductionLines, isFirstStart, returningText} from '../../wizard/welcome-text.js';
import {valueStanding} from '../../wizard/values/value-standing.js';
import {displayedVerdict} from '../../wizard/values/verdicts.js';
import {effectiveValue, isFixedByEnvironment, type Notice, type WizardState} from '../../wizard/wizard-state.js';
import {callVerdict} from '../../wizard/calls/call-verdict.js';
import {formatDuration} from '../../format-duration.js';
import {describeAction, offeredActions, describeStep, spokenShown, spokenValue} from './current-prompt.js';
import {toSpokenText} from './spoken-text.js';

// On the full screen, colours and marks say this.
const toneLabels: Readonly<Record<Remark['tone'] | Notice['tone'], string>> = {
	plain: '', note: '', good: '', success: '', accent: '', warning: 'Warning: ', bad: 'Error: ',
};

/** A sentence from the wizard, after a word for its tone if it is a warning or an error. */
export function describeRemark({text, tone}: Remark | Notice, {stage}: WizardState): string {
	// What does nothing may be a command.
	return `${toneLabels[tone]}${toSpokenText(text.replace(/^That key /, 'That '), stage)}`;
}

/** States how far the set-up is. */
export function progressText(state: WizardState): string {
	return `${doneStageCount(state)} of ${stages.length} stages done`;
}

/** The heading of the stage in view. In practice it says so. */
export function spokenStageHeading(state: WizardState): string {
	const {stage, facts: {isPractice}} = state;
	const status = stageStatus(state, stage);
	return `${isPractice ? 'PRACTICE, stage' : 'Stage'} ${stageNumber(stage)} of ${stages.length}: `
		+ `${stageOf(stage).title}${status === 'to-do' ? '' : `, ${statusMarks[status].word}`}.`;
}

/** The address of the page for the stage in view. */
export function pageLines(state: WizardState): readonly string[] {
	const {page} = stageOf(state.stage);
	return page ? [`Page: ${pageAddress(state, page)}`] : [];
}

/** The problem with a field's value; undefined if it is empty or fine. */
export function fieldProblem(state: WizardState, field: FieldName): string | undefined {
	const verdict = displayedVerdict(state, field);
	return verdict.kind === 'valid' || effectiveValue(state, field) === ''
		? undefined
		: toSpokenText(verdict.reason);
}

function fieldState(state: WizardState, field: FieldName): string {
	if (effectiveValue(state, field) === '') {
		return valueStanding(state, field).word;
	}

	const source = isFixedByEnvironment(state, field) ? `, set by ${fieldDescriptions[field].variable}` : '';
	const {inFull} = valueStanding(state, field);
	return `${spokenValue(state, field)}${source}, ${toSpokenText(inFull).replace(/\.$/, '')}`;
}

function itemLine(state: WizardState, item: Item): string {
	switch (item.kind) {
		case 'step': {
			return `${isStepDone(state, item) ? 'Done' : 'To do'}: ${describeStep(item)}`;
		}

		case 'apis': {
			return `${isAnswered(state, item) ? 'Done' : 'To do'}: ${item.text} ${toSpokenText(choiceSummary(state))}`;
		}

		case 'field': {
			return `${fieldDescriptions[item.field].label}: ${fieldState(state, item.field)}.`;
		}

		case 'action': {
			return `You can: ${offeredActions(state).indexOf(item) + 1}. ${describeAction(item)}`;
		}
	}
}

/** The lines that open a session: its benefit and requirements, or how far it is. */
export function welcomeLines(state: WizardState): readonly string[] {
	const words = state.facts.isPractice ? practiceIntroductionLines : introductionLines;
	return isFirstStart(state)
		? words.map(({term, text}) => toSpokenText(`${term} ${text}`))
		: [`Welcome back: ${toSpokenText(returningText(state))}`];
}

/** The lines that sum up a finished set-up. */
export function finishLines(state: WizardState): readonly string[] {
	return finishFacts(state).map(({term, text}) => toSpokenText(`${term}: ${text}`));
}

/** All the lines in view: those of the stage, or of the welcome. */
export function viewLines(state: WizardState): readonly string[] {
	const items = itemsInView(state).map(item => `  ${itemLine(state, item)}`);
	if (state.place.kind === 'welcome') {
		return [...welcomeLines(state), ...items];
	}

	return [
		spokenStageHeading(state),
		...(isAtFinish(state) ? finishLines(state) : stageRemarks(state).map(remark => describeRemark(remark, state))),
		...pageLines(state),
		...items,
	];
}

function lifetimeLines(state: WizardState): readonly string[] {
	const refresh = refreshTokenLifetime(state);
	const request = requestTokenLifetime(state);
	return [
		...(request ? [`Request token: ${request.text}.`] : []),
		...(refresh === undefined ? [] : [`Refresh token: ${refresh}.`]),
	];
}

function credentialLine(row: CredentialRow): string {
	const told = row.shown === '' ? '' : `${spokenShown(row)}, `;
	return `  ${row.name}: ${told}${row.standing.inFull}.`;
}

// More names than this are too much to listen to, unless asked for.
const maxSpokenScopes = 5;

function describeScopes({names, count}: Extract<TokenRow, {kind: 'scope'}>, isWhole: boolean): string {
	const told = isWhole || names.length <= maxSpokenScopes + 1 ? names : names.slice(0, maxSpokenScopes);
	const left = names.length - told.length;
	const more = left === 0 ? '' : ` and ${left} more (type status all to list them)`;
	return `${count}${told.length === 0 ? '' : ': '}${told.join(', ')}${more}`;
}

function tokenLine(row: TokenRow, isWhole: boolean): string {
	if (row.kind === 'scope') {
		return `  ${row.name}: ${describeScopes(row, isWhole)}.`;
	}

	const told = row.kind === 'instant' ? `${spokenShown(row)}, ${row.description}` : spokenShown(row);
	// A period would look like part of a value that is copied.
	const isCopyable = row.kind === 'address' || row.kind === 'text' || (row.kind === 'secret' && !row.isMasked);
	return `  ${row.name}: ${told}${isCopyable ? '' : '.'}`;
}

function apiStatusLines(state: WizardState): readonly string[] {
	const {call, lastCall, now} = state;
	if (call.kind === 'calling') {
		return [`API status: calling for ${formatDuration(now - call.startedAt)}.`];
	}

	if (!lastCall) {
		return ['API status: not called.'];
	}

	const {label, status, details, error, description, correlationId} = answerFacts(lastCall, isAnswerOutdated(state));
	return [
		`${label}${status}, ${details.join(', ')}.`,
		...(error ? [error.join('')] : []),
		...(description === undefined ? [] : [description]),
		...(correlationId ? [correlationId.join('')] : []),
	];
}

/** Everything that the full-screen checklist and debug panel show, with only the first scopes unless `isWhole`. */
export function statusLines(state: WizardState, isWhole = false): readonly string[] {
	const {verdict: checked, rest} = credentialsSummary(state);
	const tokens = tokenRows(state);
	const {profile, isPractice} = state.facts;
	const verdict = callVerdict(state, false);
	return [
		`${isPractice ? 'PRACTICE, profile' : 'Profile'} ${profile}, ${progressText(state)}.`,
		...stages.map(({id, title}) => `  ${stageNumber(id)}. ${title}: ${statusMarks[stageStatus(state, id)].word}.`),
		...lifetimeLines(state),
		'Credentials object:',
		...credentialRows(state).map(row => credentialLine(row)),
		`Credentials object is ${checked}${rest}`,
		...apiStatusLines(state),
		...(tokens.length === 0 ? [] : ['Refresh token object:', ...tokens.map(row => tokenLine(row, isWhole))]),
		...(verdict ? [verdict.text] : []),
	];
}
