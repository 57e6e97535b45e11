import process from 'node:process';
import {Text, type StdinProps} from 'ink';
import {render} from 'ink-testing-library';
import {expect, test, vi} from 'vitest';
import {type Keyboard} from '../../source/session/keyboard.js';
import {nameOfSequence} from '../../source/session/terminal-input.js';
import {type KeyPress} from '../../source/wizard/key-press.js';
import {inputEvents, KeyRouter, useSequence} from '../../source/ui/input/key-router.js';

test('a function key is heard by its name, and the next key has none', async () => {
	const heard: Array<readonly [string, KeyPress['name']]> = [];
	const keyboard: Keyboard = {
		press(input, {name}) {
			heard.push([input, name]);
		},
		paste() {},
		typed: () => false,
		listen: () => () => {},
	};
	const {stdin, unmount} = render(<KeyRouter keyboard={keyboard}/>);
	await vi.waitFor(() => {
		stdin.write('\u001B[15~');
		expect(heard).toContainEqual(['', 'F5']);
	});
	stdin.write('x');
	expect(heard.at(-1)).toEqual(['x', undefined]);
	unmount();
});

test('where Ink no longer tells of control sequences, function keys have no names, and nothing else is lost', () => {
	// What its types promise, and no more.
	const promised: StdinProps = {stdin: process.stdin, setRawMode() {}, isRawModeSupported: true};
	function Pressed() {
		return <Text>{nameOfSequence(useSequence(inputEvents(promised)).current) ?? 'without a name'}</Text>;
	}

	const {lastFrame, unmount} = render(<Pressed/>);
	expect(lastFrame()).toBe('without a name');
	unmount();
});
