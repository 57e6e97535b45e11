/** The formats of `export`, apart from what writes them: help and the shells' completion list them. */
export const exportFormats = ['env', 'json', 'curl', 'postman', 'sap-sample'] as const;

/** The names of the files that the formats are written to, where the person names none; fish has its own `env`. */
export const exportedFileNames = {
	env: 'concur.env',
	fish: 'concur.fish',
	json: 'concur-tokens.json',
	curl: 'refresh-token.sh',
	postman: 'concur.postman_environment.json',
} as const;

export type ExportFormat = (typeof exportFormats)[number];

/** What reads the variables of `export env`: bash and zsh read what sh reads. */
export const envShells = ['sh', 'bash', 'zsh', 'fish', 'docker'] as const;

export type EnvShell = (typeof envShells)[number];
