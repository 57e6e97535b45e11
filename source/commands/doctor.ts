import {isLoopback, resolveBaseUri, type ResolvedBaseUri} from '../concur/base-uris.js';
import {exitCodes, type ExitCode} from '../errors.js';
import {type Io} from '../io.js';
import {certificateFindings, fileFindings, nodeFinding} from './doctor/machine-findings.js';
import {networkFindings} from './doctor/network-findings.js';
import {ok, problem, warning, type Finding} from './doctor/finding.js';
import {absoluteFolder, type GlobalOptions} from './global-options.js';
import {readValues, type ReadValues} from './read-values.js';
import {textTable} from './text-table.js';

const marks: Readonly<Record<Finding['level'], string>> = {ok: '✔', warning: '!', problem: '✘'};

/** Every address that this profile talks to: where tokens are obtained, and the token's own geolocation. */
async function addressFindings(options: GlobalOptions, io: Io, {paths, settings, values}: ReadValues): Promise<readonly Finding[]> {
	if (options.practice) {
		const {startPractice} = await import('./practice.js');
		const practice = await startPractice(paths.practiceFolder, io.now);
		try {
			return await networkFindings(practice.origin, io);
		} finally {
			await practice.close();
		}
	}

	const resolved = resolveBaseUri(values.baseUri.value);
	if (resolved.kind === 'rejected') {
		return [problem('Base URI', resolved.reason, 'For example: --base-uri glz')];
	}

	const geolocation = settings.token?.object.geolocation;
	const addresses = new Set([resolved.uri, ...(geolocation === undefined ? [] : [geolocation])]);
	const findings = await Promise.all([...addresses].map(async address => networkFindings(address, io)));
	return [ownerFinding(resolved), ...findings.flat()];
}

/** Whose host the base URI is: secrets go there. */
function ownerFinding({uri, isConcur}: Extract<ResolvedBaseUri, {kind: 'base-uri'}>): Finding {
	const {host, hostname} = new URL(uri);
	if (isConcur || isLoopback(hostname)) {
		return ok('Base URI', isConcur ? `${host} is SAP Concur's` : `${host} is this machine, not SAP Concur`);
	}

	return warning('Base URI', `${host} is not SAP Concur's: secrets go there`, 'Unless that is meant, choose a data centre: --base-uri glz');
}

function describe(findings: readonly Finding[]): string {
	const rows = textTable(findings.map(({level, check, detail}) => [marks[level], check, detail])).split('\n');
	const lines = findings.flatMap(({remedy}, index) => [rows[index]!, ...(remedy === undefined ? [] : [`   What to do: ${remedy}`])]);
	const wrong = findings.filter(({level}) => level !== 'ok').length;
	return `${lines.join('\n')}\n\n${wrong === 0 ? 'No problems found.' : `${wrong} ${wrong === 1 ? 'item needs' : 'items need'} attention.`}\n`;
}

/** Whether this machine can reach Concur and keeps its secrets: every finding with its remedy. Sends no secret. */
export async function doctor(options: GlobalOptions, io: Io): Promise<ExitCode> {
	const read = readValues(options, io, {keepsModes: true});
	const folder = options.dir === undefined ? read.settings.folder : absoluteFolder(options.dir, io);
	const [files, certificates, network] = await Promise.all([fileFindings(read.paths, folder), certificateFindings(io), addressFindings(options, io, read)]);
	const findings = [nodeFinding(), ...files, ...certificates, ...network];
	io.writeOut(options.json
		? `${JSON.stringify(findings.map(({check, level, detail, remedy}) => ({check, level, detail, remedy: remedy ?? null})))}\n`
		: describe(findings));
	if (findings.some(({isNetwork}) => isNetwork)) {
		return exitCodes.notReachable;
	}

	return findings.some(({level}) => level === 'problem') ? exitCodes.refused : exitCodes.done;
}
