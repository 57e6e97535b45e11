import {expect, test} from 'vitest';
import {resolveInvocation} from '../../source/commands/invocation.js';
import {describeSession} from '../../source/commands/setup/session-summary.js';
import {type Io} from '../../source/io.js';
import {type WizardState} from '../../source/wizard/wizard-state.js';
import {after, facts, grantedCall, grantedToken, now, press, readyForTheCall} from '../wizard/wizard-builders.js';

const io: Io = {
	environment: {HOME: '/home/ada'},
	workingDirectory: '/home/ada',
	isInputTerminal: true,
	isOutputTerminal: true,
	now: () => now,
	writeText() {},
	writeOut() {},
	writeError() {},
	writeBytes: async () => true,
};

/** What a person reads who leaves a finished session with these scopes. */
function farewell(scope: string, changes: Partial<WizardState> = {}): string {
	const finished = after(
		readyForTheCall(),
		press('accept'),
		grantedCall(),
		press('accept'),
		{kind: 'token-answered', grant: 'refresh_token', now, outcome: grantedToken()},
		{kind: 'proof-answered', now, outcome: {kind: 'proven', totalResults: 7, facts: grantedToken().facts}},
	);
	const token = {...finished.token!, object: {...finished.token!.object, scope}};
	return describeSession({...finished, token, ...changes}, resolveInvocation({}, io), false);
}

test('whoever leaves at the finish is offered a call that their token can make', () => {
	expect(farewell('budgetitem.read')).toContain('One call        concur-tokens api /budget/v4/budgetItemHeader\n');
	expect(farewell('identity.user.ids.read'))
		.toContain('One call        concur-tokens api "/profile/identity/v4/Users?count=1"\n');
	const proofs = [{api: 'list-v4', verdict: 'proven', detail: '3 lists'}] as const;
	expect(farewell('identity.user.ids.read spend.list.read', {proofs}))
		.toContain('One call        concur-tokens api /list/v4/lists\n');
});

test('and none where no call is known that it can make', () => {
	expect(farewell('openid')).not.toContain('One call');
	expect(farewell('openid')).toContain('A bearer token  concur-tokens token\n');
});

test('the commands are those of the profile, as this person has to type them', () => {
	const told = farewell('openid', {facts: {...facts, program: 'npx concur-tokens', repeatedOptions: ' --practice'}});
	expect(told).toContain('A bearer token  npx concur-tokens token --practice\n');
	expect(told).toContain('An export       npx concur-tokens export env --out concur.env --practice\n');
});
