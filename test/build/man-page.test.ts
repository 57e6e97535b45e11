import {describe, expect, test} from 'vitest';
import {commandNames, manPage} from '../../source/build/man-page.js';

const help = `Usage: concur-tokens [options] [command]

Guides you to tokens, keeps them alive and hands them
to scripts.

Options:
  --dir <folder>       the folder for credentials.json
  --practice           use the practice Concur on this machine: no SAP account
                       needed

Commands:
  token                print a bearer token
  a-long-name [options] <format>
                       print the values

Exit codes: 0 done, 1 refused by SAP Concur or check failed,
            130 interrupted
`;

const helpOfToken = String.raw`Usage: concur-tokens token [options]

print a bearer token: the cached one, or a new one
by refresh grant

Options:
  --within <time>      how long it has to last
  -h, --help           print this help

Example:
  .path\with "quotes" --json

Exit codes: 0 done
`;

describe('the manual page says what the help says', () => {
	const page = manPage('1.2.3', help, [helpOfToken]);

	test('with its options and their whole descriptions', () => {
		expect(page).toContain('.TP\n\\fB\\-\\-practice\\fR\nUse the practice Concur on this machine: '
			+ 'no SAP account needed.\n');
	});

	test('with the commands, their own options and examples', () => {
		expect(page).toContain('.SS token [options]\nPrint a bearer token: the cached one, '
			+ 'or a new one by refresh grant.\n.TP\n\\fB\\-\\-within <time>\\fR\n');
		expect(page).not.toContain(String.raw`\-\-help`);
		expect(page).toContain('\n\\&.path\\ewith "quotes" \\-\\-json\n');
	});

	test('with the exit codes', () => {
		expect(page)
			.toContain('.TP\n\\fB1\\fR\nRefused by SAP Concur or check failed.\n.TP\n\\fB130\\fR\nInterrupted.\n');
	});

	test('of every command that the help lists', () => {
		expect(commandNames(help)).toEqual(['token', 'a-long-name']);
	});
});
