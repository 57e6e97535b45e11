import {baseUris} from '../concur/base-uris.js';
import {exitCodes, UserError, type ExitCode} from '../errors.js';
import {type Io} from '../io.js';
import {exportFormats} from '../store/export-formats.js';

/** An option as a shell completes it. */
export type CompletedOption = {
	/** Its long name, with the dashes. */
	readonly name: string;
	readonly description: string;
	/** What its value is called in help; absent where it takes none. */
	readonly value?: string;
};

/** A command as a shell completes it. */
export type CompletedCommand = {
	readonly name: string;
	readonly description: string;
	readonly options: readonly CompletedOption[];
	/** What its argument is called in help; absent where it takes none. */
	readonly argument?: string;
};

export type Completed = {readonly commands: readonly CompletedCommand[]; readonly globalOptions: readonly CompletedOption[]};

/** What a value can be, as far as a shell can tell. */
type ValueKind =
	| {readonly kind: 'words'; readonly words: readonly string[]}
	| {readonly kind: 'profiles' | 'folders' | 'files' | 'anything'};

const shellNames = ['bash', 'zsh', 'fish'] as const;

/** What the values are that help calls so. */
const valueKinds: Readonly<Record<string, ValueKind>> = {
	name: {kind: 'profiles'},
	folder: {kind: 'folders'},
	path: {kind: 'files'},
	file: {kind: 'files'},
	'id|url': {kind: 'words', words: baseUris.map(({id}) => id)},
	format: {kind: 'words', words: exportFormats},
	shell: {kind: 'words', words: shellNames},
};

function kindOf(value: string): ValueKind {
	return valueKinds[value] ?? {kind: 'anything'};
}

const profileNames = 'concur-tokens profiles --names 2>/dev/null';

function optionsWithValue({commands, globalOptions}: Completed): ReadonlyArray<CompletedOption & {readonly value: string}> {
	const all = [...globalOptions, ...commands.flatMap(({options}) => options)];
	return all.flatMap(option => option.value === undefined ? [] : [{...option, value: option.value}]);
}

function bash(completed: Completed): string {
	const {commands, globalOptions} = completed;
	const names = (options: readonly CompletedOption[]) => options.map(({name}) => name);
	const reply = (value: string): string => {
		const kind = kindOf(value);
		switch (kind.kind) {
			case 'words': {
				return `_concur_tokens_words "${kind.words.join(' ')}"`;
			}

			case 'profiles': {
				return `_concur_tokens_words "$(${profileNames})"`;
			}

			case 'folders': {
				return '_concur_tokens_files -d';
			}

			case 'files': {
				return '_concur_tokens_files -f';
			}

			case 'anything': {
				return ':';
			}
		}
	};

	const withValue = optionsWithValue(completed);
	const optionCases = withValue.map(({name, value}) => `		${name}) ${reply(value)}; return ;;`);
	const commandCases = commands.map(({name, options, argument}) => {
		const words = `words="${[...names(options), ...names(globalOptions)].join(' ')}"`;
		return `		${name}) ${words}${argument === undefined ? '' : `; $is_argument && ${reply(argument)}`} ;;`;
	});
	return `# bash completion for concur-tokens
_concur_tokens_words() {
	local word
	while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -W "$1" -- "$current")
}
_concur_tokens_files() {
	local name
	if type compopt >/dev/null 2>&1; then
		# Bash itself quotes names with blanks, and goes on into folders.
		compopt -o filenames 2>/dev/null
		while IFS= read -r name; do COMPREPLY+=("$name"); done < <(compgen "$1" -- "$current")
	else
		while IFS= read -r name; do COMPREPLY+=("$(printf %q "$name")"); done < <(compgen "$1" -- "$current")
	fi
}
_concur_tokens() {
	local current="\${COMP_WORDS[COMP_CWORD]}" option="" command="" words="" is_argument=true word
	local -i index
	COMPREPLY=()
	for ((index = 1; index < COMP_CWORD; index++)); do
		word="\${COMP_WORDS[index]}"
		if [ -n "$option" ]; then
			# The value of an option is no command. Bash takes --option=value apart.
			[ "$word" = = ] || option=""
			continue
		fi
		case "$word" in
			${names(withValue).join('|')}) option="$word" ;;
			-*|=) ;;
			*) if [ -z "$command" ]; then command="$word"; else is_argument=false; fi ;;
		esac
	done
	case "$current" in
		=) current="" ;;
		-*) is_argument=false ;;
	esac
	case "$option" in
${optionCases.join('\n')}
	esac
	case "$command" in
${commandCases.join('\n')}
		"") words="${[...commands.map(({name}) => name), ...names(globalOptions)].join(' ')}" ;;
	esac
	_concur_tokens_words "$words"
}
complete -F _concur_tokens concur-tokens
`;
}

function zshQuoted(text: string): string {
	return `'${text.replaceAll('\'', String.raw`'\''`)}'`;
}

function zsh({commands, globalOptions}: Completed): string {
	// In a description brackets and colons have a meaning of their own.
	const plain = (text: string) => text.replaceAll(/[[\]:\\]/g, String.raw`\$&`);
	const action = (value: string): string => {
		const kind = kindOf(value);
		switch (kind.kind) {
			case 'words': {
				return `(${kind.words.join(' ')})`;
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
	};

	const option = ({name, description, value}: CompletedOption) =>
		zshQuoted(`${name}${value === undefined ? '' : '='}[${plain(description)}]${value === undefined ? '' : `:${plain(value)}:${action(value)}`}`);
	const described = commands.map(({name, description}) => `		${zshQuoted(`${name}:${description.replaceAll(':', String.raw`\:`)}`)}`);
	const cases = commands.map(({name, options, argument}) => {
		const own = [...options.map(each => option(each)), ...(argument === undefined ? [] : [zshQuoted(`1:${plain(argument)}:${action(argument)}`)])];
		return `				${name}) _arguments ${['$options', ...own].join(' ')} ;;`;
	});
	return `#compdef concur-tokens
_concur_tokens_profiles() {
	local -a profiles
	profiles=(\${(f)"$(${profileNames})"})
	compadd -a profiles
}
_concur_tokens() {
	local curcontext="$curcontext" state line
	local -a commands options
	commands=(
${described.join('\n')}
	)
	options=(
${globalOptions.map(each => `		${option(each)}`).join('\n')}
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

function fish(completed: Completed): string {
	const {commands, globalOptions} = completed;
	const quoted = (text: string) => `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
	const line = (condition: string, rest: string) => `complete -c concur-tokens${condition === '' ? '' : ` -n ${quoted(condition)}`} ${rest}`;
	const choices = (value: string): string => {
		const kind = kindOf(value);
		switch (kind.kind) {
			case 'words': {
				return `-a ${quoted(kind.words.join(' '))}`;
			}

			case 'profiles': {
				return `-a ${quoted(`(${profileNames})`)}`;
			}

			case 'folders': {
				return `-a ${quoted('(__fish_complete_directories)')}`;
			}

			case 'files': {
				return '-F';
			}

			case 'anything': {
				return '';
			}
		}
	};

	const option = (condition: string, {name, description, value}: CompletedOption) => {
		const taking = value === undefined ? '' : ` ${kindOf(value).kind === 'files' ? '-r' : '-x'} ${choices(value)}`;
		return line(condition, `-l ${name.slice(2)} -d ${quoted(description)}${taking}`.trimEnd());
	};

	return [
		'# fish completion for concur-tokens',
		'function __concur_tokens_command -d \'The command on the line; the value of an option is none\'',
		'	set -l words (commandline -opc)',
		'	set -l is_value no',
		'	for word in $words[2..-1]',
		'		if test $is_value = yes',
		'			set is_value no',
		`		else if contains -- $word ${optionsWithValue(completed).map(({name}) => name).join(' ')}`,
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
		...globalOptions.map(each => option('', each)),
		...commands.map(({name, description}) => line('__concur_tokens_is', `-a ${name} -d ${quoted(description)}`)),
		...commands.flatMap(({name, options, argument}) => [
			...options.map(each => option(`__concur_tokens_is ${name}`, each)),
			...(argument === undefined ? [] : [line(`__concur_tokens_is ${name}`, choices(argument))]),
		]),
		'',
	].join('\n');
}

const scripts: Readonly<Record<(typeof shellNames)[number], (completed: Completed) => string>> = {bash, zsh, fish};

/** Prints the completion script of a shell. Throws `UserError` for one that is not known. */
export function completion(shell: string, completed: Completed, io: Io): ExitCode {
	const known = shellNames.find(name => name === shell);
	if (!known) {
		throw new UserError(`There is no completion for ${shell}.`, `Use one of ${shellNames.join(', ')}: concur-tokens completion bash`, exitCodes.wrongUsage);
	}

	io.writeOut(scripts[known](completed));
	return exitCodes.done;
}
