import {credentialKeys} from '../../concur/credentials.js';
import {credentialsFileName} from '../../concur/tutorial.js';
import {checkCredentials} from '../../concur/check-credentials.js';
import {exitCodes, type ExitCode} from '../../errors.js';
import {recordOf} from '../../record-of.js';
import {problemMarks, verdictMarks} from '../../wizard/marks.js';
import {type Invocation} from '../invocation.js';
import {formatTable} from '../output/report-text.js';
import {maskValue, describeSource} from '../output/describe-value.js';
import {colourMarks} from '../output/colour.js';
import {sessionHint} from '../output/session-hint.js';
import {
	type Key, isEntered, type Verdict, type CheckedCredentials, readProfileCredentials, readNamedCredentials,
} from './checked-credentials.js';

const marks = {...verdictMarks, ...problemMarks};

function maskKey(key: Key, value: string): string {
	return isEntered(key) ? maskValue(key, value) : value;
}

function reasonOf(verdict: Verdict): string {
	return verdict.kind === 'valid' ? '' : verdict.reason;
}

function remedyOf(verdict: Verdict): string | undefined {
	return 'remedy' in verdict ? verdict.remedy : undefined;
}

/** Counts the values of each kind that keep the credentials from being valid. */
function countProblems(verdicts: readonly Verdict[]): string {
	const kinds = verdicts.filter(verdict => verdict.kind === 'missing' || remedyOf(verdict) !== undefined)
		.map(({kind}) => kind);
	return [...new Set(kinds)]
		.map(kind => `${kinds.filter(each => each === kind).length} ${marks[kind].word}`)
		.join(', ');
}

/** What makes the credentials valid: filling in what is missing, then replacing what can no longer be used. */
function whatToDo(verdicts: readonly Verdict[]): string {
	return [
		...(verdicts.some(({kind}) => kind === 'missing') ? ['Fill in what is missing.'] : []),
		...new Set(verdicts.flatMap(verdict => remedyOf(verdict) ?? [])),
	].join(' ');
}

function describe(
	{file, fields, lost}: CheckedCredentials,
	verdicts: Readonly<Record<Key, Verdict>>,
	{isValid, hint}: {readonly isValid: boolean; readonly hint: string | undefined},
): string {
	const rows = credentialKeys.map(key => [
		marks[verdicts[key].kind].symbol,
		key,
		`'${maskKey(key, fields[key].value)}'`,
		describeSource(fields[key]),
		reasonOf(verdicts[key]),
	]);
	const suspicious = credentialKeys.filter(key => verdicts[key].kind === 'suspicious').length;
	const doubt = suspicious > 0 ? `, ${suspicious} suspicious (a suspicious value may still be right)` : '';
	const all = Object.values(verdicts);
	const verdict = isValid ? `Valid${doubt}.` : `Not valid: ${countProblems(all)}.`;
	const place = file ?? `There is no ${credentialsFileName} yet; these are the values entered so far.`;
	const answer = lost ? `${lost.cause}\nWhat to do: ${lost.remedy}\n` : '';
	const remedy = isValid ? [] : [`What to do: ${whatToDo(all)}`, ...(hint === undefined ? [] : [hint])];
	return `${[formatTable(rows), `${verdict} ${place}`, ...remedy].join('\n')}\n${answer}`;
}

/**
Checks a credentials.json for validity, offline, and prints one line per field with its source, then the verdict.

Throws `UserError` for a file that cannot be read as credentials.
*/
export async function check(invocation: Invocation, given: {readonly file?: string}): Promise<ExitCode> {
	const {io} = invocation;
	const found =
		given.file === undefined
			? await readProfileCredentials(invocation)
			: await readNamedCredentials(given.file, invocation);
	const checked = checkCredentials(recordOf(credentialKeys, key => found.fields[key].value));
	const verdicts = recordOf(credentialKeys, (key): Verdict => found.known[key] ?? checked.verdicts[key]);
	const isValid = checked.isValid && credentialKeys.every(key => remedyOf(verdicts[key]) === undefined);
	// A file that was named need not belong to the profile.
	const hint = given.file === undefined ? sessionHint(invocation) : undefined;
	const fieldJson = (key: Key) => ({
		verdict: marks[verdicts[key].kind].word,
		reason: reasonOf(verdicts[key]) || null,
		remedy: remedyOf(verdicts[key]) ?? null,
		value: maskKey(key, found.fields[key].value),
		source: found.fields[key].source,
	});
	const lostJson = found.lost ? {cause: found.lost.cause, remedy: found.lost.remedy} : null;
	const report = {
		valid: isValid,
		file: found.file ?? null,
		fields: recordOf(credentialKeys, fieldJson),
		lost_answer: lostJson,
	};
	if (invocation.isJson) {
		io.writeOut(`${JSON.stringify(report)}\n`);
	} else {
		io.writeText(colourMarks(describe(found, verdicts, {isValid, hint}), io));
	}

	return isValid ? exitCodes.done : exitCodes.refused;
}
