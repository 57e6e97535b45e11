import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {commands} from '../../../source/commands/commands.js';
import {globalOptions} from '../../../source/commands/command-line/global-options.js';
import {parseCommandLine} from '../../../source/commands/command-line/parse-command-line.js';
import {parsePlainCommandLine} from '../../../source/commands/command-line/parse-plain-command-line.js';
import {UserError, exitCodes} from '../../../source/errors.js';
import {type Io} from '../../../source/io.js';

const io = {isOutputTerminal: false, writeText() {}} as unknown as Io;

/** What the parser makes of a command line: the command and what it is given; undefined for help and refusals. */
async function readByParser(words: readonly string[]) {
	let read: unknown;
	try {
		await parseCommandLine(words, io, '1.0.0', async ({definition, globals, own}) => {
			read = {name: definition.name, globals, own};
			return exitCodes.done;
		});
	} catch (error) {
		expect(error).toBeInstanceOf(UserError);
	}

	return read;
}

function readAtOnce(words: readonly string[]) {
	const read = parsePlainCommandLine(words, commands, globalOptions);
	return read && {name: read.definition.name, globals: read.globals, own: read.own};
}

describe('a command line that is read without the parser', () => {
	test.each([
		'token', 'token --json', '--profile sandbox token --app', 'status --json', 'status --profile=sandbox', 'check',
		'check /tmp/credentials.json', '--dir /tmp check', 'renew', 'renew --within 400d', 'export env --shell fish',
		'export env', 'api /list/v4/lists', 'api POST /list/v4/lists --input list.json', 'prove list-v4 users-v4',
		'scopes', 'scopes list-v4', 'run env', 'proxy --port 8080 --read-only', 'profiles', 'completion bash',
		'', '--json', '--practice --profile sandbox', 'setup', 'setup --accessible',
		// Values that are names of commands, whose own options have defaults.
		'--profile renew', '--dir=export --profile export',
		'status --json --base-uri us2 --practice', 'api --header accept:text/csv /x',
	])('"%s" is what the parser makes of it', async line => {
		const words = line.split(' ').filter(Boolean);
		expect(readAtOnce(words)).toBeDefined();
		expect(readAtOnce(words)).toEqual(await readByParser(words));
	});

	test.each([
		'--accessible', '--help', 'token --help', '--version', 'help token', 'statsu', 'token --fresh', 'token token',
		'run -- env', 'token --profile', 'token --profile --json', 'token --profile=', 'export', 'export nothing',
		'export env --shell nothing', 'api --header a:1 --header b:2 /x', 'api -H a:1 /x', 'check one two',
		'token --json=', 'api --input - /x', 'completion', '--app token --profile -x',
	])('is none of these, which the parser has to read: %s', line => {
		expect(readAtOnce(line.split(' ').filter(Boolean))).toBeUndefined();
	});

	test('says what the parser says, whatever stands in it', {timeout: 60_000}, async () => {
		const options = [...globalOptions, ...commands.flatMap(command => command.options ?? [])];
		const texts = [
			'sandbox', 'default', 'us2', '30d', 'env', 'fish', 'bash', '8080', '70000', '0',
			'a:b', '/x', '', '-', '--', '-1', 'status', 'token', 'help', ' ', 'a=b',
		];
		const value = fc.constantFrom(...texts);
		const word = fc.oneof(
			fc.constantFrom(...options.map(({name}) => name)),
			fc.tuple(fc.constantFrom(...options.map(({name}) => name)), value).map(parts => parts.join('=')),
			value,
			fc.constantFrom('--help', '--version', '-H', '-h', '-V', '--no-json', '--jso', '--fresh'),
		);
		const line = fc.tuple(
			fc.array(word, {maxLength: 2}),
			fc.constantFrom(...commands, undefined),
			fc.array(word, {maxLength: 4}),
		)
			.chain(([before, definition, after]) => {
				const {name, options: own = []} = definition ?? {};
				const ownNames = own.map(option => option.name);
				const more = fc.array(fc.constantFrom('--json', ...ownNames), {maxLength: 2});
				return more.map(names => [...before, ...(name === undefined ? [] : [name]), ...names, ...after]);
			});
		let read = 0;
		await fc.assert(fc.asyncProperty(line, async words => {
			let plain: unknown;
			try {
				plain = readAtOnce(words);
			} catch (error) {
				expect(error).toBeInstanceOf(UserError);
				return;
			}

			if (plain) {
				read++;
				expect(plain).toEqual(await readByParser(words));
			}
		}), {numRuns: 3000});
		expect(read).toBeGreaterThan(100);
	});
});
