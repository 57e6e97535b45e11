import process from 'node:process';

// Mutants are tried in threads, where Node refuses to change the mask of the whole process.
Object.defineProperty(process, 'umask', {value: () => 0o022});
