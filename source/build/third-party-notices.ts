import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {type Plugin} from 'rolldown';

type Manifest = {
	readonly name: string;
	readonly version: string;
	readonly license?: string;
	readonly author?: string | {readonly name: string};
};

const licenceFile = /^(?:third-party-)?licen[cs]e(?:[.-].*)?$/i;
const bundlerFolder = path.join(import.meta.dirname, '../../node_modules/rolldown');

/**
Returns the folder of the package that a module belongs to; undefined for our own modules and for substitutes. The code
that the bundler adds between modules counts as the bundler's.
*/
function packageFolder(moduleId: string): string | undefined {
	return moduleId.startsWith('\0rolldown/')
		? bundlerFolder
		: /^[^\0]*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(moduleId)?.[0];
}

/** The terms of the MIT licence, which also covers this program. */
function mitTerms(): string {
	const text = readFileSync(path.join(import.meta.dirname, '../../LICENSE'), 'utf8');
	return text.slice(text.indexOf('Permission is hereby granted')).trim();
}

/** For a package without a licence file: the licence named in its manifest, with its terms. */
function termsOfManifest({name, license, author}: Manifest): string {
	const authorName = typeof author === 'object' ? author.name : author;
	if (license !== 'MIT' || authorName === undefined) {
		throw new Error(`The package ${name} brings no licence file, and its manifest does not say who grants which. `
			+ 'Its code can\'t be part of the program until third-party-notices.ts knows its terms.');
	}

	return `The package brings no licence file. Its manifest says: MIT, by ${authorName}.\n\n${mitTerms()}`;
}

/** Returns the notice for the package in a folder: its name, version, licence and the licence's text. */
export function noticeOf(folder: string): string {
	const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
	const texts = readdirSync(folder)
		.filter(name => licenceFile.test(name))
		.toSorted()
		.map(name => readFileSync(path.join(folder, name), 'utf8').trim());
	const heading = `${manifest.name} ${manifest.version} (${manifest.license ?? 'licence not named'})`;
	return [
		heading,
		'-'.repeat(heading.length),
		...(texts.length > 0 ? texts : [termsOfManifest(manifest)]),
	].join('\n');
}

/** Writes the licences of all packages whose code is in the program to a file next to it. */
export function thirdPartyNotices(): Plugin {
	return {
		name: 'third-party-notices',
		generateBundle(_options, bundle) {
			const modules = Object.values(bundle).flatMap(file =>
				file.type === 'chunk' ? Object.keys(file.modules) : []);
			const folders = new Set(modules.map(id => packageFolder(id)).filter(folder => folder !== undefined));
			const notices = [...folders].toSorted().map(folder => noticeOf(folder));
			this.emitFile({
				type: 'asset',
				fileName: 'third-party-notices.txt',
				source: `This program contains code of these packages.\n\n${notices.join('\n\n\n')}\n`,
			});
		},
	};
}
