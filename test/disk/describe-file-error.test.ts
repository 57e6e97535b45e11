import {describe, expect, test} from 'vitest';
import {exitCodes, UserError} from '../../source/errors.js';
import {describeFileError, isOutOfSpace, machineError} from '../../source/disk/describe-file-error.js';

function systemError(code: string, more: Readonly<Record<string, string>> = {}): Error {
	return Object.assign(new Error(code), {code, syscall: 'open', ...more});
}

describe('what the machine refuses', () => {
	test.each([
		'EACCES',
		'EPERM',
		'EROFS',
		'ENOSPC',
		'EDQUOT',
		'EFBIG',
		'ENOENT',
		'ENOTDIR',
		'EEXIST',
		'EISDIR',
		'ENOTEMPTY',
		'EMFILE',
		'ENFILE',
		'ENAMETOOLONG',
		'ELOOP',
		'EIO',
		'ETXTBSY',
		'EBUSY',
		'ENXIO',
		'ENODEV',
		'ESTALE',
		'ENOMEM',
		'EINVAL',
	])('with %s is told with the file, the reason and a remedy, and ends with 5', code => {
		const failure = machineError(systemError(code, {path: '/config/default.json'}));
		expect(failure).toBeInstanceOf(UserError);
		expect(failure).toMatchObject({
			exitCode: exitCodes.machineRefused,
			message: expect.stringMatching(/^\/config\/default\.json cannot be used: [a-z ,-]+\.$/) as string,
			nextStep: expect.stringMatching(/^[A-Z].+\.$/) as string,
		});
		expect(describeFileError(systemError(code))).toEqual({
			reason: failure?.message.split(': ')[1]?.replace(/\.$/, ''),
			remedy: failure?.nextStep,
		});
	});

	test('where output goes is told as such', () => {
		expect(machineError(systemError('ENOSPC', {syscall: 'write'}))?.message)
			.toBe('The output could not be written: the disk is full.');
	});

	test('is told of the file that was to be made, not of the temporary one, '
		+ 'and without a file where none is known', () => {
		expect(machineError(systemError('ENOSPC', {path: '/config/.tmp', dest: '/config/default.json'}))?.message)
			.toBe('/config/default.json cannot be used: the disk is full.');
		expect(machineError(systemError('EMFILE'))?.message)
			.toBe('An operation failed on this machine: too many files are open.');
	});

	test('in a folder that was deleted is told as such', () => {
		expect(machineError(systemError('ENOENT', {syscall: 'uv_cwd'}))).toMatchObject({
			exitCode: exitCodes.machineRefused,
			message: expect.stringContaining('no longer exists') as string,
			nextStep: expect.stringContaining('cd') as string,
		});
	});

	test('is not what a mistake of the program is taken for', () => {
		expect(machineError(new TypeError('x is not a function'))).toBeUndefined();
		expect(machineError(Object.assign(new Error('x'), {code: 'ERR_INVALID_ARG_TYPE'}))).toBeUndefined();
		expect(machineError(Object.assign(new Error('x'), {code: 'ENOSPC'}))).toBeUndefined();
		expect(machineError('ENOSPC')).toBeUndefined();
		expect(machineError(undefined)).toBeUndefined();
		expect(machineError(Object.assign(new Error('x'), {code: 28, syscall: 'write'}))).toBeUndefined();
		expect(isOutOfSpace({code: 'ENOSPC'})).toBe(false);
		expect(describeFileError(systemError('EWHATEVER'))).toEqual({
			reason: 'the system reports EWHATEVER', remedy: 'Try again, or choose another location.',
		});
		expect(describeFileError(new Error('x')).reason).toBe('the system reports no reason');
	});

	test.each(['ENOSPC', 'EDQUOT', 'EFBIG'])('with %s is lack of room', code => {
		expect(isOutOfSpace(systemError(code))).toBe(true);
		expect(isOutOfSpace(systemError('EACCES'))).toBe(false);
	});
});
