import {suggestedCommand} from '../calls/repeated-options.js';
import {refreshTokenExpiry} from '../../concur/token-rules.js';
import {credentialsFileName, tokenObjectFileName, pathIn} from '../../concur/tutorial.js';
import {formatExpiry} from '../format-time.js';
import {findImportable} from '../importable.js';
import {checkTokenImport} from '../paste/found-token.js';
import {type Overlay, type Question, type WizardState} from '../wizard-state.js';
import {unsavedQuestion} from './unsaved-changes.js';
import {changeLabel, changeText, isClearing, keepLabel} from './change-question.js';

function importText(state: WizardState, folder: string): string {
	const {found, values: imported} = findImportable(state);
	if (!found) {
		return `Found ${credentialsFileName} in ${folder}. Import its values?`;
	}

	const hasCredentials = state.folderReport?.credentialsFile.kind === 'read';
	const there = hasCredentials
		? `Found ${credentialsFileName} and ${tokenObjectFileName} in ${folder}.`
		: `Found ${tokenObjectFileName} in ${folder}.`;
	const judged = checkTokenImport({...state, values: {...state.values, ...imported}}, found);
	const values = hasCredentials ? 'the values' : 'its Company UUID';
	if (judged.kind === 'left-out') {
		return `${there} Import ${values}? The refresh token will not be imported: ${judged.reason}`;
	}

	const {object, receivedAt} = judged.token;
	const taken = Object.keys(imported).length > 0 ? `${values} and ` : '';
	const until = formatExpiry(refreshTokenExpiry(object, receivedAt), state.now);
	return `${there} Import ${taken}the refresh token, valid until ${until}?`;
}

/** An answer in full, and in a word or two for the bottom row. */
type Answer = {readonly label: string; readonly short: string};

type QuestionTexts = {
	readonly text: string;
	readonly yes: Answer;
	readonly no: Answer;
};

type QuestionKind<Kind extends Question['kind']> = {
	readonly texts: (state: WizardState, question: Extract<Question, {kind: Kind}>) => QuestionTexts;
	/** The answer that Enter chooses at first: yes if it loses nothing, or if the person has just chosen the action. */
	readonly enterAnswers: 'yes' | 'no';
};

/** Words about replacing a file. */
function replaceFile(text: string): QuestionTexts {
	return {
		text,
		yes: {label: 'Replace the file', short: 'replace'},
		no: {label: 'Keep the file as it is', short: 'keep'},
	};
}

const questionKinds: {readonly [Kind in Question['kind']]: QuestionKind<Kind>} = {
	import: {
		texts: (state, {folder}) => ({
			text: importText(state, folder),
			yes: {label: 'Import them', short: 'import'},
			no: {label: 'Start without them', short: 'skip'},
		}),
		enterAnswers: 'yes',
	},
	'overwrite-credentials': {
		texts: (_state, {folder}) =>
			replaceFile(`Replace ${pathIn(folder, credentialsFileName)}? The values in that file will be lost.`),
		enterAnswers: 'yes',
	},
	'overwrite-token-object': {
		texts: (_state, {folder}) =>
			replaceFile(`Replace ${pathIn(folder, tokenObjectFileName)}? The tokens in that file will be lost.`),
		enterAnswers: 'no',
	},
	'overwrite-export': {
		texts: (_state, {path}) => replaceFile(`Replace ${path}? Its contents will be lost.`),
		enterAnswers: 'no',
	},
	'set-up-renewal': {
		texts: ({facts}) => ({
			text: 'Renew the refresh token once a day on this machine? A systemd user timer, or a crontab entry '
				+ 'where there is no systemd, will run concur-tokens renew. To remove it at any time: '
				+ suggestedCommand(facts, 'schedule --remove'),
			yes: {label: 'Set it up', short: 'set it up'},
			no: {label: 'Show me the lines instead', short: 'show the lines'},
		}),
		enterAnswers: 'yes',
	},
	'leave-unsaved': {
		texts: (state, {saved, reason}) => ({
			text: unsavedQuestion(state, saved, reason),
			yes: {label: 'Try to save again, then leave', short: 'try again'},
			no: {label: 'Leave without saving', short: 'leave anyway'},
		}),
		enterAnswers: 'yes',
	},
	'change-values': {
		texts: (state, question) => ({
			text: changeText(state, question),
			yes: {label: changeLabel(state, question), short: isClearing(question) ? 'clear' : 'replace'},
			no: {label: keepLabel(state, question), short: 'keep'},
		}),
		enterAnswers: 'no',
	},
};

function kindOf<Kind extends Question['kind']>(question: Extract<Question, {kind: Kind}>): QuestionKind<Kind> {
	return questionKinds[question.kind];
}

/** The text of a question and of its two answers. */
export function questionTexts(state: WizardState, question: Question): QuestionTexts {
	return kindOf(question).texts(state, question);
}

/** The answer that Enter chooses when a question opens. */
export function firstAnswer(question: Question): 'yes' | 'no' {
	return questionKinds[question.kind].enterAnswers;
}

/** Opens a question, with the answer that Enter gives. */
export function askQuestion(question: Question): Overlay {
	return {kind: 'question', question, answer: firstAnswer(question)};
}
