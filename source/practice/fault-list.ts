import {randomUUID} from 'node:crypto';
import {isReplacing, type Fault, type FaultOrder, type FaultPath, type SetFault} from './faults.js';

/** The faults that are set now. In memory only: a restart clears them. */
export type FaultList = {
	readonly list: () => readonly SetFault[];
	readonly add: (order: FaultOrder) => SetFault;
	/** Clears one fault, or all of them. */
	readonly clear: (id?: string) => void;
	/** The faults that apply to the call that just arrived; counts them down. */
	readonly takeFor: (path: FaultPath) => readonly Fault[];
};

/** Whether the request is carried out all the same: an answer that ends in the middle has changed things before. */
function isCarriedOut(fault: Fault | undefined): boolean {
	return fault === undefined || fault.kind === 'cut-off' || fault.kind === 'empty';
}

/** A list of faults. Faults that take an answer's place queue up, one a call; those that change an answer wait for a real one and then apply together. */
export function createFaultList(): FaultList {
	let faults: readonly SetFault[] = [];
	return {
		list: () => faults,
		add({path = 'token', calls, ...fault}) {
			const added: SetFault = {id: randomUUID(), path, calls: calls ?? null, fault};
			faults = [...faults, added];
			return added;
		},
		clear(id) {
			faults = id === undefined ? [] : faults.filter(fault => fault.id !== id);
		},
		takeFor(path) {
			const here = faults.filter(fault => fault.path === path);
			const replacing = here.find(({fault}) => isReplacing(fault));
			const taken = here.filter(entry => entry === replacing || entry.fault.kind === 'slow' || (isCarriedOut(replacing?.fault) && !isReplacing(entry.fault)));
			faults = faults
				.map(entry => taken.includes(entry) && entry.calls !== null ? {...entry, calls: entry.calls - 1} : entry)
				.filter(({calls}) => calls === null || calls > 0);
			return taken.map(({fault}) => fault);
		},
	};
}
