import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {type CallEffects} from '../../source/concur/call-concur.js';
import {grantToStore} from '../../source/concur/call-record.js';
import {refreshCompanyToken} from '../../source/concur/token-calls.js';
import {sendRequest} from '../../source/concur/send-request.js';
import {accessTokenExpiry, refreshTokenExpiry} from '../../source/concur/token-rules.js';
import {hostileAnswers, openHostileServer, rotatedToken, type HostileServer} from './hostile-answers.js';

const secret = 'client-secret-4711';
const oldToken = 'old-refresh-token';
const now = Date.UTC(2026, 2, 2);

let server: HostileServer;

beforeAll(async () => {
	server = await openHostileServer();
});

afterAll(async () => {
	await server.close();
});

async function asked(whole: number) {
	const effects: Partial<CallEffects> = {
		now: () => now,
		async wait() {},
		send: async (request, options) =>
			sendRequest(request, {
				...options,
				limits: {connect: 5000, whole, bytes: 1024 * 1024},
			}),
	};
	return refreshCompanyToken({
		baseUri: server.origin,
		appID: 'an-app',
		clientSecret: secret,
		refreshToken: oldToken,
		effects,
	});
}

/** Every text in a value, keys left out. */
function textsOf(value: unknown): readonly string[] {
	if (typeof value === 'string') {
		return [value];
	}

	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(inner => textsOf(inner)) : [];
}

const sentence = /^[\w"].*\.$/;

describe('whatever a token endpoint answers', () => {
	test('that is at least 224 kinds of answers', () => {
		expect(hostileAnswers.length).toBeGreaterThanOrEqual(224);
		expect(new Set(hostileAnswers.map(({name}) => name)).size).toBe(hostileAnswers.length);
	});

	test.each(hostileAnswers.map(({name, ends, isSlow}, index) => ({
			name,
			ends,
			isSlow,
			index,
		})))(
		'$name: it ends in a value, with a sentence and a remedy, nothing printed that moves a cursor, no secret '
			+ 'and no rotated token lost',
		async ({ends, isSlow, index}) => {
			server.serve(index);
			const outcome = await asked(isSlow ? 150 : 20_000);
			const texts = textsOf(outcome);
			expect(texts.join('\n')).not.toContain(secret);
			expect(texts.join('\n')).not.toContain(oldToken);
			expect(texts.filter(text => /[\u0000-\u001F\u007F-\u009F\u202A-\u202E]/.test(text))).toEqual([]);
			const kept = grantToStore(outcome);
			expect(outcome.kind === 'granted' ? 'granted' : (kept ? 'kept' : 'failed')).toBe(ends);
			if (kept) {
				const {token} = kept;
				expect(token.refresh_token).toBe(rotatedToken);
				expect(token.access_token).toMatch(ends === 'granted' ? /^[!-~]+$/ : /^$/);
				expect(token.geolocation ?? 'https://us2.api.concursolutions.com')
					.toMatch(/^https:\/\/[\w.-]+\.concursolutions\.com$/);
				for (const end of [accessTokenExpiry(token, now), refreshTokenExpiry(token, now).at]) {
					expect(new Date(end).getTime()).toBeGreaterThan(now);
				}
			}

			if (outcome.kind === 'granted') {
				const {warnings = []} = outcome;
				expect(warnings).toEqual(warnings.filter(warning => sentence.test(warning)));
			} else {
				expect(outcome.kind).not.toBe('cancelled');
				const {cause, remedy} =
					outcome.kind === 'cancelled' ? {cause: '', remedy: ''} : outcome.explanation;
				expect(cause).toMatch(sentence);
				expect(remedy).toMatch(/^[A-Z].*(?:\.|concur-tokens doctor)$/);
			}
		},
	);

	test('nobody else is asked: no redirect and no foreign geolocation is followed', async () => {
		for (const [index, {name}] of hostileAnswers.entries()) {
			if (/redirect|code 16/.test(name)) {
				server.serve(index);
				await asked(20_000);
				expect(server.requests()).toHaveLength(1);
			}
		}
	});
});
