import process from 'node:process';

/** Mutants are tried in worker threads, where a process may not set its umask: there it stays as it is. */
Object.assign(process, {umask: () => 0o022});
