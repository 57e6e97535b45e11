import {
	defaultBaseUri, implementationFact, isImplementation, isLoopback, lacksAppManagement, listAppManagementIds,
	missingToolAdvice, resolveBaseUri, type AcceptedBaseUri,
} from '../../concur/base-uris.js';
import {exitCodes, type ExitCode} from '../../errors.js';
import {type Invocation} from '../invocation.js';
import {loadProfile, type LoadedProfile} from '../loaded-profile.js';
import {colourMarks} from '../output/colour.js';
import {withPractice} from '../practice/with-practice.js';
import {describeFindings, findingsJson, ok, problem, warning, type Finding} from './findings.js';
import {checkCertificates, checkFiles, checkNode} from './machine-findings.js';
import {checkNetwork} from './network-findings.js';

const asDefault = `--base-uri ${defaultBaseUri}`;

/** Reports who owns the base URI's host: secrets are sent there. */
function ownerFinding({uri, isConcur}: AcceptedBaseUri): Finding {
	const {host, hostname} = new URL(uri);
	if (isConcur || isLoopback(hostname)) {
		return ok('Base URI', isConcur ? `${host} belongs to SAP Concur` : `${host} is this machine, not SAP Concur`);
	}

	return warning(
		'Base URI',
		`${host} does not belong to SAP Concur, but your secrets are sent there`,
		`If this is not intended, choose a data centre: ${asDefault}`,
	);
}

/** Reports known limits of a data centre, so that no one waits in vain; the token's own geolocation counts. */
function dataCentreFindings(uri: string, hasToken: boolean): readonly Finding[] {
	const {isConcur, id} = resolveBaseUri(uri) as AcceptedBaseUri;
	if (!isConcur) {
		return [];
	}

	const missingTool = missingToolAdvice(id ?? '');
	if (isImplementation(id)) {
		return [warning(
			'Data centre',
			implementationFact(id ?? ''),
			`${missingTool.remedy} `
			+ 'If your company is new, or its calls are redirected, choose its production data centre: '
			+ asDefault,
		)];
	}

	const tool = `The app is created in the admin panel of ${listAppManagementIds('or')}`;
	if (lacksAppManagement(id)) {
		return [warning(
			'Data centre',
			`${missingTool.fact}: it exists only in ${listAppManagementIds('and')}`,
			missingTool.remedy,
		)];
	}

	return hasToken || id === defaultBaseUri
		? [ok('Data centre', id === defaultBaseUri
			? `${defaultBaseUri} obtains company tokens for every data centre. ${tool}`
			: `${new URL(uri).host}, the data centre of your company's token`)]
		: [warning(
			'Data centre',
			`${new URL(uri).host} serves the companies of one data centre only. ${tool}`,
			`To obtain a company token, use the base URI for all of them: ${asDefault}`,
		)];
}

/** Checks every address that this profile talks to: where tokens are obtained, and the token's own geolocation. */
async function checkAddresses(profile: LoadedProfile): Promise<readonly Finding[]> {
	const {io, settings, values} = profile;
	return withPractice(profile, async practice => {
		if (practice) {
			return checkNetwork(practice.origin, io);
		}

		const resolved = resolveBaseUri(values.baseUri.value);
		if (resolved.kind === 'rejected') {
			return [problem('Base URI', resolved.reason, `For example: ${asDefault}`)];
		}

		const geolocation = settings.token?.object.geolocation;
		const addresses = new Set([resolved.uri, ...(geolocation === undefined ? [] : [geolocation])]);
		const findings = await Promise.all([...addresses].map(async address => checkNetwork(address, io)));
		const lived = geolocation ?? resolved.uri;
		return [
			ownerFinding(resolved), ...dataCentreFindings(lived, geolocation !== undefined), ...findings.flat(),
		];
	});
}

/**
Checks whether this machine can reach SAP Concur and keeps its secrets safe, and prints each finding with its remedy.
Sends no secret.
*/
export async function doctor(invocation: Invocation): Promise<ExitCode> {
	const {io} = invocation;
	const profile = loadProfile(invocation, {isKeepingModes: true});
	const [files, certificates, network] = await Promise.all([
		checkFiles(profile.paths, profile.folder ?? profile.settings.folder),
		checkCertificates(io),
		checkAddresses(profile),
	]);
	const findings = [checkNode(), ...files, ...certificates, ...network];
	if (invocation.isJson) {
		io.writeOut(findingsJson(findings));
	} else {
		io.writeText(colourMarks(describeFindings(findings), io));
	}

	if (findings.some(({isNetwork}) => isNetwork)) {
		return exitCodes.notReachable;
	}

	return findings.some(({level}) => level === 'problem') ? exitCodes.refused : exitCodes.done;
}
