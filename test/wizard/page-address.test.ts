import {describe, expect, test} from 'vitest';
import {pageLines} from '../../source/session/accessible/describe-state.js';
import {stageIntroduction} from '../../source/wizard/regions/stage-facts.js';
import {pageAddress} from '../../source/wizard/stages/page-address.js';
import {transition} from '../../source/wizard/update/transition.js';
import {begunSession, facts, press} from './wizard-builders.js';

describe('with a base URI on this machine, the practice Concur\'s own panel', () => {
	test.each(['http://127.0.0.1:8770', 'https://localhost:8443'])('is the page: %s', baseUri => {
		const state = begunSession({baseUri, stage: 'request-token'});
		const page = `${baseUri}/nui/authadmin/companytokens`;
		expect(stageIntroduction(state)).toMatchObject({address: page});
		expect(pageLines(state)).toEqual([`Page: ${page}`]);
		expect(transition(state, press('open-page')).effects).toEqual([{kind: 'open-page', url: page}]);
		expect(pageAddress(state, 'sample')).toBe(facts.pages.sample);
	});

	test.each(['glz', 'https://concur.example', 'http://concur.example', ''])('is not for %j', baseUri => {
		expect(pageAddress(begunSession({baseUri}), 'company-tokens')).toBe(facts.pages['company-tokens']);
	});
});
