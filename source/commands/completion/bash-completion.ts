import {type OptionDefinition, type ValueDefinition} from '../command-line/command-definition.js';
import {
	listProfilesCommand, namesOf, namesWithValue, optionsWithValue, valueKind, type Completable,
} from './completable.js';

/** The shell command that offers the completions of a value. */
function reply(value: ValueDefinition): string {
	const found = valueKind(value);
	switch (found.kind) {
		case 'words': {
			return `_concur_tokens_words "${found.words.join(' ')}"`;
		}

		case 'profiles': {
			return `_concur_tokens_words "$(${listProfilesCommand})"`;
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
}

function names(options: readonly OptionDefinition[]): readonly string[] {
	return options.map(({name}) => name);
}

/** Builds the completion script for bash, with or without the bash-completion package. */
export function bashCompletion(completable: Completable): string {
	const {commands, globalOptions} = completable;
	const optionCases = optionsWithValue(completable)
		.map(option => `		${namesOf(option).join('|')}) ${reply(option.value)}; return ;;`);
	const commandCases = commands.map(({name, options = [], argument}) => {
		const words = `words="${[...names(options), ...names(globalOptions)].join(' ')}"`;
		const offered = argument?.isList ? '$may_be_argument' : '$is_argument';
		return `		${name}) ${words}${argument ? `; ${offered} && ${reply(argument)}` : ''} ;;`;
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
	local current="\${COMP_WORDS[COMP_CWORD]}" option="" command="" words="" is_argument=true may_be_argument=true word
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
			${namesWithValue(completable).join('|')}) option="$word" ;;
			-*|=) ;;
			*) if [ -z "$command" ]; then command="$word"; else is_argument=false; fi ;;
		esac
	done
	case "$current" in
		=) current="" ;;
		-*) is_argument=false; may_be_argument=false ;;
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
