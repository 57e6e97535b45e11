import {type Buffer} from 'node:buffer';
import {spawn} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {ranProgram} from '../commands/finished-profile.js';
import {openedHome, type Home} from '../sessions/opened-terminal.js';
import {readInstance} from '../../source/practice/serving/practice-instance.js';
import {runningPractice} from './running-practice.js';

async function canListen(port: number): Promise<boolean> {
	return new Promise(resolve => {
		const server = net.createServer();
		server.once('error', () => {
			resolve(false);
		});
		server.listen(port, '127.0.0.1', () => {
			server.close(() => {
				resolve(true);
			});
		});
	});
}

const isPossible = await canListen(443);

test('where port 443 cannot be had the tests of SAP\'s samples say that they were left out', () => {
	if (!isPossible) {
		console.warn('The tests of SAP\'s samples were left out: port 443 is taken here, or may not be used.');
	}

	expect(isPossible || 'left out').toBeTruthy();
});

// What SAP's three samples do on the wire and in their folder, in words of our own: https.request with a bare host
// that is fixed, querystring, a Content-Length counted in characters, credentials.json and refreshTokenObjectFile.json
// beside the script, compact JSON.
const start = `
const https = require('https');
const querystring = require('querystring');
const fs = require('fs');
const path = require('path');
const besideMe = name => path.resolve(__dirname, name);
const values = JSON.parse(fs.readFileSync(besideMe('credentials.json'), 'utf8'));
const send = (method, where, headers, body, then) => {
	const call = https.request({host: 'us.api.concursolutions.com', method, path: where, headers}, answer => {
		let text = '';
		answer.on('data', chunk => { text += chunk; });
		answer.on('end', () => { console.log('Status code = ' + answer.statusCode); then(JSON.parse(text)); });
	});
	call.on('error', error => { console.log(error); });
	if (body) call.write(body);
	call.end();
};
const askToken = (fields, then) => {
	const body = querystring.stringify({client_id: values.appID, client_secret: values.clientSecret, ...fields});
	const type = 'application/x-www-form-urlencoded';
	send('POST', '/oauth2/v0/token', {'Content-Type': type, 'Content-Length': body.length}, body, then);
};
const askRefreshToken = then => askToken({
	grant_type: values.grantType,
	username: values.companyUUID,
	password: values.companyRequestToken,
	credtype: values.credentialType,
}, then);
`;

const storing = `
const kept = besideMe('refreshTokenObjectFile.json');
const keep = object => fs.writeFileSync(kept, JSON.stringify({...object, companyUUID: values.companyUUID}));
const read = () => JSON.parse(fs.readFileSync(kept, 'utf8'));
const lives = object => new Date(object.refresh_expires_in * 1000) > new Date();
`;

const samples = {
	'GetRefreshToken.js': `${start}
		askRefreshToken(object => console.log(object.refresh_token ? 'a refresh token' : 'none'));`,
	'RefreshTokenManagement.js': `${start}${storing}
		if (!fs.existsSync(kept)) askRefreshToken(keep);
		else console.log(lives(read()) ? 'it lives' : 'it is over');`,
	'CallingAPIs.js': `${start}${storing}
		askToken({grant_type: 'refresh_token', refresh_token: read().refresh_token}, ({access_token}) => {
			send('GET', '/profile/identity/v4/Users/', {Authorization: 'Bearer ' + access_token}, '', users => {
				console.log(users.totalResults + ' users');
			});
		});`,
};

/** Runs a script with the very line that the program printed, in the folder of the scripts. */
async function ranLine(line: string, home: Home): Promise<{readonly output: string; readonly code: number | null}> {
	return new Promise(resolve => {
		const env = {...home.environment, PATH: `${path.dirname(process.execPath)}:${home.environment['PATH']!}`};
		const child = spawn('/bin/sh', ['-c', line], {cwd: home.workFolder, env});
		let output = '';
		const collect = (chunk: Buffer) => {
			output += chunk.toString();
		};

		child.stdout.on('data', collect);
		child.stderr.on('data', collect);

		child.on('close', code => {
			resolve({output, code});
		});
	});
}

describe.runIf(isPossible)('practice on port 443', () => {
	test('serves scripts that know Concur\'s names alone, by the line that it prints, '
		+ 'and the port is forgotten afterwards', async () => {
		const home = openedHome();
		const running = await runningPractice(home, '--tls', '--port', '443');
		expect(running.origin).toBe('https://127.0.0.1');
		const line = /NODE_EXTRA_CA_CERTS=\S+ node --require \S+ GetRefreshToken\.js/.exec(running.output())![0];
		const folder = path.dirname(/--require (\S+)/.exec(line)![1]!);
		for (const [name, script] of Object.entries(samples)) {
			writeFileSync(path.join(home.workFolder, name), script);
		}

		const issue = async (what: string) => {
			const key = readInstance(folder)!.controlKey;
			const options = `{method: 'POST', headers: {'practice-key': '${key}'}}`;
			const request = `fetch('${running.origin}/practice/issue/${what}', ${options})`;
			const command = `${request}.then(async answer => console.log(await answer.text()))`;
			const {output} = await ranLine(line.replace('GetRefreshToken.js', `--eval "${command}"`), home);
			return JSON.parse(output) as Record<string, string>;
		};

		const app = await issue('app');
		const company = await issue(`request-token?appID=${app['appID']}`);
		const credentials = {...app, grantType: 'password', ...company, credentialType: 'authtoken'};
		writeFileSync(path.join(home.workFolder, 'credentials.json'), JSON.stringify(credentials));
		const run = async (name: string) => ranLine(line.replace('GetRefreshToken.js', name), home);
		expect(await run('GetRefreshToken.js')).toEqual({code: 0, output: 'Status code = 200\na refresh token\n'});
		expect(await run('RefreshTokenManagement.js')).toEqual({code: 0, output: 'Status code = 200\n'});
		const kept = readFileSync(path.join(home.workFolder, 'refreshTokenObjectFile.json'), 'utf8');
		expect(JSON.parse(kept)).toMatchObject({geolocation: 'https://us.api.concursolutions.com'});
		expect(await run('RefreshTokenManagement.js')).toEqual({code: 0, output: 'it lives\n'});
		expect(await run('CallingAPIs.js'))
			.toEqual({code: 0, output: 'Status code = 200\nStatus code = 200\n7 users\n'});
		expect((await ranProgram(['practice', '--port', '443'], {home})).stderr)
			.toContain('already running at https://127.0.0.1');

		running.child.kill('SIGTERM');
		expect(await running.ended).toBe(0);
		const next = await runningPractice(home);
		expect(Number(new URL(next.origin).port)).toBeGreaterThan(1023);
	});
});
