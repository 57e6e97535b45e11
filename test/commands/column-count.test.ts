import stringWidth from 'string-width';
import {expect, test} from 'vitest';
import {columnCount} from '../../source/commands/output/column-count.js';
import {formatTable} from '../../source/commands/output/report-text.js';

test.each([
	'', 'eu2', 'at-1234', '••••••••1b0a', 'Über café', 'Zürich', 'ﬁn', '¡Olé!', 'Ελλάδα', 'Москва',
	'密码', '会社ID', 'ｱﾌﾟﾘ', 'ＡＢＣ', '「アプリ」', '앱 비밀', '👍', '𠮷野家', 'عربي', 'עִבְרִית', '\u200Bhidden',
])('%s takes as many columns as string-width says', text => {
	expect(columnCount(text)).toBe(stringWidth(text));
});

test('the columns of a table stand one below the other, whatever characters stand in them', () => {
	const table = formatTable([
		['Client ID', '密码密码', 'environment'],
		['Company UUID', 'cafe\u0301', 'settings'],
	]);
	expect(table).toBe([
		'Client ID     密码密码  environment',
		'Company UUID  cafe\u0301      settings',
	].join('\n'));
});
