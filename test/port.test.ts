import {describe, expect, test} from 'vitest';
import {exitCodes} from '../source/errors.js';
import {parsePort, portFailure} from '../source/port.js';

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

describe('a port as it is typed', () => {
	test.each([['1', 1], ['8771', 8771], ['65535', 65_535]])('%s is one', (text, port) => {
		expect(parsePort(text, 'concur-tokens proxy --port 8771')).toBe(port);
	});

	test.each(['', '0', '65536', '-1', '80.5', '1e3', ' 80', 'http'])('%j is none, and an example shows one', text => {
		expect(() => parsePort(text, 'concur-tokens proxy --port 8771')).toThrow(expect.objectContaining({
			message: 'A port is a number from 1 to 65535.',
			nextStep: 'For example: concur-tokens proxy --port 8771',
			exitCode: exitCodes.wrongUsage,
		}));
	});
});
