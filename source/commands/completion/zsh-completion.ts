import {quoteForShell} from '../../store/files/shell-quoting.js';
import {type OptionDefinition, type ValueDefinition} from '../command-line/command-definition.js';
import {listProfilesCommand, valueKind, type Completable} from './completable.js';

/** Escapes a description, in which brackets and colons have a special meaning. */
function plain(text: string): string {
	return text.replaceAll(/[[\]:\\]/g, String.raw`\$&`);
}

/** The zsh action that completes a value. */
function action(value: ValueDefinition): string {
	const found = valueKind(value);
	switch (found.kind) {
		case 'words': {
			return `(${found.words.join(' ')})`;
		}

		case 'profiles': {
			return '_concur_tokens_profiles';
		}

		case 'folders': {
			return '_files -/';
		}

		case 'files': {
			return '_files';
		}

		case 'anything': {
			return ' ';
		}
	}
}

function optionSpec({name, description, value}: OptionDefinition): string {
	const taken = value ? `:${plain(value.name)}:${action(value)}` : '';
	// The short name is listed separately: zsh's groups of names would not be one word when quoted.
	return quoteForShell(`${name}${value ? '=' : ''}[${plain(description)}]${taken}`);
}

/** Builds the completion script for zsh: it works as a file in fpath and when sourced. */
export function zshCompletion({commands, globalOptions}: Completable): string {
	const described = commands.map(({name, description}) =>
		`		${quoteForShell(`${name}:${description.replaceAll(':', String.raw`\:`)}`)}`);
	const cases = commands.map(({name, options = [], argument}) => {
		const ofArgument = argument && `${argument.isList ? '*' : '1'}:${plain(argument.name)}:${action(argument)}`;
		const own = [
			...options.map(option => optionSpec(option)),
			...(ofArgument === undefined ? [] : [quoteForShell(ofArgument)]),
		];
		return `				${name}) _arguments ${['$options', ...own].join(' ')} ;;`;
	});
	return `#compdef concur-tokens
_concur_tokens_profiles() {
	local -a profiles
	profiles=(\${(f)"$(${listProfilesCommand})"})
	compadd -a profiles
}
_concur_tokens() {
	local curcontext="$curcontext" state line
	local -a commands options
	commands=(
${described.join('\n')}
	)
	options=(
${globalOptions.map(each => `		${optionSpec(each)}`).join('\n')}
	)
	_arguments -C $options '(-)1:command:->command' '(-)*::argument:->argument'
	case "$state" in
		command) _describe command commands ;;
		argument)
			case "$words[1]" in
${cases.join('\n')}
			esac ;;
	esac
}
if [ "$funcstack[1]" = _concur_tokens ]; then _concur_tokens "$@"; else compdef _concur_tokens concur-tokens; fi
`;
}
