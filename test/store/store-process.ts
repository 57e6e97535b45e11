import process from 'node:process';
import {openProfile} from '../../source/store/profile/profile-store.js';
import {profilePaths} from '../../source/store/profile/profile-paths.js';

// Run as a process of its own, so that the system can limit what it may write: changes the profile's folder to so many
// letters and prints what became of it.
const [folder = '', letters = '0'] = process.argv.slice(2);
try {
	const {store} = openProfile(profilePaths('default', {CONCUR_TOKENS_CONFIG_DIR: folder}), Date.now);
	await store.update(settings => ({...settings, folder: 'x'.repeat(Number(letters))}));
	process.stdout.write('written\n');
} catch (error) {
	process.stdout.write(`${error instanceof Error ? `${error.name} ${error.message}` : 'unknown'}\n`);
}
