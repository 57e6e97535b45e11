/** The formats of `export`, separate from the code that writes them because help and shell completion list them. */
export const exportFormats = ['env', 'json', 'curl', 'postman', 'sap-sample'] as const;

/** The default names of the files that each format is written to; `env` for fish has its own. */
export const exportedFileNames = {
	env: 'concur.env',
	fish: 'concur.fish',
	json: 'concur-tokens.json',
	curl: 'refresh-token.sh',
	postman: 'concur.postman_environment.json',
} as const;

export type ExportFormat = (typeof exportFormats)[number];

/** The programs that can read the variables of `export env`; bash and zsh read the same format as sh. */
export const envShells = ['sh', 'bash', 'zsh', 'fish', 'docker'] as const;

export type EnvShell = (typeof envShells)[number];
