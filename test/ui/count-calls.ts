import {Session} from 'node:inspector/promises';

/** How often each function of the program was called meanwhile: `ui/screen.tsx Screen`. The engine itself counts. */
export async function countCalls(run: () => void): Promise<ReadonlyMap<string, number>> {
	const inspector = new Session();
	inspector.connect();
	await inspector.post('Profiler.enable');
	await inspector.post('Profiler.startPreciseCoverage', {callCount: true});
	run();
	const {result} = await inspector.post('Profiler.takePreciseCoverage');
	await inspector.post('Profiler.stopPreciseCoverage');
	inspector.disconnect();
	return new Map(result.flatMap(({url, functions}) => functions.map(({functionName, ranges: [whole]}) =>
		[`${url.split('/source/').at(-1)!} ${functionName}`, whole!.count])));
}
