import {Buffer} from 'node:buffer';
import {generateKeyPairSync, sign} from 'node:crypto';
import {describe, expect, test} from 'vitest';
import {type ApiProof, type ProvenPlan} from '../../source/concur/api-proof.js';
import {browserUri} from '../../source/concur/base-uris.js';
import {type CallFacts, type ProofOutcome} from '../../source/concur/call-outcome.js';
import {resolveChoices} from '../../source/concur/catalogue/advise.js';
import {chooseProofs} from '../../source/concur/catalogue/choose-proofs.js';
import {proveApis} from '../../source/concur/prove-apis.js';
import {isVerifiedIdToken} from '../../source/concur/verify-id-token.js';
import {recordProofs} from '../../source/concur/record-proofs.js';
import {type HttpResponse, type NoResponse} from '../../source/concur/send-request.js';

const chosen = (...ids: readonly string[]) => resolveChoices(ids.map(id => ({id, access: 'read'} as const)));
const planned = (granted: readonly string[], ...ids: readonly string[]) =>
	chooseProofs(granted, chosen(...ids)).map(plan => plan.kind === 'grant' ? 'grant' : `${plan.kind} ${plan.api.id}`);

describe('what proves a token', () => {
	test('is each chosen API by its own call, whatever was granted', () => {
		expect(planned([], 'list-v4', 'budget-v4')).toEqual(['call list-v4', 'call budget-v4']);
	});

	test('is the best that the granted scopes allow where nothing was chosen', () => {
		expect(planned(['spend.list.read', 'identity.user.core.read'])).toEqual(['call identity-v4']);
		expect(planned(['spend.list.read', 'FISVC'])).toEqual(['call list-v4']);
		expect(planned(['travel.itinerary.read'])).toEqual(['call itinerary-v4']);
	});

	test('is the refresh grant where the granted scopes open nothing to read', () => {
		expect(planned(['FISVC', 'openid'])).toEqual(['grant']);
		expect(planned(['events.topic.read']), 'an app\'s API proves no company token').toEqual(['grant']);
	});

	test('is something beside the chosen APIs where none of them takes a company token and has a call', () => {
		expect(planned(['FISVC'], 'financial-integration-v4')).toEqual(['grant', 'no-call financial-integration-v4']);
		expect(planned(['FISVC', 'spend.list.read'], 'financial-integration-v4'))
			.toEqual(['call list-v4', 'no-call financial-integration-v4']);
		expect(planned([], 'event-subscription-v4')).toEqual(['grant', 'call event-subscription-v4']);
	});
});

const at = 1_790_000_000_000;
const company = {accessToken: 'bearer', baseUri: 'https://us2.api.concursolutions.com', scope: 'spend.list.read'};
const facts: CallFacts = {url: 'https://us2', status: 200, latency: 20, correlationId: 'x', attempts: 1, at};

/** Proves APIs against canned answers by path; what is not among them is not there. */
async function proven(
	plans: ReturnType<typeof chooseProofs>,
	answers: Readonly<Record<string, HttpResponse | NoResponse>>,
	idToken?: string,
) {
	const asked: string[] = [];
	const told: ApiProof[] = [];
	const result = await proveApis(plans, {
		company,
		grant: async () => ({facts, idToken}),
		appToken: async () => ({...company, accessToken: 'of the app'}),
		onProven(proof) {
			told.push(proof);
		},
		effects: {
			now: () => at,
			async send({url}) {
				asked.push(url);
				return answers[new URL(url).pathname] ?? {
					kind: 'answered', status: 404, headers: {}, body: '', latency: 5,
				};
			},
		},
	});
	return {result, asked, told};
}

const answered = (status: number, body: unknown = {}): HttpResponse =>
	({kind: 'answered', status, headers: {}, body: JSON.stringify(body), latency: 5});

describe('proving several APIs', () => {
	test('tells of each as it comes, with latency and what came back', async () => {
		const plans = chooseProofs([], chosen('list-v4', 'financial-integration-v4', 'localities-v5'));
		const {told, asked} = await proven(plans, {
			'/list/v4/lists': answered(200, {content: [], page: {totalElements: 1}}),
			'/localities/v5/countries': answered(200, {countries: []}),
		});
		expect(told.map(({api, verdict, status, latency, detail}) => [api, verdict, status, latency, detail])).toEqual([
			['list-v4', 'proven', 200, 5, '1 list'],
			['financial-integration-v4', 'unproven', undefined, undefined, expect.stringContaining('read-only')],
			['localities-v5', 'proven', 200, 5, '0 countries'],
		]);
		expect(asked).toHaveLength(2);
	});

	test('an answer of another shape proves nothing', async () => {
		const {told} =
			await proven(chooseProofs([], chosen('list-v4')), {'/list/v4/lists': answered(200, {content: 'all'})});
		expect(told[0]).toMatchObject({verdict: 'unusable'});
	});

	test('once nothing answers, the other APIs there are not asked', async () => {
		const silence: NoResponse = {kind: 'no-answer', reason: 'dns', latency: 1};
		const {told, asked} =
			await proven(chooseProofs([], chosen('list-v4', 'budget-v4')), {'/list/v4/lists': silence});
		expect(told.map(({verdict}) => verdict)).toEqual(['unreachable', 'unreachable']);
		expect(asked).toHaveLength(1);
	});
});

describe('an id_token that came with the refresh grant', () => {
	const {privateKey, publicKey} = generateKeyPairSync('rsa', {modulusLength: 2048});
	const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
	const idToken = (exp: number, alg = 'RS256') => {
		const signed = `${encode({alg, kid: '1'})}.${encode({exp})}`;
		return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`;
	};

	const keys = {keys: [{...publicKey.export({format: 'jwk'}), kid: '1'}]};
	const good = idToken((at / 1000) + 60);

	test('verifies by its signature and its expiry alone', () => {
		expect(isVerifiedIdToken(good, keys, at)).toBe(true);
		expect(isVerifiedIdToken(idToken((at / 1000) - 3600), keys, at)).toBe(false);
		expect(isVerifiedIdToken(idToken((at / 1000) + 60, 'none'), keys, at)).toBe(false);
		expect(isVerifiedIdToken(good, {keys: [{...keys.keys[0], kid: '2'}]}, at)).toBe(false);
		const [head, claims, signature] = good.split('.');
		expect(isVerifiedIdToken(`${head}.${encode({exp: 9e12})}.${signature}`, keys, at)).toBe(false);
		expect(isVerifiedIdToken(`${head}.${claims}.`, keys, at)).toBe(false);
	});

	test.each([[''], ['a.b'], ['a.b.c.d'], ['..']])('is not one when it reads %j', text => {
		expect(isVerifiedIdToken(text, keys, at)).toBe(false);
		expect(isVerifiedIdToken(good, {keys: 'none'}, at)).toBe(false);
	});

	test('is checked against the keys, which are asked for where no client certificate is', async () => {
		const {told, asked} = await proven([{kind: 'grant'}], {'/oauth2/v0/jwks': answered(200, keys)}, good);
		expect(asked).toEqual(['https://www-us2.api.concursolutions.com/oauth2/v0/jwks']);
		expect(told[0]).toMatchObject({verdict: 'proven', detail: 'accepted, id_token verified'});
		expect(browserUri('http://127.0.0.1:8770')).toBe('http://127.0.0.1:8770');
	});

	test('that does not verify, or can\'t be checked, proves nothing', async () => {
		const bad = await proven([{kind: 'grant'}], {'/oauth2/v0/jwks': answered(200, {keys: []})}, good);
		expect(bad.told[0])
			.toMatchObject({verdict: 'unusable', detail: expect.stringContaining('not signed') as string});
		expect((await proven([{kind: 'grant'}], {}, good)).told[0]).toMatchObject({verdict: 'unusable'});
	});

	test('is not missed where none came', async () => {
		const {told, asked} = await proven([{kind: 'grant'}], {});
		expect(told[0]).toMatchObject({verdict: 'proven', detail: 'accepted'});
		expect(asked).toEqual([]);
	});
});

describe('what is kept of several proofs', () => {
	const identity = {appID: 'a', clientSecret: 's', companyUUID: 'c'};
	const object = {expires_in: 3600, scope: '', token_type: 'Bearer', access_token: 'x', refresh_token: 'r'};
	const before = {token: {object, receivedAt: at - 10, baseUri: company.baseUri, obtainedWith: identity}};
	const plan = (id: string) => chooseProofs([], chosen(id)).find(each => each.kind !== 'grant')!;
	const works: ProofOutcome = {kind: 'proven', grant: 'bearer', facts, totalResults: 3, found: '3 lists'};
	const refused = (status: number): ProofOutcome => ({
		kind: 'refused', grant: 'bearer', facts: {...facts, status},
		explanation: {cause: 'no', remedy: 'ask', stage: 'app'},
	});
	const kept = (...all: readonly ProvenPlan[]) => recordProofs(before, all, identity);

	test('all proven: the connection is, and so is the set-up', () => {
		expect(kept({plan: plan('list-v4'), outcome: works})).toMatchObject({
			connection: {kind: 'accepted'}, proof: {found: '3 lists', refreshToken: 'r'},
			proofs: [{api: 'list-v4', verdict: 'proven'}],
		});
	});

	test('one forbidden beside one proven: the connection works, the set-up is not proven, the refusal is told', () => {
		const record = kept({plan: plan('list-v4'), outcome: works}, {plan: plan('budget-v4'), outcome: refused(403)});
		expect(record).toMatchObject({connection: {kind: 'accepted'}, lastCall: {kind: 'refused'}});
		expect(record.proof).toBeUndefined();
	});

	test('one that does not accept the token: the connection is refused, whatever was proven before', () => {
		expect(kept({plan: plan('list-v4'), outcome: works}, {plan: plan('budget-v4'), outcome: refused(401)}))
			.toMatchObject({connection: {kind: 'refused', status: 401}});
	});

	test('trouble on the way leaves what an API was proven to be; its own word does not', () => {
		const proven = kept({plan: plan('list-v4'), outcome: works});
		const again =
			(outcome: ProofOutcome, id = 'list-v4') => recordProofs(proven, [{plan: plan(id), outcome}], identity);
		const cancelled: ProofOutcome = {kind: 'cancelled', grant: 'bearer', facts};
		for (const trouble of [refused(503), refused(429), cancelled]) {
			expect(again(trouble))
				.toMatchObject({proof: proven.proof!, proofs: [{verdict: 'proven', detail: '3 lists'}]});
		}

		expect(again(refused(503), 'budget-v4').proofs).toMatchObject([{api: 'budget-v4', verdict: 'refused'}]);
		expect(again(refused(403)).proofs).toMatchObject([{verdict: 'refused'}]);
	});

	test('an app\'s own API says nothing of the connection', () => {
		const record = kept({plan: plan('event-subscription-v4'), outcome: refused(403)});
		expect(record.connection).toBeUndefined();
		expect(record.proofs).toMatchObject([{api: 'event-subscription-v4', verdict: 'refused', remedy: 'ask'}]);
	});
});
