type Entry = {readonly term: string; readonly text: string};

/** The lines below a heading of the help, up to the next heading. */
function linesBelow(help: string, heading: string): readonly string[] {
	const lines = help.split('\n');
	const start = lines.indexOf(heading);
	const rest = start === -1 ? [] : lines.slice(start + 1);
	const end = rest.findIndex(line => /^\S/.test(line));
	return rest.slice(0, end === -1 ? undefined : end);
}

/** The two-column entries below a heading of the help; the second column may continue on the next lines. */
function entriesBelow(help: string, heading: string): readonly Entry[] {
	const entries: Entry[] = [];
	for (const line of linesBelow(help, heading)) {
		const [, term, text = ''] = /^ {2}(\S.*?)(?: {2,}(\S.*))?$/.exec(line) ?? [];
		const last = entries.at(-1);
		if (term !== undefined) {
			entries.push({term, text});
		} else if (last && line.trim() !== '') {
			entries[entries.length - 1] = {...last, text: `${last.text} ${line.trim()}`.trim()};
		}
	}

	return entries;
}

function usageOf(help: string): string {
	return /^Usage: (.+)$/m.exec(help)![1]!;
}

/** The paragraph after the usage line. */
function descriptionOf(help: string): string {
	return help.split('\n\n')[1]!.replaceAll('\n', ' ');
}

/** Escapes text so that troff prints it literally. */
function plain(text: string): string {
	return text
		.replaceAll('\\', String.raw`\e`)
		.replaceAll('-', String.raw`\-`)
		.replaceAll(/^(?=[.'])/gm, String.raw`\&`);
}

function sentence(text: string): string {
	const begun = text.replace(/^[a-z]/, letter => letter.toUpperCase());
	return plain(/[.!?]$/.test(begun) ? begun : `${begun}.`);
}

function bold(text: string): string {
	return String.raw`\fB${plain(text)}\fR`;
}

function list(entries: readonly Entry[]): readonly string[] {
	return entries.flatMap(({term, text}) => ['.TP', bold(term), sentence(text)]);
}

function commandSection(help: string): readonly string[] {
	const own = entriesBelow(help, 'Options:').filter(({term}) => term !== '-h, --help');
	const examples = [...linesBelow(help, 'Example:'), ...linesBelow(help, 'Examples:')]
		.map(line => line.trim())
		.filter(line => line !== '');
	return [
		`.SS ${plain(usageOf(help).replace(/^concur-tokens /, ''))}`,
		sentence(descriptionOf(help)),
		...list([...entriesBelow(help, 'Arguments:'), ...own]),
		'.PP',
		'For example:',
		'.PP',
		'.nf',
		'.RS 4',
		...examples.map(line => plain(line)),
		'.RE',
		'.fi',
	];
}

/** "Exit codes: 0 done, 1 refused, …" as entries. */
function exitCodesOf(help: string): readonly Entry[] {
	const text = help.slice(help.indexOf('Exit codes:') + 'Exit codes:'.length).replaceAll(/\s+/g, ' ');
	return [...text.matchAll(/(\d+) ([^,]+)/g)].map(([, term, meaning]) => ({term: term!, text: meaning!.trim()}));
}

/** Returns the names of the commands that the program's help lists. */
export function commandNames(help: string): readonly string[] {
	return entriesBelow(help, 'Commands:').map(({term}) => term.split(' ')[0]!);
}

/**
Builds a manual page from the help of the program and of its commands.

@see https://man7.org/linux/man-pages/man7/man-pages.7.html
*/
export function manPage(version: string, help: string, helpOfCommands: readonly string[]): string {
	return [
		String.raw`.TH CONCUR\-TOKENS 1 "" "concur\-tokens ${plain(version)}" "User Commands"`,
		'.SH NAME',
		String.raw`concur\-tokens \- SAP Concur API tokens from the terminal`,
		'.SH SYNOPSIS',
		plain(usageOf(help)).replace(/^\S+/, name => String.raw`\fB${name}\fR`),
		'.SH DESCRIPTION',
		plain(descriptionOf(help)),
		'.SH OPTIONS',
		'All commands accept these options.',
		...list(entriesBelow(help, 'Options:')),
		'.SH COMMANDS',
		...helpOfCommands.flatMap(text => commandSection(text)),
		'.SH EXIT STATUS',
		...list(exitCodesOf(help)),
		'',
	].join('\n');
}
