import {isLoopback} from '../concur/base-uris.js';
import {maskSecret} from '../concur/redact.js';
import {credentialsFileName, stageReference, tokenObjectFileName, type SampleFileName} from '../concur/tutorial.js';
import {keyFor} from '../wizard/keys/keys.js';
import {type WizardEffect, type WizardEvent} from '../wizard/events.js';
import {type WizardState} from '../wizard/wizard-state.js';
import {type FileOutcome} from '../store/files/secret-file.js';
import {failedEffectMessage, notWrittenMessage} from './failure-messages.js';
import {type OpenedPage, type SessionCallOptions, type SessionServices} from './services.js';
import {formatDuration} from '../format-duration.js';

export type EffectContext = {
	readonly services: SessionServices;
	/** The state that asked for the effect. */
	readonly state: WizardState;
	/** What is on disk; its values only if all of the session's own are there. Undefined where there is nothing. */
	readonly readStored: () => Promise<FoundSession | undefined>;
	readonly dispatch: (event: WizardEvent) => void;
	readonly signal: AbortSignal;
};

/** What the session may take over from the disk. */
export type FoundSession = Omit<Extract<WizardEvent, {kind: 'recorded'}>, 'kind'>;

type AsyncEffect = Exclude<WizardEffect, {kind: 'cancel-call' | 'leave' | 'leave-unsaved'}>;

function callOptions({services, dispatch, signal}: EffectContext): SessionCallOptions {
	return {
		signal,
		onProgress(progress) {
			dispatch({kind: 'call-progress', progress, now: services.now()});
		},
	};
}

async function reportFile(
	context: EffectContext,
	file: SampleFileName,
	folder: string,
	outcome: FileOutcome,
): Promise<void> {
	const {services, dispatch} = context;
	if (outcome.kind === 'failed') {
		dispatch({kind: 'failed', text: notWrittenMessage(file, outcome)});
		return;
	}

	const report = await services.inspectFolder(folder);
	dispatch({kind: outcome.kind === 'written' ? 'file-written' : 'file-exists', file, report});
}

async function obtainToken(
	effect: Extract<AsyncEffect, {kind: 'obtain-token'}>,
	context: EffectContext,
): Promise<void> {
	const {services, dispatch} = context;
	const recorded = await services.obtainToken({
		...callOptions(context),
		credentials: effect.credentials,
		baseUri: effect.baseUri,
	});
	dispatch({
		kind: 'token-answered',
		...recorded,
		now: services.now(),
	});
}

/** Gets a bearer token by a refresh grant, then makes the proof calls with it. */
async function proveToken(context: EffectContext): Promise<void> {
	const {services, dispatch} = context;
	const renewed = await services.renewToken(callOptions(context));
	dispatch({
		kind: 'token-answered',
		...renewed,
		now: services.now(),
	});
	const {outcome} = renewed;
	if (outcome.kind === 'granted') {
		const proven = await services.proveToken({
			...callOptions(context),
			token: {
				accessToken: outcome.token.access_token,
				baseUri: outcome.token.geolocation ?? outcome.baseUri,
				scope: outcome.token.scope,
			},
			grant: {facts: outcome.facts, idToken: outcome.token.id_token},
			onProven(proof) {
				dispatch({kind: 'api-proven', proof, now: services.now()});
			},
		});
		dispatch({kind: 'proof-answered', ...proven, now: services.now()});
	}
}

/** The message for when no browser can be opened. */
function noBrowserMessage(url: string): string {
	if (!isLoopback(new URL(url).hostname)) {
		return 'No browser is available here: open the page on your own machine. Its address is above.';
	}

	const {port} = new URL(url);
	return 'No browser is available here, and the page is only on this machine. '
		+ `Press ${keyFor('issue')} to fill in what it would issue, or forward its port by running this on your `
		+ `machine: ssh -L ${port}:127.0.0.1:${port} HOST`;
}

const openedPageMessages: Readonly<Record<OpenedPage, (url: string) => string>> = {
	opening: () => 'Opening the page in your browser.',
	'no-browser': noBrowserMessage,
	failed: url => `No browser could be opened. Open this address in one yourself: ${url}`,
};

async function issueValues(
	effect: Extract<AsyncEffect, {kind: 'issue-values'}>,
	{services, dispatch}: EffectContext,
): Promise<void> {
	const values = await services.issueValues(effect);
	dispatch(values
			? {kind: 'values-issued', values, now: services.now()}
			: {
					kind: 'failed',
					text: 'The practice panel did not issue this App ID. '
						+ `Press ${keyFor('issue')} in ${stageReference('app')} to get one.`,
				});
}

type Handler<Kind extends AsyncEffect['kind']> = (
	effect: Extract<AsyncEffect, {kind: Kind}>,
	context: EffectContext,
) => Promise<void>;

const handlers: {readonly [Kind in AsyncEffect['kind']]: Handler<Kind>} = {
	async 'inspect-folder'({folder}, {services, dispatch}) {
		dispatch({kind: 'folder-inspected', report: await services.inspectFolder(folder)});
	},
	async 'write-credentials'({folder, credentials, canOverwrite}, context) {
		const outcome = await context.services.writeCredentials(folder, credentials, canOverwrite);
		await reportFile(context, credentialsFileName, folder, outcome);
	},
	async 'write-token-object'({folder, token, canOverwrite}, context) {
		const outcome = await context.services.writeTokenObject(folder, token, canOverwrite);
		await reportFile(context, tokenObjectFileName, folder, outcome);
	},
	async 'ignore-in-git'({folder}, {services, dispatch}) {
		const outcome = await services.ignoreInGit(folder);
		dispatch(outcome.kind === 'failed'
			? {kind: 'failed', text: notWrittenMessage('.gitignore', outcome)}
			: {kind: 'notified', text: 'Added the files that hold secrets, exports included, to .gitignore.'});
		dispatch({kind: 'folder-inspected', report: await services.inspectFolder(folder)});
	},
	'obtain-token': obtainToken,
	'prove-token': async (_effect, context) => proveToken(context),
	async 'import-token'({token, filled}, {services, dispatch}) {
		const record = await services.importToken(token);
		dispatch({kind: 'token-imported', record, filled, now: services.now()});
	},
	async 'restore-record'({record, instead}, {services, dispatch}) {
		dispatch({kind: 'record-restored', record: await services.restoreRecord(record, instead), now: services.now()});
	},
	async 'try-token'(_effect, {services, readStored, dispatch}) {
		const bearer = await services.bearerToken().catch(async (error: unknown) => {
			const found = await readStored();
			if (found) {
				dispatch({kind: 'recorded', ...found});
			}

			// The stage then shows the refusal, with the way to mend it.
			if (found?.record.connection?.kind !== 'refused') {
				throw error;
			}
		});
		if (!bearer) {
			return;
		}

		const {accessToken, expiresAt} = bearer;
		const life = formatDuration(expiresAt - services.now());
		// A refresh may have rotated the refresh token.
		const found = await readStored();
		if (found) {
			dispatch({kind: 'recorded', ...found});
		}

		const text = `The command prints the bearer token ${maskSecret(accessToken)}, valid for another ${life}.`;
		dispatch({kind: 'notified', tone: 'good', text});
	},
	async export({format, folder, canOverwrite}, {services, dispatch}) {
		const {path, isExposed, ...outcome} = await services.exportValues(format, folder, canOverwrite);
		dispatch(outcome.kind === 'failed'
			? {kind: 'failed', text: notWrittenMessage(path, outcome)}
			: (outcome.kind === 'written'
				? {kind: 'exported', format, path, ...(isExposed && {isExposed})}
				: {kind: 'export-exists', format, path}));
	},
	async 'explain-renewal'(_effect, {services, dispatch}) {
		dispatch({kind: 'text-shown', title: 'Renew it daily', text: await services.explainRenewal()});
	},
	async 'set-up-renewal'(_effect, {services, dispatch}) {
		const {by, done} = await services.setUpRenewal();
		dispatch({kind: 'renewal-set-up', by, text: done.join('\n')});
	},
	async 'open-page'({url}, {services, dispatch}) {
		const opened = await services.openPage(url);
		dispatch({kind: 'notified', text: openedPageMessages[opened](url)});
	},
	async copy({text}, {services}) {
		services.copy(text);
	},
	'issue-values': issueValues,
};

/** Carries out one effect and reports its result to the wizard. Unexpected errors become a sentence. */
export async function runEffect<Kind extends AsyncEffect['kind']>(
	effect: Extract<AsyncEffect, {kind: Kind}>,
	context: EffectContext,
): Promise<void> {
	try {
		const handle: Handler<Kind> = handlers[effect.kind];
		await handle(effect, context);
	} catch (error) {
		context.dispatch({kind: 'crashed', text: failedEffectMessage(effect.kind, error, context.state.facts)});
	}
}
