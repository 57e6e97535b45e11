import {
	advise, compareScopes, type Access, type Advice, type ApiChoice, type ScopeComparison,
} from '../../concur/catalogue/advise.js';
import {apis, apiTitle, currentApis, usedTokenLevel} from '../../concur/catalogue/apis.js';
import {areas} from '../../concur/catalogue/api.js';
import {parseScopes} from '../../concur/parse-scopes.js';
import {howScopesAreAdded} from '../../concur/tutorial.js';
import {exitCodes, UserError, type ExitCode} from '../../errors.js';
import {markSymbols} from '../../wizard/marks.js';
import {type Invocation} from '../invocation.js';
import {loadProfile, type LoadedProfile} from '../loaded-profile.js';
import {formatTable} from '../output/report-text.js';
import {sessionHint} from '../output/session-hint.js';
import {notSetUpError, tokenRoute} from '../tokens/cached-bearer.js';
import {resolveApis} from './resolve-apis.js';

export type ScopesOptions = {
	readonly api?: readonly string[];
	readonly write?: boolean;
	readonly names?: boolean;
	readonly granted?: boolean;
};

/** The access that an API is listed for, as a column of the table. */
function accessColumn({api: {read, write}, access}: ApiChoice): string {
	if (read.length === 0) {
		return 'write only';
	}

	return access === 'read' || write.length === 0 ? 'read' : 'read, write';
}

/** Builds a row for each scope of an API; the first row also holds what the scopes have in common. */
function apiRows(advised: Advice['apis'][number]): ReadonlyArray<readonly string[]> {
	const {api, scopes} = advised;
	const first = [api.id, accessColumn(advised), api.tokens.join(', ')];
	return scopes.map((scope, index) => [...(index === 0 ? first : ['', '', '']), scope]);
}

function remarks({api}: ApiChoice, repeatedOptions: string): readonly string[] {
	const more = Object.entries(api.more ?? {});
	return [
		'',
		`${apiTitle(api)}: ${api.page}`,
		...(api.note === undefined ? [] : [`  ${api.note}`]),
		...(usedTokenLevel(api) === 'app'
			? [`  Takes the app's own token: concur-tokens token --app${repeatedOptions}`]
			: []),
		...(more.length === 0 ? [] : ['  Optional scopes:']),
		...(more.length === 0 ? [] : formatTable(more.map(([scope, use]) => [`    ${scope}`, use ?? ''])).split('\n')),
	];
}

function describeAdvice({grants, scopes, apis: advised}: Advice, repeatedOptions: string): string {
	const rows = [['API', 'access', 'token', 'scopes'], ...advised.flatMap(each => apiRows(each))];
	return [
		formatTable([
			['Grants', grants.join(', ')],
			...scopes.map((scope, index) => [index === 0 ? 'Scopes' : '', scope]),
		]),
		'',
		formatTable(rows),
		...advised.flatMap(each => remarks(each, repeatedOptions)),
		'',
	].join('\n');
}

function describeCatalogue(): string {
	const rows = [['  API', 'access', 'token', 'prove'], ...currentApis.map(api => [
		`  ${api.id}`, accessColumn({api, access: 'write'}), api.tokens.join(', '), api.proof ? 'yes' : 'no',
	])];
	const [heading, ...lines] = formatTable(rows).split('\n');
	const older = apis.length - currentApis.length;
	return [
		heading!,
		...areas.flatMap(area => ['', area, ...lines.filter((_, index) => currentApis[index]!.area === area)]),
		'',
		`${older} more, deprecated or shut down, are not listed.`,
		'To see what an API needs: concur-tokens scopes list-v4',
		'',
	].join('\n');
}

function describeJson({grants, scopes, apis: advised}: Advice): string {
	return `${JSON.stringify({
		scopes,
		grants,
		apis: advised.map(({api: {id, name, version, tokens, page}, scopes: own}) =>
			({id, name, version, token: tokens, scopes: own, page})),
	})}\n`;
}

/** The scopes that the profile's token was granted, as SAP Concur last reported them. */
async function grantedScopes(profile: LoadedProfile): Promise<readonly string[]> {
	const route = tokenRoute(profile);
	switch (route) {
		case 'profile': {
			return parseScopes(profile.settings.token?.object.scope ?? '');
		}

		case 'environment-refresh':
		case 'environment-password': {
			const {requestEnvironmentToken} = await import('../tokens/request-environment-token.js');
			return parseScopes((await requestEnvironmentToken(profile, route)).scope);
		}

		case 'none': {
			throw notSetUpError(profile);
		}
	}
}

function scopeLines(heading: string, scopes: readonly string[]): readonly string[] {
	return scopes.length === 0 ? [] : [heading, ...scopes.map(scope => `  ${scope}`), ''];
}

function describeComparison(
	{used, missing, beyond, closed}: ScopeComparison,
	granted: readonly string[],
	choices: readonly ApiChoice[],
	invocation: Invocation,
): string {
	const ofApp = choices.filter(({api}) => usedTokenLevel(api) === 'app').map(({api}) => api.id);
	const ids = closed.map(({api}) => api.id).join(', ');
	return [
		`${granted.length} granted, ${used.length + missing.length} needed.`,
		'',
		...(missing.length === 0
			? [`${markSymbols.good} All required scopes are granted.`, '']
			: [
				...scopeLines(`${markSymbols.bad} Missing, needed by ${ids}:`, missing),
				`Add ${missing.length === 1 ? 'it' : 'them'} to the app, then ${howScopesAreAdded}`,
				sessionHint(invocation, 'request-token'),
				'',
			]),
		...(ofApp.length === 0
			? []
			: [`Not compared (called with the app's own token): ${ofApp.join(', ')}`, '']),
		...scopeLines(`${markSymbols.attention} Granted, but not needed by these APIs:`, beyond),
	].join('\n');
}

/** Compares the scopes that the profile's token was granted with those that the named or chosen APIs need. */
async function compareGranted(invocation: Invocation, names: readonly string[], access: Access): Promise<ExitCode> {
	const {io, isJson, repeatedOptions} = invocation;
	const profile = loadProfile(invocation);
	const choices = resolveApis(names, access, profile.settings.chosenApis, invocation);
	if (choices.length === 0) {
		throw new UserError(
			'No APIs are chosen in this profile, so there is nothing to compare with.',
			`Name them, for example: concur-tokens scopes --granted list-v4${repeatedOptions}`,
			exitCodes.wrongUsage,
		);
	}

	const granted = await grantedScopes(profile);
	const comparison = compareScopes(choices, granted);
	const {missing, beyond, closed} = comparison;
	io.writeOut(isJson
		? `${JSON.stringify({
			granted, missing, beyond,
			apis: closed.map(({api, missing: lacking}) => ({id: api.id, missing: lacking})),
		})}\n`
		: describeComparison(comparison, granted, choices, invocation));
	return missing.length === 0 ? exitCodes.done : exitCodes.refused;
}

/**
Prints which grants and scopes the named APIs need, or lists the catalogue. Works offline, except `--granted` with a
token from the environment.

Throws `UserError` for an API that is not in the catalogue, and with `--granted` where there is no token.
*/
export async function scopes(invocation: Invocation, given: ScopesOptions): Promise<ExitCode> {
	const {io, isJson, repeatedOptions} = invocation;
	const {api: names = [], write: isWriting = false, names: isNamesOnly = false, granted: isComparing = false} = given;
	const access = isWriting ? 'write' : 'read';
	if (isComparing) {
		return compareGranted(invocation, names, access);
	}

	const choices = names.length === 0
		? currentApis.map(api => ({api, access} as const))
		: resolveApis(names, access, [], invocation);
	const advice = advise(choices);
	if (isJson) {
		io.writeOut(describeJson(advice));
	} else if (isNamesOnly) {
		io.writeOut(advice.scopes.map(scope => `${scope}\n`).join(''));
	} else {
		io.writeText(names.length === 0 ? describeCatalogue() : describeAdvice(advice, repeatedOptions));
	}

	return exitCodes.done;
}
