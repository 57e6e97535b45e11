import {type WizardEffect, type WizardEvent} from '../wizard/effects.js';
import {type WizardState} from '../wizard/wizard-state.js';
import {type CallOptions, type FileOutcome, type SessionServices} from './session-services.js';

export type EffectContext = {
	readonly services: SessionServices;
	/** The state that asked for the effect. */
	readonly state: WizardState;
	readonly dispatch: (event: WizardEvent) => void;
	readonly signal: AbortSignal;
};

type AsyncEffect = Exclude<WizardEffect, {kind: 'cancel-call' | 'leave'}>;

function callOptions({services, dispatch, signal}: EffectContext): CallOptions {
	return {
		signal,
		onProgress(progress) {
			dispatch({kind: 'call-progress', progress, now: services.now()});
		},
	};
}

async function reportFile(context: EffectContext, file: 'credentials.json' | 'refreshTokenObjectFile.json', folder: string, outcome: FileOutcome): Promise<void> {
	const {services, dispatch} = context;
	if (outcome.kind === 'failed') {
		dispatch({kind: 'failed', text: `${file} could not be written: ${outcome.reason}`});
		return;
	}

	const report = await services.inspectFolder(folder);
	dispatch({kind: outcome.kind === 'written' ? 'file-written' : 'file-exists', file, report});
}

async function obtainToken(effect: Extract<AsyncEffect, {kind: 'obtain-token'}>, context: EffectContext): Promise<void> {
	const {services, dispatch} = context;
	const recorded = await services.obtainToken({...callOptions(context), credentials: effect.credentials, baseUri: effect.baseUri});
	dispatch({
		kind: 'token-answered', ...recorded, grant: 'password', now: services.now(),
	});
}

/** A bearer token by refresh grant, then the proof call with it. */
async function proveToken(context: EffectContext): Promise<void> {
	const {services, dispatch} = context;
	const renewed = await services.renewToken(callOptions(context));
	dispatch({
		kind: 'token-answered', ...renewed, grant: 'refresh_token', now: services.now(),
	});
	const {outcome} = renewed;
	if (outcome.kind === 'granted') {
		const proven = await services.proveToken({
			...callOptions(context), accessToken: outcome.token.access_token, baseUri: outcome.token.geolocation ?? outcome.baseUri,
			scope: outcome.token.scope,
		});
		dispatch({kind: 'proof-answered', ...proven, now: services.now()});
	}
}

async function issueValues(effect: Extract<AsyncEffect, {kind: 'issue-values'}>, {services, dispatch}: EffectContext): Promise<void> {
	const values = await services.issueValues(effect);
	dispatch(values
		? {kind: 'values-issued', values, now: services.now()}
		: {kind: 'failed', text: 'The practice panel does not know this App ID: let it issue one in stage 2 (Ctrl+G).'});
}

/** Carries out one effect of the wizard and tells it the result; what goes wrong unexpectedly becomes a sentence. */
export async function runEffect(effect: AsyncEffect, context: EffectContext): Promise<void> {
	const {services, dispatch} = context;
	try {
		switch (effect.kind) {
			case 'inspect-folder': {
				dispatch({kind: 'folder-inspected', report: await services.inspectFolder(effect.folder)});
				break;
			}

			case 'write-credentials': {
				await reportFile(context, 'credentials.json', effect.folder, await services.writeCredentials(effect.folder, effect.credentials, effect.overwrite));
				break;
			}

			case 'write-token-object': {
				await reportFile(context, 'refreshTokenObjectFile.json', effect.folder, await services.writeTokenObject(effect.folder, effect.token, effect.overwrite));
				break;
			}

			case 'ignore-in-git': {
				const outcome = await services.ignoreInGit(effect.folder);
				dispatch(outcome.kind === 'failed'
					? {kind: 'failed', text: `.gitignore could not be written: ${outcome.reason}`}
					: {kind: 'told', text: 'Both secret files are in .gitignore now.'});
				dispatch({kind: 'folder-inspected', report: await services.inspectFolder(effect.folder)});
				break;
			}

			case 'obtain-token': {
				await obtainToken(effect, context);
				break;
			}

			case 'prove-token': {
				await proveToken(context);
				break;
			}

			case 'take-over-token': {
				const record = await services.takeOverToken(effect.token);
				dispatch({kind: 'token-taken-over', record, filled: effect.filled, now: services.now()});
				break;
			}

			case 'open-page': {
				const isOpened = await services.openPage(effect.url);
				dispatch({kind: 'told', text: isOpened ? 'The page opens in your browser.' : 'No browser here: open the page on your own machine. Its address is above.'});
				break;
			}

			case 'copy': {
				services.copy(effect.text);
				break;
			}

			case 'issue-values': {
				await issueValues(effect, context);
				break;
			}
		}
	} catch (error) {
		const nextStep = error instanceof Error && 'nextStep' in error ? ` ${String(error.nextStep)}` : '';
		const reason = error instanceof Error ? error.message.replace(/[.]?$/, '.') : 'The reason is not known.';
		dispatch({kind: 'crashed', text: `That did not work: ${reason}${nextStep}`});
	}
}
