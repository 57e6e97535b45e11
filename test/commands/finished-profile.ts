import {execFile, type ExecFileOptions} from 'node:child_process';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {composeCredentials} from '../../source/concur/credentials.js';
import {obtainCompanyToken} from '../../source/concur/token-calls.js';
import {type PracticeServer} from '../../source/practice/serving/practice-instance.js';
import {settingsAfterOutcome} from '../../source/store/profile/settings-after-outcome.js';
import {profilePaths, type ProfilePaths} from '../../source/store/profile/profile-paths.js';
import {openProfile, type ProfileStore} from '../../source/store/profile/profile-store.js';
import {type Settings} from '../../source/store/profile/settings.js';
import {openedPractice, temporaryFolder} from '../practice/opened-practice.js';
import {openedHome, program, type Home} from '../sessions/opened-terminal.js';

export type Ran = {
	readonly code: number;
	readonly signal: string | null;
	readonly stdout: string;
	readonly stderr: string;
};

export type RunOptions = {
	readonly home: Home;
	readonly environment?: Record<string, string> | undefined;
	readonly input?: string;
	readonly nodeOptions?: readonly string[];
};

/** Runs a file as a process of its own, for a minute at most; its input is at an end once `input` is read. */
export async function ranFile(
	file: string,
	given: readonly string[],
	options: ExecFileOptions,
	input = '',
): Promise<Ran> {
	return new Promise(resolve => {
		const limits = {timeout: 60_000, maxBuffer: 10_000_000};
		const child = execFile(file, given, {...limits, ...options, encoding: 'utf8'}, (error, stdout, stderr) => {
			const code = error ? (typeof error.code === 'number' ? error.code : -1) : 0;
			resolve({code, signal: error?.signal ?? null, stdout, stderr});
		});
		// EPIPE: a program may end without a look at its input.
		child.stdin?.on('error', () => {});
		child.stdin?.end(input);
	});
}

/** Runs the built program as a process of its own, without a terminal. */
export async function ranProgram(given: readonly string[], options: RunOptions): Promise<Ran> {
	const {home, environment = {}, input, nodeOptions = []} = options;
	const env = {...home.environment, ...environment};
	return ranFile(process.execPath, [...nodeOptions, program, ...given], {env, cwd: home.workFolder}, input);
}

export type FinishedProfile = {
	readonly home: Home;
	readonly server: PracticeServer;
	readonly paths: ProfilePaths;
	readonly store: ProfileStore;
	readonly values: Settings['values'];
	/** Milliseconds since the epoch at which the token was obtained. */
	readonly obtainedAt: number;
	/** How many refresh grants the server has answered. */
	readonly refreshGrants: () => number;
	/** The refresh tokens that the server knows, as it keeps them: changed when it rotates one. */
	readonly issuedRefreshTokens: () => string;
	readonly log: readonly string[];
	readonly run: (given: readonly string[], environment?: Record<string, string>) => Promise<Ran>;
};

/** A profile whose set-up is finished, against a server that counts what it is asked. */
export async function finishedProfile(
	profile = 'default',
	issueApp = async (opened: PracticeServer) => opened.issueAppCredentials(),
): Promise<FinishedProfile> {
	const home = openedHome();
	const log: string[] = [];
	const folder = temporaryFolder();
	const server = await openedPractice({
		folder,
		log(line) {
			log.push(line);
		},
	});
	const app = await issueApp(server);
	const values = {...app, ...(await server.issueRequestToken(app.appID))!};
	const outcome = await obtainCompanyToken({baseUri: server.origin, credentials: composeCredentials(values)});
	if (outcome.kind !== 'granted') {
		throw new Error(`The practice Concur refused: ${outcome.kind}`);
	}

	const paths = profilePaths(profile, home.environment);
	const {store} = openProfile(paths, Date.now);
	const obtainedAt = Date.now();
	const {appID, clientSecret, companyUUID} = values;
	await store.update(settings =>
		settingsAfterOutcome(
			{
				...settings,
				baseUri: server.origin,
				values,
				enteredAt: {companyRequestToken: obtainedAt},
				stage: 'proof',
			},
			outcome,
			{appID, clientSecret, companyUUID},
		));
	return {
		home,
		server,
		paths,
		store,
		values,
		obtainedAt,
		log,
		issuedRefreshTokens() {
			const state = JSON.parse(readFileSync(path.join(folder, 'practice-state.json'), 'utf8')) as {
				refreshTokens: unknown;
			};
			return JSON.stringify(state.refreshTokens);
		},
		refreshGrants: () => log.filter(line => line.includes('refresh_token')).length,
		run: async (given, environment) => ranProgram(given, {home, environment}),
	};
}

/** Makes the cached bearer token older, so that the next call has to renew it. */
export async function letBearerAge({store}: Pick<FinishedProfile, 'store'>, left = 0): Promise<void> {
	await store.update(settings => ({...settings, bearer: {...settings.bearer!, expiresAt: Date.now() + left}}));
}

/** Lets the refresh token expire in so many days. */
export async function letRefreshTokenAge({store}: Pick<FinishedProfile, 'store'>, days: number): Promise<void> {
	const end = Math.floor((Date.now() + days * 24 * 60 * 60 * 1000) / 1000);
	await store.update(settings => {
		const token = settings.token!;
		return {...settings, token: {...token, object: {...token.object, refresh_expires_in: end}}};
	});
}
