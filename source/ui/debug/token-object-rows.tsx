import {Text} from 'ink';
import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';
import {type TokenRow} from '../../wizard/object-rows.js';
import {type ReportedToken} from '../../wizard/regions/debug-report.js';
import {symbols, tones} from '../theme.js';
import {DebugRow, isPropertyFitting, PropertyRow, wholeTextRows} from './debug-row.js';

// From this length on, a token is shown with its length.
const longToken = 100;

/** The most rows that the scope takes, and that each value takes which the person asked to see. */
export type MaxRows = {readonly scope: number; readonly value: number};

type NameRows = {readonly rows: readonly string[]; readonly count: number};

/**
As many names as fit into `maxRows`, and their number. No more are measured, because the scope may be as long as a whole
response.
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

type ScopeRow = Extract<TokenRow, {kind: 'scope'}>;

/** The scope in at most `maxRows` rows: counted and wrapped, with the number of scopes that do not fit. */
function scopeRows({names, count: head}: ScopeRow, maxRows: number, columns: number) {
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

type SimpleRow = Exclude<TokenRow, ScopeRow>;

function propertyOf({kind, name, shown}: SimpleRow, remark: string) {
	const isText = kind !== 'duration' && kind !== 'instant';
	return {name, value: shown, isText, remark};
}

function simpleRow(row: SimpleRow, remark: string, columns: number) {
	return <PropertyRow key={`token-${row.name}`} {...propertyOf(row, remark)} columns={columns}/>;
}

/** An instant and its description, which is never dropped: it gets a row of its own if one is too short for both. */
function instantRows(row: Extract<TokenRow, {kind: 'instant'}>, columns: number) {
	const {name, description} = row;
	return isPropertyFitting(propertyOf(row, description), columns)
		? [simpleRow(row, description, columns)]
		: [simpleRow(row, '', columns), <DebugRow key={`${name}-description`} before={`    ${description}`}/>];
}

function secretRows(row: Extract<TokenRow, {kind: 'secret'}>, maxRows: number, columns: number) {
	const {name, shown, isMasked, length} = row;
	return !isMasked && !isPropertyFitting(propertyOf(row, ''), columns)
		? wholeTextRows({name, value: shown, maxRows}, columns)
		: [simpleRow(row, length > longToken ? `${length} chars` : '', columns)];
}

function propertyRows(row: TokenRow, {scope, value}: MaxRows, columns: number) {
	switch (row.kind) {
		case 'scope': {
			return scopeRows(row, scope, columns);
		}

		case 'instant': {
			return instantRows(row, columns);
		}

		case 'secret': {
			return secretRows(row, value, columns);
		}

		case 'duration':
		case 'text':
		case 'address': {
			return [simpleRow(row, '', columns)];
		}
	}
}

/** The refresh token object with every property. */
export function tokenObjectRows({rows}: ReportedToken, maxRows: MaxRows, columns: number) {
	return [
		<DebugRow key="token-open" before="Refresh Token Object {"/>,
		...rows.flatMap(row => propertyRows(row, maxRows, columns)),
		<DebugRow key="token-close" before="}"/>,
	];
}

const shortNames: ReadonlyArray<TokenRow['name']> = ['refresh_token', 'scope', 'geolocation'];

/** The refresh token object in three rows, for a panel without room for more. */
export function shortTokenRows({rows, lifetime, baseUri}: ReportedToken, columns: number) {
	const shown = shortNames.flatMap(name => rows.filter(row => row.name === name));
	return [
		...shown.flatMap(row => row.kind === 'scope'
			? scopeRows(row, 1, columns)
			: [simpleRow(row, row.kind === 'secret' ? lifetime : '', columns)]),
		...(shown.some(({name}) => name === 'geolocation')
			? []
			: [
				<PropertyRow
					key="geolocation" isText name="geolocation" value={baseUri} remark="" columns={columns}
				/>,
			]),
	];
}
