import {describe, expect, test} from 'vitest';
import {envShells, exportFormats} from '../../source/store/files/export-format-names.js';
import {renderExport, type ExportData} from '../../source/store/files/render-export.js';
import {secretFileNames} from '../../source/store/files/secret-file-names.js';

const geolocation = 'https://us2.api.concursolutions.com';
const values = {
	appID: 'app',
	clientSecret: 'it\'s',
	companyUUID: 'company',
	companyRequestToken: 'at-request',
	refreshToken: 'refresh',
	baseUri: 'glz',
};
const token = {
	object: {
		expires_in: 3600,
		scope: 'openid LIST',
		token_type: 'Bearer',
		access_token: 'access',
		refresh_token: 'refresh',
		refresh_expires_in: 1_800_000_000,
	},
	receivedAt: 1,
	baseUri: geolocation,
	obtainedWith: {
		appID: 'app',
		clientSecret: 'it\'s',
		companyUUID: 'the company it is for',
	},
};
const bearer = {accessToken: 'access', expiresAt: 1, tokenType: 'Bearer', baseUri: geolocation, scope: 'openid'};
const exported: ExportData = {
	values, geolocation, profile: 'sandbox', repeatedOptions: ' --profile sandbox', token, bearer,
};

describe('what a program reads of an export', () => {
	test('as env are the variables that this program reads too, those with a value, '
		+ 'and the address that calls go to', () => {
		expect(renderExport('env', exported)).toEqual([
			{
				name: 'concur.env',
				text: [
					'export CONCUR_CLIENT_ID=\'app\'',
					String.raw`export CONCUR_CLIENT_SECRET='it'\''s'`,
					'export CONCUR_COMPANY_UUID=\'company\'',
					'export CONCUR_REQUEST_TOKEN=\'at-request\'',
					'export CONCUR_REFRESH_TOKEN=\'refresh\'',
					`export CONCUR_BASE_URI='${geolocation}'`,
					`export CONCUR_BASE_URL='${geolocation}'`,
					'',
				].join('\n'),
			},
		]);
		const empty = {...exported, values: {...values, companyRequestToken: '', refreshToken: ''}};
		expect(renderExport('env', empty)[0]!.text).not.toMatch(/REQUEST_TOKEN|REFRESH_TOKEN/);
	});

	test('as json is every value with the scope and the end of the refresh token', () => {
		const [file] = renderExport('json', exported);
		expect(file!.name).toBe('concur-tokens.json');
		expect(JSON.parse(file!.text)).toEqual({
			profile: 'sandbox',
			...values,
			baseUri: geolocation,
			scope: 'openid LIST',
			refreshExpiresIn: 1_800_000_000,
		});
		expect(JSON.parse(renderExport('json', {...exported, token: undefined})[0]!.text)).toMatchObject({
			scope: '',
			refreshExpiresIn: null,
		});
		expect(file!.text).toMatch(/^\{\n {4}"profile": "sandbox",[^]*\}\n$/);
	});

	test('as curl is the refresh grant, its values on the standard input and never on the command line', () => {
		expect(renderExport('curl', exported)).toEqual([
			{
				name: 'refresh-token.sh',
				text: [
					'curl -sS --config - <<\'END\'',
					`url = "${geolocation}/oauth2/v0/token"`,
					'data = "client_id=app"',
					'data = "client_secret=it%27s"',
					'data = "grant_type=refresh_token"',
					'data = "refresh_token=refresh"',
					'END',
					'',
				].join('\n'),
			},
		]);
	});

	test('in Postman are the variables of SAP\'s collection: the host without https://, '
		+ 'and what is secret shown as dots', () => {
		const [file] = renderExport('postman', exported);
		expect(file!.name).toBe('concur.postman_environment.json');
		const entry = (key: string, value: string, type: 'default' | 'secret') => ({
			key,
			value,
			type,
			enabled: true,
		});
		expect(JSON.parse(file!.text)).toEqual({
			name: 'SAP Concur (sandbox)',
			values: [
				entry('clientId', 'app', 'default'),
				entry('clientSecret', 'it\'s', 'secret'),
				entry('companyUUID', 'company', 'default'),
				entry('requestToken', 'at-request', 'secret'),
				entry('dataCenterURI', 'us2.api.concursolutions.com', 'default'),
				entry('refreshToken', 'refresh', 'secret'),
				entry('accessToken', 'access', 'secret'),
			],
			_postman_variable_scope: 'environment',
		});
		expect(JSON.parse(renderExport('postman', {...exported, bearer: undefined})[0]!.text)).toMatchObject({
			values: expect.arrayContaining([entry('accessToken', '', 'secret')]) as unknown,
		});
	});

	test('for SAP\'s samples are their two files; the token object names the company that it is for', () => {
		const files = renderExport('sap-sample', exported);
		expect(files.map(({name}) => name)).toEqual(['credentials.json', 'refreshTokenObjectFile.json']);
		expect(JSON.parse(files[0]!.text)).toEqual({
			appID: 'app',
			clientSecret: 'it\'s',
			grantType: 'password',
			companyUUID: 'company',
			companyRequestToken: 'at-request',
			credentialType: 'authtoken',
		});
		expect(files[1]!.text).toBe(`${JSON.stringify({...token.object, companyUUID: 'the company it is for'})}\n`);
	});

	test('comes in each of the formats that are offered', () => {
		expect(exportFormats).toEqual(['env', 'json', 'curl', 'postman', 'sap-sample']);
		for (const format of exportFormats) {
			expect(renderExport(format, exported).length, format).toBeGreaterThan(0);
		}
	});

	test('has a name that git is told to ignore, for every format and whoever reads it', () => {
		const calls = exportFormats.flatMap(format => envShells.map(shell => [format, shell] as const));
		const written = calls.flatMap(([format, shell]) => renderExport(format, exported, shell)).map(({name}) => name);
		expect(written.filter(name => !secretFileNames.includes(name))).toEqual([]);
		expect(new Set(written)).toEqual(new Set(secretFileNames));
	});

	test('a value that no shell can carry is refused with the way out, and exit code 1', () => {
		expect(() =>
			renderExport('env', {
				...exported,
				values: {...values, refreshToken: 'a\u001Bb'},
			})).toThrow(expect.objectContaining({
				exitCode: 1,
				message: expect.stringContaining('CONCUR_REFRESH_TOKEN') as string,
				nextStep: expect.stringContaining('concur-tokens export json') as string,
			}) as Error);
	});
});
