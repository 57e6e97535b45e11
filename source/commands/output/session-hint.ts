import {stageReference, type StageId} from '../../concur/tutorial.js';
import {type Invocation} from '../invocation.js';

/** Names the command that opens the guided session, where a remedy is carried out, and the stage if one is given. */
export function sessionHint({setupCommand}: Pick<Invocation, 'setupCommand'>, stage?: StageId): string {
	const place = stage === undefined ? '' : ` (${stageReference(stage)})`;
	return `To do this in the guided session${place}: ${setupCommand}`;
}
