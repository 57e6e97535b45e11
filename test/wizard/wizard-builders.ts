import {evaluateChoice} from '../../source/concur/catalogue/advise.js';
import {callRecord, recordProofOutcome} from '../../source/concur/call-record.js';
import {emptyCredentialValues} from '../../source/concur/credentials.js';
import {type ProofOutcome, type TokenOutcome} from '../../source/concur/call-outcome.js';
import {emptySettings} from '../../source/store/profile/settings.js';
import {settingsAfterOutcome} from '../../source/store/profile/settings-after-outcome.js';
import {type WizardEvent} from '../../source/wizard/events.js';
import {startSession} from '../../source/wizard/start-session.js';
import {transition} from '../../source/wizard/update/transition.js';
import {effectiveValue, type SessionFacts, type WizardState} from '../../source/wizard/wizard-state.js';

/** A fixed afternoon, so that dates and countdowns stay the same. */
export const now = Date.UTC(2026, 2, 2, 15, 30);

export const values = {
	appID: '4f2c9a10-6f1e-4a57-9d2b-0a1b2c3d4e5f',
	clientSecret: '9b8a7c6d-1e2f-4a3b-8c4d-5e6f7a8b9c0d',
	companyUUID: '0d1e2f3a-4b5c-4d6e-8f70-8192a3b4c5d6',
	companyRequestToken: 'at-7h6g5f4e3d2c1b0a',
};

/** A session of a person with a browser and no environment variables. */
export const facts: SessionFacts = {
	profile: 'default',
	isPractice: false,
	program: 'concur-tokens',
	repeatedOptions: '',
	pages: {
		'admin-panel': 'https://www.concursolutions.com/nui/ocstool',
		'company-tokens': 'https://www.concursolutions.com/nui/authadmin/companytokens',
		sample: 'https://github.com/SAP-samples/concur-api-samplecode',
	},
	defaultFolder: '/home/ada/concur',
	renewal: undefined,
	evaluateChoice,
	environment: {},
	givenBaseUri: undefined,
};

/** A session that was just begun, with nothing entered. */
export function begunSession(changes: Partial<WizardState> = {}): WizardState {
	const saved = {
		baseUri: 'glz',
		values: {...emptyCredentialValues},
		enteredAt: {},
		folder: '',
		stage: 'login',
		item: 0,
		ticks: [],
		chosenApis: [],
	} as const;
	return {...startSession(saved, facts, undefined, now), place: {kind: 'stage'}, ...changes};
}

type Grant = Extract<WizardEvent, {kind: 'token-answered'}>['outcome']['grant'];

type WithoutGrant<Outcome> = Outcome extends unknown ? Omit<Outcome, 'grant'> : never;

type Answer<Kind extends 'token-answered' | 'proof-answered'> =
	Omit<Extract<WizardEvent, {kind: Kind}>, 'record' | 'stored' | 'outcome'> & {
		readonly outcome: WithoutGrant<Extract<WizardEvent, {kind: Kind}>['outcome']>;
	};

/** An event of a test: an answer of SAP Concur comes without what is on disk because of it. */
export type TestEvent =
	| Exclude<WizardEvent, {kind: 'token-answered' | 'proof-answered'}>
	/** `presented` is the secret that the call sent, if another one has been entered since. */
	| (Answer<'token-answered'> & {readonly grant: Grant; readonly presented?: string})
	| Answer<'proof-answered'>;

/** The event as the session's services make it, with the answer recorded. */
function recorded(state: WizardState, event: TestEvent): WizardEvent {
	const identity = {
		appID: effectiveValue(state, 'appID'),
		clientSecret: effectiveValue(state, 'clientSecret'),
		companyUUID: effectiveValue(state, 'companyUUID'),
	};
	const {lastCall, token, proof, connection, unansweredGrant} = state;
	const record = {
		lastCall,
		token,
		proof,
		connection,
		unansweredGrant,
	};
	if (event.kind === 'token-answered') {
		const {grant, presented = identity.clientSecret, now: at, outcome: {facts: called}} = event;
		const outcome: TokenOutcome = {...event.outcome, grant, facts: {...called, at}};
		const {values: entered, former, enteredAt} = state;
		const settings = settingsAfterOutcome(
			{...emptySettings(at), ...record, values: entered, former, enteredAt},
			outcome,
			{...identity, clientSecret: presented},
		);
		return {...event, outcome, record: callRecord(settings), stored: settings};
	}

	if (event.kind === 'proof-answered') {
		const {now: at, outcome: {facts: called}} = event;
		const outcome: ProofOutcome = {...event.outcome, grant: 'bearer', facts: {...called, at}};
		return {...event, outcome, record: recordProofOutcome(record, outcome, identity)};
	}

	return event;
}

/** The state after these events. */
export function after(state: WizardState, ...events: readonly TestEvent[]): WizardState {
	let next = state;
	for (const event of events) {
		next = transition(next, recorded(next, event)).state;
	}

	return next;
}

/** All four values entered, the folder chosen and credentials.json written. */
export function readyForTheCall(): WizardState {
	const folder = '/home/ada/concur';
	return begunSession({
		values,
		enteredAt: {
			appID: now - 900_000,
			clientSecret: now - 900_000,
			companyUUID: now - 600_000,
			companyRequestToken: now - 600_000,
		},
		folder,
		folderReport: {
			folder,
			state: 'ready',
			hasSapSample: false,
			git: 'none',
			tokenObjectFile: {kind: 'absent'},
			credentialsFile: {
				kind: 'read',
				credentials: {...values, grantType: 'password', credentialType: 'authtoken'},
				modifiedAt: now - 600_000,
			},
		},
		stage: 'refresh-token',
		item: 1,
	});
}

const scopes = Array.from({length: 64}, (_, index) => `scope${index + 1}.area.read`).join(' ');

/** What Concur grants: a token of kilobytes with more than sixty scopes. */
export function grantedToken(): Extract<TokenOutcome, {kind: 'granted'}> {
	return {
		kind: 'granted',
		grant: 'password',
		baseUri: 'https://glz.api.concursolutions.com',
		facts: {
			url: 'https://glz.api.concursolutions.com/oauth2/v0/token',
			status: 200,
			latency: 412,
			correlationId: '6d0a8f34-4d2e-4a8c-9f0b-5c1a2b3c4d5e',
			attempts: 1,
			at: now,
		},
		token: {
			expires_in: 3600,
			scope: scopes,
			token_type: 'Bearer',
			access_token: `eyJ${'a'.repeat(2400)}Xy9Z`,
			refresh_token: '2d725xipty0z7ha3vlpy8b2c3hqxmw',
			refresh_expires_in: Math.floor(now / 1000) + 184 * 24 * 3600,
			geolocation: 'https://us2.api.concursolutions.com',
			id_token: `eyJ${'b'.repeat(900)}`,
		},
	};
}

/** A call that Concur refused for good. */
export function refusedCall(
	code: number,
	stage: 'login' | 'app' | 'request-token' | 'refresh-token',
	grant: 'password' | 'refresh_token' = 'password',
	presented?: string,
): TestEvent {
	return {
		kind: 'token-answered',
		grant,
		...(presented !== undefined && {presented}),
		now,
		outcome: {
			kind: 'refused',
			code,
			error: 'invalid_grant',
			facts: {...grantedToken().facts, status: 400},
			explanation: {stage, cause: `Cause of ${code}.`, remedy: `Remedy of ${code}.`},
		},
	};
}

/** The call was granted. */
export function grantedCall(): TestEvent {
	return {
		kind: 'token-answered',
		grant: 'password',
		now,
		outcome: grantedToken(),
	};
}

/** A key of the key table. */
export function press(key: Extract<WizardEvent, {kind: 'key'}>['key']): Extract<WizardEvent, {kind: 'key'}> {
	return {kind: 'key', key, now};
}

/** Text typed into the focused field now. */
export function typed(text: string): Extract<WizardEvent, {kind: 'edited'}> {
	return {kind: 'edited', edit: {kind: 'insert', text}, now};
}

/** Text pasted now. */
export function pasted(text: string): Extract<WizardEvent, {kind: 'pasted'}> {
	return {kind: 'pasted', text, now};
}

/** The same state with nothing in it the same object, so that nothing is known of it yet. */
export function inNewParts(state: WizardState): WizardState {
	const entries = Object.entries(state).map(([name, part]: [string, unknown]) => {
		const isObject = typeof part === 'object' && part !== null;
		return [name, isObject ? (Array.isArray(part) ? [...part as unknown[]] : {...part}) : part];
	});
	return Object.fromEntries(entries) as WizardState;
}
