import {existsSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {type Plugin} from 'rolldown';

type Manifest = {readonly name: string; readonly version: string; readonly license?: string};

const licenceFile = /^licen[cs]e(?:[.-].*)?$/i;

/** The folder of the package that a module belongs to; undefined for our own modules. */
function packageFolder(moduleId: string): string | undefined {
	return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(moduleId)?.[0];
}

function notice(folder: string): string {
	const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
	const files = readdirSync(folder)
		.filter(name => licenceFile.test(name))
		.toSorted();
	const texts = files.map(name => readFileSync(path.join(folder, name), 'utf8').trim());
	const heading = `${manifest.name} ${manifest.version} (${manifest.license ?? 'licence not named'})`;
	return [heading, '-'.repeat(heading.length), ...texts].join('\n');
}

/** Writes the licences of all packages whose code is in the program beside it. */
export function thirdPartyNotices(): Plugin {
	return {
		name: 'third-party-notices',
		generateBundle(_options, bundle) {
			const modules = Object.values(bundle).flatMap(file =>
				file.type === 'chunk' ? Object.keys(file.modules) : []);
			const folders = new Set(modules.flatMap(id => {
					const folder = packageFolder(id);
					return folder !== undefined && existsSync(path.join(folder, 'package.json')) ? [folder] : [];
				}));
			const notices = [...folders].toSorted().map(folder => notice(folder));
			this.emitFile({
				type: 'asset',
				fileName: 'third-party-notices.txt',
				source: `This program contains code of these packages.\n\n${notices.join('\n\n\n')}\n`,
			});
		},
	};
}
