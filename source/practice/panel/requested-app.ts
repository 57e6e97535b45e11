import {type PracticeResponse} from '../api/response.js';
import {type PracticeApp} from '../state/ledger.js';
import {findApp} from '../state/practice-concur.js';
import {problemPage} from './page.js';
import {type PanelRequest} from './panel-session.js';

/** The page for an app that does not exist. */
export function unknownApp(): PracticeResponse {
	return problemPage(404, 'This app does not exist', 'Choose an app from the application list.');
}

/** The app that the path names; undefined where there is none. */
export function requestedApp({concur, request}: PanelRequest): PracticeApp | undefined {
	return findApp(concur, request.parameters['appID'] ?? '');
}
