import {createElement} from 'react';
import {render, Text} from 'ink';

// Ink's own hello world, as modules: what the guided session's start is measured against.
render(createElement(Text, undefined, 'Hello, World'), {interactive: true});
setTimeout(() => {}, 60_000);
