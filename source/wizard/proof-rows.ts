import {type ApiProof} from '../concur/api-proof.js';
import {apiTitle, findApi} from '../concur/catalogue/apis.js';
import {choicesIn} from './api-choice.js';
import {type WizardState} from './wizard-state.js';

/** What came of an API, as a row: short cells, then words that may take more room. */
export type ProofRow = {
	readonly tone: 'good' | 'note' | 'warning' | 'bad';
	readonly title: string;
	/** Status and latency; empty where nothing was asked. */
	readonly facts: readonly string[];
	readonly words: string;
};

const toneOf: Readonly<Record<ApiProof['verdict'], ProofRow['tone']>> = {
	proven: 'good', unproven: 'note', refused: 'bad', unreachable: 'bad', unusable: 'bad', cancelled: 'warning',
};

function rowOf({api, verdict, status, latency, detail, remedy}: ApiProof): ProofRow {
	const known = api === undefined ? undefined : findApi(api);
	const words = verdict === 'unproven' ? 'unproven: it has no harmless call' : detail;
	return {
		tone: toneOf[verdict],
		title: known ? apiTitle(known) : api ?? 'Refresh grant',
		facts: [status === undefined ? '' : String(status), latency === undefined ? '' : `${latency} ms`],
		words: remedy === undefined ? words : `${words} What to do: ${remedy}`,
	};
}

/** What is known of proving the chosen APIs: of the call that runs, else of the last one. */
export function shownProofs({call, proofs = []}: WizardState): readonly ApiProof[] {
	return call.kind === 'calling' && call.purpose === 'proof' ? call.proven ?? [] : proofs;
}

/** A row for each chosen API, and for what was proven in their place; none where no APIs are chosen. */
export function proofRows(state: WizardState): readonly ProofRow[] {
	const choices = choicesIn(state);
	if (choices.length === 0) {
		return [];
	}

	const proofs = shownProofs(state);
	const isChosen = ({api}: ApiProof) => choices.some(choice => choice.api.id === api);
	return [
		// Where none of the choice takes the company's token, another proof counts for it.
		...(state.call.kind === 'idle' && choices.some(({api}) => proofs.every(proof => proof.api !== api.id))
			? []
			: proofs.filter(proof => !isChosen(proof)).map(proof => rowOf(proof))),
		...choices.map(({api}): ProofRow => {
			const proof = proofs.find(each => each.api === api.id);
			return proof
			? rowOf(proof)
			: {tone: 'note', title: apiTitle(api), facts: ['', ''], words: 'not called yet'};
		}),
	];
}

/** How many of the chosen APIs are proven, and how many can't be. */
export function proofSummary(state: WizardState): string {
	const choices = choicesIn(state);
	const verdicts = choices.map(({api}) => shownProofs(state).find(proof => proof.api === api.id)?.verdict);
	const proven = verdicts.filter(verdict => verdict === 'proven').length;
	const unproven = verdicts.filter(verdict => verdict === 'unproven').length;
	return `${proven} of ${choices.length} proven${unproven === 0 ? '' : `, ${unproven} without a harmless call`}`;
}
