import {failureAt, firstUnfinishedStage, stageStatus} from '../wizard/stage-status.js';
import {stageNumber, stageOf} from '../wizard/stages.js';
import {type FolderReport} from '../wizard/folder-report.js';
import {type WizardState} from '../wizard/wizard-state.js';
import {line, wrapText, type Line} from './line.js';
import {symbols, type Tone} from './theme.js';
import {profileOptions} from '../wizard/profile-options.js';

type Paragraph = {readonly text: string; readonly tone: Tone};

function paragraph(text: string, tone: Tone = 'plain'): Paragraph {
	return {text, tone};
}

function folderParagraphs(report: FolderReport | undefined): readonly Paragraph[] {
	if (!report) {
		return [];
	}

	const states: Readonly<Record<FolderReport['state'], Paragraph>> = {
		ready: paragraph(`${symbols.done} ${report.folder} is there and writable.`, 'good'),
		'will-be-created': paragraph(`${symbols.done} ${report.folder} will be made when the file is written.`, 'good'),
		'not-a-folder': paragraph(`${symbols.missing} ${report.folder} is a file: choose a folder.`, 'bad'),
		'not-writable': paragraph(`${symbols.missing} ${report.folder} cannot be written to: choose another folder.`, 'bad'),
	};
	return [
		states[report.state],
		...(report.git === 'unprotected' ? [paragraph(`${symbols.attention} It is a git work tree that does not ignore credentials.json: a commit would publish your secret.`, 'warning')] : []),
		...(report.credentialsFile.kind === 'absent' ? [] : [paragraph(`${symbols.bullet} It holds a credentials.json already; stage 5 deals with it.`)]),
		paragraph(report.hasSapSample ? `${symbols.done} SAP's sample GetRefreshToken.js is there; it will read the same file.` : `${symbols.bullet} SAP's sample is not there, and not needed.`, 'dim'),
	];
}

function fileParagraphs(state: WizardState): readonly Paragraph[] {
	const file = state.folderReport?.credentialsFile;
	const path = `${state.folder}/credentials.json`;
	if (state.folder === '') {
		return [];
	}

	switch (file?.kind) {
		case undefined: {
			return [];
		}

		case 'absent': {
			return [paragraph(`${symbols.bullet} ${path} is not there yet.`)];
		}

		case 'read': {
			return stageStatus(state, 'credentials-file') === 'done'
				? [paragraph(`${symbols.done} ${path} holds exactly the values shown.`, 'good')]
				: [paragraph(`${symbols.attention} ${path} is there and holds other values than shown here.`, 'warning')];
		}

		case 'malformed': {
			return [paragraph(`${symbols.missing} ${path} is not JSON: line ${file.line}, column ${file.column}: ${file.problem} It is left as it is. Mend it in an editor, then look again.`, 'bad')];
		}

		case 'wrong-shape': {
			return [paragraph(`${symbols.missing} ${path} is no credentials file: ${file.problem} It is left as it is.`, 'bad')];
		}

		case 'unreadable': {
			return [paragraph(`${symbols.missing} ${path} cannot be read: ${file.reason}`, 'bad')];
		}
	}
}

/** What a refusal says, in place of why the stage exists. */
function failureParagraphs(state: WizardState): readonly Paragraph[] | undefined {
	const explanation = failureAt(state, state.stage);
	return explanation && state.call.kind === 'idle'
		? [paragraph(`${symbols.missing} ${explanation.cause}`, 'bad'), paragraph(`What to do: ${explanation.remedy}`)]
		: undefined;
}

/** Whether that was all: a stage that was skipped is still open. */
function completion(state: WizardState): string {
	const open = firstUnfinishedStage(state);
	return open ? ` Still open: stage ${stageNumber(open)}, ${stageOf(open).title}.` : ' The set-up is complete.';
}

function paragraphs(state: WizardState): readonly Paragraph[] {
	const {stage, proof} = state;
	const why = paragraph(stageOf(stage).why, 'dim');
	switch (stage) {
		case 'folder': {
			return [why, ...folderParagraphs(state.folderReport)];
		}

		case 'credentials-file': {
			return [why, ...fileParagraphs(state)];
		}

		case 'refresh-token': {
			return failureParagraphs(state) ?? [stageStatus(state, stage) === 'done' ? paragraph(`${symbols.done} The refresh token is saved in this profile.`, 'good') : why];
		}

		case 'proof': {
			const done = stageStatus(state, stage) === 'done' && proof
				? [
					paragraph(`${symbols.done} It works: SAP Concur counted ${proof.totalResults} users.${completion(state)}`, 'good'),
					paragraph(`From now on "concur-tokens token${profileOptions(state.facts)}" prints a bearer token for your scripts, and "concur-tokens renew${profileOptions(state.facts)}" keeps the refresh token alive. Ctrl+C leaves.`),
				]
				: [why];
			return failureParagraphs(state) ?? done;
		}

		case 'request-token': {
			return stageStatus(state, stage) === 'attention'
				? [paragraph(`${symbols.attention} The request token is older than 24 hours: Concur no longer takes it. Generate a new one and paste it over the old one.`, 'warning')]
				: [why];
		}

		case 'login':
		case 'app': {
			return [why];
		}
	}
}

/** The page's address, whole: it may have to be copied by hand where no browser can be opened. */
function addressRows(address: string, width: number): readonly Line[] {
	const link = (text: string) => ({text, tone: 'accent', href: address} as const);
	if (` Page: ${address}`.length > width) {
		return wrapText(address, width - 1).map(text => [{text: ' '}, link(text)]);
	}

	const hint = '  Ctrl+O opens it';
	const hasRoom = ` Page: ${address}${hint}`.length <= width;
	return [[{text: ' Page: ', tone: 'dim'}, link(address), ...(hasRoom ? [{text: hint, tone: 'dim'} as const] : [])]];
}

export type StageIntro = {readonly text: readonly Line[]; readonly address: readonly Line[]};

/** The rows above the items of a stage: why it exists, what was found, or what went wrong and what to do; then the page's address. */
export function stageIntro(state: WizardState, width: number): StageIntro {
	const {page} = stageOf(state.stage);
	const address = page && state.facts.pages[page];
	return {
		text: paragraphs(state).flatMap(({text, tone}) => wrapText(text, width - 2).map(row => line(` ${row}`, tone))),
		address: address ? addressRows(address, width) : [],
	};
}
