import {type Route} from '../routes.js';
import {appPage, postApp} from './app-page.js';
import {appsPage} from './apps-page.js';
import {controlPage, postControl} from './control-page.js';
import {credentialsPage} from './credentials-page.js';
import {newAppPage, postNewApp} from './new-app-page.js';
import {redirectAnswer} from './page.js';
import {openPage, signedInPage} from './panel-handler.js';
import {postRequestToken, requestTokenPage} from './request-token-page.js';
import {signOut} from './sign-in.js';

/** The panel's pages by path. Those that people know have the real panel's paths: tutorial, stages 1 and 3. */
export const panelRoutes: readonly Route[] = [
	{path: '/', methods: {GET: () => redirectAnswer('/nui/ocstool')}},
	{path: '/nui/ocstool', methods: signedInPage({GET: appsPage})},
	{path: '/nui/ocstool/new', methods: signedInPage({GET: newAppPage, POST: postNewApp})},
	{path: '/nui/ocstool/apps/:appID', methods: signedInPage({GET: appPage, POST: postApp})},
	{path: '/nui/ocstool/apps/:appID/credentials', methods: signedInPage({GET: credentialsPage})},
	{path: '/nui/authadmin/companytokens', methods: signedInPage({GET: requestTokenPage, POST: postRequestToken})},
	{path: '/nui/sign-out', methods: openPage({POST: signOut})},
	{path: '/practice/control', methods: openPage({GET: controlPage, POST: postControl})},
];
