import {type Answer} from '../api/answer.js';
import {type PracticeRequest} from '../api/route.js';
import {type PracticeConcur} from '../state/practice-concur.js';
import {type PanelSession} from './panel-session.js';

/** A request to the panel, with the session that it belongs to. */
export type PanelRequest = {
	readonly request: PracticeRequest;
	readonly concur: PracticeConcur;
	readonly session: PanelSession;
	/** The posted form; empty for GET. */
	readonly form: URLSearchParams;
};

export type PanelHandler = (panel: PanelRequest) => Answer;
