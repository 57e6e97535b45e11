import {credentialFields} from '../concur/values.js';
import {storedTokenExpiry} from '../concur/connection.js';
import {findLostAnswer} from '../concur/lost-answer.js';
import {stageReference} from '../concur/tutorial.js';
import {clockProblem} from './clock-problem.js';
import {formatLife} from './format-time.js';
import {keyFor} from './keys/keys.js';
import {connectionOf, hasLiveRefreshToken} from './calls/lifetimes.js';
import {doneStageCount, firstUnfinishedStage} from './stages/stage-status.js';
import {stageOf, stages} from './stages/stages.js';
import {requestTokenLifetime, valueProblem, type ValueProblem} from './values/value-problems.js';
import {effectiveValue, type WizardState} from './wizard-state.js';

/** A line of the welcome screen: a term and its text. */
export type WelcomeLine = {readonly term: string; readonly text: string};

/** Whether this is a first start: nothing has been entered, ticked or granted. */
export function isFirstStart(state: WizardState): boolean {
	return credentialFields.every(field => effectiveValue(state, field) === '')
		&& state.ticks.length === 0 && state.chosenApis.length === 0 && state.token === undefined;
}

/** What a first start says before it asks for anything: the benefit, the requirements and the time it takes. */
export const introductionLines: readonly WelcomeLine[] = [
	{
		term: 'You get',
		text: 'a refresh token, kept on this machine and renewed by each use, and a bearer token whenever a script '
			+ 'asks for one',
	},
	{
		term: 'You need',
		text: 'a user with the Web Services Administrator role, and the OAuth 2.0 Application Management tool enabled',
	},
	{term: 'It takes', text: 'about 20 minutes; you can leave at any time and come back'},
];

/** What a first start in practice says. */
export const practiceIntroductionLines: readonly WelcomeLine[] = [
	{
		term: 'You get',
		text: 'a rehearsal of the whole set-up, through to a proven call, with made-up values kept apart from real '
			+ 'ones',
	},
	{
		term: 'You need',
		text: 'nothing: a practice Concur runs on this machine, with an admin panel that you open in a '
			+ `browser. Press ${keyFor('issue')} to fill in the values that it would issue`,
	},
	{term: 'It takes', text: 'a few minutes; you can leave at any time and come back'},
];

/** The wording for a request token that cannot be used. */
const requestTokenProblems: Readonly<Record<ValueProblem['kind'], string>> = {
	expired: 'the request token is older than 24 hours: generate a new one',
	refused: 'SAP Concur refused the request token: generate a new one',
	mismatch: 'the request token belongs to another app or company: generate a new one',
	'to-renew': 'the request token is outdated: generate a new one',
};

/** Tells a returning person what expires and when; undefined if nothing does, or if that is no longer certain. */
function describeExpiry(state: WizardState): string | undefined {
	const connection = connectionOf(state);
	if (connection.kind === 'refused') {
		return 'SAP Concur refused the connection';
	}

	if (connection.kind === 'unanswered' || clockProblem(state)) {
		return undefined;
	}

	const refreshEnd = storedTokenExpiry(state);
	if (hasLiveRefreshToken(state) && refreshEnd !== undefined) {
		return `the refresh token has ${formatLife(refreshEnd, state.now)} left`;
	}

	const problem = valueProblem(state, 'companyRequestToken');
	const lifetime = requestTokenLifetime(state);
	return problem ? requestTokenProblems[problem.kind] : lifetime && `the request token has ${lifetime.text}`;
}

/** Tells a returning person in one sentence how far the set-up is, what expires and what is next. */
export function returningText(state: WizardState): string {
	const next = firstUnfinishedStage(state);
	return [
		`${doneStageCount(state)} of ${stages.length} done`,
		findLostAnswer(state) && 'SAP Concur\'s last answer was lost',
		describeExpiry(state),
		next && `next is ${stageReference(state.stage)}: ${stageOf(state.stage).title}`,
	].filter(Boolean).join(' · ');
}
