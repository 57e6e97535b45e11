import cliTruncate from 'cli-truncate';
import {credentialKeys, type Credentials} from '../../concur/credentials.js';
import {type Verdict} from '../../concur/validity-check.js';
import {type CredentialField} from '../../concur/values.js';
import {fieldDescriptions, isCredentialField} from '../../wizard/fields.js';
import {
	checkSummary, isCheckPassed, problemWords, valueProblem, type ValueProblem,
} from '../../wizard/value-problems.js';
import {standingVerdict, currentCheck, currentCredentials} from '../../wizard/verdicts.js';
import {type WizardState} from '../../wizard/wizard-state.js';
import {shownValue} from '../../concur/redact.js';
import {problemMark, symbols, verdictMarks, type Mark} from '../theme.js';
import {DebugRow, wholeTextRows} from './debug-row.js';

type Key = keyof Credentials;

function isEntered(key: Key): key is CredentialField {
	return key !== 'grantType' && key !== 'credentialType' && isCredentialField(key);
}

function isSecret(key: Key): boolean {
	return isEntered(key) && fieldDescriptions[key].isSecret;
}

/** An empty value is a gap to fill, not an error. */
function markOf(verdict: Verdict, value: string, problem?: ValueProblem): Mark & {readonly word: string} {
	if (value === '') {
		return {symbol: symbols.toDo, tone: 'plain', word: 'to fill'};
	}

	if (problem) {
		return {...problemMark(problem), word: problemWords[problem.kind]};
	}

	const word = {valid: 'valid', missing: 'not valid', suspicious: ''}[verdict.kind];
	return {...verdictMarks[verdict.kind], word: word || ('reason' in verdict ? verdict.reason : '')};
}

// Mark, quotes, blanks and comma.
const keyMargin = 9;
// Shorter, a value tells nothing.
const fewestValueColumns = 10;

/** The six keys of the credentials object, each with its verdict before it. */
export function credentialKeyRows(state: WizardState, columns: number) {
	const {verdicts} = currentCheck(state);
	const credentials = currentCredentials(state);
	return credentialKeys.flatMap(name => {
		const problem = isEntered(name) ? valueProblem(state, name) : undefined;
		const verdict = isEntered(name) ? standingVerdict(state, name) : verdicts[name];
		const {symbol, tone, word} = markOf(verdict, credentials[name], problem);
		const shown = shownValue(credentials[name], isSecret(name), state.isRevealing);
		const room = columns - name.length - word.length - keyMargin;
		if (state.isRevealing && shown.length > room) {
			return wholeTextRows(name, shown, columns, {symbol, tone});
		}

		// The verdict is what the row is read for; both ends tell values apart.
		const hasRoom = shown.length <= room || room >= fewestValueColumns;
		const value = hasRoom ? cliTruncate(shown, Math.max(1, room), {position: 'middle'}) : shown;
		const remark = hasRoom ? ` ${word}` : '';
		const end = name === credentialKeys.at(-1) ? ' ' : ',';
		const property = ` ${name}: '${value}'${end}${remark}`;
		return [<DebugRow key={name} before=" " marked={symbol} tone={tone} after={property}/>];
	});
}

/** The credentials object as the tutorial prints it, with the validity check's verdict in a sentence. */
export function credentialsObjectRows(state: WizardState, columns: number) {
	const summary = checkSummary(state);
	const isValid = isCheckPassed(state);
	const tone = isValid ? (summary === 'valid' ? 'good' : 'warning') : 'plain';
	return [
		<DebugRow key="credentials-open" before="credentialsObject {"/>,
		...credentialKeyRows(state, columns),
		<DebugRow key="credentials-close" before="}"/>,
		<DebugRow
			key="check" before="Credentials object is " marked={isValid ? summary : 'not valid'} tone={tone}
			after={isValid ? '.' : `: ${summary}.`}
		/>,
	];
}
