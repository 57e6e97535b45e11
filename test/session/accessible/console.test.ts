import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {createConsole, type ConsoleQuestion} from '../../../source/session/accessible/console.js';

beforeEach(() => {
	vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
});

afterEach(() => {
	vi.useRealTimers();
});

const name: ConsoleQuestion = {prompt: 'Name: ', isEchoed: true};
const secret: ConsoleQuestion = {prompt: 'Secret: ', isEchoed: false};

function openedConsole({knowsSequences = false} = {}) {
	let output = '';
	let listener = (_chunk: string) => {};
	let resume = () => {};
	const interrupted = vi.fn<() => void>();
	const console = createConsole({
		write(text) {
			output += text;
		},
		columns: () => 80,
		listen(heard) {
			listener = heard;
			return () => {};
		},
		onResume(heard) {
			resume = heard;
			return () => {};
		},
		hasEscapeSequences: knowsSequences,
	}, interrupted);
	return {
		console,
		resume() {
			resume();
		},
		interrupted,
		output: () => output,
		async send(...chunks: readonly string[]) {
			for (const chunk of chunks) {
				listener(chunk);
			}

			await vi.advanceTimersByTimeAsync(50);
		},
	};
}

test('what is typed is echoed and rubbed out as every terminal does, and Enter ends the line', async () => {
	const {console, send, output} = openedConsole();
	const answer = console.ask(name);
	await send('a', 'd', 'x', '\u007F', 'a', '\r');
	expect(await answer).toEqual({kind: 'line', text: 'ada', isPasted: false});
	expect(output()).toBe('Name: adx\b \ba\n');
});

test('a secret is not echoed, and neither is a paste, wherever it is made', async () => {
	const {console, send, output} = openedConsole();
	const first = console.ask(secret);
	await send('t', 'o', 'p', '\u007F', 'p', '\r');
	expect(await first).toEqual({kind: 'line', text: 'top', isPasted: false});
	const second = console.ask(name);
	await send('4f2c9a10-6f1e-4a57', '\r');
	expect(await second).toEqual({kind: 'line', text: '4f2c9a10-6f1e-4a57', isPasted: true});
	expect(output()).toBe('Secret: \nName: (18 characters pasted) \n');
});

test.each([
	['marked, in pieces', ['\u001B[20', '0~Client ID\r\nab', 'c-1\r\n\r\nSecret\r\nx-2\u001B[20', '1~', '\r']],
	['unmarked, in pieces', ['Client ID\r\nab', 'c-1\r\n\r\nSecret\r\nx-2']],
])('a paste of several lines is taken whole: %s', async (_how, chunks) => {
	const {console, send, output} = openedConsole();
	const answer = console.ask(name);
	await send(...chunks);
	await send('\r');
	expect(await answer).toEqual({kind: 'line', text: 'Client ID\r\nabc-1\r\n\r\nSecret\r\nx-2', isPasted: true});
	expect(output()).toBe('Name: (4 lines pasted, press Enter to accept) \n');
});

test('lines are collected up to an empty one after which nothing comes, or to Ctrl+D', async () => {
	const {console, send, output} = openedConsole();
	const collecting = {prompt: 'Paste:\n', isEchoed: false, isCollecting: true};
	const first = console.ask(collecting);
	await send(...'ID: 1\r\rSecret: 2\r\r');
	await vi.advanceTimersByTimeAsync(200);
	expect(await first).toMatchObject({text: 'ID: 1\n\nSecret: 2\n\n'});
	const second = console.ask(collecting);
	await send('I', 'D', '\u0004');
	expect(await second).toMatchObject({text: 'ID'});
	expect(output()).not.toContain('Secret');
});

test('what is typed ahead answers the next question, unechoed where that is a secret', async () => {
	const {console, send, output} = openedConsole();
	await send('t', 'o', 'p', '\r');
	expect(output()).toBe('');
	expect(await console.ask(secret)).toMatchObject({text: 'top'});
	expect(output()).toBe('Secret: \n');
});

test('what is said while a question is open stands on a line of its own, and the question is asked again', async () => {
	const {console, send, output} = openedConsole();
	const answer = console.ask(name);
	await send('a', 'd');
	console.say('The disk is full.');
	await send('a', '\r');
	expect(await answer).toMatchObject({text: 'ada'});
	expect(output()).toBe('Name: ad\nThe disk is full.\nName: ada\n');
});

test('after the program was stopped, the question is asked again, and what was typed stays', async () => {
	const {console, send, output, resume} = openedConsole();
	const answer = console.ask(name);
	await send('a', 'd');
	resume();
	await send('a', '\r');
	expect(await answer).toMatchObject({text: 'ada'});
	expect(output()).toBe('Name: adName: ada\n');
});

test('Ctrl+C is heard with a question and without one; arrows are left out', async () => {
	const {console, send, interrupted, output} = openedConsole();
	const answer = console.ask(name);
	await send('\u001B[A', '\u001BOP', 'a', '\u0003');
	expect(await answer).toEqual({kind: 'key', name: 'Ctrl+C'});
	await send('\u0003');
	expect(interrupted).toHaveBeenCalledOnce();
	expect(output()).toBe('Name: a\n');
});

test('a terminal that marks pastes is asked to, and given back; one that knows no modes is not', () => {
	for (const knowsSequences of [true, false]) {
		const {console, output} = openedConsole({knowsSequences});
		console.close();
		console.say('Nobody hears this.');
		expect(output()).toBe(knowsSequences ? '\u001B[?2004h\u001B[?2004l' : '');
	}
});
