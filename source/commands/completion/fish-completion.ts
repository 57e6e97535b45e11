import {quoteForFish} from '../../store/files/shell-quoting.js';
import {type OptionDefinition, type ValueDefinition} from '../command-line/command-definition.js';
import {listProfilesCommand, namesWithValue, valueKind, type Completable} from './completable.js';

function line(condition: string, rest: string): string {
	return `complete -c concur-tokens${condition === '' ? '' : ` -n ${quoteForFish(condition)}`} ${rest}`;
}

/** The options of fish's `complete` that offer the completions of a value. */
function offer(value: ValueDefinition): string {
	const found = valueKind(value);
	switch (found.kind) {
		case 'words': {
			return `-a ${quoteForFish(found.words.join(' '))}`;
		}

		case 'profiles': {
			return `-a ${quoteForFish(`(${listProfilesCommand})`)}`;
		}

		case 'folders': {
			return `-a ${quoteForFish('(__fish_complete_directories)')}`;
		}

		case 'files': {
			return '-F';
		}

		case 'anything': {
			return '';
		}
	}
}

function optionLine(condition: string, {name, short, description, value}: OptionDefinition): string {
	const taking = value ? ` ${valueKind(value).kind === 'files' ? '-r' : '-x'} ${offer(value)}` : '';
	const shown = short === undefined ? '' : `-s ${short.slice(1)} `;
	return line(condition, `${shown}-l ${name.slice(2)} -d ${quoteForFish(description)}${taking}`.trimEnd());
}

/** Builds the completion script for fish. */
export function fishCompletion(completable: Completable): string {
	const {commands, globalOptions} = completable;
	return [
		'# fish completion for concur-tokens',
		'function __concur_tokens_command -d \'The command on the line\'',
		'	set -l words (commandline -opc)',
		'	set -l is_value no',
		'	for word in $words[2..-1]',
		'		if test $is_value = yes',
		'			set is_value no',
		`		else if contains -- $word ${namesWithValue(completable).join(' ')}`,
		'			set is_value yes',
		'		else if not string match -q -- \'-*\' $word',
		'			echo $word',
		'			return',
		'		end',
		'	end',
		'end',
		'function __concur_tokens_is',
		'	test "$(__concur_tokens_command)" = "$argv"',
		'end',
		line('', '-f'),
		...globalOptions.map(each => optionLine('', each)),
		...commands.map(({name, description}) =>
			line('__concur_tokens_is', `-a ${name} -d ${quoteForFish(description)}`)),
		...commands.flatMap(({name, options = [], argument}) => [
			...options.map(each => optionLine(`__concur_tokens_is ${name}`, each)),
			...(argument ? [line(`__concur_tokens_is ${name}`, offer(argument))] : []),
		]),
		'',
	].join('\n');
}
