import {expect, test} from 'vitest';
import {profilePaths} from '../../source/store/profile/profile-paths.js';
import {noSpaceError} from '../../source/store/profile/save-errors.js';

test.each([
	['ENOSPC', 'the disk is full', 'Free up disk space, then try again.'],
	['EFBIG', 'it would exceed the file size limit', 'Raise the limit (ulimit -f), then try again.'],
	['EDQUOT', 'your disk quota is used up', 'Delete files, or ask for a larger quota, then try again.'],
])('where %s leaves no room for an answer, what would help is said', (code, reason, remedy) => {
	const paths = profilePaths('default', {CONCUR_TOKENS_CONFIG_DIR: '/srv/tokens'});
	expect(noSpaceError(paths, 65 * 1024, Object.assign(new Error(code), {code}))).toMatchObject({
		message: `There is no room in /srv/tokens for SAP Concur's answer (65 KiB): ${reason}. `
			+ 'No request was sent, and nothing is lost.',
		nextStep: remedy,
	});
});
