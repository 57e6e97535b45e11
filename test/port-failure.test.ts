import {describe, expect, test} from 'vitest';
import {exitCodes} from '../source/errors.js';
import {portFailure} from '../source/port-failure.js';

function refusal(code: string): Error {
	return Object.assign(new Error(code), {code, syscall: 'listen'});
}

describe('a port that no server can listen on', () => {
	test.each([
		[refusal('EADDRINUSE'), 8080, 'Port 8080 is already in use.', exitCodes.wrongUsage],
		[
			refusal('EACCES'),
			1023,
			'This account may not use port 1023. Ports below 1024 require administrator rights.',
			exitCodes.machineRefused,
		],
		[refusal('EACCES'), 1024, 'This account may not use port 1024.', exitCodes.machineRefused],
		[
			refusal('EADDRNOTAVAIL'),
			0,
			'Cannot listen on port 0: the system reports EADDRNOTAVAIL.',
			exitCodes.machineRefused,
		],
		[new Error('x'), 1, 'Cannot listen on port 1: the system reports an unknown error.', exitCodes.machineRefused],
	])('(%s on %i) is told with the reason', (error, port, message, exitCode) => {
		expect(portFailure(error, port, 'proxy')).toMatchObject({message, exitCode});
	});

	test.each(['practice', 'proxy'] as const)('of %s is mended by naming another one to that command', command => {
		expect(portFailure(refusal('EADDRINUSE'), 8080, command).nextStep)
			.toBe(`Choose another port: concur-tokens ${command} --port N (or leave out --port to use a free one).`);
	});
});
