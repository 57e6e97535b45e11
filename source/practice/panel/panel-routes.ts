import {type PracticeResponse} from '../api/response.js';
import {mediaType, type PracticeRequest, type Route} from '../api/route.js';
import {type PracticeConcur} from '../state/practice-concur.js';
import {editAppPage, newAppPage, postNewApp} from './app-form-pages.js';
import {appListPage, appPage, credentialsPage, postApp} from './app-pages.js';
import {controlPage, postControl} from './control-page.js';
import {problemPage, redirectResponse} from './page.js';
import {isOwnForm, readSession, type PanelHandler, type PanelRequest} from './panel-session.js';
import {postRequestToken, requestTokenPage} from './request-token-page.js';
import {postSignIn, signInPage, signOut} from './sign-in.js';

function parsePanelRequest(request: PracticeRequest, concur: PracticeConcur): PanelRequest | PracticeResponse {
	const session = readSession(request, concur);
	if (request.method !== 'POST') {
		return {request, concur, session, form: new URLSearchParams()};
	}

	if (mediaType(request) !== 'application/x-www-form-urlencoded') {
		const remedy = 'Open the page in a browser and use the form there.';
		return problemPage(415, 'This request is not a form of the panel', remedy);
	}

	const form = new URLSearchParams(request.body);
	if (!isOwnForm(form, session)) {
		const remedy = 'The practice server has restarted, or cookies are off. Open the page and fill it in again.';
		return problemPage(403, 'This form is out of date', remedy);
	}

	return {request, concur, session, form};
}

/** The methods of a page that anyone on this machine may open. */
function openPage(handlers: Readonly<Record<string, PanelHandler>>): Route['methods'] {
	const methods = Object.entries(handlers).map(([method, handle]) => [
		method,
		(request: PracticeRequest, concur: PracticeConcur) => {
			const panel = parsePanelRequest(request, concur);
			return 'session' in panel ? handle(panel) : panel;
		},
	] as const);
	return Object.fromEntries(methods);
}

type SignedInHandlers = {readonly GET: PanelHandler; readonly POST?: PanelHandler};

/** The methods of a page that requires sign-in: anyone not signed in gets the sign-in form at the same address. */
function signedInPage({GET: get, POST: post = get}: SignedInHandlers): Route['methods'] {
	return openPage({
		POST: panel => panel.session.isSignedIn ? post(panel) : postSignIn(panel),
		GET: panel => panel.session.isSignedIn ? get(panel) : signInPage(panel),
	});
}

/** The panel's pages by path. Pages that exist in the real panel have the same paths. */
export const panelRoutes: readonly Route[] = [
	{path: '/', methods: {GET: () => redirectResponse('/nui/ocstool')}},
	{path: '/nui/ocstool', methods: signedInPage({GET: appListPage})},
	{path: '/nui/ocstool/new', methods: signedInPage({GET: newAppPage, POST: postNewApp})},
	{path: '/nui/ocstool/apps/:appID', methods: signedInPage({GET: appPage, POST: postApp})},
	{path: '/nui/ocstool/apps/:appID/edit', methods: signedInPage({GET: editAppPage, POST: editAppPage})},
	{path: '/nui/ocstool/apps/:appID/credentials', methods: signedInPage({GET: credentialsPage})},
	{path: '/nui/authadmin/companytokens', methods: signedInPage({GET: requestTokenPage, POST: postRequestToken})},
	{path: '/nui/sign-out', methods: openPage({POST: signOut})},
	{path: '/practice/control', methods: openPage({GET: controlPage, POST: postControl})},
];
