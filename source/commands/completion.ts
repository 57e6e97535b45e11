import {exitCodes, UserError, type ExitCode} from '../errors.js';
import {type Io} from '../io.js';

/** A command as a shell completes it. */
export type CompletedCommand = {
	readonly name: string;
	readonly description: string;
	/** Long options, with their dashes. */
	readonly options: readonly string[];
	/** What its argument may be, where that is a list. */
	readonly choices: readonly string[];
};

export type Completed = {readonly commands: readonly CompletedCommand[]; readonly globalOptions: readonly string[]};

const baseUriIds = 'glz us2 eu2 apj1 usg us-impl emea-impl us emea cn';

function bash({commands, globalOptions}: Completed): string {
	const cases = commands.map(({name, options, choices}) => `		${name}) words="${[...choices, ...options, ...globalOptions].join(' ')}" ;;`);
	return `# bash completion for concur-tokens
_concur_tokens() {
	local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="" words="" word
	for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
		case "$word" in -*) ;; *) command="$word"; break ;; esac
	done
	case "$previous" in
		--profile) COMPREPLY=($(compgen -W "$(concur-tokens profiles --names 2>/dev/null)" -- "$current")); return ;;
		--base-uri) COMPREPLY=($(compgen -W "${baseUriIds}" -- "$current")); return ;;
		--dir) COMPREPLY=($(compgen -d -- "$current")); return ;;
		--out) COMPREPLY=($(compgen -f -- "$current")); return ;;
	esac
	case "$command" in
${cases.join('\n')}
		*) words="${[...commands.map(({name}) => name), ...globalOptions].join(' ')}" ;;
	esac
	COMPREPLY=($(compgen -W "$words" -- "$current"))
	if [ "$command" = check ] && [ \${#COMPREPLY[@]} -eq 0 ]; then COMPREPLY=($(compgen -f -- "$current")); fi
}
complete -F _concur_tokens concur-tokens
`;
}

function zshQuoted(text: string): string {
	return `'${text.replaceAll('\'', String.raw`'\''`)}'`;
}

function zsh({commands, globalOptions}: Completed): string {
	const described = commands.map(({name, description}) => `		${zshQuoted(`${name}:${description.replaceAll(':', ',')}`)}`);
	const cases = commands.map(({name, options, choices}) => `		${name}) compadd -- ${[...choices, ...options, ...globalOptions].join(' ')}${name === 'check' ? '; _files' : ''} ;;`);
	return `#compdef concur-tokens
_concur_tokens() {
	local -a commands
	commands=(
${described.join('\n')}
	)
	local command="" word
	for word in "\${words[@]:1:$((CURRENT-2))}"; do
		case "$word" in -*) ;; *) command="$word"; break ;; esac
	done
	case "\${words[CURRENT-1]}" in
		--profile) compadd -- \${(f)"$(concur-tokens profiles --names 2>/dev/null)"}; return ;;
		--base-uri) compadd -- ${baseUriIds}; return ;;
		--dir) _files -/; return ;;
		--out) _files; return ;;
	esac
	case "$command" in
${cases.join('\n')}
		*) _describe command commands; compadd -- ${globalOptions.join(' ')} ;;
	esac
}
if [ "$funcstack[1]" = _concur_tokens ]; then _concur_tokens "$@"; else compdef _concur_tokens concur-tokens; fi
`;
}

function fish({commands, globalOptions}: Completed): string {
	const quoted = (text: string) => `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`;
	const line = (condition: string, rest: string) => `complete -c concur-tokens${condition === '' ? '' : ` -n ${quoted(condition)}`} ${rest}`;
	return [
		'# fish completion for concur-tokens',
		line('', '-f'),
		...commands.map(({name, description}) => line('__fish_use_subcommand', `-a ${name} -d ${quoted(description)}`)),
		...commands.flatMap(({name, options, choices}) => [
			...options.map(option => line(`__fish_seen_subcommand_from ${name}`, `-l ${option.slice(2)}`)),
			...(choices.length > 0 ? [line(`__fish_seen_subcommand_from ${name}`, `-a ${quoted(choices.join(' '))}`)] : []),
		]),
		...globalOptions.filter(option => !['--profile', '--base-uri', '--dir'].includes(option)).map(option => line('', `-l ${option.slice(2)}`)),
		line('', '-l profile -x -a \'(concur-tokens profiles --names 2>/dev/null)\''),
		line('', `-l base-uri -x -a ${quoted(baseUriIds)}`),
		line('', '-l dir -x -a \'(__fish_complete_directories)\''),
		line('__fish_seen_subcommand_from check', '-F'),
		'',
	].join('\n');
}

const shells: Readonly<Record<string, (completed: Completed) => string>> = {bash, zsh, fish};

/** Prints the completion script of a shell. Throws `UserError` for one that is not known. */
export function completion(shell: string, completed: Completed, io: Io): ExitCode {
	const write = Object.hasOwn(shells, shell) ? shells[shell] : undefined;
	if (!write) {
		throw new UserError(`There is no completion for ${shell}.`, `Use one of ${Object.keys(shells).join(', ')}: concur-tokens completion bash`, exitCodes.wrongUsage);
	}

	io.writeOut(write(completed));
	return exitCodes.done;
}
