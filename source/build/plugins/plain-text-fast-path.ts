import path from 'node:path';
import {type Plugin} from 'rolldown';
import {patch} from './patch.ts';

const plainText = path.join(import.meta.dirname, '../plain-text.ts');
const segmenter = /\bIntl\.Segmenter\b/g;

/**
Measures and cuts text of one-column characters without `string-width` and `Intl.Segmenter`: see ../plain-text.ts.

Saves 73 of 448 ms up to the first screen, where a bare `node -e 0` takes 85 ms: medians of 21 alternating pairs.
*/
export function plainTextFastPath(): Plugin {
	return patch('plain-text-fast-path', ['string-width', 'Intl.Segmenter'], found => ({
		resolveId(id, importer) {
			if (id !== 'string-width' || importer === plainText) {
				return;
			}

			found('string-width');
			return plainText;
		},
		transform(code, id) {
			// These modules measure what plain-text.ts leaves to string-width, so they stay as they are.
			if (id === plainText || id.includes('/node_modules/string-width/') || !segmenter.test(code)) {
				return;
			}

			found('Intl.Segmenter');
			const replaced = code.replaceAll(segmenter, 'PlainTextSegmenter');
			return `import {Segmenter as PlainTextSegmenter} from ${JSON.stringify(plainText)};\n${replaced}`;
		},
	}));
}
