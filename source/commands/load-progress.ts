import {type EvaluateChoice} from '../concur/catalogue/advise.js';
import {readCredentialsFile} from '../store/files/credential-files.js';
import {credentialsFileName, type CredentialsFile, pathIn} from '../concur/tutorial.js';
import {type Settings} from '../store/profile/settings.js';
import {createState, type SessionFacts, type WizardState} from '../wizard/wizard-state.js';
import {type Invocation} from './invocation.js';

type ProfileChoice = Pick<Invocation, 'profile' | 'isPractice' | 'repeatedOptions'>;

/**
Loads a profile's set-up as the guided session would show it, from disk only.

`now` is milliseconds since the epoch; without a `folder` there is no credentials.json.
*/
export async function loadProgress(
	settings: Settings,
	environment: SessionFacts['environment'],
	{folder, profile, isPractice, repeatedOptions}: {readonly folder: string} & ProfileChoice,
	now: number,
): Promise<WizardState> {
	const credentialsFile: CredentialsFile = folder === ''
		? {kind: 'absent'}
		: await readCredentialsFile(pathIn(folder, credentialsFileName));
	const evaluateChoice: EvaluateChoice = settings.chosenApis.length === 0
		? () => ({known: [], isLacking: false})
		: (await import('../concur/catalogue/advise.js')).evaluateChoice;
	const facts: SessionFacts = {
		profile, isPractice, program: 'concur-tokens', repeatedOptions,
		pages: {'admin-panel': '', 'company-tokens': '', sample: ''},
		defaultFolder: folder, renewal: undefined, environment, givenBaseUri: undefined, evaluateChoice,
	};
	const report = {
		folder, state: 'ready', hasSapSample: false, git: 'none', credentialsFile, tokenObjectFile: {kind: 'absent'},
	} as const;
	return createState({...settings, folder}, facts, report, now);
}
