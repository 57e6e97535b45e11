import {evaluateChoice} from '../../concur/catalogue/advise.js';
import {type PracticeServer} from '../../practice/serving/practice-instance.js';
import {type Settings} from '../../store/profile/settings.js';
import {shownInSession} from '../../store/value-sources.js';
import {type GivenBaseUri, type SessionFacts} from '../../wizard/wizard-state.js';
import {absolutePath, type Invocation} from '../invocation.js';
import {requireBaseUri} from '../loaded-profile.js';

/** What a guided session is opened with: options, environment and practice server, resolved once. */
export type SessionPlan = {
	readonly invocation: Invocation;
	/** Profile, pages, default folder, and what counts instead of what is saved. */
	readonly facts: SessionFacts;
	/** The server of a practice session. */
	readonly practice?: PracticeServer;
};

/**
The pages of the tutorial "Create Tokens Required for Concur API Access" that its stages name.

@see https://developer.concur.com/tutorials/tutorials.html
*/
const tutorialPages: SessionFacts['pages'] = {
	'admin-panel': 'https://www.concursolutions.com/nui/ocstool',
	'company-tokens': 'https://www.concursolutions.com/nui/authadmin/companytokens',
	sample: 'https://github.com/SAP-samples/concur-api-samplecode',
};

/** What counts in a session instead of what is saved. */
export type GivenValues = Pick<SessionFacts, 'environment' | 'givenBaseUri'>;

/**
The values that the environment sets for a session, and its base URI where an option names one, which wins.

Throws `UserError` for a base URI that secrets must not go to.
*/
export function givenValues({environment, baseUri: option, setupCommand}: Invocation): GivenValues {
	const {baseUri: _, ...others} = shownInSession(environment);
	const {baseUri: found} = environment;
	if (option) {
		return {environment: others, givenBaseUri: {text: option.id ?? option.uri, accepted: option}};
	}

	return found
		? {
			environment: {...others, baseUri: found.value},
			givenBaseUri: {text: found.value, accepted: requireBaseUri({values: {baseUri: found}, setupCommand})},
		}
		: {environment: others};
}

/** The practice Concur's own address, on this machine alone. */
function practiceBaseUri({origin}: PracticeServer): GivenBaseUri {
	return {text: origin, accepted: {kind: 'base-uri', uri: origin, isConcur: false}};
}

/** Everything a session is opened with; `practice` is the server of a practice session. */
export function planSession(
	invocation: Invocation,
	given: GivenValues,
	practice: PracticeServer | undefined,
): SessionPlan {
	const {profile, paths, folder, io} = invocation;
	return {
		invocation,
		facts: {
			profile,
			isPractice: practice !== undefined,
			pages: {
				...tutorialPages,
				...(practice && {'admin-panel': practice.panelUrl, 'company-tokens': practice.companyTokensUrl}),
			},
			defaultFolder: folder ?? (practice ? paths.practiceFilesFolder : absolutePath('.', io)),
			evaluateChoice,
			...given,
			...(practice && {givenBaseUri: practiceBaseUri(practice)}),
		},
		...(practice && {practice}),
	};
}

/** The saved settings with what the plan says instead; what the environment sets is never saved. */
export function plannedSettings(saved: Settings, {facts, invocation}: SessionPlan): Settings {
	const {environment, givenBaseUri} = facts;
	const baseUri = environment.baseUri === undefined ? givenBaseUri?.text : undefined;
	return {...saved, baseUri: baseUri ?? saved.baseUri, folder: invocation.folder ?? saved.folder};
}
