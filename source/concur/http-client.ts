/** The parts of undici that the one HTTP call uses, in a module of their own so that the bundled program can load them late and by name. */
export {Agent, ProxyAgent, request} from 'undici';
