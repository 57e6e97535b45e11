import {execFileSync, spawnSync} from 'node:child_process';
import {chmodSync, existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {UserError} from '../../source/errors.js';
import {type ExportFormat} from '../../source/store/files/export-format-names.js';
import {renderExport, type ExportData} from '../../source/store/files/render-export.js';
import {temporaryFolder} from '../temporary-folder.js';

const geolocation = 'https://us2.api.concursolutions.com';

function exported(appID: string, clientSecret: string, refreshToken: string): ExportData {
	return {
		values: {
			appID,
			clientSecret,
			companyUUID: 'c',
			companyRequestToken: 'at-t',
			refreshToken,
			baseUri: 'glz',
		},
		geolocation,
		profile: 'default',
		repeatedOptions: '',
	};
}

function textOf(format: ExportFormat, values: ExportData): string {
	return renderExport(format, values)[0]!.text;
}

/** A machine on which `curl` only notes what it was given; whatever else a script runs leaves a file behind. */
function openedMachine() {
	const folder = temporaryFolder();
	const work = temporaryFolder();
	const curl = path.join(folder, 'curl');
	writeFileSync(curl, `#!/bin/sh\nprintf '%s\\n' "$@" > '${folder}/argv'\n/bin/cat > '${folder}/stdin'\n`);
	chmodSync(curl, 0o755);
	return {
		run(shell: string, script: string) {
			const file = path.join(folder, 'script');
			writeFileSync(file, script);
			const stdout = execFileSync(shell, [file], {
				cwd: work,
				env: {PATH: folder},
				encoding: 'utf8',
				stdio: ['ignore', 'pipe', 'pipe'],
			});
			return {
				stdout,
				argv: existsSync(path.join(folder, 'argv')) ? readFileSync(path.join(folder, 'argv'), 'utf8') : '',
				config: existsSync(path.join(folder, 'stdin'))
					? readFileSync(path.join(folder, 'stdin'), 'utf8')
					: '',
				leftBehind: readdirSync(work),
			};
		},
	};
}

/** What a form can carry of a text: no halves of surrogate pairs. */
function wellFormed(text: string): string {
	return text.replaceAll(/\p{Cs}/gu, '\uFFFD');
}

const hasFish = spawnSync('fish', ['--version']).status === 0;

const shells = ['/bin/sh', '/bin/bash'].filter(shell => existsSync(shell));

// What a shell, a here-document and curl's configuration take apart, in every order.
const hostile = fc.oneof(
	fc.string({unit: 'binary', maxLength: 40}),
	fc
		.array(
			fc.constantFrom(
				'\nEND\n',
				'\r\nEND\r\n',
				'\nEND',
				'touch pwned',
				'$(touch pwned)',
				'`touch pwned`',
				';touch pwned;',
				'\'',
				'"',
				'\\',
				'\\\n',
				'\nurl = "file:///etc/passwd"\n',
				'\noutput = "pwned"\n',
				'&',
				'=',
				'+',
				'%',
				' ',
				'a',
				'é',
				'\u{1F600}',
				'\u2028',
				'\u0000',
				'>pwned ',
				'|',
				'!',
				'#',
			),
			{maxLength: 12},
		)
		.map(parts => parts.join('')),
);

describe('what is exported for a shell runs nothing, whatever the values hold', () => {
	test.each(shells)(
		'curl in %s gets every value unchanged on its standard input, and nothing else runs',
		shell => {
			const machine = openedMachine();
			fc.assert(
				fc.property(hostile, hostile, hostile, (appID, clientSecret, refreshToken) => {
					const {argv, config, leftBehind, stdout} = machine.run(
						shell,
						textOf('curl', exported(appID, clientSecret, refreshToken)),
					);
					expect({argv, leftBehind}).toEqual({argv: '-sS\n--config\n-\n', leftBehind: []});
					expect(stdout).toBe('');
					const [url, ...data] = config.trimEnd().split('\n');
					expect(url).toBe(`url = "${geolocation}/oauth2/v0/token"`);
					const form =
						new URLSearchParams(data.map(line => /^data = "([\w.~%=-]*)"$/.exec(line)![1]!).join('&'));
					expect(Object.fromEntries(form)).toEqual({
						client_id: wellFormed(appID),
						client_secret: wellFormed(clientSecret),
						grant_type: 'refresh_token',
						refresh_token: wellFormed(refreshToken),
					});
				}),
				{numRuns: 30},
			);
		},
	);

	test.each(shells)(
		'env in %s sets every value unchanged, or is refused with the name of the variable',
		shell => {
			const machine = openedMachine();
			fc.assert(
				fc.property(hostile, clientSecret => {
					let text: string;
					try {
						text = textOf('env', exported('app', clientSecret, 'token'));
					} catch (error) {
						expect(error).toBeInstanceOf(UserError);
						expect((error as UserError).message).toContain('CONCUR_CLIENT_SECRET');
						expect(clientSecret).toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
						return;
					}

					const {stdout, leftBehind, argv} = machine.run(
						shell,
						`${text}printf '%s|' "$CONCUR_CLIENT_ID" "$CONCUR_CLIENT_SECRET" "$CONCUR_REFRESH_TOKEN"\n`,
					);
					expect({stdout, leftBehind, argv}).toEqual({
						stdout: `app|${clientSecret}|token|`,
						leftBehind: [],
						argv: '',
					});
				}),
				{numRuns: 30},
			);
		},
	);

	test.runIf(hasFish)('env for fish sets every value unchanged', () => {
		const folder = temporaryFolder();
		const strange = fc.string({unit: fc.constantFrom(...String.raw`'"\\$()ab %;#é~*`), maxLength: 20});
		fc.assert(fc.property(strange, secret => {
			const script = path.join(folder, 'script.fish');
			const [file] = renderExport('env', exported('app', secret, 'token'), 'fish');
			writeFileSync(script, `${file!.text}sh -c 'printf "%s|%s" "$CONCUR_CLIENT_SECRET" "$CONCUR_BASE_URL"'\n`);
			const stdout = execFileSync('fish', ['--no-config', script], {cwd: folder, encoding: 'utf8'});
			expect(stdout).toBe(`${secret}|${geolocation}`);
		}), {numRuns: 10});
	});

	test('env for docker gives every value as it is, which is how docker reads it', () => {
		const {text} = (renderExport('env', exported('app', String.raw`it's $HOME "x" \y #z`, 'token'), 'docker')[0]!);
		expect(text).toContain(String.raw`CONCUR_CLIENT_SECRET=it's $HOME "x" \y #z` + '\n');
		expect(text).not.toContain('export');
		expect(() => renderExport('env', exported('app', 'a\nPATH=/evil', 'token'), 'docker'))
			.toThrow('CONCUR_CLIENT_SECRET');
		expect(() => renderExport('env', exported('app', 'a\nPATH=/evil', 'token'), 'fish'))
			.toThrow('CONCUR_CLIENT_SECRET');
	});

	test('a value that no shell file may hold is refused with the command that exports it all the same', () => {
		const ofSandbox = {...exported('app', 'a\u0007', 'token'), repeatedOptions: ' --profile sandbox'};
		expect(() => renderExport('env', ofSandbox)).toThrow(expect.objectContaining({
			nextStep: expect.stringMatching(/: concur-tokens export json --profile sandbox$/) as string,
		}) as Error);
	});

	test('variables are exported: a program that the shell starts has them', () => {
		const folder = temporaryFolder();
		const script = path.join(folder, 'script');
		const exports = textOf('env', exported('app', 'a secret', 'token'));
		writeFileSync(
			script,
			`${exports}sh -c 'echo "$CONCUR_CLIENT_SECRET $CONCUR_BASE_URL $CONCUR_BASE_URI"'\n`,
		);
		expect(execFileSync('/bin/sh', [script], {encoding: 'utf8'})).toBe(`a secret ${geolocation} ${geolocation}\n`);
	});

	test('a line break in a value is refused in one sentence that does not show it', () => {
		expect(() => textOf('env', exported('app', 'secret\ntouch pwned', 'token')))
			.toThrow('The value of CONCUR_CLIENT_SECRET contains control or invisible characters');
		expect(() => textOf('env', exported('app', 'secret\ntouch pwned', 'token'))).not.toThrow('pwned');
	});

	test('an address that ends its quotation stays within it', () => {
		const text = textOf('curl', {...exported('a', 's', 'r'), geolocation: 'https://a"b\\c\nurl = "file:///x'});
		expect(text.split('\n').filter(line => line.startsWith('url'))).toEqual([
			'url = "https://a%22b%5Cc%0Aurl%20=%20%22file:///x/oauth2/v0/token"',
		]);
	});

	test('a value is encoded as a form has it', () => {
		const text = textOf('curl', exported('app', 'a"b\\c\nEND\n+&=%é', 'token'));
		expect(text).toContain('data = "client_secret=a%22b%5Cc%0AEND%0A%2B%26%3D%25%C3%A9"');
	});
});

describe('files for programs', () => {
	test.each(['json', 'postman'] as const)('%s carries any value unchanged', format => {
		fc.assert(fc.property(hostile, clientSecret => {
				expect(JSON.stringify(JSON.parse(textOf(format, exported('app', clientSecret, 'token')))))
					.toContain(JSON.stringify(clientSecret));
			}));
	});
});
