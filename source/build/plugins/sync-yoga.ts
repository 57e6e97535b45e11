import {type Plugin} from 'rolldown';
import {patch} from './patch.ts';

const binary = 'yoga-wasm-base64-esm.js';
const entry = 'yoga-layout/dist/src/index.js';
const wasm = /"data:application\/octet-stream;base64,([^"]+)"/;

/**
Compiles Yoga's WebAssembly synchronously. Yoga compiles it on import and waits with a top-level await; compiled
synchronously, it needs neither that nor `fetch`, for which Node loads a whole HTTP client.

For correctness, not for speed. Without it, the build fails with INVALID_TLA_FORMAT, because a CommonJS module cannot
have a top-level await.

The hook is provided by Emscripten.

@see https://emscripten.org/docs/api_reference/module.html#Module.instantiateWasm
*/
export function syncYoga(): Plugin {
	return patch('sync-yoga', [binary, entry], found => ({
		transform(code, id) {
			const data = wasm.exec(code)?.[1];
			if (id.endsWith(binary) && data !== undefined && code.includes('return loadYoga.ready')) {
				found(binary);
				return `${code.replace(data, '').replace('return loadYoga.ready', 'return loadYoga')}
export const wasmOfYoga = Buffer.from('${data}', 'base64');`;
			}

			if (id.endsWith(entry) && code.includes('wrapAssembly(await loadYoga())')) {
				found(entry);
				return `import {wasmOfYoga} from '../binaries/${binary}';
${code.replace('await loadYoga()', `loadYoga({
	instantiateWasm(imports, use) {
		const instance = new WebAssembly.Instance(new WebAssembly.Module(wasmOfYoga), imports);
		use(instance);
		return instance.exports;
	},
})`)}`;
			}

			return undefined;
		},
	}));
}
