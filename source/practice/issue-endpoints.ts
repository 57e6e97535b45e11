import {jsonAnswer, type Answer} from './answer.js';
import {digest, isSameSecret} from './digest.js';
import {createReadyApp, createRequestToken} from './issue-values.js';
import {type PracticeConcur} from './practice-concur.js';
import {type PracticeRequest} from './practice-request.js';

function isAllowed(request: PracticeRequest, {controlKey}: PracticeConcur): boolean {
	return isSameSecret(String(request.headers['practice-key'] ?? ''), digest(controlKey));
}

const noKey = jsonAnswer(403, {problem: 'The key kept in the practice folder is needed.'});

/** Tells another process that this server serves the folder it has in mind. */
export function answerInstance(_request: PracticeRequest, {instance}: PracticeConcur): Answer {
	return jsonAnswer(200, {instance});
}

/** Issues an app's credentials to a process that can read the practice folder. */
export function issueApp(request: PracticeRequest, concur: PracticeConcur): Answer {
	return isAllowed(request, concur) ? jsonAnswer(201, createReadyApp(concur)) : noKey;
}

/** Issues a company request token to a process that can read the practice folder; 404 when the App ID is not known. */
export function issueRequestToken(request: PracticeRequest, concur: PracticeConcur): Answer {
	if (!isAllowed(request, concur)) {
		return noKey;
	}

	const issued = createRequestToken(concur, request.query.get('appID') ?? '');
	return issued ? jsonAnswer(201, issued) : jsonAnswer(404, {problem: 'No app has this ID.'});
}
