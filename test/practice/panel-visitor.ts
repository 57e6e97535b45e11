import {type PracticeServer} from '../../source/practice/serving/practice-instance.js';

export type Visited = {
	readonly status: number;
	readonly text: string;
	readonly headers: Headers;
	readonly path: string;
};

type Fields = Readonly<Record<string, string | readonly string[]>>;

export type Visitor = {
	readonly open: (path: string) => Promise<Visited>;
	/** Fills in the form of a page: its hidden fields come along. */
	readonly submit: (path: string, fields: Fields, pageOfForm?: string) => Promise<Visited>;
	readonly cookie: () => string;
};

/** A person's browser at the panel, as plain HTTP: one cookie, forms with their hidden fields, redirects followed. */
export function visitor({origin}: Pick<PracticeServer, 'origin'>): Visitor {
	let cookie = '';
	const ask = async (path: string, init: RequestInit = {}): Promise<Visited> => {
		const headers = {...init.headers, ...(cookie !== '' && {cookie})};
		const response = await fetch(`${origin}${path}`, {...init, redirect: 'manual', headers});
		cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
		if (response.status === 303) {
			return ask(response.headers.get('location')!);
		}

		return {status: response.status, text: await response.text(), headers: response.headers, path};
	};

	const open = async (path: string) => ask(path);
	return {
		open,
		async submit(path, fields, pageOfForm = path) {
			const page = await open(pageOfForm);
			const token = /name="form" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
			const body = new URLSearchParams({form: token});
			for (const [name, value] of Object.entries(fields)) {
				for (const one of typeof value === 'string' ? [value] : value) {
					body.append(name, one);
				}
			}

			return ask(path, {method: 'POST', body});
		},
		cookie: () => cookie,
	};
}

/** A visitor who has signed in. */
export async function signedInVisitor(server: Pick<PracticeServer, 'origin'>): Promise<Visitor> {
	const person = visitor(server);
	await person.submit('/nui/ocstool', {step: 'password', user: 'ada', password: 'a password of no worth'});
	return person;
}

export const goodApp = {
	name: 'Reports',
	description: 'Owned by Ada',
	stage: 'Test',
	type: 'Web Services (WS) Client',
	grants: ['password', 'refresh_token'],
	scopes: ['openid', 'identity.user.ids.read', 'identity.user.core.read'],
};

/** An app of one's own making, as a token request names it. */
export async function createdApp(
	server: Pick<PracticeServer, 'origin'>,
	app: Fields & {readonly grants: readonly string[]; readonly scopes: readonly string[]},
): Promise<{client_id: string; client_secret: string}> {
	const person = await signedInVisitor(server);
	const {text} = await person.submit('/nui/ocstool/new', {...goodApp, ...app});
	const [, clientId, clientSecret] = /id="value-0">([^<]+)<[\S\s]*id="value-1">([^<]+)</.exec(text)!;
	return {client_id: clientId!, client_secret: clientSecret!};
}

/** The text of a page as it is copied with Select All: one element a line. */
export function copiedText({text}: Pick<Visited, 'text'>): string {
	return text
		.replace(/<head>[\S\s]*<\/head>/, '')
		.replaceAll(/<(script|style|button)[\S\s]*?<\/\1>/g, '')
		.replaceAll(/<\/?(?:dt|dd|p|h1|h2|li|div|label|legend|nav|header|main|form|a class)[^>]*>/g, '\n')
		.replaceAll(/<[^>]+>/g, '')
		.replaceAll('&#39;', '\'').replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>')
		.replaceAll(/\n\s*\n/g, '\n');
}
