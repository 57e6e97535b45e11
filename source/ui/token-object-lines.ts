import {type ObtainedToken} from '../concur/connection.js';
import {connectionOf, refreshTokenEnd} from '../wizard/lifetimes.js';
import {formatDuration} from '../wizard/format-duration.js';
import {type WizardState} from '../wizard/wizard-state.js';
import {shownValue} from './credentials-lines.js';
import {line, lineWidth, shortenEnd, shortenMiddle, type Line} from './line.js';
import {symbols} from './theme.js';

/** Names of a scope value, which is separated by blanks. */
export function scopeNames(scope: string): readonly string[] {
	return scope.split(/\s+/).filter(name => name !== '');
}

/** Calendar day of an instant, as ISO 8601 has it. */
function day(instant: number): string {
	return new Date(instant).toISOString().slice(0, 10);
}

function property(name: string, value: string, remark: string, width: number, isText = true): Line {
	const start = `  ${name}: `;
	const tail = remark === '' ? ',' : `, ${remark}`;
	const room = Math.max(8, width - start.length - tail.length - (isText ? 2 : 0));
	const shown = shortenMiddle(value, room);
	return [{text: start}, {text: isText ? `'${shown}'` : shown, tone: isText ? 'value' : 'warning'}, {text: shortenEnd(tail, width), tone: 'dim'}];
}

/** As many names as fit into `rows` rows, and how many they are; no more is measured, because a scope may be as long as an answer. */
function nameRows(names: readonly string[], rows: number, width: number): {readonly shown: readonly string[]; readonly count: number} {
	const shown: string[] = [];
	let count = 0;
	for (const name of names) {
		const fitted = shortenEnd(name, width);
		const last = shown.at(-1);
		if (last !== undefined && lineWidth(line(`${last} ${fitted}`)) <= width) {
			shown[shown.length - 1] = `${last} ${fitted}`;
		} else if (shown.length < rows) {
			shown.push(fitted);
		} else {
			break;
		}

		count++;
	}

	return {shown, count};
}

/** The scope in at most `rows` rows: counted, wrapped, and what does not fit is counted too. */
function scopeLines(scope: string, rows: number, width: number): readonly Line[] {
	const names = scopeNames(scope);
	const heading: Line = [{text: '  scope: '}, {text: `${names.length} scopes`, tone: 'warning'}];
	if (rows <= 1) {
		return [[...heading, {text: shortenEnd(` '${names.slice(0, width).join(' ')}',`, width - 11 - String(names.length).length - 7), tone: 'value'}]];
	}

	const all = nameRows(names, rows - 1, width - 4);
	const {shown, count} = all.count === names.length ? all : nameRows(names, Math.max(1, rows - 2), width - 4);
	const left = names.length - count;
	const isSilentlyCut = left > 0 && rows <= 2;
	return [
		[...heading, {text: isSilentlyCut ? `, the first ${names.length - left}` : '', tone: 'dim'}],
		...shown.map(text => line(`    ${text}`, 'value')),
		...(left > 0 && rows > 2 ? [line(`    ${symbols.more} and ${left} more`, 'dim')] : []),
	];
}

function expiryLines(instant: number, words: string, width: number): readonly Line[] {
	const hasRoom = `  refresh_expires_in: ${instant}, ${words}`.length <= width;
	return hasRoom
		? [property('refresh_expires_in', String(instant), words, width, false)]
		: [property('refresh_expires_in', String(instant), '', width, false), line(`    ${words}`, 'dim')];
}

/** The refresh token object with every property: tokens masked, the expiry as date and distance, the scope in at most `scopeRows` rows. */
export function tokenObjectLines(state: WizardState, token: ObtainedToken, scopeRows: number, width: number): readonly Line[] {
	const {object} = token;
	const secret = (name: string, value: string) => property(name, shownValue(value, true, state.isRevealing), value.length > 100 ? `${value.length} chars` : '', width);
	const end = refreshTokenEnd(state)!;
	const expiry = end > state.now ? `${day(end)}, in ${formatDuration(end - state.now)}` : `${day(end)}, expired`;
	return [
		line('Refresh Token Object {'),
		property('expires_in', String(object.expires_in), 'seconds', width, false),
		...scopeLines(object.scope, scopeRows, width),
		property('token_type', object.token_type, '', width),
		secret('access_token', object.access_token),
		secret('refresh_token', object.refresh_token),
		...(object.refresh_expires_in === undefined ? [] : expiryLines(object.refresh_expires_in, expiry, width)),
		...(object.geolocation === undefined ? [] : [property('geolocation', object.geolocation, '', width)]),
		...(object.id_token === undefined ? [] : [secret('id_token', object.id_token)]),
		property('companyUUID', token.obtainedWith.companyUUID, '', width),
		line('}'),
	];
}

/** What is left of the refresh token's life, in words; nothing of a refused one. */
function remainingLife(state: WizardState, end: number): string {
	const connection = connectionOf(state);
	if (connection.kind === 'refused' && connection.grant === 'refresh_token') {
		return 'refused';
	}

	return end > state.now ? `${formatDuration(end - state.now)} left` : 'expired';
}

/** The refresh token object in three rows, for a panel that has no more. */
export function shortTokenLines(state: WizardState, token: ObtainedToken, width: number): readonly Line[] {
	const end = refreshTokenEnd(state)!;
	return [
		property('refresh_token', shownValue(token.object.refresh_token, true, state.isRevealing), remainingLife(state, end), width),
		...scopeLines(token.object.scope, 1, width),
		property('geolocation', token.object.geolocation ?? token.baseUri, '', width),
	];
}
