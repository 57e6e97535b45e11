import {createHmac, randomUUID, timingSafeEqual} from 'node:crypto';
import {portOf} from '../host-names.js';
import {type PracticeConcur} from '../practice-concur.js';
import {type PracticeRequest} from '../practice-request.js';

/** A browser at the panel, known by one cookie. */
export type Visit = {
	readonly isSignedIn: boolean;
	/** What each of this visit's forms carries, so that no other page can post one. */
	readonly formToken: string;
	/** The cookie to set, where the browser has none yet. */
	readonly setCookie?: string;
};

// Browsers send cookies to every port of a host: the port in the name keeps two panels apart.
function cookieName({origin}: PracticeConcur): string {
	return `practice-panel-${portOf(origin)}`;
}

function sign({formSecret}: PracticeConcur, purpose: string, text: string): string {
	return createHmac('sha256', formSecret).update(`${purpose}:${text}`).digest('base64url');
}

function isSame(one: string, other: string): boolean {
	const [left, right] = [Buffer.from(one), Buffer.from(other)];
	return left.length === right.length && timingSafeEqual(left, right);
}

function readCookie(request: PracticeRequest, name: string): string {
	const pairs = (request.headers.cookie ?? '').split(';').map(pair => pair.trim());
	return pairs.find(pair => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}

function cookieFor(concur: PracticeConcur, identity: string): string {
	return `${cookieName(concur)}=${identity}.${sign(concur, 'visit', identity)}; Path=/; HttpOnly; SameSite=Strict`;
}

/** The visit that a request belongs to, a new one where its cookie is missing or not of this server's making. */
export function readVisit(request: PracticeRequest, concur: PracticeConcur): Visit {
	const [id = '', flag = '', signature = ''] = readCookie(request, cookieName(concur)).split('.');
	const identity = `${id}.${flag}`;
	if (isSame(signature, sign(concur, 'visit', identity))) {
		return {isSignedIn: flag === 'in', formToken: sign(concur, 'form', identity)};
	}

	const made = `${randomUUID()}.out`;
	return {isSignedIn: false, formToken: sign(concur, 'form', made), setCookie: cookieFor(concur, made)};
}

/** The cookie of a new visit, signed in or out. Another one than before, so that nobody can prepare it. */
export function newVisitCookie(concur: PracticeConcur, state: 'in' | 'out'): string {
	return cookieFor(concur, `${randomUUID()}.${state}`);
}

/** Whether a posted form was made for this very visit. */
export function isOwnForm(form: URLSearchParams, visit: Visit): boolean {
	return visit.setCookie === undefined && isSame(form.get('form') ?? '', visit.formToken);
}
