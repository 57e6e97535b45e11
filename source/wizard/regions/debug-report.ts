import {answerFacts, type AnswerFacts} from '../calls/answer-facts.js';
import {progressSummary, type ProgressSummary} from '../calls/call-messages.js';
import {refreshTokenLifetime} from '../calls/lifetimes.js';
import {
	credentialRows, credentialsSummary, tokenRows, type CredentialRow, type CredentialsSummary, type TokenRow,
} from '../object-rows.js';
import {isAnswerOutdated} from '../calls/refusals.js';
import {isAtFinish, isCauseInView} from '../stages/stage-status.js';
import {stageOf} from '../stages/stages.js';
import {checkSummary, isCheckPassed} from '../values/value-problems.js';
import {effectiveValue, type WizardState} from '../wizard-state.js';
import {callVerdict, type CallVerdict} from '../calls/call-verdict.js';
import {memoizeIgnoringFocus} from './memoize-by-content.js';

/** The API status: no call yet, one that is running, or the answer to the last one. */
export type ReportedCall =
	| {readonly kind: 'none'}
	/** `elapsed` is in whole seconds. */
	| {readonly kind: 'calling'; readonly elapsed: number; readonly progress: ProgressSummary | undefined}
	/** `isGood` says whether it was what was asked for, `isOutdated` whether values have been changed since. */
	| {readonly kind: 'answered'; readonly answer: AnswerFacts; readonly isGood: boolean; readonly isOutdated: boolean};

/** The refresh token object. */
export type ReportedToken = {
	readonly rows: readonly TokenRow[];
	/** How long it remains valid, in words. */
	readonly lifetime: string;
	/** Where it was obtained. */
	readonly baseUri: string;
};

/** Everything that the debug panel tells. */
export type DebugReport = {
	/** The validity check's verdict on the credentials in a few words. */
	readonly check: string;
	readonly isValid: boolean;
	readonly credentials: readonly CredentialRow[];
	readonly credentialsSummary: CredentialsSummary;
	readonly call: ReportedCall;
	/** What is known of the company, once there is something to know. */
	readonly companyUUID: string | undefined;
	readonly token: ReportedToken | undefined;
	readonly verdict: CallVerdict | undefined;
	/** Whether the person asked to see the secrets in full. */
	readonly isRevealing: boolean;
	/** Whether the stage in view is one of those that call. */
	readonly isCallStage: boolean;
	/** Whether the panel is the focus of attention: from the stage in which its values are used to the finish. */
	readonly isInFocus: boolean;
	/** Whether anything has been entered or called. */
	readonly isAnythingKnown: boolean;
};

function reportedCall(state: WizardState): ReportedCall {
	const {call, lastCall, now} = state;
	if (call.kind === 'calling') {
		const elapsed = Math.floor(Math.max(0, now - call.startedAt) / 1000);
		return {kind: 'calling', elapsed, progress: progressSummary(call)};
	}

	if (!lastCall) {
		return {kind: 'none'};
	}

	const isGood = lastCall.kind === 'granted' || lastCall.kind === 'proven';
	const isOutdated = isAnswerOutdated(state);
	return {kind: 'answered', answer: answerFacts(lastCall, isOutdated), isGood, isOutdated};
}

/** The tutorial's debug output as it now stands. */
export const debugReport = memoizeIgnoringFocus((state: WizardState): DebugReport => {
	const {stage, lastCall, token, call} = state;
	const isCalled = lastCall !== undefined || token !== undefined;
	// The company that an outdated answer was about is no longer known.
	const isCompanyKnown = isCalled && (token !== undefined || !isAnswerOutdated(state));
	return {
		check: checkSummary(state),
		isValid: isCheckPassed(state),
		credentials: credentialRows(state),
		credentialsSummary: credentialsSummary(state),
		call: reportedCall(state),
		companyUUID: isCompanyKnown ? effectiveValue(state, 'companyUUID') || 'not known yet' : undefined,
		token: token && {rows: tokenRows(state), lifetime: refreshTokenLifetime(state)!, baseUri: token.baseUri},
		verdict: callVerdict(state, isCauseInView(state)),
		isRevealing: state.isRevealing,
		isCallStage: stage === 'refresh-token' || stage === 'proof',
		isInFocus: stageOf(stage).number >= stageOf('credentials-file').number && !isAtFinish(state),
		isAnythingKnown: isCalled || call.kind === 'calling' || Object.values(state.values).some(value => value !== '')
			|| Object.keys(state.facts.environment).length > 0,
	};
});
