import {render} from 'ink-testing-library';
import {describe, expect, test} from 'vitest';
import {FieldInput} from '../../source/ui/input/field-input.js';

type Shown = {
	readonly isSecret?: boolean;
	readonly value: string;
	readonly cursor?: number;
	readonly placeholder?: string;
};

function drawField({isSecret = false, value, cursor = value.length, placeholder = ''}: Shown): string {
	const {lastFrame, unmount} = render(<FieldInput
		value={value} cursor={cursor} isMasked={isSecret}
		placeholder={placeholder} columns={20} left={0} top={0}
	/>);
	const frame = lastFrame() ?? '';
	unmount();
	return frame.replaceAll(/\u001B\[[\d;]*m/g, '').trimEnd();
}

describe('a live field 20 columns wide', () => {
	test('shows a value that fits, wide characters whole', () => {
		expect(drawField({value: '/home/日本語/フ'})).toBe('/home/日本語/フ');
		expect(drawField({value: '/home/日本語/フ', cursor: 7})).toBe('/home/日本語/フ');
	});

	test('puts a sign where a longer one is cut off, at the start, at the end or at both', () => {
		const value = '/home/administrator/concur/tokens';
		expect(drawField({value})).toBe('…ator/concur/tokens');
		expect(drawField({value, cursor: 0})).toBe('/home/administrator…');
		expect(drawField({value, cursor: 24})).toBe('…dministrator/concu…');
	});

	test('keeps a wide value in its columns', () => {
		expect(drawField({value: '/データ/データ/データ/データ'})).toBe('…ータ/データ/データ');
	});

	test('shows dimly what Enter would take while it is empty', () => {
		expect(drawField({value: '', placeholder: '/home/concur'})).toBe('/home/concur');
	});

	test('never shows a secret, wherever the cursor is', () => {
		for (const cursor of [0, 3, 10]) {
			expect(drawField({isSecret: true, value: 'geheim1234', cursor})).toBe('••••••••••');
		}
	});
});
