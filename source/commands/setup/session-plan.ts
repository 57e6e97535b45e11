import {judgeChoice} from '../../concur/catalogue/advise.js';
import {type PracticeServer} from '../../practice/serving/practice-instance.js';
import {type Settings} from '../../store/profile/settings.js';
import {environmentValue, environmentValues} from '../../store/value-sources.js';
import {type SessionFacts} from '../../wizard/wizard-state.js';
import {absolutePath, type Invocation} from '../invocation.js';
import {usableBaseUri} from '../loaded-profile.js';

/** What a guided session is opened with: options, environment and practice server, resolved once. */
export type SessionPlan = {
	readonly invocation: Invocation;
	/** Profile, pages, default folder, and the values that the environment sets. */
	readonly facts: SessionFacts;
	/** The base URI that counts instead of the saved one. */
	readonly baseUri?: string;
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

/**
The values that the environment sets for a session: none for practice, which knows nothing of real credentials, and no
base URI where an option names one.

Throws `UserError` for a base URI that secrets must not go to.
*/
export function sessionEnvironment({io, practice, baseUri, setupCommand}: Invocation): SessionFacts['environment'] {
	if (practice) {
		return {};
	}

	const {baseUri: _, ...others} = environmentValues(io.environment);
	const found = environmentValue(io.environment, 'baseUri');
	if (baseUri || !found) {
		return others;
	}

	usableBaseUri({values: {baseUri: {...found, source: 'environment'}}, setupCommand});
	return {...others, baseUri: found.value};
}

/** Everything a session is opened with; `practice` is the server of a practice session. */
export function planSession(
	invocation: Invocation,
	environment: SessionFacts['environment'],
	practice: PracticeServer | undefined,
): SessionPlan {
	const {profile, paths, folder, io} = invocation;
	const baseUri = practice?.origin ?? invocation.baseUri?.id ?? invocation.baseUri?.uri;
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
			judgeChoice,
			environment,
		},
		...(baseUri !== undefined && {baseUri}),
		...(practice && {practice}),
	};
}

/** The saved settings with what the plan says instead. */
export function plannedSettings(saved: Settings, {baseUri, invocation}: SessionPlan): Settings {
	return {...saved, baseUri: baseUri ?? saved.baseUri, folder: invocation.folder ?? saved.folder};
}
