import {type Route} from '../routes.js';

/** The panel's pages by path. */
export const panelRoutes: readonly Route[] = [];
