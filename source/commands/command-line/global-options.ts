import {baseUris} from '../../concur/base-uris.js';
import {listWords} from '../../list-words.js';
import {type OptionDefinition} from './command-definition.js';

const exampleIds = listWords(baseUris.slice(0, 3).map(({id}) => id), 'or');

/** The options that every command takes; `invocation.ts` validates them. */
export const globalOptions: readonly OptionDefinition[] = [
	{
		name: '--profile', description: 'the profile to use (default: CONCUR_PROFILE, else "default")',
		value: {name: 'name', completion: 'profiles'},
	},
	{name: '--dir', description: 'the folder for credentials.json', value: {name: 'folder', completion: 'folders'}},
	{
		name: '--base-uri', description: `SAP Concur's base URI: an ID such as ${exampleIds}, or a full address`,
		value: {name: 'id|url', completion: 'base-uris'},
	},
	{name: '--practice', description: 'use the practice Concur on this machine: no SAP account needed'},
	{name: '--json', description: 'print JSON'},
];
