import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import {expect, test} from 'vitest';

const sourceFolder = path.resolve(import.meta.dirname, '../../source');

/** The texts of a file that may be shown: its strings, templates and JSX, without its comments. */
function textsIn(name: string, source: string): readonly string[] {
	const texts: string[] = [];
	const visit = (node: ts.Node) => {
		if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)
			|| ts.isJsxText(node)) {
			texts.push(node.text);
		}

		node.forEachChild(visit);
	};

	visit(ts.createSourceFile(name, source, ts.ScriptTarget.Latest, false, ts.ScriptKind.TSX));
	return texts;
}

/** The different keys, Ctrl and a letter, that the texts of a file name by hand. */
function keysByHand(name: string, source: string): readonly string[] {
	return [...new Set(textsIn(name, source).flatMap(text => text.match(/\bCtrl\+[A-Z]\b/gi) ?? []))];
}

/** What stands by hand, and has to. */
const byHand: Readonly<Record<string, readonly string[]>> = {
	// The end of input, in a dialogue of lines.
	'session/accessible/spoken-commands.ts': ['Ctrl+D'],
	// The terminal's own key for SIGINT, which ends a command outside the session.
	'commands/practice/practice.ts': ['Ctrl+C'],
	'commands/proxy/proxy.ts': ['Ctrl+C'],
	'commands/signals/hold-signals.ts': ['Ctrl+C'],
};

test('a sentence takes the name of a key from the table of keys, so that it stays true when the key changes', () => {
	const files = readdirSync(sourceFolder, {recursive: true, encoding: 'utf8'})
		.filter(file => /\.tsx?$/.test(file) && file !== path.join('wizard', 'keys', 'keys.ts'));
	const found = files.flatMap(file => {
		const keys = keysByHand(file, readFileSync(path.join(sourceFolder, file), 'utf8'));
		return keys.length === 0 ? [] : [[file.replaceAll('\\', '/'), keys] as const];
	});
	expect(Object.fromEntries(found)).toEqual(byHand);
});

test('a key by hand is found in a string, a template and JSX, and not in a comment', () => {
	const source = `
		// Ctrl+A
		const one = 'Press Ctrl+B, not Ctrl+Shift+V';
		const two = \`\${one}, Ctrl+C \${one} Ctrl+D\${one}Ctrl+E\`;
		const three = <Text /* Ctrl+F */>Press Ctrl+G</Text>;
	`;
	expect(keysByHand('example.tsx', source)).toEqual(['Ctrl+B', 'Ctrl+C', 'Ctrl+D', 'Ctrl+E', 'Ctrl+G']);
});
