import {describe, expect, test} from 'vitest';
import {type Explanation} from '../../source/concur/call-outcome.js';
import {explainNoResponse} from '../../source/concur/explain-no-response.js';
import {explainRefusal} from '../../source/concur/explain-refusal.js';
import {tokenErrorExplanations} from '../../source/concur/token-error-explanations.js';
import {exitCodes, UserError} from '../../source/errors.js';
import {
	deletedMessage, failedEffectMessage, notSavedMessage, notWrittenMessage,
} from '../../source/session/failure-messages.js';
import {deletedProfileError, noSpaceError, saveError} from '../../source/store/profile/save-errors.js';
import {profilePaths} from '../../source/store/profile/profile-paths.js';
import {noticeLines} from '../../source/ui/frame/notice-lines.js';
import {after, grantedCall, grantedToken, now, press, readyForTheCall} from '../wizard/wizard-builders.js';
import {explainDeviation} from '../../source/concur/explain-deviation.js';
import {drawScreen} from './opened-screen.js';

/** The last sentence of a text: what to do. */
function lastSentence(text: string): string {
	return text.split(/(?<=[.!?:]) (?=[A-Z])/).at(-1)!;
}

/** The words of a frame, whatever rows they stand in. */
function wordsOf(frame: string): string {
	return frame.replaceAll(/\s+/g, ' ');
}

type Grant = 'password' | 'refresh_token';

const codes = [...tokenErrorExplanations.keys()];
const reasons = [
	'dns', 'refused', 'tls-not-spoken', 'tls-version', 'tls', 'certificate-untrusted', 'certificate-expired',
	'certificate-not-yet-valid', 'certificate-wrong-host', 'certificate-invalid', 'client-certificate', 'timeout',
	'connection-lost', 'not-http', 'proxy', 'proxy-address', 'proxy-not-tls', 'proxy-not-http', 'too-large', 'other',
] as const;
const deviations = [
	'html', 'not-json', 'encoded', 'empty', 'cut-off', 'no-refresh-token', 'unusable-refresh-token',
	'unusable-access-token', 'wrong-shape', 'redirect', 'moved-to-production', 'no-keys', 'unverified-id-token',
	'untrusted-geolocation',
] as const;
const host = 'emea-impl.api.concursolutions.com';

function explanationsOf(grant: Grant): readonly Explanation[] {
	const all = [
		...codes.map(code => explainRefusal({status: 400, code, grant})),
		...reasons.map(reason => explainNoResponse(reason, host)),
		...deviations.map(deviation => explainDeviation(deviation)),
	];
	const length = ({cause, remedy}: Explanation) => cause.length + remedy.length;
	// The longest: where these are whole, the others are too.
	return all.toSorted((one, other) => length(other) - length(one)).slice(0, 8);
}

const calling = after(readyForTheCall(), press('accept'));
const callOf = {password: calling, refresh_token: after(calling, grantedCall(), press('accept'))};
const sizes = [[80, 24], [61, 17]] as const;

describe.each(sizes)('at %dx%d', (columns, rows) => {
	const refusals = (['password', 'refresh_token'] as const).flatMap(grant =>
		explanationsOf(grant).map(explanation => [grant, explanation.cause, explanation] as const));

	test.each(refusals)('after a failed %s grant, what to do is in view: %s', (grant, _cause, explanation) => {
		const facts = {...grantedToken().facts, status: 400};
		const state = after(callOf[grant], {
			kind: 'token-answered', grant, now,
			outcome: {
				kind: 'refused', code: 999, error: 'invalid', facts, explanation,
			},
		});
		expect(wordsOf(drawScreen(state, columns, rows))).toContain(lastSentence(explanation.remedy));
	});
});

const paths = profilePaths('integration-of-the-company', {
	CONCUR_TOKENS_CONFIG_DIR: `/home/ada/${'a-folder-with-a-long-name/'.repeat(4)}config`,
});
const errors = ['ENOSPC', 'EACCES', 'EROFS', 'EPERM', 'EDQUOT', 'EMFILE', 'EIO', 'ENOENT', 'ENAMETOOLONG'].map(code =>
	Object.assign(new Error(code), {code, errno: -1, syscall: 'open', path: paths.settingsFile}));
const facts = {...readyForTheCall().facts, profile: 'integration-of-the-company'};
const effects = [
	'inspect-folder', 'write-credentials', 'obtain-token', 'prove-token', 'import-token', 'restore-record', 'try-token',
	'export', 'explain-renewal', 'set-up-renewal', 'open-page', 'issue-values',
] as const;

function reasonOf(error: unknown): string {
	return error instanceof UserError ? `${error.message} ${error.nextStep}` : String(error);
}

const notices: readonly string[] = [
	deletedMessage,
	...errors.flatMap(error => [
		notSavedMessage(reasonOf(saveError(paths, error))),
		...effects.map(kind => failedEffectMessage(kind, saveError(paths, error), facts)),
		failedEffectMessage('obtain-token', noSpaceError(paths, 65_536, error), facts),
	]),
	...effects.flatMap(kind => [
		failedEffectMessage(kind, new Error('Something odd'), facts),
		failedEffectMessage(kind, deletedProfileError(paths), facts),
		...reasons.map(reason => {
			const {cause, remedy} = explainNoResponse(reason, host);
			return failedEffectMessage(kind, new UserError(cause, remedy, exitCodes.notReachable), facts);
		}),
	]),
	notWrittenMessage('refreshTokenObjectFile.json', {
		kind: 'failed', reason: 'the file system is read-only', remedy: 'Choose a folder that can be written to.',
	}),
];

test.each(sizes)('a notice of at most three rows at %dx%d begins as it does and ends with what to do', columns => {
	for (const text of new Set(notices)) {
		for (const tone of ['bad', 'warning'] as const) {
			const rows = noticeLines({tone, text}, columns);
			expect(rows.length, text).toBeLessThanOrEqual(3);
			const words = rows.map(row => row.trim()).join(' ');
			expect(words).toContain(text.split(' ').slice(0, 2).join(' '));
			expect(words).toContain(lastSentence(text));
		}
	}
});
