import {restrictPermissions} from '../../disk/file-permissions.js';
import {type ProfilePaths} from './profile-paths.js';

/** Removes other users' permissions on a profile's folder and settings: an older or copied file may be open to them. */
export function restrictProfile({configFolder, settingsFile}: ProfilePaths): void {
	restrictPermissions(configFolder, 0o700);
	restrictPermissions(settingsFile, 0o600);
}
