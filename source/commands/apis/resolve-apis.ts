import {resolveChoices, type Access, type ApiChoice, type ChosenApi} from '../../concur/catalogue/advise.js';
import {apiTitle, findApi} from '../../concur/catalogue/apis.js';
import {nearestApis} from '../../concur/catalogue/nearest-apis.js';
import {type Api} from '../../concur/catalogue/api.js';
import {exitCodes, UserError} from '../../errors.js';
import {listWords} from '../../list-words.js';
import {type Invocation} from '../invocation.js';

/** Whether an API has been shut down; `now` is milliseconds since the epoch. */
function isShutDown({end}: Api, now: number): boolean {
	return end?.kind === 'shut-down' && Date.parse(end.on) <= now;
}

/** Finds an API by name. An unknown name is not repeated: it may be a secret that was pasted in the wrong place. */
function requireApi(name: string, place: string, now: number): Api {
	const api = findApi(name);
	if (!api) {
		const nearest = listWords(nearestApis(name).map(({id}) => id), 'or');
		throw new UserError(
			`No API has this name${place}. Did you mean ${nearest}?`,
			'See all of them: concur-tokens scopes',
			exitCodes.wrongUsage,
		);
	}

	const {end} = api;
	if (end?.kind === 'shut-down' && isShutDown(api, now)) {
		throw new UserError(
			`SAP Concur shut down ${apiTitle(api)} on ${end.on}.`,
			end.successor === undefined ? 'See all of them: concur-tokens scopes' : `Use ${end.successor} instead.`,
			exitCodes.wrongUsage,
		);
	}

	return api;
}

/** Warns of named APIs that are deprecated. */
function warnOfDeprecation(choices: readonly ApiChoice[], {io}: Invocation): void {
	for (const {api} of choices) {
		if (api.end) {
			const {successor} = api.end;
			const date = api.end.kind === 'shut-down' ? ` and will be shut down on ${api.end.on}` : '';
			const advice = successor === undefined ? '' : ` Its successor is ${successor}.`;
			io.writeError(`${apiTitle(api)} is deprecated${date}.${advice}\n`);
		}
	}
}

/**
Returns the APIs that a command line names, without duplicates, or else those that the profile has chosen.

Throws `UserError` for a name that is not in the catalogue, and for an API that was shut down.
*/
export function resolveApis(
	names: readonly string[],
	access: Access,
	chosen: readonly ChosenApi[],
	invocation: Invocation,
): readonly ApiChoice[] {
	const now = invocation.io.now();
	const placeOf = (index: number) => names.length > 1 ? `, number ${index + 1} of those named` : '';
	const named = names.map((name, index) => requireApi(name, placeOf(index), now));
	const choices = named.length > 0
		? [...new Set(named)].map(api => ({api, access}))
		: resolveChoices(chosen).filter(({api}) => !isShutDown(api, now));
	warnOfDeprecation(choices, invocation);
	return choices;
}
