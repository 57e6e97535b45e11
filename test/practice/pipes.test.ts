import {execFileSync} from 'node:child_process';
import {mkdirSync, readdirSync, rmSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {exitCodes} from '../../source/errors.js';
import {certificatePaths} from '../../source/practice/serving/certificate.js';
import {openPractice} from '../../source/practice/serving/open-practice.js';
import {issuedForm, openedPractice, postToken, temporaryFolder} from './opened-practice.js';

function makePipe(file: string): void {
	execFileSync('mkfifo', [file]);
}

const certificateFiles = Object.values(certificatePaths('')).map(file => path.basename(file));

describe('nobody waits for a pipe in the practice folder', () => {
	test.each([
		['practice-state.json', false],
		['serving.json', false],
		...certificateFiles.map(name => [name, true] as const),
	] as const)('in the place of %s it is named, with the remedy and exit code 5, and stays', async (name, tls) => {
		const folder = temporaryFolder();
		const file = path.join(folder, name);
		makePipe(file);
		await expect(openPractice({folder, tls})).rejects.toMatchObject({
			exitCode: exitCodes.machineRefused,
			message: `${file} cannot be used: it is a named pipe, not a file.`,
			nextStep: expect.stringContaining('Move it away') as string,
		});
		expect(readdirSync(folder)).toEqual([name]);
	});

	test('in the place of the signing key the caller is told, and is given a token once it is moved away', async () => {
		const folder = temporaryFolder();
		const file = path.join(folder, 'signing-key.pem');
		const server = await openedPractice({folder});
		const form = await issuedForm(server);
		makePipe(file);
		const refused = await fetch(
			`${server.origin}/oauth2/v0/token`,
			{method: 'POST', body: new URLSearchParams(form)},
		);
		const problem = `The practice server failed: ${file} cannot be used: it is a named pipe, not a file.\n`;
		expect([refused.status, await refused.text()]).toEqual([500, problem]);
		rmSync(file);
		expect((await postToken(server, form)).status).toBe(200);
	});

	test('a folder there is told in the same words', async () => {
		const folder = temporaryFolder();
		mkdirSync(path.join(folder, 'practice-state.json'));
		await expect(openPractice({folder})).rejects.toMatchObject({
			exitCode: exitCodes.machineRefused,
			message: expect.stringContaining('it is a folder, not a file') as string,
		});
	});
});
