import {type Question} from './wizard-state.js';

/** What the two answers to a question are called in a word or two, beside the keys that give them. */
export function answerWords(question: Question): {readonly yes: string; readonly no: string} {
	switch (question.kind) {
		case 'import': {
			return {yes: 'take over', no: 'start without'};
		}

		case 'overwrite-credentials':
		case 'overwrite-token-object':
		case 'overwrite-export': {
			return {yes: 'replace', no: 'keep'};
		}

		case 'set-up-renewal': {
			return {yes: 'set it up', no: 'show the lines'};
		}

		case 'change-values': {
			const isEmptied = question.fields.every(field => question.progress.values[field] === '');
			return {yes: isEmptied ? 'empty' : 'replace', no: 'keep'};
		}
	}
}
