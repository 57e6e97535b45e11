import {evaluateChoice} from '../../concur/catalogue/advise.js';
import {type PracticeServer} from '../../practice/serving/practice-instance.js';
import {profilePaths} from '../../store/profile/profile-paths.js';
import {type Settings} from '../../store/profile/settings.js';
import {shownInSession} from '../../store/value-sources.js';
import {type GivenBaseUri, type SessionFacts} from '../../wizard/wizard-state.js';
import {programName, absolutePath, type Invocation} from '../invocation.js';
import {requireBaseUri} from '../loaded-profile.js';

/** What a guided session starts with: options, environment and practice server, resolved once. */
export type SessionPlan = {
	readonly invocation: Invocation;
	/** Profile, pages, default folder, and the values that override what is saved. */
	readonly facts: SessionFacts;
	/** The server of a practice session. */
	readonly practice?: PracticeServer;
};

/**
The pages that the stages of the tutorial "Create Tokens Required for Concur API Access" name.

@see https://developer.concur.com/tutorials/tutorials.html
*/
const tutorialPages: SessionFacts['pages'] = {
	'admin-panel': 'https://www.concursolutions.com/nui/ocstool',
	'company-tokens': 'https://www.concursolutions.com/nui/authadmin/companytokens',
	sample: 'https://github.com/SAP-samples/concur-api-samplecode',
};

/** The values that override what is saved in a session. */
type GivenValues = Pick<SessionFacts, 'environment' | 'givenBaseUri'>;

/**
Returns the values that the environment sets for a session, and its base URI if an option names one, which wins over an
environment variable.

Throws `UserError` for a base URI to which secrets must not be sent.
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
		: {environment: others, givenBaseUri: undefined};
}

/** The practice Concur's own address, which is on this machine only. */
function practiceBaseUri({origin}: PracticeServer): GivenBaseUri {
	return {text: origin, accepted: {kind: 'base-uri', uri: origin, isConcur: false}};
}

/**
The invocation as the session goes on with it: it starts with the option's base URI as if that had been typed, instead
of the environment's, so that what is typed later wins.
*/
function withoutGivenBaseUri({baseUri: option, ...invocation}: Invocation): Invocation {
	const {baseUri: _, ...environment} = invocation.environment;
	return option ? {...invocation, environment} : invocation;
}

/** Plans everything that a session starts with; `practice` is the server of a practice session. */
export function planSession(
	invocation: Invocation,
	given: GivenValues,
	practice: PracticeServer | undefined,
): SessionPlan {
	const {profile, repeatedOptions, paths, folder, io} = invocation;
	return {
		invocation: withoutGivenBaseUri(invocation),
		facts: {
			profile,
			isPractice: practice !== undefined,
			program: programName(io.environment),
			repeatedOptions,
			pages: {
				...tutorialPages,
				...(practice && {'admin-panel': practice.panelUrl, 'company-tokens': practice.companyTokensUrl}),
			},
			defaultFolder: folder ?? (practice ? paths.practiceFilesFolder : absolutePath('.', io)),
			renewal: undefined,
			evaluateChoice,
			...given,
			...(practice && {givenBaseUri: practiceBaseUri(practice)}),
		},
		...(practice && {practice}),
	};
}

/**
The folder of saved settings. Practice profiles once shared the one of the default profile, and move to their own; a
folder that the user chose stays.
*/
function savedFolder({folder}: Settings, {profile, isPractice, paths, io}: Invocation): string {
	const isShared = isPractice && folder === profilePaths('default', io.environment, {isPractice}).practiceFilesFolder;
	return isShared && profile !== 'default' ? paths.practiceFilesFolder : folder;
}

/** Returns the saved settings with the plan's overrides; values from the environment are never saved. */
export function plannedSettings(saved: Settings, {facts, invocation}: SessionPlan): Settings {
	const {environment, givenBaseUri} = facts;
	const baseUri = environment.baseUri === undefined ? givenBaseUri?.text : undefined;
	return {...saved, baseUri: baseUri ?? saved.baseUri, folder: invocation.folder ?? savedFolder(saved, invocation)};
}
