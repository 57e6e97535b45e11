import {createHmac, randomUUID} from 'node:crypto';
import {type PracticeResponse} from '../api/response.js';
import {type PracticeRequest} from '../api/route.js';
import {portOf} from '../serving/host-names.js';
import {digest, isSameSecret, type PracticeConcur} from '../state/practice-concur.js';

/** A browser's session at the panel, identified by one cookie. */
export type PanelSession = {
	readonly isSignedIn: boolean;
	/** The token in each form of this session, so that no other site's page can post one. */
	readonly csrfToken: string;
	/** The cookie to set, if the browser has none yet. */
	readonly setCookie?: string;
};

/** A request to the panel, with the session that it belongs to. */
export type PanelRequest = {
	readonly request: PracticeRequest;
	readonly concur: PracticeConcur;
	readonly session: PanelSession;
	/** The posted form; empty for GET. */
	readonly form: URLSearchParams;
};

export type PanelHandler = (panel: PanelRequest) => PracticeResponse;

// Browsers send cookies to every port of a host; the port in the name keeps two panels apart.
function cookieName({origin}: PracticeConcur): string {
	return `practice-panel-${portOf(origin)}`;
}

function sign({panelSecret}: PracticeConcur, purpose: 'session' | 'form', text: string): string {
	return createHmac('sha256', panelSecret).update(`${purpose}:${text}`).digest('base64url');
}

function readCookie(request: PracticeRequest, name: string): string {
	const pairs = (request.headers.cookie ?? '').split(';').map(pair => pair.trim());
	return pairs.find(pair => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}

function cookieFor(concur: PracticeConcur, identity: string): string {
	return `${cookieName(concur)}=${identity}.${sign(concur, 'session', identity)}; Path=/; HttpOnly; SameSite=Strict`;
}

/**
Reads the session that a request belongs to, or creates one if its cookie is missing or not signed by this server.
*/
export function readSession(request: PracticeRequest, concur: PracticeConcur): PanelSession {
	const [id = '', flag = '', signature = ''] = readCookie(request, cookieName(concur)).split('.');
	const identity = `${id}.${flag}`;
	if (isSameSecret(signature, digest(sign(concur, 'session', identity)))) {
		return {isSignedIn: flag === 'in', csrfToken: sign(concur, 'form', identity)};
	}

	const created = `${randomUUID()}.out`;
	return {isSignedIn: false, csrfToken: sign(concur, 'form', created), setCookie: cookieFor(concur, created)};
}

/** A new session's cookie, signed in or out. It differs from the previous one, so that it cannot be planted. */
export function newSessionCookie(concur: PracticeConcur, state: 'in' | 'out'): string {
	return cookieFor(concur, `${randomUUID()}.${state}`);
}

/** Whether a posted form was created for this session. */
export function isOwnForm(form: URLSearchParams, session: PanelSession): boolean {
	return session.setCookie === undefined && isSameSecret(form.get('form') ?? '', digest(session.csrfToken));
}
