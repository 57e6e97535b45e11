import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {exitCodes, UserError} from '../../source/errors.js';
import {createSession} from '../../source/session/session.js';
import {type KeyName} from '../../source/wizard/keys/keys.js';
import {type SavedProgress, savedProgress} from '../../source/wizard/wizard-state.js';
import {begunSession, readyForTheCall} from '../wizard/wizard-builders.js';
import {idleServices} from '../ui/opened-screen.js';
import {settingsWithProgress, storedSession} from '../../source/commands/setup/settings-with-progress.js';
import {emptySettings, type Settings} from '../../source/store/profile/settings.js';
import {stageItems} from '../../source/wizard/stages/items-in-view.js';

beforeEach(() => {
	vi.useFakeTimers({
		now: Date.UTC(2026, 2, 2),
		toFake: ['Date', 'setTimeout', 'clearTimeout', 'setImmediate', 'setInterval', 'clearInterval'],
	});
});

afterEach(() => {
	vi.useRealTimers();
});

function openedSession(stage: 'folder' | 'app' = 'folder') {
	const saved: Array<SavedProgress['folder']> = [];
	const session = createSession(begunSession({stage}), {
		...idleServices,
		now: () => Date.now(),
		async save({folder}) {
			saved.push(folder);
		},
	});
	const type = (text: string) => {
		session.dispatch({kind: 'edited', edit: {kind: 'insert', text}, now: Date.now()});
	};

	return {session, saved, type};
}

test('a change is saved as soon as it is painted', async () => {
	const {saved, type} = openedSession();
	type('/');
	expect(saved).toEqual([]);
	await vi.advanceTimersByTimeAsync(0);
	expect(saved).toEqual(['/']);
});

test('a burst of keys shares a write, and its last key is saved within 250 ms', async () => {
	const {saved, type} = openedSession();
	for (const letter of '/home') {
		type(letter);
		await vi.advanceTimersByTimeAsync(10);
	}

	expect(saved).toEqual(['/']);
	await vi.advanceTimersByTimeAsync(200);
	expect(saved).toEqual(['/', '/home']);
});

test('where the focus is waits for a second of rest, or for the next change: no key waits for the disk', async () => {
	const {session, saved} = openedSession('app');
	const move = () => {
		session.dispatch({kind: 'key', key: 'next-item', now: Date.now()});
	};

	for (let press = 0; press < 20; press++) {
		move();
		await vi.advanceTimersByTimeAsync(300);
	}

	expect(saved).toHaveLength(0);
	await vi.advanceTimersByTimeAsync(700);
	expect(saved).toHaveLength(1);
	move();
	session.dispatch({kind: 'stage-chosen', stage: 'folder', now: Date.now()});
	await vi.advanceTimersByTimeAsync(5000);
	expect(saved).toHaveLength(2);
	session.dispatch({kind: 'stage-chosen', stage: 'app', now: Date.now()});
	move();
	await session.flush();
	expect(saved).toHaveLength(3);
});

test('what is not written yet is written before the program ends, once', async () => {
	const {session, saved, type} = openedSession();
	type('/a');
	expect(await session.flush()).toBe(true);
	expect(saved).toEqual(['/a']);
	await vi.advanceTimersByTimeAsync(5000);
	expect(saved).toEqual(['/a']);
});

test('a slow look at the folder does not hide what was written after it', async () => {
	const {folder, folderReport} = readyForTheCall();
	const absent = {...folderReport!, credentialsFile: {kind: 'absent'}} as const;
	const looks: Array<() => void> = [];
	let isWritten = false;
	const session = createSession({...readyForTheCall(), stage: 'folder', folderReport: absent}, {
		...idleServices,
		now: () => Date.now(),
		async inspectFolder() {
			const found = isWritten ? folderReport! : absent;
			return new Promise(resolve => {
				looks.push(() => {
					resolve(found);
				});
			});
		},
		async writeCredentials() {
			isWritten = true;
			return {kind: 'written'};
		},
	});
	session.dispatch({kind: 'key', key: 'next-stage', now: Date.now()});
	session.dispatch({kind: 'key', key: 'accept', now: Date.now()});
	for (let settled = 0; settled < 4; settled++) {
		await vi.advanceTimersByTimeAsync(0);
		// The later look is the quicker one.
		looks.pop()?.();
	}

	for (const answer of looks) {
		answer();
		await vi.advanceTimersByTimeAsync(0);
	}

	expect(session.state()).toMatchObject({folder, folderReport, notice: {tone: 'good'}});
});

test('who could not be saved is told why, and what becomes of the entry; the next change saves both', async () => {
	const saved: string[] = [];
	let isFull = true;
	const session = createSession(begunSession({stage: 'folder'}), {
		...idleServices,
		now: () => Date.now(),
		async save({folder}) {
			if (isFull) {
				throw new UserError(
					'default.json could not be written and is unchanged: the disk is full.',
					'Free up disk space, then try again.',
					exitCodes.machineRefused,
				);
			}

			saved.push(folder);
		},
	});
	const type = async (text: string) => {
		session.dispatch({kind: 'edited', edit: {kind: 'insert', text}, now: Date.now()});
		await vi.advanceTimersByTimeAsync(250);
	};

	await type('/a');
	expect(session.state().notice?.text).toBe('Not saved: default.json could not be written and is unchanged: '
		+ 'the disk is full. Free up disk space, then try again. This session keeps what you entered, and tries '
		+ 'again with your next change.');
	isFull = false;
	await type('b');
	expect(saved).toEqual(['/ab']);
});

describe('another process on the same profile', () => {
	const secrets = {
		ours: '11111111-2222-4333-8444-555555555555', former: '9b8a7c6d-1e2f-4a3b-8c4d-5e6f7a8b9c0d',
	};

	/** A session with a new secret, and the disk that it shares with other processes. */
	async function openedOnSharedDisk() {
		const {values: {appID, ...others}, ...state} = begunSession({stage: 'app'});
		const initial = {
			...state,
			values: {...others, appID, clientSecret: secrets.ours},
			former: {appID, clientSecret: secrets.former},
			enteredAt: {clientSecret: Date.now()},
		};
		const progress = savedProgress(initial);
		let known = settingsWithProgress(emptySettings(0), progress, {...progress, enteredAt: {}});
		const disk: {settings: Settings | undefined; writes: number; delay: number} = {
			settings: known, writes: 0, delay: 0,
		};
		const session = createSession(initial, {
			...idleServices,
			now: () => Date.now(),
			async save(saved, before) {
				if (disk.delay > 0) {
					await new Promise(resolve => {
						setTimeout(resolve, disk.delay);
					});
				}

				known = settingsWithProgress(disk.settings ?? known, saved, before);
				disk.settings = known;
				disk.writes++;
			},
			readStored: async () => disk.settings && storedSession(disk.settings),
			storedStamp: async () => JSON.stringify(disk.settings) ?? '',
		});
		await vi.advanceTimersByTimeAsync(0);
		return {
			session,
			disk,
			/** As a command does whose refresh grant finds the new secret refused. */
			swap() {
				const {values, former, enteredAt} = disk.settings!;
				disk.settings = {
					...disk.settings!,
					values: {...values, clientSecret: former!.clientSecret},
					former: {appID, clientSecret: values.clientSecret},
					enteredAt: {...enteredAt, clientSecret: Date.now() + 1},
				};
			},
			/** Time passes, in which the session looks at its settings. */
			async look() {
				await vi.advanceTimersByTimeAsync(2000);
				await session.settled();
			},
		};
	}

	test('may restore the former secret: the session follows, whatever it saves in the meantime', async () => {
		const {session, disk, swap, look} = await openedOnSharedDisk();
		swap();
		session.dispatch({kind: 'stage-chosen', stage: 'login', now: Date.now()});
		await session.flush();
		expect(disk.writes).toBeGreaterThan(0);
		expect(disk.settings!.values.clientSecret).toBe(secrets.former);
		await look();
		expect(session.state().values.clientSecret).toBe(secrets.former);
		expect(session.state().former?.clientSecret).toBe(secrets.ours);
		expect(session.state().notice?.text).toContain('The one ending in 9c0d has been restored');
	});

	test('never takes away what is being typed', async () => {
		const {session, disk, swap, look} = await openedOnSharedDisk();
		const field = stageItems(session.state()).findIndex(item =>
			item.kind === 'field' && item.field === 'clientSecret');
		for (let moves = 0; moves < field; moves++) {
			session.dispatch({kind: 'key', key: 'next-item', now: Date.now()});
		}

		swap();
		session.dispatch({kind: 'edited', edit: {kind: 'insert', text: 'x'}, now: Date.now()});
		const typed = session.state().values.clientSecret;
		expect(typed).toContain('x');
		await look();
		expect(session.state().values.clientSecret).toBe(typed);
		expect(disk.settings!.values.clientSecret).toBe(typed);
	});

	test('nor what is entered while the disk is slow', async () => {
		const {session, disk} = await openedOnSharedDisk();
		disk.delay = 300;
		session.dispatch({kind: 'stage-chosen', stage: 'login', now: Date.now()});
		await vi.advanceTimersByTimeAsync(1950);
		session.dispatch({kind: 'edited', edit: {kind: 'insert', text: 'x'}, now: Date.now()});
		session.dispatch({kind: 'api-chosen', api: 'list-v4', access: 'read', now: Date.now()});
		// The session looks at its settings, and waits for what is being written.
		await vi.advanceTimersByTimeAsync(100);
		session.dispatch({kind: 'pasted', text: 'Company UUID: 0d1e2f3a-4b5c-4d6e-8f70-8192a3b4c5d6', now: Date.now()});
		for (let looks = 0; looks < 4; looks++) {
			await vi.advanceTimersByTimeAsync(2000);
			expect(session.state().values.companyUUID).toBe('0d1e2f3a-4b5c-4d6e-8f70-8192a3b4c5d6');
		}
	});

	test('may delete the settings: the session says so, and saves everything with the next change only', async () => {
		const {session, disk, look} = await openedOnSharedDisk();
		disk.settings = undefined;
		await look();
		expect(session.state().notice).toEqual({
			tone: 'bad',
			text: 'The settings of this profile were deleted while it was open. Everything is still here, and your '
				+ 'next change saves it again. To leave the profile deleted, press Ctrl+C now.',
		});
		await look();
		expect(disk.settings).toBeUndefined();
		session.dispatch({kind: 'stage-chosen', stage: 'login', now: Date.now()});
		await look();
		expect(disk.settings).toMatchObject({stage: 'login', values: {clientSecret: secrets.ours}});
	});
});

describe('who leaves', () => {
	function openedFullDisk() {
		const disk = {isFull: true};
		const left: string[] = [];
		const session = createSession(begunSession({stage: 'folder'}), {
			...idleServices,
			now: () => Date.now(),
			async save() {
				if (disk.isFull) {
					throw new Error('the disk is full.');
				}
			},
			leave(to) {
				left.push(to);
			},
		});
		const press = async (key: KeyName) => {
			session.dispatch({kind: 'key', key, now: Date.now()});
			await session.settled();
		};

		session.dispatch({kind: 'edited', edit: {kind: 'insert', text: '/a'}, now: Date.now()});
		return {session, press, disk, left};
	}

	test('has everything saved first; where that fails, is asked, and a second Ctrl+C leaves', async () => {
		const {session, press, left} = openedFullDisk();
		await press('leave');
		expect(left).toEqual([]);
		expect(session.state().overlay).toMatchObject({
			kind: 'question', question: {kind: 'leave-unsaved', reason: 'the disk is full.', saved: {folder: ''}},
		});
		expect(session.unsaved()).toMatchObject({reason: 'the disk is full.', saved: {folder: ''}});
		await press('leave');
		expect(left).toEqual(['terminal']);
	});

	test('leaves with everything saved once there is room and Enter tries again', async () => {
		const {session, press, disk, left} = openedFullDisk();
		await press('leave');
		await press('accept');
		expect(left).toEqual([]);
		disk.isFull = false;
		await press('accept');
		expect(left).toEqual(['terminal']);
		expect(session.unsaved()).toBeUndefined();
	});

	test('and asks again while the disk is slow to answer leaves at once', () => {
		const left: string[] = [];
		const session = createSession(begunSession({stage: 'folder'}), {
			...idleServices,
			save: async () => new Promise(() => {}),
			leave(to) {
				left.push(to);
			},
		});
		session.dispatch({kind: 'edited', edit: {kind: 'insert', text: '/a'}, now: Date.now()});
		session.dispatch({kind: 'key', key: 'leave', now: Date.now()});
		expect(left).toEqual([]);
		session.dispatch({kind: 'key', key: 'leave', now: Date.now()});
		expect(left).toEqual(['terminal']);
	});
});
