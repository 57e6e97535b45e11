import {credentialsFileName, stageReference, tokenObjectFileName} from '../concur/tutorial.js';
import {isUnusable} from '../concur/unusable-file.js';
import {unusableTokenFile} from './paste/found-token.js';
import {unusableText} from './stage-remarks.js';
import {type Notice, type WizardState} from './wizard-state.js';

/** What the welcome says about a file in the folder that cannot be used: what is wrong with it, and what to do. */
export function folderNotice(state: WizardState): Notice | undefined {
	const credentials = state.folderReport?.credentialsFile;
	if (isUnusable(credentials)) {
		const toDo = `, or go on without it: ${stageReference('credentials-file')} checks it again.`;
		return {tone: 'warning', text: unusableText(credentialsFileName, credentialsFileName, credentials, toDo)};
	}

	const token = unusableTokenFile(state);
	const toImport = `, then import its refresh token in ${stageReference('refresh-token')}; or go on without it.`;
	return token && {tone: 'warning', text: unusableText(tokenObjectFileName, tokenObjectFileName, token, toImport)};
}
