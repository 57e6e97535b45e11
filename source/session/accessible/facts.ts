import {credentialKeys, type Credentials} from '../../concur/credentials.js';
import {refreshTokenEnd, type ObtainedToken} from '../../concur/connection.js';
import {maskSecret} from '../../concur/redact.js';
import {scopeNames} from '../../concur/scope-names.js';
import {stageNumber} from '../../concur/tutorial.js';
import {type Verdict} from '../../concur/validity-check.js';
import {callVerdict, grantWords, scopeCount} from '../../wizard/call-words.js';
import {fieldDescriptions, isCredentialField, wordForEmpty, type FieldName} from '../../wizard/fields.js';
import {finishFacts} from '../../wizard/finish.js';
import {formatDuration, lifeLeft} from '../../wizard/format-time.js';
import {statusMarks} from '../../wizard/marks.js';
import {itemsInView, type Item} from '../../wizard/items-in-view.js';
import {checkSummary, isCheckPassed, requestTokenLifetime} from '../../wizard/value-problems.js';
import {choiceSummary} from '../../wizard/api-choice.js';
import {doneCount, isAnswered, isAtFinish, isStepDone, stageStatus} from '../../wizard/stage-status.js';
import {stageStory, type Remark} from '../../wizard/stage-story.js';
import {stageOf, stages} from '../../wizard/stages.js';
import {firstPracticeWords, firstWords, isUntouched, returningText} from '../../wizard/welcome.js';
import {standingVerdict, currentCheck, currentCredentials} from '../../wizard/verdicts.js';
import {
	effectiveValue, isFixedByEnvironment, type Notice, type WizardState,
} from '../../wizard/wizard-state.js';
import {actionWords, offeredActions, spokenProblem, stepWords, toldValue} from './question.js';
import {spoken, withoutBullets} from './words.js';

// Colours and marks say this in the full screen.
const toneWords: Readonly<Record<Remark['tone'] | Notice['tone'], string>> = {
	plain: '', note: '', good: '', success: '', accent: '', warning: 'Warning: ', bad: 'Error: ',
};

/** A sentence of the wizard, with its tone in a word where it is no good news. */
export function toldRemark({text, tone}: Remark | Notice): string {
	return `${toneWords[tone]}${spoken(text)}`;
}

/** How far the set-up is. */
export function progressWords(state: WizardState): string {
	return `${doneCount(state)} of ${stages.length} stages done`;
}

/** The name of the stage in view, and of whom a practice session must remind. */
export function stageHeading(state: WizardState): string {
	const {stage, facts: {isPractice}} = state;
	const status = stageStatus(state, stage);
	return `${isPractice ? 'PRACTICE, stage' : 'Stage'} ${stageNumber(stage)} of ${stages.length}: `
		+ `${stageOf(stage).title}${status === 'to-do' ? '' : `, ${statusMarks[status].word}`}.`;
}

/** The address of the page of the stage in view. */
export function pageLines({stage, facts}: WizardState): readonly string[] {
	const {page} = stageOf(stage);
	return page ? [`Page: ${facts.pages[page]}`] : [];
}

/** What there is to say of a field's value; undefined while it is empty or fine. */
export function fieldProblem(state: WizardState, field: FieldName): string | undefined {
	const verdict = standingVerdict(state, field);
	return verdict.kind === 'valid' || effectiveValue(state, field) === ''
		? undefined
		: spoken(verdict.reason);
}

function fieldState(state: WizardState, field: FieldName): string {
	if (effectiveValue(state, field) === '') {
		return wordForEmpty(field);
	}

	const source = isFixedByEnvironment(state, field) ? `, set by ${fieldDescriptions[field].variable}` : '';
	const verdict = spokenProblem(state, field) ?? fieldProblem(state, field) ?? 'valid';
	return `${toldValue(state, field)}${source}, ${verdict.replace(/\.$/, '')}`;
}

function itemLine(state: WizardState, item: Item): string {
	switch (item.kind) {
		case 'step': {
			return `${isStepDone(state, item) ? 'Done' : 'To do'}: ${stepWords(item)}`;
		}

		case 'apis': {
			return `${isAnswered(state, item) ? 'Done' : 'To do'}: ${item.text} ${spoken(choiceSummary(state))}`;
		}

		case 'field': {
			return `${fieldDescriptions[item.field].label}: ${fieldState(state, item.field)}.`;
		}

		case 'action': {
			return `You can: ${offeredActions(state).indexOf(item) + 1}. ${actionWords(item)}`;
		}
	}
}

/** What a session opens with: what it gives and needs, or how far it is. */
export function welcomeLines(state: WizardState): readonly string[] {
	const words = state.facts.isPractice ? firstPracticeWords : firstWords;
	return isUntouched(state)
		? words.map(({term, text}) => spoken(`${term} ${text}`))
		: [`Welcome back: ${spoken(returningText(state))}`];
}

/** What was set up, for a finished session. */
export function finishLines(state: WizardState): readonly string[] {
	return finishFacts(state).map(({term, text}) => spoken(`${term}: ${text}`));
}

/** What is in view as a whole: the stage, or the welcome. */
export function viewLines(state: WizardState): readonly string[] {
	const items = itemsInView(state).map(item => `  ${itemLine(state, item)}`);
	if (state.place.kind === 'welcome') {
		return [...welcomeLines(state), ...items];
	}

	return [
		stageHeading(state),
		...(isAtFinish(state) ? finishLines(state) : stageStory(state).map(remark => toldRemark(remark))),
		...pageLines(state),
		...items,
	];
}

function lifetimeWords(state: WizardState): readonly string[] {
	const refreshEnd = refreshTokenEnd(state);
	const request = requestTokenLifetime(state);
	return [
		...(request ? [`Request token: ${request.text}.`] : []),
		...(refreshEnd === undefined ? [] : [`Refresh token: ${lifeLeft(refreshEnd, state.now)}.`]),
	];
}

function keyLine(state: WizardState, key: keyof Credentials, verdict: Verdict): string {
	const value = currentCredentials(state)[key];
	const isField = key !== 'grantType' && key !== 'credentialType' && isCredentialField(key);
	const told = isField ? toldValue(state, key) : value;
	const judged = isField ? standingVerdict(state, key) : verdict;
	const look = judged.kind === 'valid' ? 'valid' : judged.reason;
	const words = value === '' ? 'empty' : (isField && spokenProblem(state, key)) || look;
	return `  ${key}: ${value === '' ? '' : `${told}, `}${words}.`;
}

// More names than these are not listened to unless one asks for them.
const fewScopes = 5;

function scopeWords(scopes: readonly string[], isWhole: boolean): string {
	const told = isWhole || scopes.length <= fewScopes + 1 ? scopes : scopes.slice(0, fewScopes);
	const left = scopes.length - told.length;
	const more = left === 0 ? '' : ` and ${left} more (type status all to list them)`;
	return `${scopeCount(scopes)}${told.length === 0 ? '' : ': '}${told.join(', ')}${more}`;
}

function tokenLines(
	{isRevealing}: WizardState,
	{object, obtainedWith}: ObtainedToken,
	isWhole: boolean,
): readonly string[] {
	const secret = (value: string) => isRevealing ? value : withoutBullets(maskSecret(value));
	const scopes = scopeNames(object.scope);
	return [
		'Refresh token object:',
		`  expires_in: ${object.expires_in} seconds.`,
		`  scope: ${scopeWords(scopes, isWhole)}.`,
		`  token_type: ${object.token_type}.`,
		`  access_token: ${secret(object.access_token)}.`,
		`  refresh_token: ${secret(object.refresh_token)}.`,
		...(object.refresh_expires_in === undefined ? [] : [`  refresh_expires_in: ${object.refresh_expires_in}.`]),
		...(object.geolocation === undefined ? [] : [`  geolocation: ${object.geolocation}`]),
		...(object.id_token === undefined ? [] : [`  id_token: ${secret(object.id_token)}.`]),
		`  companyUUID: ${obtainedWith.companyUUID}.`,
	];
}

function apiStatusLines({call, lastCall, now}: WizardState): readonly string[] {
	if (call.kind === 'calling') {
		return [`API status: calling for ${formatDuration(now - call.startedAt)}.`];
	}

	if (!lastCall) {
		return ['API status: not called.'];
	}

	const {facts, grant, kind, code, error = '', description} = lastCall;
	const status = facts.status === undefined
		? (kind === 'cancelled' ? 'API status: cancelled' : 'API status: no answer')
		: `Status code = ${facts.status}`;
	const attempts = facts.attempts === 1 ? '' : `, ${facts.attempts} attempts`;
	return [
		`${status}, ${Math.round(facts.latency)} ms${attempts}, ${grantWords[grant]}.`,
		...(code === undefined ? [] : [`Error = ${code} ${error}`.trimEnd()]),
		...(description ? [`SAP Concur says: ${description}`] : []),
		`Correlation ID = ${facts.correlationId}`,
	];
}

/** All that the checklist and the debug panel of the full screen show; of many scopes the first, or all of them. */
export function statusLines(state: WizardState, isWhole = false): readonly string[] {
	const {verdicts} = currentCheck(state);
	const {profile, isPractice} = state.facts;
	const verdict = callVerdict(state, false);
	return [
		`${isPractice ? 'PRACTICE, profile' : 'Profile'} ${profile}, ${progressWords(state)}.`,
		...stages.map(({id, title}) => `  ${stageNumber(id)}. ${title}: ${statusMarks[stageStatus(state, id)].word}.`),
		...lifetimeWords(state),
		'Credentials object:',
		...credentialKeys.map(key => keyLine(state, key, verdicts[key])),
		`Credentials object is ${isCheckPassed(state) ? '' : 'not valid: '}${checkSummary(state)}.`,
		...apiStatusLines(state),
		...(state.token ? tokenLines(state, state.token, isWhole) : []),
		...(verdict ? [verdict.text] : []),
	];
}
