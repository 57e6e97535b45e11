import {describe, expect, test} from 'vitest';
import {focusedItem, stageItems} from '../../../source/wizard/stages/items-in-view.js';
import {type FolderReport} from '../../../source/concur/tutorial.js';
import {questionTexts} from '../../../source/wizard/questions/questions.js';
import {doneStageCount, stageStatus} from '../../../source/wizard/stages/stage-status.js';
import {stageRemarks} from '../../../source/wizard/stages/stage-remarks.js';
import {startSession} from '../../../source/wizard/start-session.js';
import {transition} from '../../../source/wizard/update/transition.js';
import {type Transition} from '../../../source/wizard/events.js';
import {savedProgress, type SessionFacts, type WizardState} from '../../../source/wizard/wizard-state.js';
import {
	after, begunSession, facts, grantedCall, grantedToken, now, pasted, press, readyForTheCall, refusedCall,
	values,
} from '../wizard-builders.js';

const hour = 3_600_000;
const {appID, clientSecret, companyUUID, companyRequestToken} = values;
const {token} = grantedToken();
const refreshToken = token.refresh_token;
const {refresh_expires_in: _, ...withoutExpiry} = token;
const folder = '/home/ada/concur';
const credentials = {...values, grantType: 'password', credentialType: 'authtoken'};

type Files = Pick<FolderReport, 'credentialsFile' | 'tokenObjectFile'>;

const bothFiles: Files = {
	credentialsFile: {kind: 'read', credentials, modifiedAt: now - 30 * hour},
	tokenObjectFile: {kind: 'read', object: token, companyUUID, modifiedAt: now - 2 * hour},
};

function firstStart(files: Partial<Files>, changes: Partial<SessionFacts> = {}): WizardState {
	const report: FolderReport = {
		folder,
		state: 'ready',
		hasSapSample: true,
		git: 'none',
		credentialsFile: {kind: 'absent'},
		tokenObjectFile: {kind: 'absent'},
		...files,
	};
	return startSession(savedProgress(begunSession()), {...facts, ...changes}, report, now);
}

function asked(state: WizardState): string {
	return state.overlay.kind === 'question' ? questionTexts(state, state.overlay.question).text : '';
}

function takenOver({effects}: Transition) {
	return effects.find(effect => effect.kind === 'import-token');
}

/** The session once the disk has what the transition asked it to keep. */
function stored(step: Transition): WizardState {
	const effect = takenOver(step)!;
	return after(step.state, {
		kind: 'token-imported',
		record: {token: effect.token, lastCall: undefined, connection: undefined},
		filled: effect.filled,
		now: now + 5,
	});
}

describe('a first start beside the files of SAP\'s samples', () => {
	test('asks for both, and says until when the refresh token lives', () => {
		const question = asked(firstStart(bothFiles));
		expect(question).toBe(`Found credentials.json and refreshTokenObjectFile.json in ${folder}. `
			+ 'Import the values and the refresh token, valid until 2026-09-02 15:30 UTC, in 184 days?');
	});

	test('yes takes over the values, and the token with what it was obtained with and its file\'s time', () => {
		const step = transition(firstStart(bothFiles), press('yes'));
		expect(step.state).toMatchObject({values, folder, overlay: {kind: 'none'}});
		expect(takenOver(step)).toEqual({
			kind: 'import-token',
			filled: 4,
			token: {
				object: token,
				receivedAt: now - 2 * hour,
				baseUri: 'https://glz.api.concursolutions.com',
				obtainedWith: {appID, clientSecret, companyUUID},
			},
		});
	});

	test('once it is on disk stage 6 is done, nothing is proven, and Enter proves it', () => {
		const state = stored(transition(firstStart(bothFiles), press('yes')));
		expect(state.stage).toBe('proof');
		expect(stageStatus(state, 'refresh-token')).toBe('done');
		expect(stageStatus(state, 'proof')).toBe('to-do');
		expect(doneStageCount(state)).toBe(6);
		expect(state.notice?.text)
			.toBe('Imported 4 values and the refresh token, which has 183 days left. Press Enter to prove it.');
		expect(transition(state, press('accept')).effects).toEqual([{kind: 'prove-token'}]);
	});

	test('no changes nothing', () => {
		const step = transition(firstStart(bothFiles), press('no'));
		expect(step.effects).toEqual([]);
		expect(step.state.values).toEqual(begunSession().values);
	});

	test('the request token is as old as its file', () => {
		const state = after(firstStart(bothFiles), press('yes'));
		expect(state.enteredAt.companyRequestToken).toBe(now - 30 * hour);
		expect(stageStatus(state, 'request-token')).toBe('attention');
		const young = {...bothFiles, credentialsFile: {kind: 'read', credentials, modifiedAt: now - hour}} as const;
		expect(stageStatus(after(firstStart(young), press('yes')), 'request-token')).toBe('done');
	});

	test('a request token that was entered before keeps its own age', () => {
		const entered = {
			...readyForTheCall(),
			enteredAt: {companyRequestToken: now - hour},
			folder,
			overlay: firstStart(bothFiles).overlay,
		};
		const same: FolderReport = {...readyForTheCall().folderReport!, ...bothFiles};
		expect(after({...entered, folderReport: same}, press('yes')).enteredAt.companyRequestToken).toBe(now - hour);
		const tokenFileAlone: FolderReport = {...same, credentialsFile: {kind: 'absent'}};
		expect(after({
			...entered, folderReport: tokenFileAlone,
		}, press('yes')).enteredAt.companyRequestToken).toBe(now - hour);
	});

	test('files that vanish while the question stands take nothing with them', () => {
		const asked = firstStart(bothFiles);
		const state = {...asked, folderReport: undefined};
		const gone: FolderReport = {
			...asked.folderReport!,
			credentialsFile: {kind: 'absent'},
			tokenObjectFile: {kind: 'absent'},
		};
		for (const step of [
			transition({...state, folderReport: gone}, press('yes')),
			transition(state, press('yes')),
		]) {
			expect(step.effects).toEqual([]);
			expect(step.state).toMatchObject({
				values: begunSession().values,
				enteredAt: {},
				overlay: {kind: 'none'},
			});
		}
	});

	test('a file from the future makes no request token younger than now', () => {
		const files = {...bothFiles, credentialsFile: {kind: 'read', credentials, modifiedAt: now + hour}} as const;
		expect(after(firstStart(files), press('yes')).enteredAt.companyRequestToken).toBe(now);
	});

	test('the company that the token file names fills the field that credentials.json leaves empty', () => {
		const files = {
			...bothFiles,
			credentialsFile: {kind: 'read', credentials: {...credentials, companyUUID: ''}, modifiedAt: now},
		} as const;
		const step = transition(firstStart(files), press('yes'));
		expect(step.state.values.companyUUID).toBe(companyUUID);
		expect(takenOver(step)?.token.obtainedWith.companyUUID).toBe(companyUUID);
	});

	test.each([
		[
			'an expired token',
			{...token, refresh_expires_in: Math.floor(now / 1000) - 86_400},
			companyUUID,
			'it expired 2026-03-01 15:30 UTC, 24 h ago.',
		],
		[
			'a token of another company',
			token,
			'9b8a7c6d-1e2f-4a3b-8c4d-5e6f7a8b9c0d',
			'it belongs to another company.',
		],
		[
			'a token that lives outside SAP Concur',
			{...token, geolocation: 'https://evil.example'},
			companyUUID,
			'its geolocation is outside SAP Concur.',
		],
		[
			'a token that would go over plain http',
			{...token, geolocation: 'http://us2.api.concursolutions.com'},
			companyUUID,
			'its geolocation is outside SAP Concur.',
		],
		[
			'a token whose expiry is not a valid time',
			{...token, refresh_expires_in: 9e15},
			companyUUID,
			'its expiry date is not valid.',
		],
	])(
		'%s stays behind and the question says why; the values come all the same',
		(_what, object, company, reason) => {
			const state = firstStart({
				...bothFiles,
				tokenObjectFile: {kind: 'read', object, companyUUID: company, modifiedAt: now},
			});
			expect(asked(state)).toContain(`Import the values? The refresh token will not be imported: ${reason}`);
			const step = transition(state, press('yes'));
			expect(takenOver(step)).toBeUndefined();
			expect(step.state).toMatchObject({
				values,
				notice: {tone: 'warning', text: `The refresh token was not imported: ${reason}`},
			});
		},
	);

	test('an expiry that is not told is six months after the file\'s time', () => {
		const state = (age: number) =>
			firstStart({
				...bothFiles,
				tokenObjectFile: {
					kind: 'read',
					object: withoutExpiry,
					companyUUID,
					modifiedAt: now - age * 24 * hour,
				},
			});
		expect(asked(state(100))).toContain('valid until 2026-05-22 15:30 UTC, in 81 days, at the latest?');
		expect(asked(state(200))).toContain('it expired 2026-02-14 15:30 UTC, 16 days ago.');
	});

	test('the company UUID counts in either case', () => {
		const files = {
			...bothFiles,
			tokenObjectFile: {kind: 'read', object: token, companyUUID: companyUUID.toUpperCase(), modifiedAt: now},
		} as const;
		expect(takenOver(transition(firstStart(files), press('yes')))).toBeDefined();
	});

	test('a token without the credentials of its app is offered once they are entered', () => {
		const state = firstStart({tokenObjectFile: bothFiles.tokenObjectFile});
		expect(asked(state)).toBe(`Found refreshTokenObjectFile.json in ${folder}. Import its Company UUID? `
			+ 'The refresh token will not be imported: '
			+ 'it needs the Client ID and the Client Secret of its app. Enter them first.');
		const later = {
			...after(state, press('yes'), pasted(`Client ID: ${appID}\nClient Secret: ${clientSecret}`)),
			stage: 'refresh-token',
			item: 1,
		} as const;
		expect(stageItems(later)[1]).toMatchObject({id: 'import-token'});
		const step = transition(later, press('accept'));
		expect(step.effects).toMatchObject([
			{kind: 'import-token', filled: 0, token: {obtainedWith: {appID, clientSecret, companyUUID}}},
		]);
		expect(stored(step).notice?.text)
			.toBe('Imported the refresh token, which has 183 days left. Press Enter to prove it.');
	});

	test.each([
		['Client ID', 'appID'],
		['Client Secret', 'clientSecret'],
	] as const)('a token stays behind where the %s alone is missing', (_name, field) => {
		const files = {
			...bothFiles,
			credentialsFile: {kind: 'read', credentials: {...credentials, [field]: ''}, modifiedAt: now},
		} as const;
		const step = transition(firstStart(files), press('yes'));
		expect(takenOver(step)).toBeUndefined();
		expect(step.state.notice?.text).toContain('Enter them first.');
	});

	test('a token lives up to its last second, and not in the instant after', () => {
		const until = (end: number) =>
			firstStart({
				...bothFiles,
				tokenObjectFile: {
					kind: 'read',
					object: {...token, refresh_expires_in: end / 1000},
					companyUUID,
					modifiedAt: now - hour,
				},
			});
		expect(asked(until(now + 1000))).toContain('valid until 2026-03-02 15:30 UTC, in 1 s?');
		expect(asked(until(now))).toContain('it expired 2026-03-02 15:30 UTC, 0 s ago.');
	});

	test('a token file alone is offered where the environment brings the app', () => {
		const state = firstStart(
			{tokenObjectFile: bothFiles.tokenObjectFile},
			{environment: {appID, clientSecret}},
		);
		expect(state.overlay.kind).toBe('none');
		expect(stageItems({...state, stage: 'refresh-token'}).some(item =>
			item.kind === 'action' && item.id === 'import-token')).toBe(true);
	});

	test('a file without a usable token, and an empty template, ask nothing', () => {
		expect(firstStart({tokenObjectFile: {kind: 'wrong-shape', problem: 'x'}}).overlay.kind).toBe('none');
		const empty = {...credentials, appID: '', clientSecret: '', companyUUID: '', companyRequestToken: ''};
		expect(firstStart({credentialsFile: {kind: 'read', credentials: empty, modifiedAt: now}}).overlay.kind)
			.toBe('none');
	});

	test('in practice an earlier port of the practice Concur is no stranger', () => {
		const files = {
			...bothFiles,
			tokenObjectFile: {
				kind: 'read',
				object: {...token, geolocation: 'http://localhost:8770'},
				companyUUID,
				modifiedAt: now,
			},
		} as const;
		const state = {...firstStart(files, {isPractice: true}), baseUri: 'http://localhost:9000'};
		const taken = takenOver(transition(state, press('yes')))?.token;
		expect(taken?.baseUri).toBe('http://localhost:9000');
		expect(taken?.object).not.toHaveProperty('geolocation');
	});

	test('a base URI that no secret may go to is mended first', () => {
		const state = {...firstStart(bothFiles), baseUri: 'http://us2.api.concursolutions.com'};
		expect(transition(state, press('yes')).state.notice?.text)
			.toBe('The refresh token was not imported: fix the base URI first.');
	});
});

describe('a paste with a refresh token', () => {
	const withApp = () =>
		after(begunSession(), press('next-stage'), pasted(`Client ID: ${appID}\nClient Secret: ${clientSecret}`));

	test('a refreshTokenObjectFile.json: token and company are taken over, the base URI for asking stays', () => {
		const step = transition(withApp(), pasted(JSON.stringify({...token, companyUUID})));
		expect(step.state).toMatchObject({baseUri: 'glz', values: {companyUUID}});
		expect(takenOver(step)).toMatchObject({
			filled: 1,
			token: {object: token, receivedAt: now, obtainedWith: {appID, clientSecret, companyUUID}},
		});
		expect(stored(step).notice?.text).toContain('Imported 1 value and the refresh token,');
	});

	test.each([
		[
			'a Postman environment',
			JSON.stringify({
				values: [
					{key: 'clientId', value: appID},
					{key: 'clientSecret', value: clientSecret},
					{key: 'dataCenterURI', value: 'us2.api.concursolutions.com'},
					{key: 'refreshToken', value: refreshToken},
					{key: 'accessToken', value: ''},
				],
			}),
		],
		[
			'an .env file',
			`CONCUR_CLIENT_ID=${appID}\nCONCUR_CLIENT_SECRET=${clientSecret}\nCONCUR_BASE_URL=us2\n`
				+ `CONCUR_REFRESH_TOKEN="${refreshToken}" # of May\n`,
		],
		[
			'a curl command with the refresh grant',
			'curl https://us2.api.concursolutions.com/oauth2/v0/token -d '
				+ `'client_id=${appID}&client_secret=${clientSecret}`
				+ `&grant_type=refresh_token&refresh_token=${refreshToken}'`,
		],
	])('%s brings its app along', (_what, text) => {
		const step = transition(begunSession(), pasted(text));
		expect(step.state.values).toMatchObject({appID, clientSecret});
		expect(takenOver(step)?.token).toMatchObject({
			object: {refresh_token: refreshToken, access_token: '', scope: ''},
			receivedAt: now,
			baseUri: 'https://us2.api.concursolutions.com',
			obtainedWith: {appID, clientSecret, companyUUID: ''},
		});
		expect(stageStatus(stored(step), 'refresh-token')).toBe('done');
		expect(stageStatus(stored(step), 'proof')).toBe('to-do');
	});

	test('is not what words behind its label say', () => {
		expect(takenOver(transition(withApp(), pasted('Refresh token: valid for six months')))).toBeUndefined();
	});

	test('alone is taken over where the app is known, else it is said what is missing', () => {
		expect(takenOver(transition(withApp(), pasted(`CONCUR_REFRESH_TOKEN=${refreshToken}`)))).toMatchObject({
			filled: 0,
		});
		const step = transition(begunSession(), pasted(`CONCUR_REFRESH_TOKEN=${refreshToken}`));
		expect(takenOver(step)).toBeUndefined();
		expect(step.state.notice?.text).toContain('it needs the Client ID and the Client Secret of its app');
	});

	test('that is no token at all is not taken for one', () => {
		const step = transition(
			withApp(),
			pasted(`CONCUR_REFRESH_TOKEN=tokén\nCONCUR_COMPANY_UUID=${companyUUID}`),
		);
		expect(takenOver(step)).toBeUndefined();
		expect(step.state.values.companyUUID).toBe(companyUUID);
	});

	test('beside a living one is left out', () => {
		const living = after(readyForTheCall(), press('accept'), grantedCall());
		const step = transition(living, pasted('CONCUR_REFRESH_TOKEN=another1'));
		expect(takenOver(step)).toBeUndefined();
		expect(step.state.notice?.text)
			.toBe('The refresh token was not imported: this profile already has a valid one.');
		expect(step.state.token?.object.refresh_token).toBe(refreshToken);
	});

	test('wipes what an earlier call was refused for', () => {
		const refused = after(
			readyForTheCall(),
			press('accept'),
			refusedCall(108, 'refresh-token', 'refresh_token'),
		);
		const state = stored(transition(refused, pasted(`CONCUR_REFRESH_TOKEN=${refreshToken}`)));
		expect(state.lastCall).toBeUndefined();
		expect(stageStatus(state, 'proof')).toBe('to-do');
	});
});

test('credentials.json that stands in the folder later is taken over by its action, '
	+ 'its request token with the file\'s time', () => {
	const other = {...credentials, companyRequestToken: 'at-other1'};
	const ready = readyForTheCall();
	const state = {
		...ready,
		stage: 'credentials-file',
		item: 1,
		folderReport: {
			...ready.folderReport!,
			credentialsFile: {kind: 'read', credentials: other, modifiedAt: now - 3 * hour},
		},
	} as const;
	const imported = after(state, press('accept'));
	expect(imported.values.companyRequestToken).toBe('at-other1');
	expect(imported.enteredAt.companyRequestToken).toBe(now - 3 * hour);
	expect(companyRequestToken).not.toBe('at-other1');
});

test('a refresh token that this profile has, or had refused, is never offered as a found one', () => {
	const granted = after(readyForTheCall(), press('accept'), grantedCall());
	const file = {kind: 'read', object: granted.token!.object, companyUUID: undefined, modifiedAt: now} as const;
	const revoked = after(
		{...granted, folderReport: {...granted.folderReport!, tokenObjectFile: file}},
		refusedCall(108, 'request-token', 'refresh_token'),
	);
	const offered =
		stageItems({...revoked, stage: 'refresh-token'}).flatMap(item => item.kind === 'action' ? [item.id] : []);
	expect(offered).not.toContain('import-token');
	expect(offered).toContain('obtain-token');
});

describe('Ctrl+Z after a take-over', () => {
	const paste = pasted(`CONCUR_CLIENT_ID=${appID}\nCONCUR_CLIENT_SECRET=${clientSecret}\n`
		+ `CONCUR_COMPANY_UUID=${companyUUID}\nCONCUR_REFRESH_TOKEN=${refreshToken}`);
	const before = after(begunSession(), pasted('at-7h6g5f4e3d2c1b0a'));
	const taken = stored(transition(before, paste));
	const putBack = {kind: 'record-restored', record: {}, now: now + 9} as const;

	test('asks the disk to put back what was there, unless the token has been renewed since', () => {
		const {state, effects} = transition(taken, press('undo'));
		expect(effects).toEqual([{kind: 'restore-record', record: {}, instead: refreshToken}]);
		expect(state.values).toEqual(taken.values);
	});

	test('undoes the token together with the values that came with it, and then what was before', () => {
		const back = after(taken, press('undo'), putBack);
		expect(back.token).toBeUndefined();
		expect(back).toMatchObject({values: before.values, stage: before.stage, notice: {
			text: 'Undone: Client ID, Client Secret, Company UUID, the imported refresh token.',
		}});
		expect(after(back, press('undo')).values).toEqual(begunSession().values);
	});

	test('undoes a token that came alone, and leaves the values that were there before it', () => {
		const filled = after(begunSession(), pasted(`CONCUR_CLIENT_ID=${appID}\nCONCUR_CLIENT_SECRET=${clientSecret}`));
		const alone = stored(transition(filled, pasted(`CONCUR_REFRESH_TOKEN=${refreshToken}`)));
		const back = after(alone, press('undo'), putBack);
		expect(back).toMatchObject({values: filled.values, token: undefined});
	});

	test('does both or nothing: a token that was renewed meanwhile stays, with its values', () => {
		const renewed = {...taken.token!, object: {...taken.token!.object, refresh_token: 'renewed-by-a-script'}};
		const back = after(taken, press('undo'), {...putBack, record: {token: renewed}});
		expect(back).toMatchObject({token: renewed, values: taken.values, history: [], notice: {
			text: 'Nothing was undone: the refresh token has been renewed since it was imported.',
		}});
	});

	test('no longer reaches behind a take-over whose token a call has proven', () => {
		const proven = after(
			{...taken, call: {
				kind: 'calling', purpose: 'proof', startedAt: now, isCancelled: false,
			}},
			{kind: 'token-answered', grant: 'refresh_token', now, outcome: grantedToken()},
		);
		expect(proven.history).toEqual([]);
		expect(after(proven, press('undo')).values).toEqual(taken.values);
	});
});

describe('a token object file that is of no use', () => {
	const malformed = {
		kind: 'malformed', line: 3, column: 29, problem: 'a comma or a closing } is missing before this.',
	} as const;
	const place = 'refreshTokenObjectFile.json is not valid JSON (line 3, column 29): '
		+ 'a comma or a closing } is missing before this. The file was left unchanged.';
	const ready = readyForTheCall();

	function withFile(tokenObjectFile: Files['tokenObjectFile'], changes: Partial<WizardState> = {}): WizardState {
		return {...ready, ...changes, folderReport: {...ready.folderReport!, tokenObjectFile}};
	}

	function told(state: WizardState): readonly string[] {
		return stageRemarks(state).filter(({tone}) => tone === 'warning').map(({text}) => text);
	}

	test('is told where the folder is chosen, with what its refresh token needs', () => {
		expect(told(withFile(malformed, {stage: 'folder'})))
			.toEqual([`${place} Fix it in an editor to import its refresh token in stage 6.`]);
	});

	test.each([
		[malformed, `${place} Fix it in an editor to import its refresh token, then run the check again.`],
		[
			{kind: 'wrong-shape', problem: 'it contains no refresh token object.'},
			'refreshTokenObjectFile.json is not a refresh token object: it contains no refresh token object. '
			+ 'The file was left unchanged. Fix it in an editor to import its refresh token, then run the check again.',
		],
		[
			{kind: 'unreadable', reason: 'it is a folder.'},
			'refreshTokenObjectFile.json cannot be read: it is a folder. The file was left unchanged. '
			+ 'Make it a file that you can read to import its refresh token, then run the check again.',
		],
	] as const)('is told where its refresh token would be imported, and the way on stays: %j', (file, words) => {
		const state = withFile(file);
		expect(told(state)).toEqual([words]);
		expect(stageItems(state).map(item => item.kind === 'action' && item.label))
			.toEqual([false, 'Get the refresh token', 'Check refreshTokenObjectFile.json again']);
	});

	test('is looked at again, and what was mended in it has the focus', () => {
		const state = withFile(malformed, {item: 2});
		const step = transition(state, press('accept'));
		expect(step.effects).toEqual([{kind: 'inspect-folder', folder}]);
		const still = after(step.state, {kind: 'folder-inspected', report: state.folderReport!});
		expect(focusedItem(still)).toMatchObject({id: 'check-again'});
		const mended = after(still, {
			kind: 'folder-inspected',
			report: {...state.folderReport!, tokenObjectFile: bothFiles.tokenObjectFile},
		});
		expect(told(mended)).toEqual([]);
		expect(focusedItem(mended)).toMatchObject({id: 'import-token'});
	});

	test('before a folder is chosen, is looked for in the folder that would be the one', () => {
		const state = withFile(malformed, {folder: '', item: 9});
		expect(transition(state, press('accept')).effects).toEqual([
			{kind: 'inspect-folder', folder: state.facts.defaultFolder},
		]);
	});

	test('troubles nobody who has a refresh token', () => {
		const granted = after(ready, grantedCall());
		const state = withFile(malformed, {...granted, stage: 'refresh-token'});
		expect(told(state).join('')).not.toContain('refreshTokenObjectFile.json');
		expect(stageItems(state).some(item => item.kind === 'action' && item.id === 'check-again')).toBe(false);
	});
});
