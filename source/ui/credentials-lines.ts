import {credentialKeys, type Credentials} from '../concur/credentials.js';
import {maskSecret} from '../concur/redact.js';
import {checkSummary} from '../wizard/actions.js';
import {fieldDescriptions, isCredentialField} from '../wizard/fields.js';
import {currentCheck, currentCredentials} from '../wizard/verdicts.js';
import {type WizardState} from '../wizard/wizard-state.js';
import {fitLine, line, lineWidth, shortenMiddle, type Line} from './line.js';
import {verdictMarks} from './theme.js';

/** A value as the screen may show it: secrets masked unless the person asked to see them. */
export function shownValue(value: string, isSecret: boolean, isRevealing: boolean): string {
	return isSecret && !isRevealing ? maskSecret(value) : value;
}

function isSecretKey(key: keyof Credentials): boolean {
	return key !== 'grantType' && key !== 'credentialType' && isCredentialField(key) && fieldDescriptions[key].isSecret;
}

function keyLine(state: WizardState, key: keyof Credentials, width: number): Line {
	const verdict = currentCheck(state).verdicts[key];
	const mark = verdictMarks[verdict.kind];
	const isLast = key === credentialKeys.at(-1);
	const remark = ` ${verdict.kind === 'valid' ? 'valid' : (verdict.kind === 'missing' ? 'missing' : verdict.reason)}`;
	const start = `${key}: `;
	const room = Math.max(8, width - start.length - 5);
	const value = shortenMiddle(shownValue(currentCredentials(state)[key], isSecretKey(key), state.isRevealing), room - 2);
	const spans: Line = [
		{text: ` ${mark.symbol} `, tone: mark.tone},
		{text: start},
		{text: `'${value}'`, tone: 'value'},
		{text: isLast ? ' ' : ','},
	];
	return lineWidth(spans) + remark.length <= width ? [...spans, {text: remark, tone: verdict.kind === 'suspicious' ? 'warning' : 'dim'}] : fitLine(spans, width);
}

/** The six keys of the credentials object, each with its verdict before it. */
export function credentialKeyLines(state: WizardState, width: number): readonly Line[] {
	return credentialKeys.map(key => keyLine(state, key, width));
}

/** The validity check's verdict in a sentence. */
export function checkLine(state: WizardState): Line {
	const summary = checkSummary(state);
	return currentCheck(state).isValid
		? line(`Credentials object is ${summary}.`, summary === 'valid' ? 'good' : 'warning')
		: line(`Credentials object is not valid: ${summary}.`, 'bad');
}
