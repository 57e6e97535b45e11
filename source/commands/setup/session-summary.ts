import {parseScopes} from '../../concur/parse-scopes.js';
import {suggestedPath} from '../../concur/catalogue/suggest-call.js';
import {stageReference} from '../../concur/tutorial.js';
import {finishFacts} from '../../wizard/stages/finish.js';
import {formatExpiry} from '../../wizard/format-time.js';
import {requestTokenExpiry} from '../../wizard/calls/lifetimes.js';
import {suggestedCommand} from '../../wizard/calls/repeated-options.js';
import {nextStage} from '../../wizard/stages/next-stage.js';
import {doneStageCount} from '../../wizard/stages/stage-status.js';
import {allStagesDone, stageOf, stages} from '../../wizard/stages/stages.js';
import {requestTokenLifetime} from '../../wizard/values/value-problems.js';
import {type WizardState} from '../../wizard/wizard-state.js';
import {type Invocation} from '../invocation.js';

const termColumns = 15;

/** A path that a shell passes on as it is, query and all. */
function quotedPath(path: string): string {
	return path.includes('?') ? `"${path}"` : path;
}

/** Describes what was set up, and the commands that use it. */
function describeFinished(state: WizardState, command: string): string {
	const {facts, token, proofs = []} = state;
	const path = suggestedPath({
		granted: parseScopes(token?.object.scope ?? ''),
		proven: proofs.flatMap(({api, verdict}) => api !== undefined && verdict === 'proven' ? [api] : []),
	});
	const commands = [
		['A bearer token', 'token'],
		...(path === undefined ? [] : [['One call', `api ${quotedPath(path)}`]] as const),
		...(facts.renewal === undefined ? [['Daily renewal', 'schedule --install']] as const : []),
		['An export', 'export env --out concur.env'],
	] as const;
	const row = (term: string, text: string) => `  ${term.padEnd(termColumns)} ${text}`;
	const nextRow = `;\n${row('', '')}`;
	return [
		`${allStagesDone}.`,
		...finishFacts(state).map(({term, text}) => row(term, text.replaceAll('; ', nextRow))),
		'',
		...commands.map(([term, verb]) => row(term, suggestedCommand(facts, verb))),
		row('This session', command),
		'',
	].join('\n');
}

/**
Describes the session after the user leaves it: how far they are, what has a time limit, and how to resume in the same
front end; once finished, what was set up and what to do with it.
*/
export function describeSession(state: WizardState, invocation: Invocation, isAccessible: boolean): string {
	const isByNpm = invocation.resumeCommand.startsWith('npm run');
	const command = `${invocation.resumeCommand}${isAccessible ? `${isByNpm ? ' --' : ''} --accessible` : ''}`;
	const stage = nextStage(state);
	if (!stage) {
		return describeFinished(state, command);
	}

	const requestEnd = requestTokenExpiry(state);
	const isCounting = requestEnd !== undefined && requestTokenLifetime(state)?.left !== undefined;
	return [
		`Saved: ${doneStageCount(state)} of ${stages.length} stages done. `
		+ `Next is ${stageReference(stage)}, ${stageOf(stage).title}.`,
		...(isCounting
			? [`The company request token is valid until ${formatExpiry(requestEnd, state.now)}.`]
			: []),
		`To resume where you left off: ${command}`,
		'',
	].join('\n');
}
