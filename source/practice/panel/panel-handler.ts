import {type Answer} from '../answer.js';
import {type PracticeConcur} from '../practice-concur.js';
import {mediaType, type PracticeRequest} from '../practice-request.js';
import {problemPage} from './page.js';
import {answerSignIn, signInPage} from './sign-in.js';
import {isOwnForm, readVisit, type Visit} from './visit.js';

export type PanelRequest = {
	readonly request: PracticeRequest;
	readonly concur: PracticeConcur;
	readonly visit: Visit;
	/** The posted form; empty for GET. */
	readonly form: URLSearchParams;
};

export type PanelHandler = (panel: PanelRequest) => Answer;

type Handlers = Readonly<Record<string, (request: PracticeRequest, concur: PracticeConcur) => Answer>>;

function readForm(request: PracticeRequest): URLSearchParams | undefined {
	return mediaType(request) === 'application/x-www-form-urlencoded' ? new URLSearchParams(request.body) : undefined;
}

function open(request: PracticeRequest, concur: PracticeConcur): PanelRequest | Answer {
	const visit = readVisit(request, concur);
	if (request.method !== 'POST') {
		return {request, concur, visit, form: new URLSearchParams()};
	}

	const form = readForm(request);
	if (!form) {
		return problemPage(415, 'This is not a form of the panel', 'Open the page in a browser and use the form there.');
	}

	return isOwnForm(form, visit)
		? {request, concur, visit, form}
		: problemPage(403, 'This form is out of date', 'The practice server was started again since, or cookies are off. Open the page again and fill in the form once more.');
}

/** Handlers of a page that anybody on this machine may see. */
export function openPage(methods: Readonly<Record<string, PanelHandler>>): Handlers {
	return Object.fromEntries(Object.entries(methods).map(([method, handle]) => [method, (request: PracticeRequest, concur: PracticeConcur) => {
		const panel = open(request, concur);
		return 'visit' in panel ? handle(panel) : panel;
	}]));
}

/** Handlers of a page behind the sign-in: whoever is not signed in gets the sign-in form at the same address. */
export function signedInPage(methods: Readonly<Record<string, PanelHandler>>): Handlers {
	const guarded = (handle: PanelHandler): PanelHandler => panel => panel.visit.isSignedIn ? handle(panel) : (panel.request.method === 'POST' ? answerSignIn(panel) : signInPage(panel));
	return openPage({POST: guarded(panel => methods['GET']!(panel)), ...Object.fromEntries(Object.entries(methods).map(([method, handle]) => [method, guarded(handle)]))});
}
