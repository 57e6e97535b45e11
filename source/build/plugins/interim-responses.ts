import {type Plugin} from 'rolldown';
import {patch} from './patch.ts';

const parser = '/node_modules/undici/lib/dispatcher/client-h1.js';
const refusal = new RegExp([
	/\n\s*if \(statusCode === 100\) \{/,
	/\n\s*util\.destroy\(socket, new SocketError\('bad response'.*/,
	/\n\s*return -1\n\s*\}\n/,
].map(({source}) => source).join(''));

/**
Lets undici read past a `100 Continue` that it did not ask for, as past every other interim response. It closes the
connection instead: the answer behind it, and a new refresh token in it, would be lost.

For correctness, not for speed. Some servers and proxies send one before they answer any POST.

@see https://www.rfc-editor.org/rfc/rfc9110#section-15.2
*/
export function interimResponses(): Plugin {
	return patch('interim-responses', [parser], found => ({
		transform(code, id) {
			if (!id.endsWith(parser) || !refusal.test(code)) {
				return;
			}

			found(parser);
			return code.replace(refusal, '\n');
		},
	}));
}
