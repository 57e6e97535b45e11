import {isLoopback, resolveBaseUri, type AcceptedBaseUri} from '../../concur/base-uris.js';
import {exitCodes, type ExitCode} from '../../errors.js';
import {type Invocation} from '../invocation.js';
import {loadProfile, type LoadedProfile} from '../loaded-profile.js';
import {colouredMarks} from '../output/colours.js';
import {withPractice} from '../practice.js';
import {describeFindings, findingsJson, ok, problem, warning, type Finding} from './findings.js';
import {certificateFindings, fileFindings, nodeFinding} from './machine-findings.js';
import {networkFindings} from './network-findings.js';

/** Whose host the base URI is: secrets go there. */
function ownerFinding({uri, isConcur}: AcceptedBaseUri): Finding {
	const {host, hostname} = new URL(uri);
	if (isConcur || isLoopback(hostname)) {
		return ok('Base URI', isConcur ? `${host} belongs to SAP Concur` : `${host} is this machine, not SAP Concur`);
	}

	return warning(
		'Base URI',
		`${host} does not belong to SAP Concur: your secrets go there`,
		'Unless you mean that, choose a data centre: --base-uri glz',
	);
}

/** Every address that this profile talks to: where tokens are obtained, and the token's own geolocation. */
async function addressFindings(profile: LoadedProfile): Promise<readonly Finding[]> {
	const {io, settings, values} = profile;
	return withPractice(profile, async practice => {
		if (practice) {
			return networkFindings(practice.origin, io);
		}

		const resolved = resolveBaseUri(values.baseUri.value);
		if (resolved.kind === 'rejected') {
			return [problem('Base URI', resolved.reason, 'For example: --base-uri glz')];
		}

		const geolocation = settings.token?.object.geolocation;
		const addresses = new Set([resolved.uri, ...(geolocation === undefined ? [] : [geolocation])]);
		const findings = await Promise.all([...addresses].map(async address => networkFindings(address, io)));
		return [ownerFinding(resolved), ...findings.flat()];
	});
}

/** Whether this machine can reach Concur and keeps its secrets: every finding with its remedy. Sends no secret. */
export async function doctor(invocation: Invocation): Promise<ExitCode> {
	const {io} = invocation;
	const profile = loadProfile(invocation, {keepsModes: true});
	const [files, certificates, network] = await Promise.all([
		fileFindings(profile.paths, profile.folder ?? profile.settings.folder),
		certificateFindings(io),
		addressFindings(profile),
	]);
	const findings = [nodeFinding(), ...files, ...certificates, ...network];
	if (invocation.json) {
		io.writeOut(findingsJson(findings));
	} else {
		io.writeText(colouredMarks(describeFindings(findings), io));
	}

	if (findings.some(({isNetwork}) => isNetwork)) {
		return exitCodes.notReachable;
	}

	return findings.some(({level}) => level === 'problem') ? exitCodes.refused : exitCodes.done;
}
