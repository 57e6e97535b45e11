import {Text} from 'ink';
import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';
import {refreshTokenEnd, type ObtainedToken} from '../../concur/connection.js';
import {scopeNames} from '../../concur/scope-names.js';
import {scopeCount} from '../../wizard/call-words.js';
import {formatTime, lifeLeft} from '../../wizard/format-time.js';
import {connectionOf} from '../../wizard/lifetimes.js';
import {type WizardState} from '../../wizard/wizard-state.js';
import {shownValue} from '../../concur/redact.js';
import {symbols, tones} from '../theme.js';
import {DebugRow, PropertyRow, wholeTextRows} from './debug-row.js';

// A token as long as this is told with its length.
const longToken = 100;
// Blanks, colon, quotes and comma around a name and its value.
const quoteColumns = 7;

type NameRows = {readonly rows: readonly string[]; readonly count: number};

/**
As many names as fit into `maxRows`, and how many they are; no more is measured: a scope may be as long as an
answer.
*/
function nameRows(names: readonly string[], maxRows: number, columns: number): NameRows {
	const rows: string[] = [];
	let count = 0;
	for (const name of names) {
		const fitted = cliTruncate(name, columns);
		const last = rows.at(-1);
		if (last !== undefined && stringWidth(`${last} ${fitted}`) <= columns) {
			rows[rows.length - 1] = `${last} ${fitted}`;
		} else if (rows.length < maxRows) {
			rows.push(fitted);
		} else {
			break;
		}

		count++;
	}

	return {rows, count};
}

const scopeIndent = 4;

/** The scope in at most `maxRows` rows: counted, wrapped, and what does not fit is counted too. */
function scopeRows(scope: string, maxRows: number, columns: number) {
	const names = scopeNames(scope);
	const head = scopeCount(names);
	if (maxRows <= 1) {
		return [
			<Text key="scope" wrap="truncate-end">
				{'  scope: '}<Text {...tones.heading}>{head}</Text> {names.slice(0, columns).join(' ')}
			</Text>,
		];
	}

	const room = columns - scopeIndent;
	const all = nameRows(names, maxRows - 1, room);
	const {rows, count} = all.count === names.length ? all : nameRows(names, Math.max(1, maxRows - 2), room);
	const left = names.length - count;
	const isSilentlyCut = left > 0 && maxRows <= 2;
	return [
		<DebugRow
			key="scope" before="  scope: " marked={head} tone="heading"
			after={isSilentlyCut ? `, the first ${count}` : ''}
		/>,
		...rows.map((row, index) => <DebugRow key={`scope${index}`} before={`${' '.repeat(scopeIndent)}${row}`}/>),
		...(left > 0 && !isSilentlyCut
			? [<DebugRow key="more-scopes" before={`${' '.repeat(scopeIndent)}${symbols.more} and ${left} more`}/>]
			: []),
	];
}

function expiryRows(state: WizardState, instant: number, columns: number) {
	const end = refreshTokenEnd(state)!;
	const words = `${end > state.now ? '' : 'expired '}${formatTime(end, state.now)}`;
	const value = String(instant);
	const hasRoom = `  refresh_expires_in: ${value}, ${words}`.length <= columns;
	const row = (
		<PropertyRow
			key="refresh_expires_in" name="refresh_expires_in" value={value} isText={false}
			remark={hasRoom ? words : ''} columns={columns}
		/>
	);
	return hasRoom ? [row] : [row, <DebugRow key="expiry" before={`    ${words}`}/>];
}

/**
The refresh token object with every property: tokens masked, the expiry as date and distance,
the scope in at most `maxScopeRows` rows.
*/
export function tokenObjectRows(state: WizardState, token: ObtainedToken, maxScopeRows: number, columns: number) {
	const {object, obtainedWith} = token;
	const text = (name: string, value: string, remark = '') => (
		<PropertyRow key={`token-${name}`} isText name={name} value={value} remark={remark} columns={columns}/>
	);
	const secret = (name: string, value: string) => {
		if (state.isRevealing && name.length + value.length + quoteColumns > columns) {
			return wholeTextRows(name, value, columns);
		}

		const remark = value.length > longToken ? `${value.length} chars` : '';
		return [text(name, shownValue(value, true, state.isRevealing), remark)];
	};

	return [
		<DebugRow key="token-open" before="Refresh Token Object {"/>,
		<PropertyRow
			key="expires_in" name="expires_in" value={`${object.expires_in} (seconds)`} isText={false}
			remark="" columns={columns}
		/>,
		...scopeRows(object.scope, maxScopeRows, columns),
		text('token_type', object.token_type),
		...secret('access_token', object.access_token),
		...secret('refresh_token', object.refresh_token),
		...(object.refresh_expires_in === undefined ? [] : expiryRows(state, object.refresh_expires_in, columns)),
		...(object.geolocation === undefined ? [] : [text('geolocation', object.geolocation)]),
		...(object.id_token === undefined ? [] : secret('id_token', object.id_token)),
		text('companyUUID', obtainedWith.companyUUID),
		<DebugRow key="token-close" before="}"/>,
	];
}

/** What is left of the refresh token's life, in words; nothing of a refused one. */
function remainingLife(state: WizardState): string {
	const end = refreshTokenEnd(state)!;
	const connection = connectionOf(state);
	if (connection.kind === 'refused' && connection.grant === 'refresh_token') {
		return 'refused';
	}

	return lifeLeft(end, state.now);
}

/** The refresh token object in three rows, for a panel that has no more. */
export function shortTokenRows(state: WizardState, token: ObtainedToken, columns: number) {
	const {object} = token;
	return [
		<PropertyRow
			key="refresh_token" isText name="refresh_token"
			value={shownValue(object.refresh_token, true, state.isRevealing)} remark={remainingLife(state)}
			columns={columns}
		/>,
		...scopeRows(object.scope, 1, columns),
		<PropertyRow
			key="geolocation" isText name="geolocation"
			value={object.geolocation ?? token.baseUri} remark="" columns={columns}
		/>,
	];
}
