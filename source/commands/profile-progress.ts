import {readCredentialsFile, type CredentialsFile} from '../store/read-credentials-file.js';
import {type Settings} from '../store/settings.js';
import {startSession} from '../wizard/start-session.js';
import {type SessionFacts, type WizardState} from '../wizard/wizard-state.js';

/** A profile's set-up as the guided session would show it, from what is on disk alone. `now` is milliseconds since the epoch. */
export function profileProgress(settings: Settings, environment: SessionFacts['environment'], folder: string, now: number): {readonly state: WizardState; readonly credentialsFile: CredentialsFile} {
	const credentialsFile: CredentialsFile = folder === '' ? {kind: 'absent'} : readCredentialsFile(`${folder}/credentials.json`);
	const facts: SessionFacts = {
		profile: '', isPractice: false, pages: {'admin-panel': '', 'company-tokens': '', sample: ''}, defaultFolder: folder, environment,
	};
	const report = {
		folder, state: 'ready', hasSapSample: false, git: 'none', credentialsFile, tokenObjectFile: {kind: 'absent'},
	} as const;
	return {state: startSession({...settings, folder}, facts, report, now, true), credentialsFile};
}
