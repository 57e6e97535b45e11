import {mkdirSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {expect, test, type TestContext} from 'vitest';
import {mountedDisk} from '../store/small-disk.js';
import {leftText} from './left-text.js';
import {openedDialogue} from './opened-dialogue.js';
import {clipboard, keys, openedHome, openedTerminal, program, type Home} from './opened-terminal.js';
import {credentialsPage, savedSettings} from './rehearsal.js';

const kibibyte = 1024;
const app = {
	appID: '4f2c9a10-6f1e-4a57-9d2b-0a1b2c3d4e5f', clientSecret: '9b8a7c6d-1e2f-4a3b-8c4d-5e6f7a8b9c0d',
};

/** A person's machine whose disk for settings fills up when the test says so. */
function homeOnSmallDisk(context: TestContext): {home: Home; fill: () => void; makeRoom: () => void} {
	const {folder, leaveFree} = mountedDisk(context, 64 * kibibyte);
	const configFolder = path.join(folder, 'config');
	mkdirSync(configFolder);
	const home = openedHome({CONCUR_TOKENS_CONFIG_DIR: configFolder});
	return {
		home: {...home, configFolder},
		fill() {
			leaveFree(0);
		},
		makeRoom() {
			leaveFree(48 * kibibyte);
		},
	};
}

test('Ctrl+C on a full disk asks before a secret is lost; Enter saves it once there is room', async context => {
	const {home, fill, makeRoom} = homeOnSmallDisk(context);
	const terminal = openedTerminal({home, arguments: ['--practice']});
	await terminal.see('›  Begin');
	fill();
	terminal.paste(credentialsPage(app));
	await terminal.see('Not saved');
	terminal.press(keys.ctrl('C'));
	await terminal.see('›  Try to save again, then leave');
	const words = leftText(terminal.screen());
	expect(words).toContain('the disk is full. Free up disk space, then try again.');
	expect(words).toContain('Leaving now loses the Client ID and the Client Secret ending in 9c0d');
	terminal.press(keys.ctrl('Y'));
	await terminal.see('Copied the values');
	await expect.poll(() => clipboard(terminal)).toContain(`Client Secret: ${app.clientSecret}`);
	terminal.press(keys.enter);
	await terminal.see('Still not saved after 2 attempts.');
	makeRoom();
	terminal.press(keys.enter);
	expect(await terminal.ended).toMatchObject({exitCode: 0});
	expect(savedSettings(home).values).toMatchObject(app);
});

test('a second Ctrl+C leaves without saving, and says what was lost', async context => {
	const {home, fill} = homeOnSmallDisk(context);
	const terminal = openedTerminal({home, arguments: ['--practice']});
	await terminal.see('›  Begin');
	fill();
	terminal.paste(credentialsPage(app));
	await terminal.see('Not saved');
	terminal.press(keys.ctrl('C'));
	await terminal.see('›  Try to save again, then leave');
	terminal.press(keys.ctrl('C'));
	expect(await terminal.ended).toMatchObject({exitCode: 5});
	expect(leftText(terminal.screen())).toContain('Lost: the Client ID and the Client Secret ending in 9c0d');
});

test.each(['SIGTERM', 'SIGHUP'])('%s asks nothing', async signal => {
	// A file limit does here what a full disk does.
	const home = openedHome();
	const terminal = openedTerminal({
		home,
		arguments: ['--practice'],
		command: ['bash', '-c', 'ulimit -f 4; exec "$0" "$@"', process.execPath, program],
	});
	await terminal.see('›  Begin');
	terminal.paste(`Client ID: ${'x'.repeat(4000)}`);
	await terminal.see('Not saved');
	terminal.kill(signal);
	expect(await terminal.ended).toMatchObject({exitCode: 5});
});

test('the accessible session asks the same in one plain question', async context => {
	const {home, fill, makeRoom} = homeOnSmallDisk(context);
	const {terminal, hear, say} = openedDialogue(home);
	await hear('Enter for 1: ');
	fill();
	terminal.paste(credentialsPage(app));
	say('');
	await hear('Error: Not saved: ');
	terminal.press(keys.ctrl('C'));
	await hear('Leaving now loses the Client ID and the Client Secret ending in 9c0d');
	await hear('Type "copy" to copy these values. Yes: Try to save again, then leave. No: Leave without saving.');
	await hear('Answer yes or no: ');
	say('back');
	await hear('Error: Not saved: ');
	terminal.press(keys.ctrl('C'));
	await hear('Answer yes or no: ');
	say('show');
	await hear(`Client Secret: ${app.clientSecret}`);
	await hear('Answer yes or no: ');
	say('yes');
	await hear('Error: Still not saved after 2 attempts.');
	await hear('Answer yes or no: ');
	makeRoom();
	say('yes');
	expect(await terminal.ended).toMatchObject({exitCode: 0});
	expect(savedSettings(home).values).toMatchObject(app);
});
