import {suggestedCommand} from '../calls/repeated-options.js';
import {describeProof} from '../../concur/api-proof.js';
import {apiTitle, usedTokenLevel} from '../../concur/catalogue/apis.js';
import {
	credentialsFileName, expectedContents, stageReference, tokenObjectFileName, type FolderReport,
	type SampleFileName, type StageId, pathIn,
} from '../../concur/tutorial.js';
import {isUnusable, repairSteps, describeUnusableFile, type UnusableFile} from '../../concur/unusable-file.js';
import {apiChoices, apiCountText} from '../apis/api-choice.js';
import {describeCoverage, hasMissingScopes, describeMissingScopes, scopeCoverage} from '../apis/scope-coverage.js';
import {callRemarks} from '../calls/call-remarks.js';
import {proofRows, proofText, shownProofs} from '../apis/proof-rows.js';
import {keyFor} from '../keys/keys.js';
import {unusableTokenFile} from '../paste/found-token.js';
import {hasLiveRefreshToken} from '../calls/lifetimes.js';
import {memoizeByState} from '../memoize-selector.js';
import {type WizardState} from '../wizard-state.js';
import {missingToolNote} from '../values/field-hints.js';
import {stageOf} from './stages.js';
import {stageFailure, firstUnfinishedStage, isAtFinish, isFieldBlamed, stageStatus} from './stage-status.js';
import {finishFacts} from './finish.js';

/**
A sentence or two about the current state of a stage. Each interface marks the tone in its own way. A `note` is a fact
that is neither good nor bad.
*/
export type Remark = {
	readonly text: string;
	readonly tone: 'plain' | 'note' | 'good' | 'warning' | 'bad' | 'accent';
	/** The same as a table row, for when there is room for columns. */
	readonly cells?: readonly string[];
};

function remarkOf(tone: Remark['tone']): (text: string) => Remark {
	return text => ({text, tone});
}

const plain = remarkOf('plain');
const note = remarkOf('note');
const good = remarkOf('good');
const warning = remarkOf('warning');
const bad = remarkOf('bad');

const folderStates: Readonly<Record<FolderReport['state'], (folder: string) => Remark>> = {
	ready: folder => good(`${folder} exists and is writable.`),
	'will-be-created': folder => good(`${folder} will be created when the file is written.`),
	'not-a-folder': folder => bad(`${folder} is a file. Choose a folder.`),
	'not-writable': folder => bad(`${folder} is not writable. Choose another folder.`),
};

const unprotectedMessage = `This folder is in a git work tree that does not ignore ${credentialsFileName}: a commit `
	+ 'would include your secret.';

/** States what is wrong with a file that was left alone, and how to fix it. `toDo` is what to fix it for. */
export function unusableText(path: string, name: SampleFileName, file: UnusableFile, toDo: string): string {
	const what = describeUnusableFile(path, expectedContents[name], file);
	return `${what} The file was left unchanged. ${repairSteps[file.kind]}${toDo}`;
}

const checkAgain = ', then run the check again.';
const toImport = ' to import its refresh token';

/** A remark about an unusable token object file, in the stage that would import its refresh token. */
function tokenFileRemarks(state: WizardState): readonly Remark[] {
	const file = unusableTokenFile(state);
	return file === undefined
		? []
		: [warning(unusableText(tokenObjectFileName, tokenObjectFileName, file, `${toImport}${checkAgain}`))];
}

function folderRemarks(report: FolderReport): readonly Remark[] {
	const deciding = `You decide in ${stageReference('credentials-file')} what to do with it`;
	return [
		folderStates[report.state](report.folder),
		...(report.git === 'unprotected' ? [warning(unprotectedMessage)] : []),
		...(report.credentialsFile.kind === 'absent'
			? []
			: [note(`It already contains a ${credentialsFileName}. ${deciding}.`)]),
		...(isUnusable(report.tokenObjectFile)
			? [warning(unusableText(
				tokenObjectFileName,
				tokenObjectFileName,
				report.tokenObjectFile,
				`${toImport} in ${stageReference('refresh-token')}.`,
			))]
			: []),
		report.hasSapSample
			? good('SAP\'s sample GetRefreshToken.js is in this folder; it reads the same file.')
			: note('SAP\'s sample is not in this folder. You do not need it.'),
	];
}

function fileRemarks(state: WizardState): readonly Remark[] {
	const file = state.folderReport?.credentialsFile;
	if (state.folder === '' || file === undefined) {
		return [];
	}

	const path = pathIn(state.folder, credentialsFileName);
	switch (file.kind) {
		case 'absent': {
			return [note(`${path} does not exist yet.`)];
		}

		case 'read': {
			return stageStatus(state, 'credentials-file') === 'done'
				? [good(`${path} matches the values shown here.`)]
				: [warning(`${path} differs from the values shown here.`)];
		}

		case 'malformed':
		case 'wrong-shape':
		case 'unreadable': {
			return [bad(unusableText(path, credentialsFileName, file, checkAgain))];
		}
	}
}

/** One row for each chosen API. */
function proofRemarks(state: WizardState): readonly Remark[] {
	return proofRows(state).map(row => ({
		tone: row.tone, cells: [row.title, ...row.facts, row.result], text: `${row.title}: ${proofText(row)}`,
	}));
}

/** Compares the granted scopes with those that the chosen APIs need. */
function coverRemarks(state: WizardState): readonly Remark[] {
	const cover = scopeCoverage(state);
	if (!cover) {
		return [];
	}

	const {beyond} = cover;
	const ofApp = apiChoices(state).filter(({api}) => usedTokenLevel(api) === 'app').map(({api}) => apiTitle(api))
		.join(', ');
	const more = beyond.length > 3 ? ` and ${beyond.length - 3} more` : '';
	const named = `${beyond.slice(0, 3).join(', ')}${more}`;
	return [
		hasMissingScopes(state)
			? warning(`Scopes: ${describeCoverage(cover)}. ${describeMissingScopes(state)!}`)
			: good(`Scopes: ${describeCoverage(cover)}, none missing.`),
		...(ofApp === ''
			? []
			: [note(`Called with the app's own token, which ${stageReference('proof')} requests: ${ofApp}.`)]),
		...(beyond.length === 0 ? [] : [note(`Granted, but not needed by your APIs: ${named}.`)]),
	];
}

/** The remarks about a refusal, which replace the purpose of the stage. */
function failureRemarks(state: WizardState): readonly Remark[] | undefined {
	const explanation = stageFailure(state, state.stage);
	return explanation && state.call.kind === 'idle' && !isFieldBlamed(state)
		? [bad(explanation.cause), plain(`What to do: ${explanation.remedy}`)]
		: undefined;
}

/** States whether the set-up is complete, or which stage was skipped and is still open. */
function completion(state: WizardState): string {
	const open = firstUnfinishedStage(state);
	return open ? `Still open: ${stageReference(open)}, ${stageOf(open).title}.` : 'The set-up is complete.';
}

function provenRemarks(state: WizardState, why: Remark): readonly Remark[] {
	if (isAtFinish(state)) {
		return finishFacts(state).map(({term, text}) => plain(`${term}: ${text}.`));
	}

	if (stageStatus(state, 'proof') !== 'done' || !state.proof) {
		return [why, ...proofRemarks(state)];
	}

	const [token, renew] = ['token', 'renew'].map(verb => suggestedCommand(state.facts, verb));
	return [
		good(`It works: SAP Concur ${describeProof(state.proof, 'counted')}. ${completion(state)}`),
		plain(`To print a bearer token for a script, run "${token}". To keep the refresh token ` +
				`alive, run "${renew}". Press ${keyFor('leave')} to leave.`),
		...proofRemarks(state),
	];
}

function toolRemark(state: WizardState): Remark | undefined {
	const text = stageStatus(state, 'app') === 'done' ? undefined : missingToolNote(state);
	return text === undefined ? undefined : warning(text);
}

function missingRemark(state: WizardState): Remark | undefined {
	const text = describeMissingScopes(state);
	return text === undefined ? undefined : warning(text);
}

/** Why the proof stage exists, adapted to the chosen APIs. */
function proofWhy(state: WizardState, why: Remark): Remark {
	const count = apiChoices(state).length;
	return count === 0
		? why
		: plain(`The refresh token is exchanged for a bearer token, and ${
			count === 1 ? 'your API' : `each of your ${apiCountText(count)}`
		} is called once with a read-only request.`);
}

/** The rows of the APIs, if one of them already states the cause of the failure. */
function refusedProofs(state: WizardState): readonly Remark[] | undefined {
	const failure = stageFailure(state, 'proof');
	const isCauseShown = failure !== undefined && shownProofs(state).some(({detail}) => detail === failure.cause);
	return isCauseShown && apiChoices(state).length > 0 ? proofRemarks(state) : undefined;
}

const remarksByStage: Readonly<Record<StageId, (state: WizardState, why: Remark) => readonly Remark[]>> = {
	login: (_state, why) => [why],
	app: (state, why) => [missingRemark(state) ?? toolRemark(state) ?? why],
	'request-token': (state, why) => [missingRemark(state) ?? why],
	folder: ({folderReport}, why) => [why, ...(folderReport ? folderRemarks(folderReport) : [])],
	'credentials-file': (state, why) => [why, ...fileRemarks(state)],
	'refresh-token': (state, why) => callRemarks(state) ?? failureRemarks(state) ?? (
		hasLiveRefreshToken(state)
			? [good('The refresh token is saved in this profile.'), ...coverRemarks(state)]
			: [why, ...tokenFileRemarks(state)]
	),
	proof(state, why) {
		const calling = callRemarks(state);
		return calling
			? [...calling, ...proofRemarks(state)]
			: refusedProofs(state) ?? failureRemarks(state) ?? provenRemarks(state, proofWhy(state, why));
	},
};

/**
The text above the items of the stage in view: why it exists, what was found, or what went wrong and what to do.
*/
export const stageRemarks = memoizeByState((state): readonly Remark[] =>
	remarksByStage[state.stage](state, plain(stageOf(state.stage).why)));
