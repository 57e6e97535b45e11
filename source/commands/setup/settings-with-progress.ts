import {callRecord} from '../../concur/call-record.js';
import {credentialFields, type CredentialField} from '../../concur/values.js';
import {omitUndefined} from '../../optional-members.js';
import {recordOf} from '../../record-of.js';
import {type StoredSession} from '../../session/services.js';
import {type Settings} from '../../store/profile/settings.js';
import {type SavedProgress} from '../../wizard/wizard-state.js';

/** Picks out what a session takes over from the settings on disk. */
export function storedSession(settings: Settings): StoredSession {
	const {values, former, enteredAt} = settings;
	return {record: callRecord(settings), stored: {values, former, enteredAt}};
}

/**
Returns the settings on disk with what a session saves. `before` is what it saved last: values that it has not changed
since stay as another process left them, such as a secret that an answer of SAP Concur has restored or proven.
*/
export function settingsWithProgress(settings: Settings, progress: SavedProgress, before: SavedProgress): Settings {
	const isChanged = recordOf(credentialFields, field =>
		progress.values[field] !== before.values[field] || progress.enteredAt[field] !== before.enteredAt[field]);
	const sourceOf = (field: CredentialField) => isChanged[field] ? progress : settings;
	return {
		...settings,
		...progress,
		ticks: [...progress.ticks],
		chosenApis: [...progress.chosenApis],
		values: recordOf(credentialFields, field => sourceOf(field).values[field]),
		enteredAt: omitUndefined(recordOf(credentialFields, field => sourceOf(field).enteredAt[field])),
		former: sourceOf('clientSecret').former,
	};
}
