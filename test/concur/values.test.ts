import {expect, test} from 'vitest';
import {stageIds, stageReference} from '../../source/concur/tutorial.js';
import {labelInSentence, valueDescriptions, valueNames} from '../../source/concur/values.js';

test('a value is called by its name within a sentence, or by its words in lower case', () => {
	expect(valueNames.map(name => labelInSentence(name))).toEqual([
		'Client ID', 'Client Secret', 'Company UUID', 'request token', 'refresh token', 'Base URI',
	]);
});

test('no variable sets two values', () => {
	const variables = valueNames.flatMap(name => valueDescriptions[name].variables);
	expect(new Set(variables).size).toBe(variables.length);
});

test('a sentence refers to a stage by its place on the checklist', () => {
	expect(stageIds.map(id => stageReference(id))).toEqual([1, 2, 3, 4, 5, 6, 7].map(place => `stage ${place}`));
});
