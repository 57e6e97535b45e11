import {type ApiProof} from '../../concur/api-proof.js';
import {apiTitle, findApi} from '../../concur/catalogue/apis.js';
import {formatLatency} from '../format-time.js';
import {proofMarks, type Meaning} from '../marks.js';
import {type WizardState} from '../wizard-state.js';
import {apiChoices} from './api-choice.js';

/** The result for one API, as a row: short cells, then a result that may need more room. */
export type ProofRow = {
	readonly tone: 'good' | 'note' | 'warning' | 'bad';
	readonly title: string;
	/** Status and latency; empty strings if no call was made. */
	readonly facts: readonly string[];
	readonly result: string;
};

const toneOf: Readonly<Record<Meaning, ProofRow['tone']>> = {
	good: 'good', open: 'note', attention: 'warning', bad: 'bad',
};

function rowOf({api, verdict, status, latency, detail, remedy}: ApiProof): ProofRow {
	const known = api === undefined ? undefined : findApi(api);
	const {meaning, inFull: result = detail} = proofMarks[verdict];
	return {
		tone: toneOf[meaning],
		title: known ? apiTitle(known) : api ?? 'Refresh grant',
		facts: [status === undefined ? '' : String(status), latency === undefined ? '' : formatLatency(latency)],
		result: remedy === undefined ? result : `${result} What to do: ${remedy}`,
	};
}

/** A row's facts and result, for where it is read as text. */
export function proofText({facts, result}: ProofRow): string {
	const told = facts.filter(Boolean).join(', ');
	return result.endsWith('.') && told !== '' ? `${told}. ${result}` : [told, result].filter(Boolean).join(', ');
}

/** The results for the chosen APIs: those of the running call, otherwise those of the last one. */
export function shownProofs({call, proofs = []}: WizardState): readonly ApiProof[] {
	return call.kind === 'calling' && call.purpose === 'proof' ? call.proven ?? [] : proofs;
}

/** One row for each chosen API, and for whatever was proven in their place. Empty if no APIs are chosen. */
export function proofRows(state: WizardState): readonly ProofRow[] {
	const choices = apiChoices(state);
	if (choices.length === 0) {
		return [];
	}

	const proofs = shownProofs(state);
	const isChosen = ({api}: ApiProof) => choices.some(choice => choice.api.id === api);
	return [
		// If none of the chosen APIs accepts a company token, another proof stands in for them.
		...(state.call.kind === 'idle' && choices.some(({api}) => proofs.every(proof => proof.api !== api.id))
			? []
			: proofs.filter(proof => !isChosen(proof)).map(proof => rowOf(proof))),
		...choices.map(({api}): ProofRow => {
			const proof = proofs.find(each => each.api === api.id);
			return proof
			? rowOf(proof)
			: {tone: 'note', title: apiTitle(api), facts: ['', ''], result: 'not called yet'};
		}),
	];
}

/** States how many of the chosen APIs are proven, and how many cannot be. */
export function proofSummary(state: WizardState): string {
	const choices = apiChoices(state);
	const verdicts = choices.map(({api}) => shownProofs(state).find(proof => proof.api === api.id)?.verdict);
	const proven = verdicts.filter(verdict => verdict === 'proven').length;
	const unproven = verdicts.filter(verdict => verdict === 'unproven').length;
	const rest = unproven === 0 ? '' : `, ${unproven} without a read-only call`;
	return `${proven} of ${choices.length} proven${rest}`;
}
