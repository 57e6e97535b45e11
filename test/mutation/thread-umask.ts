import process from 'node:process';

// Mutants are tried in threads, where Node refuses to change the mask of the whole process.
const current = process.umask();
process.umask = () => current;
