import {type PracticeServer} from '../../practice/serving/practice-instance.js';
import {type Invocation} from '../invocation.js';

/**
Runs `work` with the practice Concur where the invocation asks for one, starting it here or attaching to the process
that already serves it, and releases it afterwards.

Throws what `work` throws, and `UserError` where the practice Concur cannot be opened.
*/
export async function withPractice<Result>(
	{isPractice, paths, io}: Invocation,
	work: (practice: PracticeServer | undefined) => Promise<Result>,
): Promise<Result> {
	if (!isPractice) {
		return work(undefined);
	}

	const {openPractice} = await import('../../practice/serving/open-practice.js');
	const practice = await openPractice({folder: paths.practiceFolder, now: io.now});
	try {
		return await work(practice);
	} finally {
		await practice.close();
	}
}
